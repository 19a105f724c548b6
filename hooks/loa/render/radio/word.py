"""The script as a Word document: officials edit it and have it approved there.

Bytes depend on the script alone: fixed properties and dates inside, the parts of the archive in a fixed order.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from loa.archives import archive
from loa.editions import Edition
from loa.locales import Phrase
from loa.render.context import Context
from loa.render.radio.head import Row, programme, signatures
from loa.render.radio.script import Part, Script

# Vietnamese offices write in Times New Roman (Nghị định 30/2020/NĐ-CP, annex I); Word finds a font for other scripts.
FONT = "Times New Roman"
SIZE = 16
MOMENT = dt.datetime(2000, 1, 1)
_DOTS = "…" * 12  # as many as half a line of 16 pt holds


def word_document(edition: Edition, script: Script, context: Context) -> bytes:
    """The document: head, numbered sentences one a paragraph, signatures."""
    title = context.fill(edition.title)
    document = Document()
    _set_up(document, title, context)
    for mark in edition.marks:
        text = f"{context.t(f'mark.{mark}')}. {context.t(f'mark.{mark}.text')}"
        _run(document.add_paragraph(), text, context.strings.lang_of(f"mark.{mark}"), bold=True)
    document.add_heading(level=1)
    _run(document.paragraphs[-1], title, context.lang)
    _table(document, programme(edition, script, context))
    number = 1
    for part in script.parts:
        number = _part(document, part, number, context)
    _table(document, signatures(edition, context))
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())


def _set_up(document: Any, title: str, context: Context) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _number_pages(section.footer.paragraphs[0])
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.size = Pt(SIZE if name == "Normal" else SIZE + 4)
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:ascii"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
        fonts.set(qn("w:cs"), context.locale.fonts[-1])
        fonts.set(qn("w:eastAsia"), context.locale.fonts[-1])
        size = OxmlElement("w:szCs")  # the size of Khmer and Cham letters is a property of its own
        size.set(qn("w:val"), str(SIZE * 2))
        style.element.rPr.append(size)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, context.t("site.name"), context.lang
    properties.comments = properties.keywords = properties.subject = properties.last_modified_by = ""
    properties.created = properties.modified = MOMENT
    properties.revision = 1


def _number_pages(paragraph: Any) -> None:
    """2/5, as in print: whoever holds loose sheets sees whether one is missing."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for between, instruction in (("", "PAGE"), ("/", "NUMPAGES")):
        paragraph.add_run(between)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        field.append(paragraph.add_run("1")._r)  # what programs show that do not count pages
        paragraph._p.append(field)


def _part(document: Any, part: Part, number: int, context: Context) -> int:
    if part.cue:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, f"[{part.cue}]", context.lang, bold=True)
        return number
    if part.dropped:
        phrase = context.say("radio.cut")
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, f"— {phrase.text}:", phrase.lang, bold=True)
    for line in part.said:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_together = True
        if line.kind != "say":
            shown = f"[{line.text}]" if line.kind == "cue" else f"({line.text})"
            _run(paragraph, shown, context.lang, italic=True)
            continue
        paragraph.paragraph_format.left_indent = Mm(12)
        paragraph.paragraph_format.first_line_indent = Mm(-12)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(12))
        _run(paragraph, f"{number}.\t", context.lang)
        if line.speaker:
            _run(paragraph, f"{line.speaker}: ", context.lang, bold=True)
        _run(paragraph, line.text, line.lang or context.lang)
        number += 1
    return number


def _table(document: Any, rows: list[Row]) -> None:
    table = document.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = table.add_row().cells
        _run(cells[0].paragraphs[0], label.text, label.lang, bold=True)
        _phrase(cells[1].paragraphs[0], value)


def _phrase(paragraph: Any, phrase: Phrase) -> None:
    _run(paragraph, phrase.text or _DOTS, phrase.lang)


def _run(paragraph: Any, text: str, lang: str, *, bold: bool = False, italic: bool = False) -> None:
    """A run that says which language it is in, so that Word checks and speaks it as that.

    Khmer and Cham letters take their weight and slope from properties of their own.
    """
    run = paragraph.add_run(text)
    if bold:
        run.font.bold = run.font.cs_bold = True
    if italic:
        run.font.italic = run.font.cs_italic = True
    mark = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        mark.set(qn(attribute), lang)
    run._r.get_or_add_rPr().append(mark)


def settled(data: bytes) -> bytes:
    """The archive again, without the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return archive((name, old.read(name)) for name in names)
