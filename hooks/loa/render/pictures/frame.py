"""The campaign's frame for profile pictures: a ring with the campaign's words, transparent in the middle.

Networks cut profile pictures round: all words stand inside the circle.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

from loa.render.pictures import encode
from loa.render.pictures.canvas import Canvas
from loa.render.pictures.content import Card
from loa.render.pictures.palette import EARTH, INK, NOTICE, ORANGE, WHITE
from loa.render.pictures.paragraph import AROUND, Block, Engine, Paragraph, fit

SIDE = 1080
BUDGET = 80_000
_FINE = 4
_HOLE = 468  # radius of the clear middle
_WORDS = (200, 806, 880, 966)  # left, top, right, bottom
_LABEL = (390, 716, 690, 778)


def frame(card: Card, engine: Engine) -> bytes | None:
    """The frame as PNG with the words of `card.title`, or None where they do not fit."""
    canvas = Canvas((SIDE, SIDE), ORANGE)
    canvas.ink(_plate(), (0, 0), EARTH, ORANGE)
    left, top, right, bottom = _WORDS
    words = Paragraph(card.title, card.locale, 800, centred=True)
    block = fit(engine, [(words, 1.0)], range(38, 77, 2), (right - left, bottom - top))
    if block is None:
        return None
    middle = top + (bottom - top - block.height) // 2
    canvas.ink(block.parts[0][0], (_start(block), middle - AROUND), WHITE, EARTH)
    if card.notice:
        # Only the name of the mark: the ring is narrow.
        name = Paragraph(card.notice.split("·")[0].strip(), card.locale, 700, centred=True)
        label = fit(engine, [(name, 1.0)], (34,), (_LABEL[2] - _LABEL[0], _LABEL[3] - _LABEL[1]))
        if label is None:
            return None
        canvas.fill(_LABEL, NOTICE)
        above = (_LABEL[1] + _LABEL[3] - label.height) // 2
        canvas.ink(label.parts[0][0], (_start(label), above - AROUND), INK, NOTICE)
    made = canvas.image().convert("RGB")
    made.putalpha(_ring(bool(card.notice)))
    return encode.png(made, BUDGET)


def _start(block: Block) -> int:
    """Where the mask of a centred block begins."""
    return (SIDE - block.parts[0][0].width) // 2


def _plate() -> Image.Image:
    """The lower part of the circle, on which the words stand."""
    shape = Image.new("L", (SIDE * _FINE, SIDE * _FINE))
    pen = ImageDraw.Draw(shape)
    last = SIDE * _FINE - 1
    pen.chord((0, 0, last, last), 27, 153, fill=255)
    return shape.reduce(_FINE)


def _ring(marked: bool) -> Image.Image:
    """What is not transparent: everything but the clear middle, and the plate of the words."""
    shape = Image.new("L", (SIDE * _FINE, SIDE * _FINE), 255)
    pen = ImageDraw.Draw(shape)
    middle = SIDE // 2
    pen.ellipse([(middle - _HOLE) * _FINE] * 2 + [(middle + _HOLE) * _FINE] * 2, fill=0)
    last = SIDE * _FINE - 1
    pen.chord((0, 0, last, last), 27, 153, fill=255)
    if marked:
        pen.rectangle([value * _FINE for value in _LABEL], fill=255)
    return shape.reduce(_FINE)
