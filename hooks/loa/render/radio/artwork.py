"""The picture of the podcast feeds: the loudspeaker of the site's icon, without words, the same in every language.

Podcast directories ask for a square PNG or JPEG of 1400 to 3000 pixels, RGB, without transparency.
"""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw

SIDE = 1400
# Drawn larger and made smaller again, because Pillow's shapes have hard edges.
_FINE = 3
_GROUND, _SIGN, _WAVES = "#7a2e00", "#ffffff", "#f58220"


@cache
def artwork() -> bytes:
    """A PNG of `SIDE` × `SIDE` pixels."""
    side = SIDE * _FINE
    picture = Image.new("RGB", (side, side), _GROUND)
    draw = ImageDraw.Draw(picture)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        """Points of a drawing of 100 × 100."""
        return [(x * side / 100, y * side / 100) for x, y in points]

    draw.polygon(at((50, 26), (50, 74), (32, 60), (32, 40)), _SIGN)
    draw.rounded_rectangle(at((20, 40), (34, 60)), side * 0.02, _SIGN)
    for radius in (12, 20, 28):
        box = at((52 - radius, 50 - radius), (52 + radius, 50 + radius))
        draw.arc(box, -42, 42, _WAVES, round(side * 0.035))
    buffer = io.BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
