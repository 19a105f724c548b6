"""Our own graphic motif, the rings of a voice that travels, and the sign of the site: masks, drawn by numbers."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

# Shapes are drawn this many times too large and made smaller, for soft edges.
_FINE = 4


@lru_cache(maxsize=16)
def rings(size: tuple[int, int], unit: int) -> Image.Image:
    """Quarter rings around the lower left corner of a panel, `unit` apart, thinner the farther they have travelled."""
    width, height = size[0] * _FINE, size[1] * _FINE
    shape = Image.new("L", (width, height))
    pen = ImageDraw.Draw(shape)
    step = unit * _FINE
    count = int(math.hypot(width, height)) // step + 1
    for number in range(count + 1):
        radius = step * (number + 1)
        stroke = max(round(step * (0.5 - 0.4 * number / count)), _FINE)
        box = (-radius, height - radius, radius, height + radius)
        pen.ellipse(box, outline=255, width=stroke) if number else pen.ellipse(box, fill=255)
    return shape.reduce(_FINE)


@lru_cache(maxsize=16)
def badge(side: int) -> tuple[Image.Image, Image.Image]:
    """The sign of the site (docs/assets/icon.svg): (rounded square, loudspeaker with two arcs)."""
    scale = side * _FINE / 32
    plate = Image.new("L", (side * _FINE, side * _FINE))
    last = side * _FINE - 1
    ImageDraw.Draw(plate).rounded_rectangle((0, 0, last, last), radius=7 * scale, fill=255)
    sign = Image.new("L", plate.size)
    pen = ImageDraw.Draw(sign)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * scale, y * scale) for x, y in points]

    stroke = round(2 * scale)
    pen.line(
        at((7, 13), (7, 19), (11, 19), (19, 24), (19, 8), (11, 13), (7, 13), (7, 19)),
        fill=255,
        width=stroke,
        joint="curve",
    )
    # The arcs of the SVG: chords of 7 and 13 units, radii 5 and 9, ends about 46 degrees above and below.
    for x, radius, chord in ((22.0, 5.0, 7.0), (24.5, 9.0, 13.0)):
        middle = x - (radius**2 - (chord / 2) ** 2) ** 0.5
        half = radius + 1
        box = at((middle - half, 16 - half), (middle + half, 16 + half))
        pen.arc([*box[0], *box[1]], -46, 46, fill=255, width=stroke)
    return plate.reduce(_FINE), sign.reduce(_FINE)
