"""From a template's data to a finished PDF, or the reason why there is none: the same for every print product."""

from __future__ import annotations

import io
from typing import NamedTuple

import pikepdf

from loa.errors import Problem
from loa.locales import Locale
from loa.render import typesetting
from loa.render.contentstream import StreamError
from loa.render.fonts import missing_glyphs
from loa.render.paper.content import Json, texts

# Around the trimmed sheet, in millimetres: 3 of bleed, then room for the crop marks.
BLEED = 8
_BLEED_PROPER = 3


class Paper(NamedTuple):
    """A finished document and its pages."""

    pdf: bytes
    pages: int


def missing(data: Json, locale: Locale, shown: str, name: str) -> Problem | None:
    """LOA702 where the fonts of a language lack a character of `data`."""
    if glyphs := missing_glyphs(locale, texts(data)):
        return Problem.of("LOA702", shown, product=name, language=locale.tag, glyphs=" ".join(glyphs[:12]))
    return None


def set_paper(name: str, template: str, data: Json, locale: Locale, shown: str) -> Paper | Problem:
    """A document whose template needs no trials."""
    if problem := missing(data, locale, shown, name):
        return problem
    try:
        made = typesetting.pdf(template, data, locale)
    except typesetting.TypesettingError as error:
        return refused(error, shown, name)
    return finished(made, shown, name, bool(data.get("bleed")))


def refused(error: typesetting.TypesettingError, shown: str, name: str) -> Problem:
    """LOA716 for a text that a template found no room for (`no-room` in paper.typ), else LOA706."""
    _, found, value = str(error).partition("no room for: ")
    if found:
        return Problem.of("LOA716", shown, product=name, value=value.rstrip('"')[:60])
    return Problem.of("LOA706", shown, product=name, reason=error)


def finished(made: typesetting.Document, shown: str, name: str, bleed: bool) -> Paper | Problem:
    """`made` with its text layer right and its boxes complete."""
    try:
        cured = made.cured()
        return Paper(_with_bleed_box(cured) if bleed else cured, made.pages)
    except StreamError as error:
        return Problem.of("LOA706", shown, product=name, reason=error)


def _with_bleed_box(pdf: bytes) -> bytes:
    """Typst takes all that lies around the trim for bleed; a print shop wants to know how far the bleed goes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            more = _BLEED_PROPER / 25.4 * 72
            left, bottom, right, top = (float(side) for side in page.TrimBox)
            page.BleedBox = pikepdf.Array([left - more, bottom - more, right + more, top + more])
        out = io.BytesIO()
        document.save(out, deterministic_id=True, fix_metadata_version=False)
        return out.getvalue()
