"""Typst behind one small door: a template and its data become an accessible PDF. Only this module imports typst.

The compiler is kept between documents: a new one costs ten times the page itself.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import pikepdf
import typst

from loa.locales import Locale
from loa.render.fonts import font_folders, fonts_key

# Any fixed moment will do: a document's date is not what it says, and the same input must give the same bytes.
_TIMESTAMP = datetime(2000, 1, 1, tzinfo=UTC)

TYPST_VERSION = version("typst")


class TypesettingError(Exception):
    """The document could not be set; the text is Typst's own first line."""


@cache
def template(name: str) -> bytes:
    """The text of a template of this package."""
    return files("loa.render.templates").joinpath(name).read_bytes()


@cache
def _compiler(fonts: tuple[str, ...]) -> Any:
    return typst.Compiler(font_paths=[*fonts], ignore_system_fonts=True)


def pdf(name: str, data: Mapping[str, Any], locale: Locale) -> bytes:
    """The template `name` filled with `data`, as tagged PDF with the PDF/UA-1 standard switched on.

    Raises:
        TypesettingError: Typst refused the document.
    """
    return _compile(name, data, locale, format="pdf", pdf_standards=["ua-1"], timestamp=_TIMESTAMP)


def png(name: str, data: Mapping[str, Any], locale: Locale, ppi: int = 72) -> bytes:
    """The template `name` filled with `data`, one page, as a picture of `ppi` pixels an inch.

    Raises:
        TypesettingError: Typst refused the document.
    """
    return _compile(name, data, locale, format="png", ppi=ppi)


def _compile(name: str, data: Mapping[str, Any], locale: Locale, **options: Any) -> bytes:
    fonts = tuple(str(folder) for folder in font_folders([locale]))
    inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    try:
        made = _compiler(fonts).compile(input=template(name), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error
    assert isinstance(made, bytes)
    return made


@cache
def _code() -> bytes:
    # The program is an input too: after an update nothing that the old one made may come back.
    digest = hashlib.sha256()
    for file in sorted(files("loa.render").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.digest()


def inputs_hash(name: str, data: Mapping[str, Any], locale: Locale) -> str:
    """A key for everything that a document depends on: data, template, fonts, typesetter."""
    digest = hashlib.sha256(template(name))
    digest.update(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    digest.update(TYPST_VERSION.encode())
    digest.update(_code())
    digest.update(fonts_key(locale).encode())
    return digest.hexdigest()


def page_count(document: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return len(pdf.pages)
