"""Lexing PDF content streams as far as the text layer needs it: fonts, shown strings, marked content.

Everything else passes through byte for byte. Written for the streams of Typst (krilla), which know neither
comments nor inline images.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# A dictionary without another one in it; strings in it hold no unescaped parenthesis.
_PROPERTIES = rb"<<((?:[^<>()]|<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))*)>>"
_NEXT = re.compile(
    rb"/Span\s*" + _PROPERTIES + rb"\s*BDC\b"
    rb"|/([^\s()<>\[\]{}/%]+)\s+[-+.\d]+\s+Tf\b"
    rb"|(?P<open>\bB[DM]C\b)|(?P<close>\bEMC\b)|(?P<array>\[)|(?P<string>\()|(?P<hex>(?<!<)<(?![<]))",
    re.DOTALL,
)
_ELEMENT = re.compile(rb"\s*(?:([-+]?[\d.]+)|<([0-9A-Fa-f\s]*)>|(\()|(\]))")
_NAMES = re.compile(rb"\[\s*/")
_SHOW = re.compile(rb"\s*(?:TJ|Tj)\b")
_FLAT = re.compile(rb"\(((?:[^()\\]|\\.)*+)\)", re.DOTALL)  # a string without parentheses of its own
# What is shown, as it mostly is: an array of numbers and flat strings, or one such string.
_SHOWN = re.compile(
    rb"(?:\[(?:[-+.\d\s]|\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]*>)*+\]|\((?:[^()\\]|\\.)*+\))\s*(?:TJ|Tj)\b",
    re.DOTALL,
)
# The escapes that Python's own codec reads in the same way, many times faster.
_USUAL = re.compile(rb"(?:[^\\]|\\[nrtbf()\\]|\\[0-3][0-7]{2})*+", re.DOTALL)
_SPECIAL = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_ACTUAL = re.compile(rb"\s*/ActualText\s*(?:<([0-9A-Fa-f\s]*)>|(\())")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Element = bytes | str
"""Part of what a show operator takes: a string of codes, or an adjustment of the position as it is written."""


class Token(NamedTuple):
    """A part of the stream that matters: `data[start:end]`, its kind, and what it holds."""

    kind: Literal["actual", "open", "close", "font", "show"]
    start: int
    end: int
    text: str = ""  # of an ActualText sequence; the name of a font


class StreamError(ValueError):
    """The stream is not one that Typst writes."""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a content stream in their order.

    `actual` begins a sequence marked with ActualText and nothing else, `open` any other, `close` ends either.

    Raises:
        StreamError: a string or an array does not end.
    """
    at = 0
    while (found := _NEXT.search(data, at)) is not None:
        start, at = found.span()
        if found[1] is not None:
            text = _actual_text(found[1])
            yield Token("open" if text is None else "actual", start, at, text or "")
        elif found[2] is not None:
            yield Token("font", start, at, found[2].decode("latin-1"))
        elif found["open"] or found["close"]:
            yield Token("open" if found["open"] else "close", start, at)
        elif found["array"] and _NAMES.match(data, start):
            continue  # an array of names, such as /Attached[/Bottom] in the properties of an artifact
        elif (shown := _SHOWN.match(data, start)) is not None:
            at = shown.end()
            yield Token("show", start, at)
        else:
            _, at = elements(data, start)
            if (show := _SHOW.match(data, at)) is not None:
                at = show.end()
                yield Token("show", start, at)


def elements(data: bytes, start: int) -> tuple[tuple[Element, ...], int]:
    """(what a show operator takes: the elements of the array or the one string at `start`, where it ends).

    Raises:
        StreamError: a string or an array does not end.
    """
    if data[start] != 0x5B:
        string, at = _string(data, start)
        return (string,), at
    found_elements: list[Element] = []
    at = start + 1
    while (found := _ELEMENT.match(data, at)) is not None:
        at = found.end()
        if found[4]:
            return tuple(found_elements), at
        if found[1]:
            found_elements.append(found[1].decode("ascii"))
        elif found[3]:
            string, at = _string(data, at - 1)
            found_elements.append(string)
        else:
            found_elements.append(_from_hex(found[2]))
    raise StreamError("an array does not end")


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """(the string whose opening sign is at `start`, where it ends)."""
    if data[start] == 0x3C:
        end = data.find(b">", start)
        if end < 0:
            raise StreamError("a string does not end")
        return _from_hex(data[start + 1 : end]), end + 1
    if (flat := _FLAT.match(data, start)) is not None:
        return _unescape_flat(flat[1]), flat.end()
    depth, at = 1, start + 1
    while (found := _SPECIAL.search(data, at)) is not None:
        at = found.end() + (found[0] == b"\\")
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return _unescape(data[start + 1 : at - 1]), at
    raise StreamError("a string does not end")


def _unescape_flat(string: bytes) -> bytes:
    """The bytes of a string in which every parenthesis has its backslash."""
    if b"\\" not in string or not _USUAL.fullmatch(string):
        return _unescape(string)
    known = string.replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")
    return known.decode("unicode_escape").encode("latin-1")


def _unescape(string: bytes) -> bytes:
    if b"\\" not in string:
        return string

    def plain(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return bytes([int(found[1], 8) & 0xFF])
        return b"" if found[2] else _ESCAPED.get(found[3], found[3])

    return _ESCAPE.sub(plain, string)


def _from_hex(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _actual_text(properties: bytes) -> str | None:
    """The ActualText of a property list that holds nothing else; None for any other."""
    found = _ACTUAL.match(properties)
    if found is None:
        return None
    string, end = (
        (_from_hex(found[1]), found.end()) if found[2] is None else _string(properties, found.end() - 1)
    )
    if properties[end:].strip():
        return None
    return string[2:].decode("utf-16-be") if string.startswith(b"\xfe\xff") else string.decode("latin-1")
