"""How large a text can be set: a guess from the number of its letters, which spares most documents a second setting.

Measuring in the template would be exact and costs as much as setting the page again (measured: 25 ms instead of 12).
A guess that was too bold is noticed by its pages, and the text shrinks.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from loa.render.paper.content import Json, texts

# Mean advance of a letter in em, and from baseline to baseline; letters above and below others take no room of
# their own. Means over the texts of this project, set in our fonts.
_LATIN, _WIDE, _OTHER = 0.475, 0.96, 0.6
_PITCH, _HIGH_PITCH = 1.34, 1.67
_HIGH = frozenset({"km", "blt", "twh", "cjm"})  # as in paper.typ
_MM = 25.4 / 72  # a point in millimetres
_BOLD = 1.09
_FULL = 0.96  # of a line; words leave the rest empty


class Room(NamedTuple):
    """Room for text: the width of a column, and the height of all columns of the first and of a further page (mm)."""

    column: float
    first: float
    further: float


@lru_cache(maxsize=4096)  # several formats have the same texts
def advance(text: str) -> float:
    """The width of `text` in em."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return _LATIN
    if unicodedata.category(char)[0] in "MC":
        return 0.0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _OTHER


def lines(text: str, size: float, width: float) -> int:
    """How many lines of `width` millimetres `text` takes at `size` points."""
    return _lines(advance(text) * size * _MM, width)


def _lines(length: float, width: float) -> int:
    return max(1, math.ceil(length / (width * _FULL)))


def pitch(lang: str) -> float:
    """From baseline to baseline in em."""
    return _HIGH_PITCH if lang in _HIGH else _PITCH


class _Text(NamedTuple):
    """A text in a column: its width in em, what is taken off the column in millimetres and in em, its pitch in em."""

    advance: float
    fixed: float
    relative: float
    pitch: float


def height(data: Json, size: float, column: float) -> float:
    """The height in millimetres of the blocks of `data` in one column."""
    return _height(*_column_texts(data), size, column)


def _height(found: list[_Text], between: float, size: float, column: float) -> float:
    em = size * _MM
    needed = (
        _lines(text.advance * em, column - text.fixed - text.relative * em) * text.pitch for text in found
    )
    return (between + sum(needed)) * em


def _column_texts(data: Json) -> tuple[list[_Text], float]:
    """The texts of all blocks of `data`, and the room between them in em: what no size changes, and is counted once."""
    found: list[_Text] = []
    line = pitch(data["lang"])

    def add(blocks: list[Json], fixed: float, relative: float) -> float:
        between = 0.0
        for block in blocks:
            match block["t"]:
                case "h":
                    larger = 1.15 * _BOLD
                    found.append(_Text(advance(texts(block["c"])) * larger, fixed, relative, line * 1.1))
                    between += 0.9
                case "ul" | "ol":
                    between += 0.3 + sum(add(item, fixed, relative + 1.3) for item in block["items"])
                case "quote":
                    between += 0.6 + add(block["c"], fixed, relative + 2)
                case "box":
                    between += 1.0 + add(block["c"], fixed + 3.2, relative) + (line if block["title"] else 0)
                case _:
                    found.append(_Text(advance(texts(block["c"])), fixed, relative, line))
                    between += 0.3
        return between

    return found, add(data["blocks"], 0, 0)


def title_size(title: str, size: float, width: float) -> float:
    """A title a little smaller where that saves a line, which would mostly hold one word."""
    smaller = size * 0.86
    return smaller if lines(title, smaller * _BOLD, width) < lines(title, size * _BOLD, width) else size


def lead_size(lead: str, size: float) -> float:
    """A lead of more than a few lines is set smaller: it would push the text off the sheet."""
    return size if len(lead) <= 240 else size * 0.85


def head_height(data: Json, sheet: Json, width: float) -> float:
    """The height in millimetres of all that stands above the text of a flat leaflet, as `leaflet.typ` sets it."""
    line = pitch(data["lang"])
    small = max(10.0, sheet["small"])
    title: float = lines(data["title"], sheet["title"] * _BOLD, width) * sheet["title"] * (line - 0.18)
    lead: float = (
        lines(data["lead"], sheet["lead"] * _BOLD, width) * sheet["lead"] * line if data["lead"] else 0.0
    )
    marks: float = sum(lines(texts(mark), small, width) for mark in data["marks"]) * small * (line + 0.1)
    kicker: float = lines(data["kicker"]["v"], small * _BOLD, width) * small * line
    return (title + lead + marks + kicker) * _MM + (17 if data["marks"] else 12)


def panel_height(data: Json, sheet: Json, width: float) -> float:
    """The height in millimetres of the help panel, as `paper.typ` sets it."""
    line = pitch(data["lang"])
    size, small = float(sheet["help"]), float(sheet["small"])
    right = width - 8 - 4 - 12 * size * 1.5 * 0.62 * _MM
    rows = 0.0
    for entry in data["help"]["lines"]:
        words = entry["title"]["v"] + "".join(note["v"] + " · " for note in entry["notes"])
        rows += (max(lines(words, size, right) * line - 0.62, 1.1) + 1.04) * size * _MM
    checked = data["help"]["checked"]
    foot = (lines(checked["v"], small, width - 8) * small * line + size * 0.4) * _MM if checked else 0.0
    return rows + foot + (1.86 + 0.86 + 0.5 + 0.72 + 1.6) * size * _MM


def fewest_pages(data: Json, room: Room, smallest: float) -> int:
    """How few pages the text may take at its smallest size; on the bold side."""
    return 1 + max(0, math.ceil((height(data, smallest, room.column) * 0.92 - room.first) / room.further))


def fitting(data: Json, room: Room, pages: int, smallest: float, largest: float) -> float:
    """The largest size that takes no more than `pages`."""
    available = room.first + (pages - 1) * room.further
    found, between = _column_texts(data)
    size = largest
    while size > smallest and _height(found, between, size, room.column) > available:
        size -= 0.25
    return max(size, smallest)
