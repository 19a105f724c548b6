"""A picture of few flat colours: each pixel is a ground, an ink, or one of the steps between the two.

Palette pictures need no quantiser, which would shift the colours that contrast was computed for, and a card
takes a third of the bytes of the same card in full colour (measured: 26 against 50 KB).
"""

from __future__ import annotations

import io

from PIL import Image

Box = tuple[int, int, int, int]
# Steps from ground to ink at the edge of a letter: more are not seen, and the palette holds 17 pairs of colours.
_STEPS = 15


def rgb(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` as numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class Canvas:
    """Pixels of a picture that is being made."""

    def __init__(self, size: tuple[int, int], ground: str) -> None:
        self._colours: list[tuple[int, int, int]] = []
        self._ramps: dict[tuple[str, str], int] = {}
        self._pixels = Image.new("L", size, self._ramp(ground, ground))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self._pixels.size

    def fill(self, box: Box, colour: str) -> None:
        """A flat rectangle; `box`: left, top, right, bottom."""
        self._pixels.paste(self._ramp(colour, colour), box)

    def ink(self, mask: Image.Image, at: tuple[int, int], colour: str, ground: str) -> None:
        """What `mask` (mode L) covers, in `colour`; `ground`: the one colour that lies under it."""
        first = self._ramp(ground, colour)
        steps = mask.point([min(first + max(round(v * _STEPS / 255) - 1, 0), 255) for v in range(256)])
        touched = mask.point([255 if round(v * _STEPS / 255) else 0 for v in range(256)])
        self._pixels.paste(steps, at, touched)

    def image(self) -> Image.Image:
        """The picture with its palette (mode P), without any metadata."""
        made = self._pixels.copy()
        made.putpalette([value for colour in self._colours for value in colour])
        return made

    def png(self) -> bytes:
        """The picture as PNG."""
        buffer = io.BytesIO()
        self.image().save(buffer, "PNG")
        return buffer.getvalue()

    def _ramp(self, ground: str, colour: str) -> int:
        """The palette index of the first step from `ground` towards `colour`."""
        if (ground, colour) not in self._ramps:
            self._ramps[ground, colour] = len(self._colours)
            low, high = rgb(ground), rgb(colour)
            steps = [1.0] if ground == colour else [step / _STEPS for step in range(1, _STEPS + 1)]
            self._colours += [
                (mixed[0], mixed[1], mixed[2])
                for part in steps
                if (mixed := [round(a + (b - a) * part) for a, b in zip(low, high, strict=True)])
            ]
            assert len(self._colours) <= 256, "too many pairs of colours for one palette"
        return self._ramps[ground, colour]
