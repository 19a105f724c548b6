"""Finding today's places by what people write: names of today, names from before 1 July 2025, or official codes.

Former names stand in `data/places/communes.tsv` ("Xã Tà Long, Huyện Đa Krông"). A name that fits several of today's
communes is never decided here: every candidate comes back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from loa import places
from loa.model.folding import fold
from loa.places import Place

_Hit = TypeVar("_Hit")

# Kinds of unit as people write them, folded; longer ones first. "P." and "TT" are only kinds before a blank or dot.
_COMMUNE_KINDS = {
    "dac khu": "dackhu",
    "thi tran": "thitran",
    "phuong": "phuong",
    "xa": "xa",
    "tt": "thitran",
    "p": "phuong",
    "x": "xa",
}
_DISTRICT_KINDS = {
    "thanh pho": "thanhpho",
    "thi xa": "thixa",
    "huyen": "huyen",
    "quan": "quan",
    "tp": "thanhpho",
    "tx": "thixa",
    "h": "huyen",
    "q": "quan",
}
_PROVINCE_KINDS = {"thanh pho": "thanhpho", "tinh": "tinh", "tp": "thanhpho", "t": "tinh"}
_COUNTRY = {"vn", "vietnam", "canuoc", "toanquoc"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a name may mean. `former`: the old unit it was found by, as "Xã Tà Long, Huyện Đa Krông"."""

    places: tuple[Place, ...] = ()
    former: str = ""

    @property
    def one(self) -> Place | None:
        """The place, when the name means exactly one."""
        return self.places[0] if len(self.places) == 1 else None


@dataclass(frozen=True, slots=True)
class _Name:
    """A written name taken apart: kind of unit ("" unknown), folded name, exact name."""

    kind: str
    key: str
    exact: str
    marked: bool = True


@dataclass(frozen=True, slots=True)
class _Former:
    name: _Name
    district: _Name
    shown: str


def _split(text: str, kinds: Mapping[str, str]) -> _Name:
    """`P. Ngọc Hà` → kind "phuong", name "Ngọc Hà". A numbered unit keeps its number ("Phường 4", "Quận 1")."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip(" .,;")
    for pattern, kind in _patterns(tuple(kinds.items())):
        match = pattern.match(words)
        if match and (rest := words[match.end() :].strip(" .")):
            key = fold(rest)
            return _Name(
                kind, key.lstrip("0") or key if key.isdigit() else key, _exact(rest), not words.isascii()
            )
    return _Name("", fold(words), _exact(words), not words.isascii())


@cache
def _patterns(kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for written, kind in sorted(kinds, key=lambda pair: -len(pair[0])):
        letters = r"[\s.]+".join("".join(_MARKS[char] for char in word) for word in written.split(" "))
        after = r"(?:\.\s*|\s+|(?=\d))" if len(written) <= 2 else r"[\s.]+"
        made.append((re.compile(letters + after, re.IGNORECASE), kind))
    return tuple(made)


# Letters of the kinds with every mark they may carry; a plain class is enough for "huyện", "phường", "tỉnh", "quận".
_MARKS = {
    char: "[" + "".join(c for c in map(chr, range(0x61, 0x1EFA)) if c.isalpha() and fold(c) == char) + "]"
    for char in "abcdehiknpqrtuxygo"
}


def _exact(text: str) -> str:
    """Casefolded letters with their marks, without blanks; "Hoà" and "Hòa" are one (the mark's place varies)."""
    decomposed = unicodedata.normalize("NFD", re.sub(r"[\s'’\-]", "", text).casefold())
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = "".join(char for char in decomposed if char not in tones)
    return letters + "".join(sorted(char for char in decomposed if char in tones))


@cache
def _today() -> Mapping[str, list[tuple[Place, _Name]]]:
    index: dict[str, list[tuple[Place, _Name]]] = {}
    for place in places.communes().values():
        name = _split(place.name, _COMMUNE_KINDS)
        index.setdefault(name.key, []).append((place, name))
    return index


@cache
def _former() -> Mapping[str, list[tuple[Place, _Former]]]:
    index: dict[str, list[tuple[Place, _Former]]] = {}
    for place in places.communes().values():
        for shown in filter(None, place.former):
            name, _, district = shown.partition(", ")
            unit = _Former(_split(name, _COMMUNE_KINDS), _split(district, _DISTRICT_KINDS), shown)
            index.setdefault(unit.name.key, []).append((place, unit))
    return index


@cache
def _districts() -> Mapping[str, list[tuple[Place, _Former]]]:
    index: dict[str, list[tuple[Place, _Former]]] = {}
    for units in _former().values():
        for place, unit in units:
            index.setdefault(unit.district.key, []).append((place, unit))
    return index


@cache
def _provinces() -> Mapping[str, tuple[Place, ...]]:
    index: dict[str, list[Place]] = {}
    for place in places.provinces().values():
        for name in {place.name, *place.former}:
            found = index.setdefault(_split(name, _PROVINCE_KINDS).key, [])
            if place not in found:
                found.append(place)
    return {key: tuple(found) for key, found in index.items()}


def find_province(text: str) -> Found:
    """Today's province for a code, a name of today or a name from before July 2025 (Tiền Giang went to two)."""
    text = text.strip()
    if text in places.provinces():
        return Found((places.provinces()[text],))
    name = _split(text, _PROVINCE_KINDS)
    aliases = {
        "hcm": "hochiminh",
        "sg": "hochiminh",
        "saigon": "hochiminh",
        "hn": "hanoi",
        "brvt": "bariavungtau",
    }
    found = _provinces().get(aliases.get(name.key, name.key), ())
    return Found(found, "" if any(fold(p.short_name) == name.key for p in found) else text)


def is_country(text: str) -> bool:
    """Whether the text means the whole country."""
    return fold(text) in _COUNTRY


def find_commune(
    text: str, district: str = "", provinces: Iterable[Place] = (), old_list: bool = False
) -> Found:
    """Today's commune, or every candidate, for a name and what is known around it.

    Args:
        text: a 5-digit code of today, a name of today, or a former commune's name; its kind may be missing.
        district: the former district, where the writer gave one; then only former units of that district count.
        provinces: the provinces it may lie in; empty for anywhere.
        old_list: the list is known to be older than July 2025, so a name of today may mean the unit it was before.
    """
    text = text.strip()
    within = {place.code for place in provinces}
    if re.fullmatch(r"\d{5}", text, re.ASCII):
        place = places.communes().get(text)
        return Found((place,) if place and (not within or place.province in within) else ())
    name = _split(text, _COMMUNE_KINDS)
    former = [
        (place, unit)
        for place, unit in _former().get(name.key, [])
        if _fits(name, unit.name) and (not within or place.province in within)
    ]
    if district.strip():
        wanted = _split(district, _DISTRICT_KINDS)
        inside = [
            (p, u) for p, u in former if u.district.key == wanted.key and _kind_fits(wanted, u.district)
        ]
        return _result(_closest(inside, name, lambda pair: pair[1].name))
    today = [
        (place, own)
        for place, own in _today().get(name.key, [])
        if _fits(name, own) and (not within or place.province in within)
    ]
    today = _closest(today, name, lambda pair: pair[1])
    if len(today) == 1 and not old_list and today[0][1].exact == name.exact and name.kind:
        return Found((today[0][0],))
    former = _closest(former, name, lambda pair: pair[1].name)
    merged = _result(former)
    found = tuple({place.code: place for place in (*(place for place, _ in today), *merged.places)}.values())
    return Found(found, "" if today else merged.former)


def find_district(text: str, provinces: Iterable[Place] = ()) -> Found:
    """Today's communes that were formed from a former district ("huyện Đakrông"), in the order of their codes."""
    within = {place.code for place in provinces}
    name = _split(text, _DISTRICT_KINDS)
    hits = [
        (place, unit)
        for place, unit in _districts().get(name.key, [])
        if _kind_fits(name, unit.district) and (not within or place.province in within)
    ]
    hits = _closest(hits, name, lambda pair: pair[1].district)
    if len({(place.province, unit.district.kind) for place, unit in hits}) > 1:
        return Found()  # two districts of this name: the caller has to say which province
    found = {place.code: place for place, _ in hits}
    return Found(tuple(found[code] for code in sorted(found)), text if found else "")


def is_commune(text: str) -> bool:
    """Whether the text says that it names a commune: xã, phường, thị trấn, đặc khu, or an official code."""
    return _split(text, _COMMUNE_KINDS).kind != "" or text.strip().isdigit()


def is_district(text: str) -> bool:
    """Whether the text says that it names a former district: huyện, quận, thị xã, or a city that is no province."""
    kind = _split(text, _DISTRICT_KINDS).kind
    return bool(kind) and (kind != "thanhpho" or not find_province(text).places)


def is_province(text: str) -> bool:
    """Whether the text says that it names a province: "tỉnh …", or the city of one."""
    return _split(text, {"tinh": "tinh"}).kind != "" or (
        _split(text, _PROVINCE_KINDS).kind == "thanhpho" and bool(find_province(text).places)
    )


def label(place: Place) -> str:
    """A place as messages name it: `Xã Đakrông, Tỉnh Quảng Trị (19564)`."""
    above = places.provinces().get(place.province)
    return f"{place.name}, {above.name} ({place.code})" if above else f"{place.name} ({place.code})"


def _kind_fits(wanted: _Name, own: _Name) -> bool:
    return not wanted.kind or wanted.kind == own.kind


def _fits(wanted: _Name, own: _Name) -> bool:
    return wanted.key == own.key and _kind_fits(wanted, own)


def _result(hits: list[tuple[Place, _Former]]) -> Found:
    found = {place.code: place for place, _ in hits}
    return Found(tuple(found.values()), hits[0][1].shown if hits else "")


def _closest(hits: list[_Hit], name: _Name, own: Callable[[_Hit], _Name]) -> list[_Hit]:
    """The hits whose marks are written the same, when there are any: "Văn Lăng" is not "Văn Lang"."""
    same = [hit for hit in hits if own(hit).exact == name.exact]
    # A writer who left the marks out may mean each of them.
    return same if same and name.marked else hits
