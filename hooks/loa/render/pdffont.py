"""A font in a PDF by Typst, and further codes in it: one glyph that says different things at different places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pikepdf

from loa.render.contentstream import StreamError

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MORE_THAN_ONE = re.compile(rb"<\s*(?:[0-9A-Fa-f]\s*){5}")  # UTF-16 code units
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def can_alias(font: Any) -> bool:
    """Whether codes can be added: only TrueType outlines are reached through a map. Chinese (CFF) has no clusters."""
    if font.get("/Encoding") != pikepdf.Name("/Identity-H") or "/ToUnicode" not in font:
        return False
    descendant = font.DescendantFonts[0]
    return bool(
        descendant.Subtype == pikepdf.Name.CIDFontType2 and descendant.CIDToGIDMap == pikepdf.Name.Identity
    )


class AliasedFont:
    """A font of the document and the codes added to it."""

    def __init__(self, font: Any) -> None:
        self._font = font
        self._map = font.ToUnicode.read_bytes()
        self._added: dict[tuple[int, str], int] = {}
        self._written: dict[tuple[int, str], str] = {}
        # No code says a whole cluster, so that none can say it twice. Seen without reading the map: most need no more.
        self.is_simple = not _MORE_THAN_ONE.search(self._map)

    @cached_property
    def _texts(self) -> dict[int, str]:
        return dict(_to_unicode(self._map))

    @cached_property
    def _first(self) -> int:
        """The first added code: beyond every glyph, so that no code means two things."""
        return _glyph_count(self._font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())

    def text(self, glyph: int) -> str:
        """What the code of `glyph` says as Typst wrote it."""
        return self._texts.get(glyph, "")

    def code(self, glyph: int, text: str) -> str:
        """A code that shows `glyph` and says `text`, as a string of a content stream."""
        found = self._written.get((glyph, text))
        if found is None:
            code = glyph
            if self._texts.get(glyph) != text:
                code = self._added[glyph, text] = self._first + len(self._added)
            found = self._written[glyph, text] = f"<{code:04X}>"
        return found

    def write(self, document: pikepdf.Pdf) -> None:
        """Tell the document about the added codes: outline, width, text."""
        if not self._added:
            return
        descendant = self._font.DescendantFonts[0]
        glyphs = [*range(self._first), *(glyph for glyph, _ in self._added)]
        descendant.CIDToGIDMap = document.make_stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))
        widths = _widths(descendant.W)
        for (glyph, _), code in self._added.items():
            if glyph in widths:
                descendant.W.extend([code, code, widths[glyph]])
        # An optional list of the codes in use, out of use itself since PDF 2.0.
        if "/CIDSet" in descendant.FontDescriptor:
            del descendant.FontDescriptor.CIDSet
        texts = self._texts | {code: text for (_, text), code in self._added.items()}
        self._font.ToUnicode = document.make_stream(_cmap(texts))


def _glyph_count(font: bytes) -> int:
    """The number of glyphs of a TrueType font, from its `maxp` table (OpenType specification, "maxp")."""
    for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[at : at + 4] == b"maxp":
            table = int.from_bytes(font[at + 8 : at + 12], "big")
            return int.from_bytes(font[table + 4 : table + 6], "big")
    raise StreamError("a font has no table maxp")


def _widths(array: Any) -> dict[int, Any]:
    """Code → width from a W array: `first last width` or `first [width …]` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, Any] = {}
    rest = iter(array)
    for first in rest:
        second = next(rest)
        if isinstance(second, pikepdf.Array):
            widths |= {int(first) + step: width for step, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(int(first), int(second) + 1), next(rest))
    return widths


def _to_unicode(cmap: bytes) -> Iterator[tuple[int, str]]:
    """(code, text) of a ToUnicode map (ISO 32000-1, 9.10.3)."""
    for kind, body in _SECTION.findall(cmap):
        numbers = [match[1] for match in _HEX.finditer(body)]
        if kind == b"bfchar":
            for code, text in zip(numbers[::2], numbers[1::2], strict=True):
                yield int(code, 16), _utf16(text)
        else:
            for first, last, text in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
                base = _utf16(text)
                for step in range(int(last, 16) - int(first, 16) + 1):
                    yield int(first, 16) + step, base[:-1] + chr(ord(base[-1]) + step)


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be")


def _cmap(texts: dict[int, str]) -> bytes:
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, text in sorted(texts.items())
    ]
    # A section holds at most 100 entries.
    sections = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return _CMAP.format("".join(f"{len(s)} beginbfchar\n{''.join(s)}endbfchar\n" for s in sections)).encode()
