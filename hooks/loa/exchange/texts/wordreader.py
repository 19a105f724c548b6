"""The Word document of a translator, read as it comes back: only its tables, everything hostile refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from loa.errors import say
from loa.exchange.texts.sheets import CODE, LANGUAGE, STAMP, InFile, InRow, Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_DOCUMENT = 40_000_000  # a thousand articles; unpacked
MAX_PARTS = 2_000
_TRACKED = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_GONE = tuple(_W + name for name in ("del", "moveFrom", "instrText", "delText"))


def read_word(data: bytes) -> InFile:
    """The rows of a document.

    Raises:
        Unreadable: no Word document, damaged, too large or dangerous.
    """
    root = _document(data)
    found = InFile()
    for paragraph in root.iter(_W + "p"):
        if not found.language and (match := LANGUAGE.search(_text(paragraph))):
            found.language = match[1]
    last = 0
    for row in _rows(root):
        cells = list(_cells(row))
        first, second = (
            [_text(p).strip() for cell in cells[at : at + 1] for p in _paragraphs(cell)] for at in (0, 1)
        )
        stamped = [text for text in second if STAMP.fullmatch(text)]
        for text in stamped:
            found.stamp(text)
        code = next((text for text in first if CODE.fullmatch(text)), "")
        if code:
            last = next((int(text) for text in first if re.fullmatch(r"[0-9]{1,6}", text)), last + 1)
            found.rows.append(_row(last, code, cells))
        elif not stamped and any(_words(cell) for cell in cells):
            fault = say(
                "ngay sau dòng này có dòng không mã, do thêm vào hoặc đã xóa mất mã",
                "a row without a code follows: it was added, or its code was deleted",
            )
            found.rows.append(InRow(last, "", "", "", (fault,)))
    return found


def _row(number: int, code: str, cells: list[Element]) -> InRow:
    if len(cells) != 3:
        fault = say(f"dòng có {len(cells)} ô, phải có 3", f"the row has {len(cells)} cells, not 3")
        return InRow(number, code, "", "", (fault,))
    faults = []
    target = cells[2]
    if any(True for name in _TRACKED for _ in target.iter(name)):
        faults.append(
            say(
                "còn sửa đổi đang theo dõi (Track Changes): nhận hoặc bỏ hết rồi lưu lại",
                "tracked changes are left: accept or reject all of them and save again",
            )
        )
    if any(True for cell in cells for _ in cell.iter(_W + "vMerge")):
        faults.append(say("có ô gộp với ô của dòng khác", "a cell is merged with one of another row"))
    if target.find(f".//{_W}tbl") is not None:
        faults.append(say("có bảng trong ô bản dịch", "there is a table in the cell of the translation"))
    if any(element.tag.endswith(("}drawing", "}pict", "}object")) for element in target.iter()):
        faults.append(say("có hình trong ô bản dịch", "there is a picture in the cell of the translation"))
    sources = list(_paragraphs(cells[1]))
    return InRow(number, code, _text(sources[0]) if sources else "", _words(target), tuple(faults))


def _rows(root: Element) -> Iterator[Element]:
    """The rows of the tables, none of a table inside a table."""
    for element in root:
        if element.tag == _W + "tbl":
            yield from _own(element)
        else:
            yield from _rows(element)


def _own(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == _W + "tr":
            yield element
        elif element.tag != _W + "tc":
            yield from _own(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == _W + "tc":
            yield element
        else:  # a content control around a cell
            yield from _cells(element)


def _paragraphs(cell: Element) -> Iterator[Element]:
    return cell.iter(_W + "p")


def _words(cell: Element) -> str:
    """The text of a cell, its paragraphs as lines; empty lines at the ends and between do not count."""
    return "\n".join(text for p in _paragraphs(cell) if (text := _text(p).strip()))


def _text(element: Element) -> str:
    parts: list[str] = []
    for child in element:
        name = child.tag.removeprefix(_W)
        if child.tag in _GONE:
            continue
        if name == "t":
            parts.append(child.text or "")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "tab":
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name not in ("pPr", "rPr", "sdtPr"):
            parts.append(_text(child))
    return "".join(parts)


def _document(data: bytes) -> Element:
    damaged = say("tệp Word hỏng", "the Word document is damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if len(names) > MAX_PARTS:
                raise Unreadable(say("tệp nén có quá nhiều phần", "it has too many parts"))
            if "word/document.xml" not in names:
                raise Unreadable(say("đây không phải tệp Word (.docx)", "it is no Word document (.docx)"))
            with package.open("word/document.xml") as part:
                # What a package claims of its sizes may be a lie: count what really comes out.
                text = part.read(MAX_DOCUMENT + 1)
        if len(text) > MAX_DOCUMENT:
            raise Unreadable(say("tệp nén nở ra quá lớn", "it unpacks to far too much"))
        root = fromstring(text, forbid_dtd=True)
    except Unreadable:
        raise
    except DefusedXmlException as error:
        raise Unreadable(say("tệp chứa mã XML nguy hiểm", "it holds dangerous XML")) from error
    except Exception as error:  # zlib, zipfile and expat each have errors of their own for a damaged file
        raise Unreadable(damaged) from error
    if not isinstance(root, Element) or root.tag != _W + "document":
        raise Unreadable(damaged)
    return root
