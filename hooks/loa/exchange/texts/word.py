"""Texts for translators as a Word document: one table, the Vietnamese locked, the translation beside it.

Everything but the column of translations stands in locked content controls (ISO/IEC 29500-1 §17.5.2.23,
`sdtContentLocked`), which Word keeps from being changed by mistake. LibreOffice 7.4 saves the controls without their
locks: what was changed there is noticed by the import, which refuses a row whose Vietnamese is not the source's.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from loa.exchange.tables import repacked
from loa.exchange.texts.sheets import OutFile, OutItem, OutRow
from loa.locales import Locale
from loa.locales.locale import SOURCE

# Vietnamese offices write in Times New Roman; Word finds a font for other scripts.
_FONT = "Times New Roman"
_SIZE, _SMALL = 12, 9
_GREY = RGBColor(0x59, 0x59, 0x59)  # 7:1 on white
_CELL, _SMALL_CELL = "LoaCell", "LoaNote"
_WIDTHS = tuple(
    round(millimetres * 1440 / 25.4) for millimetres in (31, 113, 113)
)  # in twentieths of a point
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
_LOCK = '<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
# Room above and below the words of a cell: 3 points.
_TABLE = f"""<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>
<w:jc w:val="left"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/>
<w:bottom w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>"""
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
    title = f"Bản dịch {out.name[:1].lower()}{out.name[1:]} [{out.language}]"
    parts = [_paragraph(_run(title, SOURCE), "Heading1")]
    parts += [_paragraph(_run(line, SOURCE), "ListNumber") for line in _HELP]
    number = 0
    for item in out.items:
        parts += [_paragraph(_run(item.title, SOURCE), "Heading2"), _table(item, number, locale)]
        number += len(item.rows)
    # Written as text: built element by element, a document of sixty items took nine times as long.
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(parts)}</w:body>")
    for element in list(body):
        document.element.body.sectPr.addprevious(element)
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
    document.styles["List Number"].paragraph_format.space_after = Pt(2)
    _cell_style(document, _CELL)
    _cell_style(document, _SMALL_CELL, small=True)
    properties = document.core_properties
    properties.title, properties.language = f"Bản dịch {out.name}", out.language
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.revision = 1


def _complex_size(points: int) -> Any:
    """The size of Khmer and Cham letters, which is a property of its own."""
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(points * 2))
    return size


def _cell_style(document: Any, name: str, *, small: bool = False) -> None:
    """A style for the paragraphs of the tables, which stand close together."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(3 if small else 0), Pt(0)
    if small:
        style.font.size, style.font.color.rgb = Pt(_SMALL), _GREY
        style.element.rPr.append(_complex_size(_SMALL))


def _table(item: OutItem, number: int, locale: Locale) -> str:
    """The table of one item as WordprocessingML, its rows numbered behind `number`."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = _row(
        [_locked("Mã", SOURCE, bold=True)],
        [_locked("Tiếng Việt", SOURCE, bold=True), _locked(item.stamp, small=True)],
        _locked("Bản dịch", SOURCE, bold=True),
        head=True,
    )
    rows = "".join(_segment(row, count, locale) for count, row in enumerate(item.rows, number + 1))
    return f"{_TABLE}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _segment(row: OutRow, number: int, locale: Locale) -> str:
    return _row(
        [
            _locked(str(number), bold=True),
            _locked(row.code, small=True),
            _locked(row.place, SOURCE, small=True),
        ],
        [_locked(row.source, SOURCE), *(_locked(hint, small=True) for hint in row.hints)],
        _paragraph(_run(row.target, locale.html_lang), _CELL),
    )


def _row(code: list[str], source: list[str], target: str, *, head: bool = False) -> str:
    """A row that no page break cuts; what is not to be written in is grey."""
    cells = (("".join(code), True), ("".join(source), True), (target, head))
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_SHADE if shaded else ""}</w:tcPr>{text}</w:tc>'
            for width, (text, shaded) in zip(_WIDTHS, cells, strict=True)
        )
        + "</w:tr>"
    )


def _locked(text: str, lang: str = "", *, bold: bool = False, small: bool = False) -> str:
    """A paragraph in a content control that can be neither changed nor deleted."""
    run = _run(text, lang, bold=bold)
    return _paragraph(f"{_LOCK}<w:sdtContent>{run}</w:sdtContent></w:sdt>", _SMALL_CELL if small else _CELL)


def _paragraph(content: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _run(text: str, lang: str, *, bold: bool = False) -> str:
    """A run that says which language it is in, so that Word checks and speaks it as that; codes have none."""
    mark = f'<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="{lang}"/>' if lang else "<w:noProof/>"
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{'<w:b/>' if bold else ''}{mark}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
