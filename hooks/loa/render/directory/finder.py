"""The index for finding a place by typing: shards of names, today's and former, without tone marks.

`docs/assets/d.js` folds what is typed in the same way and loads the shards whose prefix it begins with.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from loa.places import Place, communes, provinces

# The most that a shard may weigh, gzipped.
LIMIT = 8 * 1024
_KINDS = re.compile(r"^(xa|phuong|thi tran|thi xa|huyen|quan|tinh|thanh pho|dac khu) (?=.)")


def fold(text: str) -> str:
    """Small letters without marks, one blank between words: `Huyện Đa Krông` → `huyen da krong`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", " ", "".join([c for c in plain if not unicodedata.combining(c)])).strip()


def key(name: str) -> str:
    """What is compared with the typed letters: without kind of unit and blanks, so that Đakrông is Đa Krông."""
    return _KINDS.sub("", fold(name)).replace(" ", "")


@cache
def shards() -> Mapping[str, str]:
    """The shards as scripts, by prefix.

    Each line: code|name|province or empty|former names that begin with the prefix…
    """
    entries: dict[str, list[tuple[str, str]]] = {}
    for place in [*provinces().values(), *communes().values()]:
        for name in _names(place):
            entries.setdefault(key(name), []).append((place.code, name))
    found: dict[str, str] = {}
    firsts = sorted({name[:1] for name in entries})
    for first in firsts:
        _split(first, {name: of for name, of in entries.items() if name.startswith(first)}, found)
    return found


def _names(place: Place) -> list[str]:
    """Today's name, the former units, and the former districts, each once."""
    former = [name for name in place.former if name]
    districts = [name.partition(", ")[2] for name in former]
    return list(dict.fromkeys([place.name, *former, *(name for name in districts if name)]))


def _split(prefix: str, entries: dict[str, list[tuple[str, str]]], found: dict[str, str]) -> None:
    script = _script(prefix, entries)
    # Names that are no longer than the prefix cannot be told apart by another letter.
    short = {name: of for name, of in entries.items() if len(name) <= len(prefix)}
    if len(gzip.compress(script.encode(), 9)) <= LIMIT or len(short) == len(entries):
        found[prefix] = script
        return
    if short:
        found[prefix] = _script(prefix, short)
    for following in sorted({name[: len(prefix) + 1] for name in entries} - {prefix}):
        _split(following, {name: of for name, of in entries.items() if name.startswith(following)}, found)


def _script(prefix: str, entries: dict[str, list[tuple[str, str]]]) -> str:
    lines: dict[str, list[str]] = {}
    for of in entries.values():
        for code, name in of:
            lines.setdefault(code, []).append(name)
    rows = []
    for code, names in sorted(lines.items()):
        place = provinces().get(code) or communes()[code]
        above = provinces()[place.province].name if place.province else ""
        rows.append("|".join([code, place.name, above, *(name for name in names if name != place.name)]))
    return f"loaPlaces({json.dumps(prefix)},{json.dumps(chr(10).join(rows), ensure_ascii=False)})\n"
