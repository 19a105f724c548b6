"""What counts as a phone number in prose, and what as one in a field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.check.phones import find_phones, is_phone, is_sample


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 0000 000 001", "0000.000.001", "0000-000-001", "0000\u00a0000\u00a0001", "(000) 0000 001",
        "+84 000 000 001",
        "+84-(0)0-000-0001", "0000 – 000 – 001", "0000\u200b000\u200b001", "1900 000 000", "1800.0000",
        "1900-0000", "19000000",
        "gọi 113", "Gọi tới số 111", "tổng đài 115", "đường dây nóng 111", "nhắn tin cho 113",
        "hotline 111", "gọi ១១៣", "០០០០ ០០០ ០០១",
        "Call 113", "số 113.",
    ],
)  # fmt: skip
def test_numbers_that_somebody_would_dial_are_found(text: str) -> None:
    assert find_phones(text)


@pytest.mark.parametrize(
    "text",
    [
        "113 người", "năm 1900", "từ 1900 đến 1975", "giai đoạn 1900–1975", "1900-1975",
        "Nghị định số 113/2024/NĐ-CP", "Luật số 111/2025/QH15",
        "1.234.567.890 đồng", "1,234,567", "0,5 %", "05/12/2026", "15-11-2026", "62,9", "số 1134", "mã 66",
        "Điều 113", "000", "20.000.000",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_phones(text) == ()


@pytest.mark.parametrize(
    "number",
    ["111", "1900 969 680", "0912 345 678", "+84 912 345 678", "000 000 0001", "1800 1234", "024.3825.1234"],
)
def test_numbers_as_printed(number: str) -> None:
    assert is_phone(number)


@pytest.mark.parametrize(
    "number",
    ["", "11", "cô Ba", "113 hoặc 115", "០០០ ០០០ ០០០១", "1" * 30, "113;ext", "tel:113", "<b>113</b>"],
)
def test_what_is_no_number(number: str) -> None:
    assert not is_phone(number)


def test_samples() -> None:
    assert is_sample("000 000 0001")
    assert not is_sample("0000000001")
    assert not is_sample("000 000 ០០០១")


@given(st.integers(0, 10**9 - 1), st.sampled_from(["", " ", ".", "-", "\u00a0", " - "]), st.data())
@settings(max_examples=100, deadline=None)
def test_a_mobile_number_is_found_however_it_is_grouped(number: int, gap: str, data: st.DataObject) -> None:
    digits = f"0{number:09d}"
    cut = sorted(data.draw(st.lists(st.integers(1, 9), max_size=3, unique=True)))
    parts = [digits[a:b] for a, b in zip([0, *cut], [*cut, 10], strict=True)]
    assert len(find_phones(f"Gọi {gap.join(parts)} nhé")) == 1


@given(st.text("0123456789 .-+()/", max_size=400))
@settings(max_examples=100, deadline=1000)
def test_any_run_of_signs_ends_soon(text: str) -> None:
    find_phones(text)
    is_phone(text)
