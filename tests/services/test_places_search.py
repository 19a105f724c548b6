"""Names of today and of before July 2025."""

from __future__ import annotations

import pytest

from loa import places
from loa.model.folding import fold
from loa.places_search import find_commune, find_district, find_province, is_district

QUANG_TRI = (places.provinces()["44"],)


@pytest.mark.parametrize(
    ("name", "district"),
    [
        ("Tà Long", "huyện Đakrông"),
        ("xã Tà  Long", "Đa Krông"),
        ("TA LONG", "H. Dakrong"),
        ("Xã Đakrông", "Huyện Đa Krông"),
        ("Đa Krông", ""),
        ("19564", ""),
    ],
)
def test_spellings_lead_to_one_commune(name: str, district: str) -> None:
    found = find_commune(name, district, QUANG_TRI)
    assert found.one is not None
    assert found.one.code == "19564"


def test_every_former_unit_comes_back_as_exactly_the_communes_it_went_to() -> None:
    went: dict[tuple[str, str], set[str]] = {}
    for commune in places.communes().values():
        for unit in filter(None, commune.former):
            went.setdefault((commune.province, unit), set()).add(commune.code)
    assert len(went) > 10_000
    assert sum(len(codes) > 1 for codes in went.values()) > 400
    for (province, unit), codes in went.items():
        name, _, district = unit.partition(", ")
        found = find_commune(name, district, (places.provinces()[province],))
        assert {place.code for place in found.places} == codes, unit


def test_how_many_former_units_went_to_several_communes() -> None:
    """442 units. Counting bare texts of the column gives 447: four names that units in different provinces share
    (such as Thị trấn An Lão, Huyện An Lão) seem to be one unit each, and so do the cells that are empty.
    """
    units: dict[tuple[str, str], set[str]] = {}
    texts: dict[str, set[str]] = {}
    for commune in places.communes().values():
        for unit in commune.former or ("",):
            texts.setdefault(unit, set()).add(commune.code)
            if unit:
                units.setdefault((commune.province, unit), set()).add(commune.code)
    split = {key for key, codes in units.items() if len(codes) > 1}
    assert len(split) == 442
    alike = {text for text, codes in texts.items() if len(codes) > 1} - {unit for _, unit in split}
    assert len(split) + len(alike) == 447
    assert alike == {
        "",
        "Thị trấn An Lão, Huyện An Lão",
        "Thị trấn Vĩnh Thạnh, Huyện Vĩnh Thạnh",
        "Xã An Hiệp, Huyện Châu Thành",
        "Xã Tân Phú, Huyện Châu Thành",
    }


def test_every_commune_of_today_is_found_by_its_name_and_province() -> None:
    for commune in places.communes().values():
        found = find_commune(commune.name, "", (places.provinces()[commune.province],))
        assert found.one is not None, commune
        assert found.one.code == commune.code


def test_without_marks_every_reading_is_a_candidate() -> None:
    found = find_commune("xa Van Lang", "", (places.provinces()["19"],))
    assert {place.name for place in found.places} == {"Xã Văn Lang", "Xã Văn Lăng"}


def test_in_an_old_list_a_name_of_today_may_mean_the_unit_of_before() -> None:
    hanoi = (places.provinces()["01"],)
    assert find_commune("Phường Ngọc Hà", "", hanoi).one is not None
    assert len(find_commune("Phường Ngọc Hà", "", hanoi, old_list=True).places) == 2


def test_provinces_of_before_and_a_province_that_went_to_two() -> None:
    assert [p.code for p in find_province("tỉnh Quảng Bình").places] == ["44"]
    assert [p.code for p in find_province("TP.HCM").places] == ["79"]
    assert {p.code for p in find_province("Tiền Giang").places} == {"80", "82"}
    assert not find_province("Sao Hỏa").places


def test_districts() -> None:
    assert [p.code for p in find_district("huyện Đakrông").places] == [
        "19555",
        "19564",
        "19567",
        "19588",
        "19594",
    ]
    assert not find_district("huyện Châu Thành").places  # there were several
    assert is_district("H. Đakrông")
    assert is_district("TP Đà Lạt")
    assert not is_district("TP Hà Nội")
    assert not is_district("Hưng Yên")


def test_folding() -> None:
    assert fold("  Đa\u00a0Krông ") == fold("ĐAKRÔNG") == "dakrong"
