"""The report as a Word document in the layout of Vietnamese administrative documents.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I. A4; margins 20–25 mm above and below, 30–35 mm left, 15–20 mm right; Times
New Roman 13–14, black; page number centred above from page 2; the national motto at the right, the agency at the left,
each with a line below. Times New Roman is named, not embedded. Number, place, day, signature and the officials' own
judgement stay blank: nobody writes these for them. Bytes depend on the figures alone.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from loa.locales import Locale
from loa.render import typesetting
from loa.render.fonts import LATIN
from loa.render.radio.word import FONT, MOMENT, settled
from loa.reporting.content import Content
from loa.reporting.shapes import Bars, Section, Table, number, period

SIZE = 14
_SMALL = 12
_DOTS = "…"
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_PPI = 300
# The width of the text: A4 less 30 mm left and 20 mm right.
_WIDTH = 160


def word_report(content: Content) -> bytes:
    """The document."""
    document = Document()
    _set_up(document)
    figures = content.figures
    _head(document)
    _centred(document, "BÁO CÁO", bold=True, before=12)
    subject = "Công tác truyền thông về bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở giới"
    _centred(document, subject, bold=True)
    _centred(document, f"({period(figures.start, figures.end)})", bold=True)
    _line(document.paragraphs[-1], 55)
    _centred(document, f"Kính gửi: {_DOTS * 20}", before=12)
    sections = content.sections()
    for position, section in enumerate(sections[:-1]):
        _section(document, _ROMAN[position], section, figures.hub.locale("vi"))
    own = _ROMAN[len(sections) - 1]
    _heading(document, f"{own}. Đánh giá, kiến nghị và phương hướng", 1)
    _body(document, "(Cơ quan báo cáo viết phần này.)").runs[0].italic = True
    for _ in range(3):
        _body(document, _DOTS * 30)
    _signature(document)
    _heading(document, "Phụ lục. Dòng không được tính", 1, page_break=True)
    _content(document, sections[-1], figures.hub.locale("vi"))
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())


# --- the frame -------------------------------------------------------------------------------------------


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = True  # the first page has no number
    number_line = section.header.paragraphs[0]
    number_line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number_line.add_run()
        tag = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            tag.set(qn("w:fldCharType"), kind)
        else:
            tag.text = text
        run._r.append(tag)
    for name in ("Normal", "Heading 1", "Heading 2", "Caption"):
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(SIZE), name != "Normal", False
        properties = style.element.get_or_add_rPr()
        for color in properties.findall(qn("w:color")):
            properties.remove(color)
        fonts = properties.get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        language = OxmlElement("w:lang")
        for attribute in ("w:val", "w:eastAsia"):
            language.set(qn(attribute), "vi-VN")
        properties.append(language)
    properties = document.core_properties
    properties.title, properties.language = "Báo cáo truyền thông về bình đẳng giới", "vi-VN"
    properties.author = properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.created = properties.modified = MOMENT
    properties.revision = 1


def _head(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    _widths(table, (66, 94))
    left, right = table.rows[0].cells
    _cell(left, f"CƠ QUAN CHỦ QUẢN {_DOTS * 3}", size=12)
    _add(left, f"CƠ QUAN BÁO CÁO {_DOTS * 3}", size=12, bold=True)
    _line(left.paragraphs[-1], 18)
    _cell(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    _add(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _line(right.paragraphs[-1], 16)
    left, right = table.rows[1].cells
    _cell(left, f"Số: {_DOTS * 3}/BC-{_DOTS * 3}", size=13)
    _cell(right, f"{_DOTS * 5}, ngày {_DOTS} tháng {_DOTS} năm {_DOTS * 2}", size=14)
    right.paragraphs[-1].runs[0].italic = True
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _signature(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    _widths(table, (70, 90))
    left, right = table.rows[0].cells
    _cell(left, "Nơi nhận:", size=12, bold=True)
    left.paragraphs[0].runs[0].italic = True
    for line in ("- Như trên;", f"- {_DOTS * 8};", "- Lưu: VT."):
        _add(left, line, size=11)
    _cell(right, "QUYỀN HẠN, CHỨC VỤ NGƯỜI KÝ", size=13, bold=True)
    for line in ("(Ký, ghi rõ họ tên, đóng dấu)", "", "", f"{_DOTS * 10}"):
        _add(right, line, size=13)
    for paragraph in right.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    right.paragraphs[1].runs[0].italic = True
    # Who signs and who receives stays on one page with what is signed.
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.keep_with_next = paragraph is not right.paragraphs[-1]


# --- the body --------------------------------------------------------------------------------------------


def _section(document: Any, roman: str, section: Section, locale: Locale) -> None:
    _heading(document, f"{roman}. {section.title}", 1)
    _content(document, section, locale)


def _content(document: Any, section: Section, locale: Locale) -> None:
    for text in section.paragraphs:
        _body(document, text)
    for place, table in enumerate(section.tables, 1):
        _heading(document, f"{place}. {table.title}", 2)
        _table(document, table)
        if table.bars:
            _chart(document, table.bars, locale)


def _heading(document: Any, text: str, level: int, page_break: bool = False) -> None:
    paragraph = document.add_heading(text.upper() if level == 1 else text, level=level)
    paragraph.paragraph_format.page_break_before = page_break
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(12), Pt(6)


def _body(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after = Mm(10), Pt(6)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return paragraph


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.header))
    made.style, made.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    numeric = [all(isinstance(row[i], int) for row in table.rows) for i in range(len(table.header))]
    # Columns of numbers need room for "Lượt phát"; what is left belongs to words.
    narrow = min(20, _WIDTH // (len(table.header) + 1))
    words = (_WIDTH - narrow * sum(numeric)) / max(1, numeric.count(False))
    _widths(made, tuple(narrow if number_ else words for number_ in numeric))
    for cell, text in zip(made.rows[0].cells, table.header, strict=True):
        _cell(cell, text, bold=True)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in table.rows:
        added = made.add_row()
        whole = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for cell, value in zip(added.cells, row, strict=True):
            _cell(cell, number(value) if isinstance(value, int) else value)
            if isinstance(value, int):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _widths(made, tuple(narrow if number_ else words for number_ in numeric))
    if table.note:
        note = document.add_paragraph()
        note.paragraph_format.space_before = Pt(3)
        run = note.add_run(table.note)
        run.italic, run.font.size = True, Pt(_SMALL)


def _chart(document: Any, bars: Bars, locale: Locale) -> None:
    values = [(name, value, number(value)) for name, value in bars.values]
    data = {"fonts": [LATIN], "lang": "vi", "values": values}
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    picture = typesetting.png("bars.typ", data, locale, _PPI)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(_WIDTH))
    # The table above says the same in words; who cannot see the bars hears them here too.
    said = "; ".join(f"{name}: {shown}" for name, _, shown in values)
    shape._inline.docPr.set("descr", f"Biểu đồ thanh. {bars.title}, {bars.unit}. {said}.")
    caption = document.add_paragraph(f"Biểu đồ: {bars.title} ({bars.unit})", style="Caption")
    caption.runs[0].bold, caption.runs[0].italic = False, True
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER


# --- small parts -----------------------------------------------------------------------------------------


def _centred(document: Any, text: str, bold: bool = False, before: int = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
    paragraph.add_run(text).bold = bold


def _cell(cell: Any, text: str, size: int = _SMALL, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.bold = Pt(size), bold
    cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _add(cell: Any, text: str, size: int, bold: bool = False) -> None:
    cell.add_paragraph()
    paragraph = cell.paragraphs[-1]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    paragraph.paragraph_format.space_after = Pt(0)


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _line(paragraph: Any, inset: int) -> None:
    """A line below a paragraph, `inset` mm shorter at both ends, as the decree asks for motto, agency and subject."""
    rule = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    borders.append(bottom)
    spacing, indent = OxmlElement("w:spacing"), OxmlElement("w:ind")
    sides = str(Mm(inset).twips)
    for tag, values in (
        (bottom, {"val": "single", "sz": "6", "space": "1", "color": "000000"}),
        (spacing, {"before": "0", "after": "0", "line": "60", "lineRule": "exact"}),
        (indent, {"left": sides, "right": sides}),
    ):
        for name, value in values.items():
            tag.set(qn(f"w:{name}"), value)
    for tag in (borders, spacing, indent):
        properties.append(tag)
    rule.append(properties)
    paragraph._p.addnext(rule)
