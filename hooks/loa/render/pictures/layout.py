"""Where things stand on a card. Nothing that carries meaning comes nearer to an edge than the format's margin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from loa.locales import Locale
from loa.render.pictures import motif
from loa.render.pictures.canvas import Box, Canvas
from loa.render.pictures.content import Card
from loa.render.pictures.palette import EARTH, INK, NOTICE, WHITE
from loa.render.pictures.paragraph import AROUND, Block, Engine, Paragraph, fit


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of card: pixels, the panel of the motif, the column of text, the strip at its foot.

    `sizes`: of the title, in pixels; the smallest is what a phone still shows legibly. `bytes`: the budget.
    """

    name: str
    size: tuple[int, int]
    panel: Box
    column: Box
    foot: Box
    brand: int
    unit: int
    sizes: tuple[int, ...]
    bytes: int


def _sizes(smallest: int, largest: int) -> tuple[int, ...]:
    """Sizes a tenth apart: nobody sees smaller steps, and each costs the engine of Typst a millisecond."""
    found = [smallest]
    while (larger := round(found[-1] * 1.1)) <= largest:
        found.append(larger)
    return tuple(found)


# Share previews of Facebook and Zalo; their square posts; stories, whose upper and lower sixth apps cover.
SHARE = Format(
    "share",
    (1200, 630),
    panel=(900, 0, 1200, 630),
    column=(64, 56, 844, 500),
    foot=(0, 530, 900, 630),
    brand=580,
    unit=112,
    sizes=_sizes(33, 78),
    bytes=60_000,
)
SQUARE = Format(
    "square",
    (1080, 1080),
    panel=(0, 0, 1080, 216),
    column=(72, 272, 1008, 908),
    foot=(0, 950, 1080, 1080),
    brand=1015,
    unit=108,
    sizes=_sizes(42, 102),
    bytes=100_000,
)
STORY = Format(
    "story",
    (1080, 1920),
    panel=(0, 1400, 1080, 1920),
    column=(84, 280, 996, 1200),
    foot=(0, 1260, 1080, 1400),
    brand=1330,
    unit=156,
    sizes=_sizes(48, 124),
    bytes=150_000,
)
FORMATS = (SHARE, SQUARE, STORY)
# Sizes of what stands beside the title, in parts of the smaller side of the picture.
_EYEBROW, _BRAND, _ADDRESS, _NOTICE = 0.042, 0.044, 0.036, 0.036
_DETAIL = 0.54  # of the title


def compose(card: Card, form: Format, engine: Engine) -> Canvas | None:
    """The card as picture, or None where its words do not fit: they are never cut."""
    theme = card.theme
    canvas = Canvas(form.size, theme.ground)
    _panel(canvas, card, form)
    left, top, right, bottom = form.column
    small = min(form.size)
    if card.notice:
        block = _line(engine, card.notice, card.locale, 600, small * _NOTICE, right - left - 32, lines=3)
        if block is None:
            return None
        canvas.fill((left, top, left + _ink_width(block) + 32, top + block.height + 20), NOTICE)
        canvas.fill((left, top, left + 6, top + block.height + 20), INK)
        _ink(canvas, block, (left + 16, top + 10), INK, NOTICE)
        top += block.height + 20 + round(small * 0.04)
    if card.eyebrow:
        block = _line(engine, card.eyebrow, card.locale, 600, small * _EYEBROW, right - left, lines=3)
        if block is None:
            return None
        _ink(canvas, block, (left, top), theme.text, theme.ground)
        top += block.height + round(small * 0.02)
    parts = [(Paragraph(card.title, card.locale, 800), 1.0)]
    if card.detail:
        parts.append((Paragraph(card.detail, card.locale, 500), _DETAIL))
    block = fit(engine, parts, form.sizes, (right - left, bottom - top))
    if block is None:
        return None
    # Slightly above the middle of the room that is left: where the eye looks for the middle.
    _ink(canvas, block, (left, top + (bottom - top - block.height) * 2 // 5), theme.text, theme.ground)
    return canvas if _foot(canvas, card, form, engine) else None


def _panel(canvas: Canvas, card: Card, form: Format) -> None:
    theme, (left, top, right, bottom) = card.theme, form.panel
    canvas.fill(form.panel, theme.panel)
    rings = motif.rings((right - left, bottom - top), form.unit)
    canvas.ink(rings, (left, top), theme.motif, theme.panel)


def _foot(canvas: Canvas, card: Card, form: Format, engine: Engine) -> bool:
    theme, small = card.theme, min(form.size)
    left, right = form.column[0], form.column[2]
    canvas.fill(form.foot, theme.foot)
    side = round(small * 0.09)
    plate, sign = motif.badge(side)
    canvas.ink(plate, (left, form.brand - side // 2), EARTH, theme.foot)
    canvas.ink(sign, (left, form.brand - side // 2), WHITE, EARTH)
    start = left + side + round(small * 0.026)
    room = right - start
    if card.address:
        block = _line(engine, card.address, card.locale, 400, small * _ADDRESS, room // 2)
        if block is None:
            return False
        wide = _ink_width(block)
        _ink(canvas, block, (right - wide, form.brand - block.height // 2), INK, theme.foot)
        room -= wide + round(small * 0.03)
    if card.site:
        block = _line(engine, card.site, card.locale, 700, small * _BRAND, room)
        if block is None:
            return False
        _ink(canvas, block, (start, form.brand - block.height // 2), INK, theme.foot)
    return True


# A site's name and its marks stand on every card of a language.
@lru_cache(maxsize=128)
def _line(
    engine: Engine, text: str, locale: Locale, weight: int, size: float, width: int, lines: int = 1
) -> Block | None:
    """A short text of at most so many lines, at `size` or down to three quarters of it."""
    sizes = range(round(size * 0.75), round(size) + 1)
    paragraph = Paragraph(text, locale, weight)
    return fit(engine, [(paragraph, 1.0)], sizes, (width, round(paragraph.leading * size * lines) + 1))


def _ink_width(block: Block) -> int:
    found = block.parts[0][0].getbbox()
    return found[2] - AROUND if found else 0


def _ink(canvas: Canvas, block: Block, at: tuple[int, int], colour: str, ground: str) -> None:
    for mask, top in block.parts:
        canvas.ink(mask, (at[0] - AROUND, at[1] + top - AROUND), colour, ground)
