"""The masks of QR codes: the penalty counted square by square, segno's own counting, and its codes."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from segno import encoder

from loa.render.paper import masks

FINDER, LIGHT = "1011101", "0000"

squares = st.integers(21, 41).flatmap(
    lambda size: st.lists(
        st.text("01", min_size=size, max_size=size) | st.sampled_from(["1" * size, "0" * size]),
        min_size=size,
        max_size=size,
    )
)
addresses = st.from_regex(r"https://[a-z0-9.-]{3,60}/[A-Za-z0-9/._-]{0,120}", fullmatch=True)


def runs(line: str) -> int:
    found, begin = 0, 0
    for end in range(1, len(line) + 1):
        if end == len(line) or line[end] != line[begin]:
            found += end - begin - 2 if end - begin >= 5 else 0
            begin = end
    return found


def finders(line: str) -> int:
    wide = LIGHT + line + LIGHT
    places = [at for at in range(len(wide)) if wide.startswith(FINDER, at)]
    return sum(40 for at in places if wide[at - 4 : at] == LIGHT or wide[at + 7 : at + 11] == LIGHT)


def counted(rows: list[str]) -> int:
    """The penalty as ISO/IEC 18004 words it, one square after the other."""
    lines = [*rows, *("".join(column) for column in zip(*rows, strict=True))]
    size = len(rows)
    blocks = sum(
        len({rows[y][x], rows[y][x + 1], rows[y + 1][x], rows[y + 1][x + 1]}) == 1
        for y in range(size - 1)
        for x in range(size - 1)
    )
    dark = sum(row.count("1") for row in rows)
    balance = abs(20 * dark - 10 * size * size) // (size * size)
    return sum(map(runs, lines)) + sum(map(finders, lines)) + 3 * blocks + 10 * balance


@given(squares)
def test_the_penalty_is_that_of_the_standard(rows: list[str]) -> None:
    assert masks.penalty(int(LIGHT.join(rows), 2), len(rows)) == counted(rows)


def test_the_penalty_is_that_of_segno_but_for_finders() -> None:
    # segno passes over a finder that begins in another one: its third rule is left out here.
    for number in range(40):
        code = segno.make(f"https://loa.example/{'x' * number}", error="m", micro=False, mask=number % 8)
        size = len(code.matrix)
        rows = ["".join(map(str, row)) for row in code.matrix]
        lines = [*rows, *("".join(column) for column in zip(*rows, strict=True))]
        first, second, _, fourth = encoder.mask_scores(code.matrix, size, size)
        assert counted(rows) - sum(map(finders, lines)) == first + second + fourth


@given(addresses)
def test_a_code_is_one_of_segnos_with_the_lowest_penalty(address: str) -> None:
    codes = [segno.make(address, error="m", micro=False, mask=mask) for mask in range(8)]
    shown = [["".join(map(str, row)) for row in code.matrix] for code in codes]
    assert masks.qr_rows(address) == min(shown, key=counted)


def test_an_address_longer_than_any_code() -> None:
    with pytest.raises(segno.DataOverflowError):
        masks.qr_rows("https://loa.example/" + "x" * 2400)
