"""Typst behind one small door: a template and its data become an accessible PDF. Only this module imports typst.

The compiler is kept between documents: a new one costs ten times the page itself. It reads the templates from their
folder, so that it parses each once; handed over as bytes they are parsed anew for every document (a fifth of its
time). The data comes as a file beside them, in memory alone: `sys.inputs` are a part of Typst's library, which is then
made and hashed anew for every document (another fifth).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import typst

from loa.locales import Locale
from loa.render.fonts import font_folders, fonts_key
from loa.render.textlayer import cure

# Any fixed moment will do: a document's date is not what it says, and the same input must give the same bytes.
_TIMESTAMP = datetime(2000, 1, 1, tzinfo=UTC)

TYPST_VERSION = version("typst")
TEMPLATES = Path(__file__).parent / "templates"
# What templates import.
PARTS = ("paper.typ", "letters.typ")

# Everything but Latin letters with their marks in them (to U+02FF and from U+1E00), punctuation, signs, Chinese and
# Japanese: the rest may hold marks, which stand beside their letters.
_MARKED = re.compile(
    "[^\0-\u02ff\u1e00-\u1eff\u2000-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uff9f]"
)
_WHOLE = b"true"
_SVG_SIZE = re.compile(rb'width="([0-9.]+)pt" height="([0-9.]+)pt"')


class TypesettingError(Exception):
    """The document could not be set; the text is Typst's own first line."""


class Document(NamedTuple):
    """A PDF as Typst wrote it, how many pages it has, and whether its text layer is right as it is."""

    raw: bytes
    pages: int
    whole: bool

    def cured(self) -> bytes:
        """The PDF with its text layer right.

        Raises:
            loa.render.contentstream.StreamError: a page cannot be read.
        """
        return self.raw if self.whole else cure(self.raw)


@cache
def _compiler(fonts: tuple[str, ...]) -> Any:
    return typst.Compiler(root=str(TEMPLATES), font_paths=[*fonts], ignore_system_fonts=True)


def pdf(name: str, data: Mapping[str, Any], locale: Locale) -> Document:
    """The template `name` filled with `data`, as tagged PDF with the PDF/UA-1 standard switched on.

    Raises:
        TypesettingError: Typst refused the document.
    """
    files = _files(name, data)
    made = _compile(files, locale, format="pdf", pdf_standards=["ua-1"], timestamp=_TIMESTAMP)
    assert isinstance(made, bytes)
    return Document(made, page_count(made), files["whole.json"] == _WHOLE)


def png(name: str, data: Mapping[str, Any], locale: Locale, ppi: int = 72) -> bytes:
    """The template `name` filled with `data`, one page, as a picture of `ppi` pixels an inch.

    Raises:
        TypesettingError: Typst refused the document.
    """
    made = _compile(_files(name, data), locale, format="png", ppi=ppi)
    assert isinstance(made, bytes)
    return made


def page_sizes(name: str, data: Mapping[str, Any], locale: Locale) -> list[tuple[float, float]]:
    """(width, height) in points of the pages that the template `name` makes of `data`.

    Raises:
        TypesettingError: Typst refused the document.
    """
    made = _compile(_files(name, data), locale, format="svg")
    found = [_SVG_SIZE.search(page) for page in ([made] if isinstance(made, bytes) else made)]
    return [(float(match[1]), float(match[2])) for match in found if match]


def _compile(files: Mapping[str, bytes], locale: Locale, **options: Any) -> bytes | list[bytes]:
    fonts = tuple(str(folder) for folder in font_folders([locale]))
    try:
        made: bytes | list[bytes] = _compiler(fonts).compile(input=files, **options)
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error
    return made


def _files(name: str, data: Mapping[str, Any]) -> dict[str, bytes]:
    """What Typst finds beside the templates: a document that is the template `name`, and what the templates read."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return {
        "main.typ": f'#include "{name}"'.encode(),
        "data.json": text.encode(),
        "whole.json": _WHOLE if is_whole(text) else b"false",
    }


def is_whole(text: str) -> bool:
    """Whether every letter of `text` is one glyph: all templates of PDFs then keep the font from taking letters apart
    (`letters.typ`), and the text layer needs no cure.
    """
    return not _MARKED.search(text)


def queried(name: str, data: Mapping[str, Any], locale: Locale, label: str) -> list[Any]:
    """The values of all metadata labelled `label` in the set document, in reading order.

    Raises:
        TypesettingError: Typst refused the document.
    """
    fonts = [str(folder) for folder in font_folders([locale])]
    files: Any = _files(name, data)  # typst's types know one file alone, its manual several
    compiler = typst.Compiler(files, str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)
    try:
        return list(json.loads(compiler.query(f"<{label}>", field="value")))
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error


def page_png(document: bytes, page: int = 1, dots: float = 96) -> bytes:
    """A page of a PDF as PNG, `dots` an inch; pages count from 1."""
    # As numbers: a file beside the templates has to be UTF-8.
    files = _files("page.typ", {"page": page, "pdf": list(document)})
    made = _compiler(()).compile(input=files, format="png", ppi=dots)
    assert isinstance(made, bytes)
    return made


def first_page_png(document: bytes, width: int) -> bytes:
    """The first page of a PDF as PNG about `width` dots wide: a thumbnail."""
    with pikepdf.open(io.BytesIO(document)) as opened:
        box = opened.pages[0].mediabox
        inches = float(box[2] - box[0]) / 72
    return page_png(document, dots=width / inches)


@cache
def _code(name: str) -> bytes:
    # The program is an input too: after an update nothing that the old one made may come back.
    digest = hashlib.sha256()
    modules = [*TEMPLATES.parent.glob("*.py"), *TEMPLATES.parent.glob("paper/*.py")]
    for file in (*sorted(modules), TEMPLATES / name, *(TEMPLATES / part for part in PARTS)):
        digest.update(file.read_bytes())
    return digest.digest()


def inputs_hash(name: str, data: Mapping[str, Any], locale: Locale) -> str:
    """A key for everything that a document depends on: data, template, fonts, typesetter."""
    digest = hashlib.sha256(_code(name))
    digest.update(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    digest.update(TYPST_VERSION.encode())
    digest.update(fonts_key(locale).encode())
    return digest.hexdigest()


def page_count(document: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return len(pdf.pages)
