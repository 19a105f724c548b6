"""What an import refuses, and what it keeps: rows named, newer work untouched, nothing half done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import parcel
import pytest
import tiny
from parcel import BODY, FILES, KHMER, MESSAGE

from loa.errors import LoaError
from loa.exchange.texts.formats import FORMATS
from loa.exchange.texts.incoming import ImportResult, understand, write
from loa.exchange.texts.outgoing import collect
from loa.exchange.texts.sheets import OutFile, OutRow
from loa.hub import Hub
from loa.translation import VariantStatus, state


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return tiny.opened(tmp_path / "hub", FILES)


def changed(out: OutFile, source: str, target: str) -> OutFile:
    """The answered file with another answer for the row whose source begins like this."""

    def answer(row: OutRow) -> str:
        return target if row.source.startswith(source) else parcel.khmer(row)

    return parcel.answered(out, answer)


def messages(result: ImportResult) -> list[str]:
    return [p.render() for p in [*result.problems, *(p for item in result.items for p in item.problems)]]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("Mở đầu", "សាក [ក](1) **ខ**", "thiếu {{so-goi}}"),
        ("Mở đầu", "សាក {{so-goi}} {{so-goi}} [ក](1) **ខ**", "thừa {{so-goi}}"),
        ("Mở đầu", "សាក {{so-goi}} **ខ**", "bài gốc có 1 liên kết (1), bản dịch có 0"),
        ("Mở đầu", "សាក {{so-goi}} [ក](2) **ខ**", "bản dịch có (2)"),
        ("Mở đầu", "សាក {{so-goi}} [ក](https://example.org/) **ខ**", "bản dịch có (https://example.org/)"),
        ("Mở đầu", "សាក {{so-goi}} [ក](1) ខ", "bài gốc có 1 chỗ chữ đậm **…**, bản dịch có 0"),
        ("Mở đầu", "សាក {{so-goi [ក](1) **ខ**", "thiếu {{so-goi}}"),
        ("Kể việc", "សាក <b>ក</b>", "<b>"),
        ("Kể việc", "សាក 0912 345 678", "số điện thoại “0912 345 678” gõ tay"),
        ("Việc chung", "សាក 0912 345 678", "số điện thoại “0912 345 678” gõ tay"),
        ("Việc chung", "សាក {{so-goi}}", "thừa {{so-goi}}"),
        ("Việc chung", "សាក }}", "viết dở"),
        ("**Nam", "សាក", "chỗ chữ đậm"),
        ("**Nam", "**សាក** ក", "đọc lại không còn là"),
        ("Không ép ai", "", "1 dòng còn trống"),
        ("Việc nhà", "", "1 dòng còn trống"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_row(
    hub: Hub, tmp_path: Path, source: str, target: str, said: str
) -> None:
    out = parcel.sent(hub, "tg1")
    row = next(n for n, r in enumerate(out.items[0].rows, 1) if r.source.startswith(source))
    result = parcel.came_back(hub, changed(out, source, target), tmp_path / "back.po", "po")
    found = [line for line in messages(result) if said in line]
    assert found, messages(result)
    assert f":{row}: LOA942" in found[0] or f"({row})" in found[0]
    assert write(result) == [] and not (tmp_path / "hub" / KHMER).exists()


def test_one_bad_item_keeps_the_others_back_unless_told(hub: Hub, tmp_path: Path) -> None:
    out = changed(parcel.sent(hub, "tg1", "bk1"), "Kể việc", "<b>")
    result = parcel.came_back(hub, out, tmp_path / "back.csv")
    assert [item.outcome for item in result.items] == ["refused", "new"]
    assert write(result) == []
    other = tmp_path / "hub/thu/messages/bai-kia.km.md"
    assert write(result, skip_refused=True) == [other]
    assert other.exists() and not (tmp_path / "hub" / KHMER).exists()


def test_a_source_that_moved_on_takes_the_work_and_counts_as_outdated(hub: Hub, tmp_path: Path) -> None:
    out = parcel.answered(parcel.sent(hub, "tg1"))
    moved = BODY.replace("Kể việc", "Kể hết việc nhà").replace("## Kết quả", "Thêm một đoạn.\n\n## Kết quả")
    later = tiny.opened(tmp_path / "hub", {MESSAGE: tiny.item(parcel.EXTRA, moved)})
    result = parcel.came_back(later, out, tmp_path / "back.docx", "docx")
    assert result.items[0].outdated == ("“Cách làm”",)
    assert write(result) == [tmp_path / "hub" / KHMER]
    again = tiny.opened(tmp_path / "hub", {})
    item = next(item for item in again.catalog.items() if item.id == "tg1")
    found = state(item, item.variants["km"])
    assert (found.status, found.changed) == (VariantStatus.OUTDATED, ("cach-lam",))
    # Only what changed goes out empty, with the old translation of the like sentence offered.
    rows = {row.source: row for row in collect(again, "km", ["tg1"]).items[0].rows}
    assert rows["Nhà vui!" if "Nhà vui!" in rows else "**Nam:** Nhà vui!"].target
    assert not rows["Kể hết việc nhà."].target and not rows["Thêm một đoạn."].target
    assert rows["Chia việc cho *mọi người*."].offers[0].percent == 100


def test_a_source_without_a_kept_copy_takes_only_what_still_fits(hub: Hub, tmp_path: Path) -> None:
    out = parcel.answered(parcel.sent(hub, "tg1"))
    for copy in (tmp_path / "hub/thu/messages/.translations").iterdir():
        copy.unlink()
    assert parcel.came_back(hub, out, tmp_path / "a.csv").items[0].outcome == "new"
    later = tiny.opened(tmp_path / "hub", {MESSAGE: tiny.item(parcel.EXTRA, BODY.replace("Kể việc", "Kể"))})
    result = parcel.came_back(later, out, tmp_path / "b.csv")
    assert result.refused and "đoạn này không còn trong bài gốc" in "".join(messages(result))


def test_newer_work_is_never_overwritten(hub: Hub, tmp_path: Path) -> None:
    out = parcel.answered(parcel.sent(hub, "tg1"))
    target = tmp_path / "hub" / KHMER
    target.write_text(tiny.variant(), "utf-8")
    later = tiny.opened(tmp_path / "hub", {})
    result = parcel.came_back(later, out, tmp_path / "back.csv")
    assert [p.code for p in result.items[0].problems if p.severity == "error"] == ["LOA943"]
    assert write(result) == [] and target.read_text("utf-8") == tiny.variant()
    # The same file twice: the second time there is nothing new, and nothing is refused.
    target.unlink()
    fresh = tiny.opened(tmp_path / "hub", {})
    assert parcel.imported(fresh, out, tmp_path / "back.csv") == [target]
    again = parcel.came_back(tiny.opened(tmp_path / "hub", {}), out, tmp_path / "back.csv")
    assert again.items[0].outcome == "unchanged"


def test_a_new_text_has_nobodys_approval_and_keeps_the_rest(hub: Hub, tmp_path: Path) -> None:
    parcel.imported(hub, parcel.answered(parcel.sent(hub, "tg1")), tmp_path / "a.csv")
    target = tmp_path / "hub" / KHMER
    text = target.read_text("utf-8").replace("status: draft", tiny.APPROVED.strip() + "  # đã duyệt")
    target.write_text(text.replace("leaflet:\n", "leaflet:\n  skip: true\n"), "utf-8")
    later = tiny.opened(tmp_path / "hub", {})
    out = changed(parcel.sent(later, "tg1"), "Kể việc", "សាក ថ្មី")
    assert parcel.imported(later, out, tmp_path / "b.csv") == [target]
    fields = (
        next(i for i in tiny.opened(tmp_path / "hub", {}).catalog.items() if i.id == "tg1")
        .variants["km"]
        .fields
    )
    assert (fields.status, fields.approved_by, fields.approved_on) == ("draft", None, None)
    assert fields.leaflet.skip


def test_an_empty_answer_is_no_translation(hub: Hub, tmp_path: Path) -> None:
    result = parcel.came_back(hub, parcel.sent(hub, "tg1"), tmp_path / "back.csv")
    assert [item.outcome for item in result.items] == ["empty"] and not result.refused and write(result) == []


def test_a_variant_may_be_title_and_summary_alone(hub: Hub, tmp_path: Path) -> None:
    out = parcel.answered(
        parcel.sent(hub, "tg1"), lambda row: "សាក" if row.place in ("tên bài", "tóm tắt") else ""
    )
    assert parcel.imported(hub, out, tmp_path / "back.csv") == [tmp_path / "hub" / KHMER]
    item = next(i for i in tiny.opened(tmp_path / "hub", {}).catalog.items() if i.id == "tg1")
    assert item.variants["km"].text.blocks == () and item.variants["km"].fields.call_to_action is None


def test_a_row_that_is_gone_takes_nothing_away(hub: Hub, tmp_path: Path) -> None:
    parcel.imported(hub, parcel.answered(parcel.sent(hub, "tg1")), tmp_path / "a.csv")
    before = (tmp_path / "hub" / KHMER).read_bytes()
    later = tiny.opened(tmp_path / "hub", {})
    out = parcel.sent(later, "tg1")
    rows = tuple(row for row in out.items[0].rows if row.place != "câu đầu tờ rơi")
    result = parcel.came_back(
        later, replace(out, items=(replace(out.items[0], rows=rows),)), tmp_path / "b.csv"
    )
    assert "(câu đầu tờ rơi)" in "".join(messages(result))
    assert write(result) == [] and (tmp_path / "hub" / KHMER).read_bytes() == before


def test_words_that_begin_like_marks_stay_words(hub: Hub, tmp_path: Path) -> None:
    for text in ("1. សាក", "- សាក", "# សាក", "> សាក", "+ សាក", "សាក &amp; ក", "សាក\\", "“សាក”", "សាក * ក"):
        out = changed(parcel.sent(hub, "tg1"), "Không ép", text)
        result = parcel.came_back(hub, out, tmp_path / "back.po", "po")
        assert result.items[0].outcome == "new", messages(result)


def test_enter_inside_a_cell_is_a_blank(hub: Hub, tmp_path: Path) -> None:
    out = changed(parcel.sent(hub, "tg1"), "Không ép", "សាក\nក")
    result = parcel.came_back(hub, out, tmp_path / "back.docx", "docx")
    assert "> សាក ក" in (result.items[0].text or "")


@pytest.mark.parametrize("sort", ["swap", "twice", "gone", "renamed", "source", "stamp", "unknown"])
def test_rows_that_were_tampered_with(hub: Hub, tmp_path: Path, sort: str) -> None:
    out = parcel.answered(parcel.sent(hub, "tg1"))
    rows = list(out.items[0].rows)
    stamp = out.items[0].stamp
    match sort:
        case "swap":  # whole rows in another order are the same rows
            rows.reverse()
        case "twice":
            rows.append(rows[3])
        case "gone":
            del rows[6]
        case "renamed":
            rows[6] = replace(rows[6], code="tg1-00000000")
        case "source":
            rows[6] = replace(rows[6], source=rows[7].source)
        case "stamp":
            stamp = "x"
        case "unknown":
            rows.append(replace(rows[0], code="zz9-00000000"))
    broken = replace(out, items=(replace(out.items[0], stamp=stamp, rows=tuple(rows)),))
    result = parcel.came_back(hub, broken, tmp_path / "back.csv")
    said = {
        "twice": "mã này có hai dòng",
        "gone": "mất dòng",
        "renamed": "đoạn này không còn",
        "source": "ô tiếng Việt đã bị sửa",
        "stamp": "mất dòng mã",
        "unknown": "mã “zz9-00000000” không có",
    }
    if sort == "swap":
        assert result.items[0].outcome == "new"
    else:
        assert said[sort] in "".join(messages(result)) and write(result) == []


def test_a_disk_that_fails_leaves_everything_as_it_was(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = parcel.came_back(hub, parcel.answered(parcel.sent(hub, "tg1", "bk1")), tmp_path / "back.csv")
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if "viec-nha" in target.name:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(LoaError, match="LOA708"):
        write(result)
    assert not [path for path in (tmp_path / "hub/thu/messages").iterdir() if ".km" in path.name]


def test_the_language_of_a_file_must_be_known(hub: Hub, tmp_path: Path) -> None:
    path = tmp_path / "back.csv"
    out = parcel.sent(hub, "tg1")
    path.write_bytes(FORMATS["csv"](out, hub.locale("km"), parcel.DATE))
    with pytest.raises(LoaError, match="LOA940"):
        understand(path, hub, "x", "rad")
    path.write_bytes(path.read_bytes().replace(b"[km]", b"[xx]"))
    with pytest.raises(LoaError, match="LOA941"):
        understand(path, hub, "x")
    with pytest.raises(LoaError, match="LOA941"):
        collect(hub, "xx")
    with pytest.raises(LoaError, match="LOA941"):
        collect(hub, "km", ["tg2"])
