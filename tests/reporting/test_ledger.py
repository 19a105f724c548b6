"""The ledger as it is loaded: what is counted, what is left out and why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgers import BESIDE, HEADER, HERE, codes, hub, row

from loa.load.ledger import RowReader
from loa.locales.locale import Locale
from loa.model.ledger import Entry


def test_good_rows_become_entries(tmp_path: Path) -> None:
    found = hub(tmp_path, row(women="30", men="12", ethnic_minority="41", disabled="2"), row(place=BESIDE))
    ledger = found.catalog.campaigns["thu"].ledger
    assert ledger and codes(found) == []
    first, second = ledger.entries
    assert (first.row, first.date, first.what.name, first.count) == (2, dt.date(2026, 11, 16), "radio", 3)
    assert first.people == {"women": 30, "men": 12, "ethnic_minority": 41, "disabled": 2}
    assert second.people == {}, "nobody counted is not nobody came"


def test_words_of_the_form_mean_the_same_as_codes(tmp_path: Path) -> None:
    words = row(
        date="16/11/2026", what="Bài phát thanh", channel="loa truyen thanh xa", language="Tiếng Khmer"
    )
    (entry,) = hub(tmp_path, words).catalog.campaigns["thu"].ledger.entries  # type: ignore[union-attr]
    assert (entry.what.name, entry.channel, entry.language) == ("radio", "loudspeaker", "km")


def test_a_part_of_a_label_will_do_and_the_labels_are_named(tmp_path: Path) -> None:
    found = hub(tmp_path, row(channel="Họp thôn"), row(channel="bồ câu"))
    ledger = found.catalog.campaigns["thu"].ledger
    assert ledger and [entry.channel for entry in ledger.entries] == ["meeting"]
    assert "Loa truyền thanh xã; Đài phát thanh tỉnh" in ledger.refused[0].text("vi")[1]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"date": "2026-02-30"}, "LOA751"),
        ({"date": "31/11/2026"}, "LOA751"),
        ({"date": "2006-11-29"}, "LOA751"),
        ({"date": "2027-01-01"}, "LOA751"),
        ({"date": "tuần trước"}, "LOA751"),
        ({"count": "-3"}, "LOA752"),
        ({"count": "0"}, "LOA752"),
        ({"count": "2,5"}, "LOA752"),
        ({"count": "999999"}, "LOA752"),
        ({"count": "９"}, "LOA752"),
        ({"women": "-1"}, "LOA752"),
        ({"men": "9000000"}, "LOA752"),
        ({"women": "3", "men": "2", "disabled": "6"}, "LOA752"),
        ({"place": "99999"}, "LOA753"),
        ({"place": "VN"}, "LOA753"),
        ({"place": "Xã Đakrông"}, "LOA753"),
        ({"what": "kịch câm"}, "LOA755"),
        ({"channel": "bồ câu"}, "LOA755"),
        ({"language": "xx"}, "LOA755"),
        ({"audiences": "Bà con!"}, "LOA755"),
        ({"item": "khongco1"}, "LOA755"),
        ({"evidence": ""}, "LOA756"),
        ({"date": ""}, "LOA756"),
    ],
)
def test_bad_rows_are_named_with_their_line(tmp_path: Path, values: dict[str, str], code: str) -> None:
    found = hub(tmp_path, row(place=BESIDE), row(**values))
    assert codes(found) == [(code, 3)]
    assert not found.report.errors, "a slip in a ledger must not stop an urgent correction of the site"


def test_a_double_entry_counts_once_and_names_the_first(tmp_path: Path) -> None:
    found = hub(tmp_path, row(), row(place=BESIDE), row(count="5", evidence="Sổ khác"))
    ledger = found.catalog.campaigns["thu"].ledger
    assert ledger and [entry.row for entry in ledger.entries] == [2, 3]
    assert codes(found) == [("LOA754", 4)]
    assert "dòng 2" in ledger.refused[0].text("vi")[0]


@pytest.mark.parametrize(
    ("text", "count"), [("1.200", 1200), ("1 200", 1200), ("12.00", None), ("1,200", None)]
)
def test_thousands_as_vietnamese_writes_them(tmp_path: Path, text: str, count: int | None) -> None:
    ledger = hub(tmp_path, row(what="leaflet", count=text)).catalog.campaigns["thu"].ledger
    assert ledger and [entry.count for entry in ledger.entries] == ([count] if count else [])


@pytest.mark.parametrize(
    "head", ["", "a,b,c", HEADER.replace("evidence", "date"), HEADER.replace(",evidence", "")]
)
def test_a_table_that_is_no_ledger_says_so(tmp_path: Path, head: str) -> None:
    found = hub(tmp_path, **{"thu/ledger.csv": f"{head}\n{row()}\n"})
    assert codes(found)[0][0] == "LOA750"
    assert found.catalog.campaigns["thu"].ledger is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=30), min_size=13, max_size=13))
def test_any_cells_give_an_entry_or_reasons(cells: list[str]) -> None:
    values = dict(zip(HEADER.split(","), cells, strict=True))
    reader = RowReader("ledger.csv", {})
    found = reader.entry({key: text for key, text in values.items() if text}, 7)
    assert isinstance(found, Entry) or (found and all(problem.line == 7 for problem in found))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 1000), st.dates(dt.date(2007, 7, 1), dt.date(2099, 1, 1)), st.text(min_size=1, max_size=40)
)
def test_an_entry_comes_back_from_its_cells(count: int, day: dt.date, evidence: str) -> None:
    languages = {
        "vi": Locale("vi", "Tiếng Việt", "Tiếng Việt", "Latn", "ltr", (), False, (), (), "", True, ())
    }
    cells = {"date": day.isoformat(), "what": "radio", "count": str(count), "language": "vi",
             "channel": "press", "place": HERE, "evidence": evidence}  # fmt: skip
    entry = RowReader("", languages).entry(cells, 2)
    assert isinstance(entry, Entry)
    again = RowReader("", languages).entry({k: v for k, v in entry.cells().items() if v}, 2)
    assert again == entry
