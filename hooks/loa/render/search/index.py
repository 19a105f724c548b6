"""The index of one language as files: words in ranges of the alphabet, records in small blocks.

Every file is a script that hands its part to `docs/assets/search.js`, so that it also loads from a USB stick, where
fetch does not work. Names hold a hash of the whole index: parts of two builds never meet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loa.model.folding import indexed_words
from loa.render.search.records import Record

# A file of words is closed when it holds so many bytes. A query of three words needs at most six (word and pair).
RANGE = 16 * 1024
BLOCK = 8
# A word in more records than this tells little: the first ones in the order of the records stand for all.
MOST = 300
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Index:
    """The files of an index by name, the hash that begins each name, and the first word of each range."""

    files: Mapping[str, bytes]
    version: str
    starts: tuple[str, ...]
    kinds: tuple[str, ...]


def index(records: Sequence[Record]) -> Index:
    """The index of `records`; the same records give the same bytes.

    `t<n>`: the n-th range, word → records that have it in the title; in the summary; in the text. Each is a list of
    differences in base 36; `+` before it: cut off after `MOST`. `r<n>`: records as [path, title, summary, kind].
    """
    kinds = tuple(dict.fromkeys(record.kind for record in records))
    words = _words(records)
    parts: dict[str, str] = {}
    starts: list[str] = []
    lines: list[str] = []
    size = 0
    for word in sorted(words):
        line = f"{json.dumps(word, ensure_ascii=False)}:{json.dumps(words[word])}"
        if size > RANGE:
            parts[f"t{len(starts) - 1}"] = "{" + ",\n".join(lines) + "}"
            lines, size = [], 0
        if not lines:
            starts.append(word)
        lines.append(line)
        size += len(line.encode()) + 2
    if lines:
        parts[f"t{len(starts) - 1}"] = "{" + ",\n".join(lines) + "}"
    for number in range(0, len(records), BLOCK):
        rows = [
            [of.path, of.title, of.summary, kinds.index(of.kind)] for of in records[number : number + BLOCK]
        ]
        parts[f"r{number // BLOCK}"] = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    version = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:10]
    files = {
        f"{version}-{name}.js": f"loaFound({json.dumps(name)},{data})\n".encode()
        for name, data in parts.items()
    }
    return Index(files, version, tuple(starts), kinds)


def _words(records: Sequence[Record]) -> dict[str, str]:
    """The postings of every word; a record stands under a word once, where it weighs most."""
    found: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for number, record in enumerate(records):
        seen: set[str] = set()
        for weight, texts in enumerate(((record.title,), (record.summary,), record.texts)):
            new = {word for text in texts for word in indexed_words(text)} - seen
            seen |= new
            for word in new:
                found.setdefault(word, ([], [], []))[weight].append(number)
    return {word: _postings(lists) for word, lists in found.items()}


def _postings(lists: tuple[list[int], list[int], list[int]]) -> str:
    """`lists` with at most `MOST` numbers, those that weigh most first, as text."""
    left, kept = MOST, []
    for numbers in lists:
        kept.append(_differences(numbers[:left]))
        left -= min(left, len(numbers))
    cut = "+" if sum(map(len, lists)) > MOST else ""
    return cut + ";".join(kept).rstrip(";")


def _differences(numbers: Sequence[int]) -> str:
    return ",".join(_base36(b - a) for a, b in zip([0, *numbers], numbers, strict=False))


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
