"""Parts of an SMS by the rules of 3GPP TS 23.038 and 23.040, and texts without tone marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.render.short import Sms, count, without_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Sms("GSM-7", 0, 0)),
        ("a" * 160, Sms("GSM-7", 160, 1)),
        ("a" * 161, Sms("GSM-7", 161, 2)),
        ("a" * 306, Sms("GSM-7", 306, 2)),
        ("a" * 307, Sms("GSM-7", 307, 3)),
        ("€" * 80, Sms("GSM-7", 160, 1)),
        # An escaped pair stays in one part: 76 pairs fit into 153 septets, not 76 and a half.
        ("€" * 153, Sms("GSM-7", 306, 3)),
        ("à" * 160, Sms("GSM-7", 160, 1)),
        ("ạ" * 70, Sms("UCS-2", 70, 1)),
        ("ạ" * 71, Sms("UCS-2", 71, 2)),
        ("ạ" * 134, Sms("UCS-2", 134, 2)),
        ("ạ" * 135, Sms("UCS-2", 135, 3)),
        ("😀" * 35, Sms("UCS-2", 70, 1)),
        ("😀" * 67, Sms("UCS-2", 134, 3)),
        ("đ", Sms("UCS-2", 1, 1)),
        ("Trẻ em gọi 111", Sms("UCS-2", 14, 1)),
        ("Tre em goi 111", Sms("GSM-7", 14, 1)),
    ],
)
def test_parts(text: str, expected: Sms) -> None:
    assert count(text) == expected


def test_vietnamese_without_marks() -> None:
    assert (
        without_marks("Đừng im lặng – hãy báo tin: “gọi 111”…") == 'Dung im lang - hay bao tin: "goi 111"...'
    )
    assert (
        without_marks(unicodedata.normalize("NFD", "Sở Lao động ưu tiên ĐỒNG BÀO"))
        == "So Lao dong uu tien DONG BAO"
    )


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệốồổỗộ ,.!?ÁĐƯỜỢ", max_size=300))
def test_vietnamese_letters_always_become_plain(text: str) -> None:
    plain = without_marks(text)
    assert plain.isascii() and count(plain).encoding == "GSM-7"
    assert count(plain).parts <= max(1, count(text).parts) and without_marks(plain) == plain


@given(st.text(max_size=400))
def test_parts_hold_the_text(text: str) -> None:
    found = count(text)
    single, part = (160, 153) if found.encoding == "GSM-7" else (70, 67)
    assert found.units <= (single if found.parts <= 1 else found.parts * part)
    # A part is left at most one unit short: nobody pays for more parts than are needed, but for pairs kept whole.
    assert found.parts <= 1 or found.units > (found.parts - 1) * (part - 1)
