"""Numbers in Vietnamese words.

Rules: decimal comma, thousands dot, mốt/lăm/tư after tens, linh or lẻ before a last digit (domain dossier §6.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loa.speech.lexicon import Region

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3}){1,4}(?![\d.]?\d)(?:,\d{1,6})?|\d{1,6}\.\d{1,2}(?![.,]?\d)|\d{1,15}(?:,\d{1,6})?)"
    r"(?!\d)"
)
"""A number as it is written: 3.321 or 62,9 or 1.234,5 or the foreign 3.5; longer ones are read digit by digit."""

_FOREIGN_DECIMAL = re.compile(r"\d+\.\d{1,2}")

_LONGEST = 15


def digit_by_digit(digits: str) -> str:
    """The digits one after another: "111" is "một một một"."""
    return " ".join(DIGITS[int(digit)] for digit in digits)


_ROMAN = {"I": 1, "V": 5, "X": 10}

ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
"""A Roman numeral up to 39 in its one right spelling; L and C are letters of lists and classes far more often."""


def roman(numeral: str) -> int:
    """The value of a numeral that `ROMAN` matches."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads numbers in the words of a region."""

    region: Region

    def whole(self, digits: str) -> str:
        """A whole number from its digits; leading zeros do not count ("06" is "sáu").

        Longer than two digits with a leading zero, or longer than 15, it is a code: digit by digit.
        """
        if len(digits) > _LONGEST or (len(digits) > 2 and digits[0] == "0"):
            return digit_by_digit(digits)
        return self.value(int(digits))

    def value(self, number: int) -> str:
        """A number from 0 up to 15 digits."""
        return _cardinal(number, self.region)

    def written(self, text: str) -> str:
        """What `NUMBER` matches, with its thousands dots and decimal comma."""
        if _FOREIGN_DECIMAL.fullmatch(text):
            whole, _, decimals = text.partition(".")
            return f"{self.whole(whole)} chấm {self.decimals(decimals)}"
        whole, _, decimals = text.partition(",")
        said = self.whole(whole.replace(".", ""))
        return f"{said} phẩy {self.decimals(decimals)}" if decimals else said

    def decimals(self, digits: str) -> str:
        """What stands after the comma: two digits as a number, others and 0x digit by digit."""
        if len(digits) == 2 and digits[0] != "0":
            return self.whole(digits)
        return digit_by_digit(digits)

    def ordinal(self, number: int) -> str:
        """After "thứ": nhất, hai, ba, tư, năm …"""
        return {1: "nhất", 4: "tư"}.get(number) or self.value(number)

    def month(self, number: int) -> str:
        """After "tháng": four is "tư"."""
        return "tư" if number == 4 else self.value(number)

    def day(self, number: int) -> str:
        """After "ngày" in a date: the first ten are "mùng"."""
        return f"mùng {self.value(number)}" if number <= 10 else self.value(number)


@lru_cache(maxsize=4096)
def _cardinal(number: int, region: Region) -> str:
    return _billions(number, region, complete=False) if number else DIGITS[0]


def _billions(number: int, region: Region, complete: bool) -> str:
    high, low = divmod(number, 10**9)
    words = [f"{_billions(high, region, complete)} tỷ"] if high else []
    started = complete or bool(high)
    for power, name in ((10**6, "triệu"), (10**3, region.thousand), (1, "")):
        group, low = divmod(low, power)
        if group:
            words.append(f"{_hundreds(group, region, complete=started)} {name}".rstrip())
            started = True
    return " ".join(words)


def _hundreds(number: int, region: Region, complete: bool) -> str:
    """A group of three digits; `complete` says its zeros too ("không trăm linh năm")."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or complete else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{DIGITS[tens]} mươi")
    elif ones and words:
        words.append(region.zero_tens)
    if ones == 5 and tens:
        words.append("lăm")
    elif ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append(region.four)
    elif ones:
        words.append(DIGITS[ones])
    return " ".join(words)


def value_of(written: str) -> float:
    """The value of what `NUMBER` matches, to compare the two ends of a range."""
    if _FOREIGN_DECIMAL.fullmatch(written):
        return float(written)
    return float(written.replace(".", "").replace(",", "."))
