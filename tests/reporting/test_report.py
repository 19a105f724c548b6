"""The report: nothing counted that the ledger or the manifest does not prove, gaps and left-out rows said."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from ledgers import BESIDE, ELSEWHERE, HERE, hub, row

from loa.errors import LoaError
from loa.hub import PROJECT, Hub
from loa.reporting.content import Content
from loa.reporting.figures import figures
from loa.reporting.shapes import Table, period
from loa.reporting.word import word_report
from loa.reporting.workbook import review_workbook, workbook_report

START, END = dt.date(2026, 7, 1), dt.date(2026, 12, 31)
ROWS = (
    row(),
    row(what="talk", channel="meeting", count="2", women="30", men="12", audiences="phu-nu"),
    row(what="leaflet", channel="market", count="1.200", place=BESIDE, date="2026-12-01"),
    row(place=HERE, date="2026-12-02", language="km"),
    row(place=ELSEWHERE, date="2026-03-02"),
    row(count="-1", date="2026-11-20"),
    row(date="2026-12-30"),
)
INDICATOR = (
    "---\nid: ct1\ntitle: Hai lần một năm\nsummary: Thử.\nprogramme: Văn bản thử\nunit: lần\n"
    'measure: informed-twice\nfigures:\n  - year: 2030\n    value: "2"\n    bound: at-least\n'
    'sources:\n  - title: Văn bản thử\n    date: "2021"\n---\n'
)


@pytest.fixture
def made(tmp_path: Path) -> Content:
    found = hub(tmp_path, *ROWS, **{"thu/indicators/hai-lan.md": INDICATOR})
    return Content(figures(found, START, END))


def table(content: Content, title: str) -> Table:
    (found,) = [t for section in content.sections() for t in section.tables if t.title == title]
    return found


def said(content: Content) -> str:
    return "\n".join(line for section in content.sections() for line in section.paragraphs)


def test_only_the_period_and_good_rows_are_counted(made: Content) -> None:
    assert [entry.row for entry in made.figures.entries] == [2, 3, 4, 5]
    assert made.figures.outside == 1
    assert [problem.line for problem in made.figures.refused] == [7, 8]
    products = {r[0]: r[1:3] for r in table(made, "Theo sản phẩm, hoạt động").rows}
    assert products == {
        "Bài phát thanh": (6, "lượt phát"),
        "Tờ rơi": (1200, "bản in"),
        "Buổi nói chuyện, sinh hoạt": (2, "buổi"),
    }


def test_languages_places_and_people(made: Content) -> None:
    assert {r[0] for r in table(made, "Theo ngôn ngữ").rows} == {"Tiếng Khmer", "Tiếng Việt"}
    (province,) = table(made, "Theo địa bàn").rows
    assert province[0] == "Tỉnh Đắk Lắk" and str(province[1]).startswith("2/")
    people = {r[0]: r[2:4] for r in table(made, "Theo đối tượng").rows}
    assert people == {"phu-nu": (30, 12), "Mọi dòng trong kỳ": (30, 12)}


def test_the_target_is_counted_by_days_of_a_year(made: Content) -> None:
    (target,) = table(made, "So với chỉ tiêu").rows
    assert target[:2] == ("Hai lần một năm", "2030: từ 2 lần")
    assert str(target[2]).startswith("1/"), "one commune was reached on two days"
    assert target[3] == "Văn bản thử, 2021"


def test_gaps_and_left_out_rows_are_said(made: Content) -> None:
    words = said(made)
    assert "2 dòng của sổ bị bỏ" in words and "1 dòng của sổ thuộc kỳ khác" in words
    gap = re.search(r"Đối tượng chưa được nhắm tới lần nào trong kỳ: (.*)\.", words)
    assert gap and gap[1].split(", ") == ["nam-gioi", "tre-em-trai"]  # the tests' project names none of them
    assert "3 dòng không đếm người dự" in words
    refused = table(made, "Các dòng bị bỏ").rows
    assert [r[1] for r in refused] == [7, 8] and all(r[0] == "thu/ledger.csv" for r in refused)


def test_an_empty_ledger_claims_nothing(tmp_path: Path) -> None:
    content = Content(figures(hub(tmp_path), START, END))
    assert "Trong kỳ không có dòng nào được tính." in said(content)
    assert not [t for section in content.sections() for t in section.tables]
    assert word_report(content) and workbook_report(content)


def test_a_ledger_nobody_can_read_is_said_and_not_counted(tmp_path: Path) -> None:
    content = Content(figures(hub(tmp_path, **{"thu/ledger.csv": "a,b\n1,2\n"}), START, END))
    assert "Không đọc được thu/ledger.csv: không dòng nào của sổ ấy được tính." in said(content)
    assert "dòng của sổ bị bỏ" not in said(content) and len(table(content, "Các dòng bị bỏ").rows) == 1


def test_the_manifest_proves_products(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    files = [
        {"product": "leaflet", "language": "vi", "item": "tg1"},
        {"product": "leaflet", "language": "km", "item": "tg1"},
        {"product": "page", "language": "vi", "item": "tg1"},
        {"product": "thumbnail", "language": "vi", "item": "tg1"},
        {"product": "asset", "language": "", "item": ""},
    ]
    (site / "manifest.json").write_text(
        json.dumps({"date": "2026-12-01", "mode": "preview", "files": files}), encoding="utf-8"
    )
    content = Content(figures(hub(tmp_path / "hub", *ROWS), START, END, site=site))
    assert table(content, "Sản phẩm trên trang web").rows == (("leaflet", "Tiếng Khmer 1; Tiếng Việt 1", 2),)
    assert "ngày 01/12/2026 (bản xem trước" in said(content)


@pytest.mark.parametrize("text", ["", "{}", '{"date": 1, "mode": 2, "files": 3}', "[]"])
def test_a_site_without_a_readable_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(LoaError, match="LOA757"):
        figures(hub(tmp_path / "hub"), START, END, site=tmp_path)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-01-01", "2026-12-31", "năm 2026"),
        ("2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"),
        ("2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"),
        ("2025-11-15", "2026-05-09", "từ ngày 15/11/2025 đến ngày 09/5/2026"),
        ("2025-01-01", "2026-12-31", "từ ngày 01/01/2025 đến ngày 31/12/2026"),
    ],
)
def test_a_period_is_named_as_reports_name_it(start: str, end: str, words: str) -> None:
    assert period(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == words


def test_periods_and_campaigns_that_are_none(tmp_path: Path) -> None:
    found: Hub = hub(tmp_path)
    for start, end, slug in ((END, START, ""), (dt.date(1900, 1, 1), END, ""), (START, END, "khong-co")):
        with pytest.raises(LoaError, match="LOA757"):
            figures(found, start, end, slug)


def test_the_document_has_the_layout_of_the_decree(made: Content) -> None:
    document = Document(io.BytesIO(word_report(made)))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert 30 <= round(page.left_margin.mm) <= 35 and 15 <= round(page.right_margin.mm) <= 20
    assert 20 <= round(page.top_margin.mm) <= 25 and page.different_first_page_header_footer
    style = document.styles["Normal"]
    assert (style.font.name, style.font.size.pt) == ("Times New Roman", 14)
    words = [paragraph.text for paragraph in document.paragraphs]
    head = [p.text for cell in document.tables[0].rows[0].cells for p in cell.paragraphs]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head and "Độc lập - Tự do - Hạnh phúc" in head
    order = ["BÁO CÁO", "Kính gửi", "I. ", "II. ", "III. ", "IV. ", "PHỤ LỤC"]
    found = [next(i for i, text in enumerate(words) if text.startswith(start)) for start in order]
    assert found == sorted(found)
    assert any(cell.text.startswith("Nơi nhận:") for t in document.tables for cell in t._cells)


def test_every_chart_has_a_text_and_its_table_before_it(made: Content) -> None:
    data = word_report(made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    texts = re.findall(r'<wp:docPr[^>]*descr="([^"]+)"', xml)
    assert len(texts) == 3 and pictures
    assert any("Tờ rơi: 1" in text for text in texts)
    for match in re.finditer("<w:drawing>", xml):
        assert xml.rfind("</w:tbl>", 0, match.start()) > xml.rfind("<w:drawing>", 0, match.start())


def test_same_figures_same_bytes_and_no_path_of_this_machine(made: Content, tmp_path: Path) -> None:
    again = Content(
        figures(hub(tmp_path / "again", *ROWS, **{"thu/indicators/hai-lan.md": INDICATOR}), START, END)
    )
    for render in (word_report, workbook_report, review_workbook):
        data = render(made)
        assert data == render(again)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not any(str(tmp_path).encode() in archive.read(name) for name in archive.namelist())


def test_the_workbook_has_every_table_and_no_formula(tmp_path: Path) -> None:
    content = Content(figures(hub(tmp_path, *ROWS, row(evidence="=1+1", date="2026-11-31")), START, END))
    book = openpyxl.load_workbook(io.BytesIO(workbook_report(content)))
    assert {"Báo cáo", "Theo ngôn ngữ", "Theo xã", "Các dòng bị bỏ"} <= set(book.sheetnames)
    assert not any(cell.data_type == "f" for sheet in book for cells in sheet.iter_rows() for cell in cells)
    codes = [cells[0].value for cells in book["Theo xã"].iter_rows(min_row=4, max_row=5)]
    assert codes == [HERE, BESIDE]
    assert book["Theo ngôn ngữ"]._charts  # type: ignore[attr-defined]


def test_the_review_is_year_by_year(tmp_path: Path) -> None:
    content = Content(
        figures(hub(tmp_path, *ROWS, row(date="2025-12-01", women="4", men="4")), dt.date(2007, 7, 1), END)
    )
    book = openpyxl.load_workbook(io.BytesIO(review_workbook(content)))
    people = [[cell.value for cell in cells] for cells in book["Người theo năm"].iter_rows(min_row=4)]
    assert people == [["2025", 4, 4, 0, 0, 1, 1], ["2026", 30, 12, 0, 0, 1, 5]]
    assert {cells[0].value for cells in book["Địa bàn theo năm"].iter_rows(min_row=4)} == {"2025", "2026"}


def test_the_project_s_own_targets_have_sources() -> None:
    folder = PROJECT / "campaigns" / "thu-vien" / "indicators"
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.md")]
    assert len(texts) >= 10
    for text in texts:
        assert "confidence: L" not in text and "sources:" in text and "status: needs-check" in text
