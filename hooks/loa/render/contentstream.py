"""Lexing PDF content streams as far as the text layer needs it: fonts, shown strings, ActualText.

Everything else passes through byte for byte. Written for the streams of Typst (krilla), which know neither comments nor
inline images: every show operator follows a font of its own and a matrix, a sequence with ActualText holds no
other one, and no operator can be read into shown strings, in which every second byte is 0 or near it. So only what
begins with a slash is looked at: a page in Khmer has a thousand shown strings and five times as many operators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NEXT = re.compile(
    rb"/(?:Span\s*<<\s*/ActualText\s*(?:<FEFF([0-9A-F]*)>|\(((?:[^()\\]|\\.)*+)\))\s*>>\s*BDC\b"
    rb"|(f\d+)\s+[-+.\d]+\s+Tf\b(?:[-+.\d\s]*Tm\b)?\s*)",
    re.DOTALL,
)
# The string of a flat spelling, without parentheses of its own, is read at once.
_ELEMENT = re.compile(
    rb"\s*(?:([-+]?[\d.]+)|\(((?:[^()\\]|\\.)*+)\)|<([0-9A-Fa-f\s]*)>|(\()|(\]))", re.DOTALL
)
_SHOW = re.compile(rb"\s*T[Jj]\b")
# The escapes that Python's own codec reads in the same way, many times faster.
_USUAL = re.compile(rb"(?:[^\\]|\\[nrtbf()\\]|\\[0-3][0-7]{2})*+", re.DOTALL)
_SPECIAL = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Element = bytes | str
"""Part of what a show operator takes: a string of codes, or an adjustment of the position as it is written."""


class Spoken(NamedTuple):
    """The beginning of a sequence with ActualText and nothing else: `data[start:end]`, and that text."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
    """Where a show operator begins, the name of its font, and the sequence with ActualText that it stands in."""

    start: int
    font: str
    spoken: Spoken | None


class StreamError(ValueError):
    """The stream is not one that Typst writes."""


def runs(data: bytes) -> Iterator[Run]:
    """The show operators of a content stream in their order."""
    at, spoken = 0, None
    for found in _NEXT.finditer(data):
        start, end = found.span()
        if spoken is not None and data.find(b"EMC", at, start) >= 0:
            spoken = None
        wide, narrow, font = found.groups()
        if font is not None:
            yield Run(end, font.decode("ascii"), spoken)
        elif wide is not None:
            spoken = Spoken(start, end, bytes.fromhex(wide.decode("ascii")).decode("utf-16-be"))
        else:
            spoken = Spoken(start, end, _unescape(narrow).decode("latin-1"))
        at = end


def shown(data: bytes, start: int) -> tuple[list[Element], int]:
    """(what the show operator that begins at `start` takes, where it ends).

    Raises:
        StreamError: there is none, or a string or an array does not end.
    """
    elements: list[Element] = []
    is_array = data.startswith(b"[", start)
    at = start + is_array
    while (found := _ELEMENT.match(data, at)) is not None:
        at = found.end()
        number, flat, digits, nested, close = found.groups()
        if number:
            elements.append(number.decode("ascii"))
        elif flat is not None:
            elements.append(_unescape(flat))
        elif digits is not None:
            elements.append(_from_hex(digits))
        elif nested:
            at = _end(data, at)
            elements.append(_unescape(data[found.end() : at - 1]))
        if close or not is_array:
            break
    if (show := _SHOW.match(data, at)) is None:
        raise StreamError("a font without a string to show, or a string that does not end")
    return elements, show.end()


def _end(data: bytes, start: int) -> int:
    """Where the string ends of which the first byte is at `start`."""
    depth, at = 1, start
    while (found := _SPECIAL.search(data, at)) is not None:
        at = found.end() + (found[0] == b"\\")
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return at
    raise StreamError("a string does not end")


def _unescape(string: bytes) -> bytes:
    if b"\\" not in string:
        return string
    if not _USUAL.fullmatch(string):
        return _ESCAPE.sub(_plain, string)
    known = string.replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")
    return known.decode("unicode_escape").encode("latin-1")


def _plain(found: re.Match[bytes]) -> bytes:
    """What an escape stands for: an octal number, a line that goes on, or a letter."""
    octal, line, letter = found.groups()
    if octal:
        return bytes((int(octal, 8) & 0xFF,))
    return b"" if line else _ESCAPED.get(letter, letter)


def _from_hex(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" * (len(text) % 2))
