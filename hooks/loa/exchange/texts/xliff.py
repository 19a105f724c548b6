"""XLIFF 2.1 (OASIS standard, ISO 21720): one `<file>` an item, one `<unit>` a segment.

Facts, links, marks of bold and line breaks are placeholders, so that a translator's program shows them as codes to
be kept; what each stands for is in the unit's original data. What is offered stands as notes.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from loa.errors import say
from loa.exchange.texts.sheets import InFile, InRow, OutFile, OutRow, Unreadable
from loa.locales.locale import SOURCE

_NS = "urn:oasis:names:tc:xliff:document:2.0"
_X = f"{{{_NS}}}"
_CODE = re.compile(r"(\{\{[^{}]*\}\}|\n|(?<!\\)\*\*|(?<!\\)!?\[|(?<!\\)\]\([0-9]+\))")


def to_xliff(out: OutFile) -> bytes:
    """The document, UTF-8."""
    root = Element("xliff", {"xmlns": _NS, "version": "2.1", "srcLang": SOURCE, "trgLang": out.language})
    for item in out.items:
        file = SubElement(root, "file", {"id": item.id, "original": item.stamp})
        _notes(file, [item.title])
        for row in item.rows:
            _unit(file, row)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _unit(file: Element, row: OutRow) -> None:
    unit = SubElement(file, "unit", {"id": row.code, "name": row.place})
    _notes(unit, row.hints)
    data: dict[str, str] = {}
    segment = Element("segment", {"state": "translated" if row.target else "initial"})
    _fill(SubElement(segment, "source"), row.source, data)
    if row.target:
        _fill(SubElement(segment, "target"), row.target, data)
    if data:
        original = SubElement(unit, "originalData")
        for text, name in data.items():
            SubElement(original, "data", {"id": name, "xml:space": "preserve"}).text = text
    unit.append(segment)


def _notes(element: Element, lines: list[str]) -> None:
    if lines:
        notes = SubElement(element, "notes")
        for number, line in enumerate(lines, 1):
            SubElement(notes, "note", {"id": f"n{number}"}).text = line


def _fill(element: Element, text: str, data: dict[str, str]) -> None:
    """Text with its codes as placeholders; `data` gives each its id, the same in source and target."""
    element.set("xml:space", "preserve")
    last: Element | None = None
    seen: dict[str, int] = {}
    for part in _CODE.split(text):
        if _CODE.fullmatch(part):
            name = data.setdefault(part, f"d{len(data) + 1}")
            seen[part] = number = seen.get(part, 0) + 1
            kept = "yes" if part in ("**", "\n") else "no"
            last = SubElement(
                element,
                "ph",
                {
                    "id": f"{name}-{number}",
                    "dataRef": name,
                    "disp": part.replace("\n", "⏎"),
                    "canDelete": kept,
                    "canCopy": kept,
                },
            )
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def read_xliff(data: bytes) -> InFile:
    """The rows of a document.

    Raises:
        Unreadable: no XLIFF 2, damaged or dangerous.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable(say("tệp chứa mã XML nguy hiểm", "it holds dangerous XML")) from error
    except Exception as error:  # expat and codecs each have errors of their own
        raise Unreadable(say("tệp XLIFF hỏng", "the XLIFF document is damaged")) from error
    if root.tag != _X + "xliff":
        raise Unreadable(say("đây không phải tệp XLIFF 2", "it is no XLIFF 2 document"))
    found = InFile(root.get("trgLang", ""))
    for file in root.iter(_X + "file"):
        found.stamp(file.get("original", ""))
    for number, unit in enumerate(root.iter(_X + "unit"), 1):
        codes = {entry.get("id", ""): _text(entry, {}) for entry in unit.iter(_X + "data")}
        source = "".join(_text(part, codes) for part in unit.iter(_X + "source"))
        target = "".join(_text(part, codes) for part in unit.iter(_X + "target"))
        found.rows.append(InRow(number, unit.get("id", ""), source, target))
    return found


def _text(element: Element, codes: dict[str, str]) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == _X + "ph":
            parts.append(codes.get(child.get("dataRef", ""), ""))
        elif child.tag == _X + "cp":
            parts.append(_control(child.get("hex", "")))
        else:  # marks and pairs of a translator's program: only what is inside counts
            parts.append(_text(child, codes))
        parts.append(child.tail or "")
    return "".join(parts)


def _control(code: str) -> str:
    # A character that XML cannot hold is one that no text may hold: the reader of texts names it.
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else "\ufffd"
