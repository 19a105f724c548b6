"""A paragraph of a picture, and the largest size in which it fits its place. Engines do the setting.

Lengths are pixels; a line is `ascent + descent` of the size high and nothing stands between lines, in both engines.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image

from loa.locales import Locale

# Room around a paragraph's mask: marks may reach out of the first and last line.
AROUND = 40
# How far the letters of a script reach above and below the baseline in the fonts used, in parts of the size
# (measured over the whole alphabets, bold; a test measures again).
_EXTENTS = {
    "Khmr": (1.06, 0.56),
    "Tavt": (1.10, 0.32),
    "Cham": (1.14, 0.40),
    "Hant": (1.06, 0.28),
    "Latn": (1.08, 0.26),
}
# Ê̆ has two marks one above the other.
_BREVES = (1.18, 0.26)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one weight (400 regular to 900 black). `locale` gives fonts and line height."""

    text: str
    locale: Locale
    weight: int = 400
    centred: bool = False

    @property
    def extents(self) -> tuple[float, float]:
        """(ascent, descent) of a line in parts of the size."""
        return _extents(self.locale)

    @property
    def leading(self) -> float:
        """The height of a line in parts of the size."""
        return sum(self.extents)


@cache
def _extents(locale: Locale) -> tuple[float, float]:
    if locale.script == "Latn" and "\u0306" in locale.characters():
        return _BREVES
    return _EXTENTS.get(locale.script, _EXTENTS["Khmr"])


@dataclass(frozen=True, slots=True)
class Trial:
    """A size and a width to try a paragraph in."""

    size: int
    width: int


class Engine(ABC):
    """What sets paragraphs. `version` names everything that may change its pixels."""

    version: str

    @abstractmethod
    def heights(self, paragraph: Paragraph, trials: Sequence[Trial]) -> list[int | None]:
        """The height of the paragraph in each trial; None where a word is wider than the line."""

    @abstractmethod
    def draw(self, paragraph: Paragraph, trial: Trial) -> Image.Image:
        """The paragraph as mask (mode L), with `AROUND` pixels of room on all four sides."""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that were set: masks with the place of each, `height` of the whole."""

    parts: tuple[tuple[Image.Image, int], ...]
    height: int
    size: int


def fit(
    engine: Engine,
    paragraphs: Sequence[tuple[Paragraph, float]],
    sizes: Sequence[int],
    box: tuple[int, int],
    gap: float = 0.45,
) -> Block | None:
    """The paragraphs below each other in the largest of `sizes` that fits `box`; None where none does.

    Args:
        paragraphs: each with its size in parts of the first one's; `box`: width and height.
        gap: room between paragraphs, in parts of the size.
    """
    width, room = box
    tried = [
        engine.heights(paragraph, [Trial(round(size * part), width) for size in sizes])
        for paragraph, part in paragraphs
    ]
    for at in sorted(range(len(sizes)), key=lambda at: -sizes[at]):
        heights = [height for found in tried if (height := found[at]) is not None]
        between = round(sizes[at] * gap)
        total = sum(heights) + between * (len(heights) - 1)
        if len(heights) == len(paragraphs) and total <= room:
            block = _set(engine, paragraphs, heights, sizes[at], width, between)
            if all(_within(mask, width, sizes[at]) for mask, _ in block.parts):
                return block
    return None


def _within(mask: Image.Image, width: int, size: int) -> bool:
    """Whether the ink ends with the line: where Typst finds no place to break it lets a line run on.

    A letter may swing out of its line by an eighth of its size.
    """
    box = mask.getbbox()
    return box is None or (box[0] > 0 and box[2] <= AROUND + width + size // 8)


def _set(
    engine: Engine,
    paragraphs: Sequence[tuple[Paragraph, float]],
    heights: Sequence[int],
    size: int,
    width: int,
    gap: int,
) -> Block:
    parts, top = [], 0
    for (paragraph, part), height in zip(paragraphs, heights, strict=True):
        trial = Trial(round(size * part), width)
        if height > trial.size * paragraph.leading * 1.5:  # more than one line
            trial = _balanced(engine, paragraph, trial)
        mask = engine.draw(paragraph, trial)
        parts.append((mask, top))
        top += height + gap
    return Block(tuple(parts), top - gap, size)


def _balanced(engine: Engine, paragraph: Paragraph, trial: Trial) -> Trial:
    """The narrowest of some widths that takes no more lines: no single word is left on the last line."""
    widths = [Trial(trial.size, trial.width * part // 12) for part in range(12, 5, -1)]
    heights = engine.heights(paragraph, widths)
    return [found for found, height in zip(widths, heights, strict=True) if height == heights[0]][-1]
