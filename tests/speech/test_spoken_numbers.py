"""Numbers in words, against known pairs and against a parser that knows nothing of the reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.speech import Region
from loa.speech.numbers import Reader, roman

NORTH = Reader(Region())
SOUTH = Reader(Region(thousand="ngàn", zero_tens="lẻ", four="bốn"))

UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
         "tám": 8, "chín": 9}  # fmt: skip


def parse(words: str) -> int:
    """The value of a Vietnamese number, read from left to right."""
    billions = group = ones = 0
    total = 0
    for word in words.split():
        if word in UNITS:
            ones += UNITS[word]
        elif word == "mười":
            ones += 10
        elif word == "mươi":
            ones *= 10
            group, ones = group + ones, 0
        elif word == "trăm":
            group, ones = ones * 100, 0
        elif word in ("nghìn", "ngàn", "triệu"):
            scale = 1_000_000 if word == "triệu" else 1_000
            total, group, ones = total + (group + ones) * scale, 0, 0
        elif word == "tỷ":
            billions, total, group, ones = (total + group + ones) * 10**9, 0, 0, 0
        else:
            assert word in ("linh", "lẻ"), word
    return billions + total + group + ones


@pytest.mark.parametrize(
    ("number", "north"),
    [
        (0, "không"), (1, "một"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"),
        (15, "mười lăm"), (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"),
        (31, "ba mươi mốt"), (44, "bốn mươi tư"), (100, "một trăm"), (101, "một trăm linh một"),
        (105, "một trăm linh năm"), (110, "một trăm mười"), (115, "một trăm mười lăm"),
        (1000, "một nghìn"), (1005, "một nghìn không trăm linh năm"), (2000, "hai nghìn"),
        (2022, "hai nghìn không trăm hai mươi hai"), (2019, "hai nghìn không trăm mười chín"),
        (3321, "ba nghìn ba trăm hai mươi mốt"), (10_000_000, "mười triệu"),
        (1_000_005, "một triệu không trăm linh năm"), (10**9, "một tỷ"),
        (2_000_000_015, "hai tỷ không trăm mười lăm"), (3 * 10**12, "ba nghìn tỷ"),
    ],
)  # fmt: skip
def test_known_pairs(number: int, north: str) -> None:
    assert NORTH.value(number) == north


def test_the_south_has_its_own_words() -> None:
    assert SOUTH.value(1_024) == "một ngàn không trăm hai mươi bốn"
    assert SOUTH.value(105) == "một trăm lẻ năm"


@given(st.integers(min_value=0, max_value=10**15 - 1))
@settings(max_examples=300, deadline=None)
def test_what_is_read_is_the_number(number: int) -> None:
    assert parse(NORTH.value(number)) == number
    assert parse(SOUTH.value(number)) == number


def test_no_two_numbers_sound_alike() -> None:
    assert len({NORTH.value(number) for number in range(20_000)}) == 20_000


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("06", "sáu"), ("007", "không không bảy"), ("3.321", "ba nghìn ba trăm hai mươi mốt"),
        ("62,9", "sáu mươi hai phẩy chín"), ("0,05", "không phẩy không năm"), ("3,141", "ba phẩy một bốn một"),
        ("3.5", "ba chấm năm"),
    ],
)  # fmt: skip
def test_written_forms(written: str, said: str) -> None:
    assert NORTH.written(written) == said


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIII", 13), ("XXI", 21), ("XL", 0)]
)
def test_roman_numerals(numeral: str, value: int) -> None:
    if value:
        assert roman(numeral) == value
    else:
        with pytest.raises(KeyError):
            roman(numeral)
