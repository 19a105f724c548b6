"""The engine of Pillow: text shaped by Raqm (HarfBuzz), for scripts that put spaces between words.

Pillow takes one font for a text and falls back to none, so that a text is cut into runs by the fonts that have
its characters. Without Raqm, Pillow silently sets letters one by one, which is wrong in Khmer: never used then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont, features

from loa.locales import Locale
from loa.render.fonts import Family, latin_first, style_file
from loa.render.pictures.paragraph import AROUND, Engine, Paragraph, Trial

_MEASURED = 100
_BREAK = re.compile("[ \u200b]+")


class Shaped(Engine):
    """Sets paragraphs through Raqm."""

    version = (
        f"pillow {PIL.__version__} raqm {features.version('raqm')} fribidi {features.version('fribidi')}"
    )

    @staticmethod
    def available() -> bool:
        """Whether this machine has Raqm (Pillow's wheel for Windows finds no FriBidi there)."""
        return bool(features.check("raqm"))

    def heights(self, paragraph: Paragraph, trials: Sequence[Trial]) -> list[int | None]:
        """See `Engine`."""
        return [self._height(paragraph, trial) for trial in trials]

    def _height(self, paragraph: Paragraph, trial: Trial) -> int | None:
        lines = _lines(paragraph, trial)
        return None if lines is None else round(len(lines) * paragraph.leading * trial.size)

    def draw(self, paragraph: Paragraph, trial: Trial) -> Image.Image:
        """See `Engine`; the paragraph must have a height in this trial."""
        lines = _lines(paragraph, trial) or []
        height = round(len(lines) * paragraph.leading * trial.size)
        mask = Image.new("L", (trial.width + 2 * AROUND, height + 2 * AROUND))
        pen, language = ImageDraw.Draw(mask), _language(paragraph.locale)
        for number, line in enumerate(lines):
            x = float(AROUND)
            if paragraph.centred:
                wide = _width(line, paragraph.locale, paragraph.weight) * trial.size
                x += (trial.width - wide) / 2
            baseline = AROUND + round((number * paragraph.leading + paragraph.extents[0]) * trial.size)
            for run, family in _runs(line, paragraph.locale):
                font = _font(style_file(family, paragraph.weight), trial.size, paragraph.weight)
                pen.text((x, baseline), run, 255, font, "ls", language=language)
                x += font.getlength(run, language=language)
        return mask


def _language(locale: Locale) -> str:
    return locale.html_lang.split("-")[0]


def _lines(paragraph: Paragraph, trial: Trial) -> list[str] | None:
    """The text in lines, broken at spaces and zero-width spaces; None where a word is too wide."""
    lines: list[str] = []
    here, width, between, end = "", 0.0, "", 0
    for match in [*_BREAK.finditer(paragraph.text), None]:
        word = paragraph.text[end : match.start() if match else None]
        wide = _width(word, paragraph.locale, paragraph.weight) * trial.size
        if wide > trial.width:
            return None
        space = _width(between, paragraph.locale, paragraph.weight) * trial.size
        if here and width + space + wide > trial.width:
            lines.append(here)
            here, width, between, space = "", 0.0, "", 0.0
        here, width = here + between + word, width + space + wide
        if match:
            between, end = " " if " " in match[0] else "", match.end()
    return [*lines, here]


@lru_cache(maxsize=4096)
def _width(word: str, locale: Locale, weight: int) -> float:
    """The width of a word for each pixel of size, a little more than measured, as small sizes round glyphs."""
    pieces = (
        _font(style_file(family, weight), _MEASURED, weight).getlength(run, language=_language(locale))
        for run, family in _runs(word, locale)
    )
    return sum(pieces) / _MEASURED * 1.01


def _runs(text: str, locale: Locale) -> Iterator[tuple[str, Family]]:
    """Pieces of `text`, each with the first family that has its characters; marks stay with their letters."""
    families = latin_first(locale)
    run, current = "", families[0]
    for char in text:
        joins = unicodedata.category(char) in ("Mn", "Mc", "Cf") and ord(char) in current.characters
        own = next((family for family in families if ord(char) in family.characters), current)
        if run and not joins and own != current:
            yield run, current
            run = ""
        current = current if run and joins else own
        run += char
    if run:
        yield run, current


@lru_cache(maxsize=256)
def _font(file: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)
    try:
        axes = font.get_variation_axes()
    except OSError:  # a static font
        return font
    font.set_variation_by_axes(
        [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
    )
    return font
