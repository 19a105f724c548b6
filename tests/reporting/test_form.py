"""The form for communes, filled as a spreadsheet would, and its way into the ledger."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ledgers import HERE, TODAY, hub, row

from loa.errors import LoaError
from loa.hub import PROJECT, Hub
from loa.model.ledger import COLUMNS
from loa.reporting.form import HELP, LISTS, SHEET, form
from loa.reporting.merge import merge, write

GOOD: dict[str, Any] = {
    "date": dt.date(2026, 11, 18),
    "what": "Buổi nói chuyện, sinh hoạt",
    "count": 2,
    "language": "Tiếng Việt",
    "channel": "Họp thôn, sinh hoạt hội",
    "place": "xã Hướng Hiệp, tỉnh Quảng Trị",
    "women": 31,
    "men": 12,
    "evidence": "Biên bản 05/BB",
}


def filled(path: Path, found: Hub, *rows: dict[str, Any]) -> Path:
    """The form with these rows typed into it."""
    book = openpyxl.load_workbook(io.BytesIO(form(found)))
    for number, values in enumerate(rows, 4):
        for column, key in enumerate(COLUMNS, 1):
            book[SHEET].cell(number, column).value = values.get(key)
    book.save(path)
    return path


def again(folder: Path) -> Hub:
    from tiny import PROJECT as TINY

    from loa.hub import Settings, open_hub

    return open_hub(Settings.of(folder, date=TODAY), TINY)


def test_the_form_offers_lists_and_is_the_same_every_time(tmp_path: Path) -> None:
    found = hub(tmp_path)
    data = form(found)
    assert data == form(found)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [SHEET, HELP, LISTS]
    header = [cell.value for cell in book[SHEET][3]]
    assert header == [
        names[0] + (" *" if "*" in str(header[i]) else "") for i, names in enumerate(COLUMNS.values())
    ]
    rules = book[SHEET].data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list", "date", "whole"}
    for rule in rules:
        if rule.type == "list":
            sheet, cells = rule.formula1.replace("'", "").split("!")
            words = [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]
            assert words and all(words)


def test_a_filled_form_becomes_rows_with_codes(tmp_path: Path) -> None:
    found = hub(tmp_path / "hub", row())
    sheet = filled(
        tmp_path / "phieu.xlsx", found, GOOD, {**GOOD, "what": "Tờ rơi", "count": 500, "place": HERE}
    )
    campaign = found.catalog.campaigns["thu"]
    merged = merge([sheet], found, campaign)
    assert not merged.refused and len(merged.notes) == 1
    assert write(merged, found, campaign)
    ledger = again(tmp_path / "hub").catalog.campaigns["thu"].ledger
    assert ledger and not ledger.refused
    assert [(e.what.name, e.place, e.count) for e in ledger.entries] == [
        ("radio", HERE, 3),
        ("talk", "19555", 2),
        ("leaflet", HERE, 500),
    ]
    assert ledger.entries[1].people == {"women": 31, "men": 12}


def test_the_same_form_twice_adds_nothing(tmp_path: Path) -> None:
    found = hub(tmp_path / "hub")
    sheet = filled(tmp_path / "phieu.xlsx", found, GOOD)
    write(merge([sheet, sheet], found, found.catalog.campaigns["thu"]), found, found.catalog.campaigns["thu"])
    before = (tmp_path / "hub" / "thu" / "ledger.csv").read_bytes()
    second = again(tmp_path / "hub")
    campaign = second.catalog.campaigns["thu"]
    merged = merge([sheet], second, campaign)
    assert merged.added == [] and [problem.code for problem in merged.refused] == ["LOA754"]
    assert write(merged, second, campaign) is None
    assert (tmp_path / "hub" / "thu" / "ledger.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"place": "xã Không Có Thật, tỉnh Quảng Trị"}, "LOA902"),
        ({"place": "xã Hướng Hiệp, tỉnh Không Có"}, "LOA902"),
        ({"place": "xã Tân Thành"}, "LOA901"),
        ({"place": "99999"}, "LOA753"),
        ({"count": -2}, "LOA752"),
        ({"count": 2.5}, "LOA752"),
        ({"date": "31/2/2026"}, "LOA751"),
        ({"evidence": None}, "LOA756"),
        ({"what": "Khác"}, "LOA755"),
    ],
)
def test_bad_rows_stay_out_with_their_number(tmp_path: Path, values: dict[str, Any], code: str) -> None:
    found = hub(tmp_path / "hub")
    sheet = filled(tmp_path / "phieu.xlsx", found, GOOD, {**GOOD, **values, "channel": "Trường học"})
    merged = merge([sheet], found, found.catalog.campaigns["thu"])
    assert len(merged.added) == 1
    assert [(problem.code, problem.line) for problem in merged.refused] == [(code, 5)]


def test_what_begins_like_a_formula_never_runs(tmp_path: Path) -> None:
    found = hub(tmp_path / "hub")
    sheet = tmp_path / "phieu.csv"
    header = ",".join(names[0].replace(",", "").join('""') for names in COLUMNS.values())
    cells = {**GOOD, "date": "2026-11-18", "place": HERE, "evidence": '=HYPERLINK("http://xau.example")'}
    line = ",".join('"' + str(cells.get(key, "")).replace('"', '""') + '"' for key in COLUMNS)
    sheet.write_text(f"{header}\n{line}\n", encoding="utf-8")
    campaign = found.catalog.campaigns["thu"]
    write(merge([sheet], found, campaign), found, campaign)
    text = (tmp_path / "hub" / "thu" / "ledger.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    (entry,) = again(tmp_path / "hub").catalog.campaigns["thu"].ledger.entries  # type: ignore[union-attr]
    assert entry.evidence.startswith("=HYPERLINK")


def test_rows_people_still_have_to_mend_stay_in_the_file(tmp_path: Path) -> None:
    found = hub(tmp_path / "hub", row(count="-4"))
    campaign = found.catalog.campaigns["thu"]
    write(merge([filled(tmp_path / "p.xlsx", found, GOOD)], found, campaign), found, campaign)
    ledger = again(tmp_path / "hub").catalog.campaigns["thu"].ledger
    assert ledger and len(ledger.entries) == 1 and [p.code for p in ledger.refused] == ["LOA752"]


def test_a_sheet_that_is_no_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "la.csv").write_text("Họ tên,Lương\nA,1\n", encoding="utf-8")
    found = hub(tmp_path / "hub")
    with pytest.raises(LoaError, match="LOA903"):
        merge([tmp_path / "la.csv"], found, found.catalog.campaigns["thu"])


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    import importlib.util

    spec = importlib.util.spec_from_file_location("report_command", PROJECT / "scripts" / "report.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["report.py", *arguments])
    code: int = module.main(list(arguments))
    return code


def test_the_command_from_form_to_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = hub(tmp_path / "hub", row())
    sheet = filled(tmp_path / "phieu.xlsx", found, {**GOOD, "place": HERE})
    common = ("--source", str(tmp_path / "hub"), "--date", TODAY, "--json")
    assert run(monkeypatch, "import", str(sheet), *common) == 0
    assert len(json.loads(capsys.readouterr().out)["added"]) == 1
    for name in ("b.docx", "b.xlsx"):
        arguments = ("--from", "2026-07-01", "--to", "2026-12-31", "--out", str(tmp_path / name))
        assert run(monkeypatch, *arguments, *common) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["rows"], said["refused"]) == (2, 0) and (tmp_path / name).stat().st_size == said["bytes"]
    for arguments in (("--out", "b.pdf"), ("--out", "b.docx"), ("import",), ("review", "--out", "b.docx")):
        with pytest.raises(LoaError, match="LOA757"):
            run(monkeypatch, *arguments, *common)
