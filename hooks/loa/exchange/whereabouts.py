"""The area that a row serves: codes as they stand, or names of today and of before July 2025 made codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loa import places
from loa.errors import Problem, say
from loa.load.columns import split_list
from loa.model.folding import fold
from loa.places import Place
from loa.places_search import (
    Found,
    find_commune,
    find_district,
    find_province,
    is_commune,
    is_country,
    is_district,
    is_province,
    label,
)

_WHOLE = {"toantinh", "catinh", "toanthanhpho", "toantinhthanhpho"}


@dataclass(slots=True)
class Area:
    """What was understood: codes, a note for each name that had to be translated, and the refusals."""

    codes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, found: tuple[Place, ...]) -> None:
        """Add places, each code once."""
        self.codes += [place.code for place in found if place.code not in self.codes]


def area_of(
    cells: Mapping[str, str], shown: str, row: int, province: tuple[Place, ...] = (), old_list: bool = False
) -> Area:
    """The area of one row.

    Args:
        cells: the texts of the columns `area`, `commune`, `district`, `province`, `area_names`.
        province: where the whole list lies, when the person who imports it said so.
    """
    area = Area()
    within = province
    if name := cells.get("province", ""):
        found = find_province(name)
        if not found.places:
            area.problems.append(_unknown(name, shown, row))
            return area
        within = found.places
        if found.former:
            area.notes.append(_was(name, found.places))
    district = cells.get("district", "")
    for text in split_list(cells.get("commune", "")):
        _name(area, text, district, within, shown, row, old_list)
    for text in split_list(cells.get("area_names", "")):
        _name(area, text, district, within, shown, row, old_list)
    _codes(area, cells.get("area", ""), within, shown, row)
    if not area.codes and not area.problems:
        if district:
            _district(area, district, within, shown, row)
        elif cells.get("province") or province:
            _one(area, cells.get("province") or province[0].name, Found(within), shown, row)
        else:
            what = say(
                "Ghi xã, huyện hoặc tỉnh mà nơi này phục vụ.", "Give the commune or province it serves."
            )
            empty = say("để trống", "empty")
            area.problems.append(Problem.of("LOA904", shown, row, key="area", value=empty, what=what))
    return area


def _codes(area: Area, text: str, within: tuple[Place, ...], shown: str, row: int) -> None:
    named = list(area.codes)
    for code in split_list(text, commas=True):
        place = places.find(code)
        if code == "VN" or is_country(code):
            area.codes = ["VN"]
        elif place is None or (within and (place.province or place.code) not in {p.code for p in within}):
            area.problems.append(_unknown(code, shown, row))
        elif named and code not in named:
            what = say(
                f"Cột tên ghi {label_of(named[0])}, cột mã ghi {label(place)}. Sửa một trong hai.",
                f"The name says {label_of(named[0])}, the code {label(place)}. Mend one.",
            )
            area.problems.append(Problem.of("LOA904", shown, row, key="area", value=code, what=what))
        else:
            area.add((place,))


def label_of(code: str) -> str:
    """`label` of a code, the code itself where it is none."""
    place = places.find(code)
    return label(place) if place else code


def _name(
    area: Area, text: str, district: str, within: tuple[Place, ...], shown: str, row: int, old_list: bool
) -> None:
    if is_country(text):
        area.codes = ["VN"]
        return
    if fold(text) in _WHOLE:
        _one(area, text, Found(within), shown, row)
        return
    # "Xã Tà Long, huyện Đakrông, tỉnh Quảng Trị" in one cell: what is above stands at the end.
    parts = [part.strip() for part in text.split(",") if part.strip()]
    while len(parts) > 1:
        if is_district(parts[-1]):
            district = parts.pop()
        elif (found := find_province(parts[-1])).places and (is_province(parts[-1]) or not within):
            within = found.places
            parts.pop()
        else:
            break
    for part in parts:
        _single(area, part, district, within, shown, row, old_list)


def _single(
    area: Area, text: str, district: str, within: tuple[Place, ...], shown: str, row: int, old_list: bool
) -> None:
    if is_province(text):
        _one(area, text, find_province(text), shown, row)
    elif is_district(text):
        _district(area, text, within, shown, row)
    else:
        found = find_commune(text, district, within, old_list)
        # "Quảng Trị" alone is a province and a ward: both are candidates.
        whole = () if district or is_commune(text) else find_province(text).places
        _one(
            area,
            ", ".join(filter(None, (text, district))),
            Found((*whole, *found.places), found.former),
            shown,
            row,
        )


def _one(area: Area, text: str, found: Found, shown: str, row: int) -> None:
    if found.one is None:
        if found.places:
            known = "; ".join(label(place) for place in found.places[:12])
            area.problems.append(Problem.of("LOA901", shown, row, value=text, known=known))
        else:
            area.problems.append(_unknown(text, shown, row))
        return
    if found.former:
        area.notes.append(_was(text, found.places))
    area.add(found.places)


def _district(area: Area, text: str, within: tuple[Place, ...], shown: str, row: int) -> None:
    found = find_district(text, within)
    if not found.places:
        area.problems.append(_unknown(text, shown, row))
        return
    area.notes.append(_was(text, found.places))
    area.add(found.places)


def _was(text: str, found: tuple[Place, ...]) -> str:
    names = "; ".join(label(place) for place in found)
    return say(f"“{text}” nay là {names}", f"“{text}” is {names} today")


def _unknown(text: str, shown: str, row: int) -> Problem:
    near = find_commune(text.partition(",")[0]).places[:3]
    hint = say("Có thể là: ", "Perhaps: ") + "; ".join(map(label, near)) if near else ""
    return Problem.of("LOA902", shown, row, value=text, nearest=hint)
