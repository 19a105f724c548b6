"""Texts for translators as a Word document: one table, the Vietnamese locked, the translation beside it.

Everything but the column of translations stands in locked content controls (ISO/IEC 29500-1 §17.5.2.23,
`sdtContentLocked`), which Word and LibreOffice keep from being changed by mistake.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from loa.exchange.tables import repacked
from loa.exchange.texts.sheets import OutFile, OutItem, OutRow
from loa.locales import Locale
from loa.locales.locale import SOURCE

# Vietnamese offices write in Times New Roman; Word finds a font for other scripts.
_FONT = "Times New Roman"
_SIZE, _SMALL = 12, 9
_GREY = RGBColor(0x59, 0x59, 0x59)  # 7:1 on white
_WIDTHS = (Mm(31), Mm(113), Mm(113))
_HELP = (
    "Chỉ gõ vào cột “Bản dịch”. Cột tiếng Việt và cột mã đã khóa.",
    "Mỗi ô dịch một đoạn. Không thêm, xóa hay gộp dòng. Chưa dịch được thì để trống.",
    "Chữ trong {{…}} là số điện thoại hoặc số liệu, máy sẽ điền. Chép nguyên sang bản dịch, không dịch, không sửa.",
    "[chữ](1) là liên kết: dịch chữ trong ngoặc vuông, giữ nguyên (1). **chữ** là chữ đậm: giữ hai dấu ** ở hai bên.",
    "Dòng chữ nhỏ dưới câu tiếng Việt là thuật ngữ thống nhất và câu đã dịch ở bài khác, để tham khảo.",
    "Không chắc một câu thì bôi vàng câu đó và ghi chú (Review › New Comment). Dịch xong, gửi lại đúng tệp này.",
)


def to_word(out: OutFile, locale: Locale, date: dt.date) -> bytes:
    """The document; the same rows give the same bytes.

    Args:
        locale: the language of the translation; `date`: written into the document as its only date.
    """
    document = Document()
    _set_up(document, out, locale)
    document.add_heading(level=1)
    _run(document.paragraphs[-1], f"Bản dịch {out.name[:1].lower()}{out.name[1:]} [{out.language}]", SOURCE)
    for line in _HELP:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.paragraph_format.space_after = Pt(2)
        _run(paragraph, line, SOURCE)
    number = 0
    for item in out.items:
        document.add_heading(level=2)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        _run(document.paragraphs[-1], item.title, SOURCE)
        number = _table(document, item, number, locale)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue(), date)


def _set_up(document: Any, out: OutFile, locale: Locale) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(15)
    for name, size in (("Normal", _SIZE), ("Heading 1", 18), ("Heading 2", 14)):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        for kind, family in (
            ("w:ascii", _FONT),
            ("w:hAnsi", _FONT),
            ("w:cs", locale.fonts[-1]),
            ("w:eastAsia", locale.fonts[0]),
        ):
            fonts.set(qn(kind), family)
        style.element.rPr.append(_complex_size(size))
    properties = document.core_properties
    properties.title, properties.language = f"Bản dịch {out.name}", out.language
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.revision = 1


def _complex_size(points: int) -> Any:
    """The size of Khmer and Cham letters, which is a property of its own."""
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(points * 2))
    return size


def _margins(table: Any) -> None:
    """Room above and below the words of a cell: 3 points."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:top", "w:bottom"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _table(document: Any, item: OutItem, number: int, locale: Locale) -> int:
    """The table of one item, its rows numbered behind `number`; the last number given."""
    table = document.add_table(rows=0, cols=3)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    _margins(table)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    head, cells = _row(table)
    for cell, text in zip(cells, ("Mã", "Tiếng Việt", "Bản dịch"), strict=True):
        _locked(cell.paragraphs[0], text, SOURCE, bold=True)
        _shade(cell)
    _locked(cells[1].add_paragraph(), item.stamp, "", small=True)
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in item.rows:
        number += 1
        _segment(_row(table)[1], row, number, locale)
    return number


def _row(table: Any) -> tuple[Any, list[Any]]:
    """A new row that no page break cuts, and its cells. (`table.add_row` looks at all rows each time.)"""
    row = table._tbl.add_tr()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = []
    for width in _WIDTHS:
        cell = row.add_tc()
        cell.width = width
        cells.append(_Cell(cell, table))
    return row, cells


def _segment(cells: list[Any], row: OutRow, number: int, locale: Locale) -> None:
    code, source, target = cells
    _locked(code.paragraphs[0], str(number), "", bold=True)
    _locked(code.add_paragraph(), row.code, "", small=True)
    _locked(code.add_paragraph(), row.place, SOURCE, small=True)
    _shade(code)
    _locked(source.paragraphs[0], row.source, SOURCE)
    for hint in row.hints:
        _locked(source.add_paragraph(), hint, "", small=True)
    _shade(source)
    _run(target.paragraphs[0], row.target, locale.html_lang)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "F2F2F2")):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _locked(paragraph: Any, text: str, lang: str, *, bold: bool = False, small: bool = False) -> None:
    """A run in a content control that can be neither changed nor deleted."""
    run = _run(paragraph, text, lang)
    run.bold = bold or None
    if small:
        run.font.size, run.font.color.rgb = Pt(_SMALL), _GREY
        run._r.rPr.append(_complex_size(_SMALL))
        paragraph.paragraph_format.space_before = Pt(3)
    control, properties, lock, content = map(OxmlElement, ("w:sdt", "w:sdtPr", "w:lock", "w:sdtContent"))
    lock.set(qn("w:val"), "sdtContentLocked")
    properties.append(lock)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)
    content.append(run._r)
    paragraph.paragraph_format.space_after = Pt(0)


def _run(paragraph: Any, text: str, lang: str) -> Any:
    """A run that says which language it is in, so that Word checks and speaks it as that."""
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    if not lang:  # codes: nothing to spell
        properties.append(OxmlElement("w:noProof"))
        return run
    mark = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        mark.set(qn(attribute), lang)
    properties.append(mark)
    return run
