"""Telephone numbers, digit by digit in their printed groups, and short numbers where they are telephones."""

from __future__ import annotations

import re

from loa.speech.lexicon import Lexicon
from loa.speech.numbers import digit_by_digit
from loa.speech.rules import LETTER, EndsWith, Rule, Take, words_pattern

_SEPARATOR = r"(?:[ .\-\u00a0\u2013]|\) ?)?"

PHONE = (
    rf"(?:(?:\+ ?84{_SEPARATOR}(?:\(0\))?|0)(?:{_SEPARATOR}\d){{8,10}}"
    rf"|1[89]00(?:{_SEPARATOR}\d){{4,6}})(?![\d/])"
)
"""A written telephone number: 0912 345 678, (024) 3936 6411, +84 24 …, 1900 969 680, 1800 1744."""

_LINKS = ("số", "là", "theo số", "ngay", "qua", "qua số", "tới", "đến", "ngay số", "khẩn cấp", "miễn phí")

_NOT_NOUNS = ("gọi", "liên hệ", "bấm", "cấp cứu", "công an", "cảnh sát", "cứu hỏa")

_GROUPS = re.compile(r"\d+")

_WORD = re.compile(LETTER)

_OTHER_GAP = re.compile(r"[\s,;/()]*(?:(?:hoặc|hay|và|số|là)\s*){0,3}")


def phone_digits(number: str) -> str:
    """A telephone number as it is said: digit by digit, a comma between the printed groups.

    "1900 969 680" is "một chín không không, chín sáu chín, sáu tám không"; a leading + is "cộng".
    """
    said = ", ".join(digit_by_digit(group) for group in _GROUPS.findall(number))
    return f"cộng {said}" if number.lstrip().startswith("+") else said


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Whole numbers first, then what only the words around it show to be a telephone number."""
    # "gọi 20 người" is a count: any other number is a telephone only after a noun for one.
    nouns = tuple(w for w in lexicon.phone_words if w not in _NOT_NOUNS)
    short_context = EndsWith((*lexicon.phone_words, "số"), _LINKS)
    number_context = EndsWith(nouns, _LINKS)

    listed = re.compile(rf"(?:[\s,;.]|{words_pattern(lexicon.short_numbers) or '(?!)'})*\Z")

    def phone(take: Take) -> str:
        return phone_digits(take.match[0])

    def short(take: Take) -> str | None:
        if (
            short_context(take.context())
            or take.follows("phone", _OTHER_GAP)
            or take.follows("short-number", _OTHER_GAP)
        ):
            return digit_by_digit(take.match[0])
        # Nothing but such numbers in the line: a list of telephone numbers.
        alone = take.start < 40 and not _WORD.search(take.line.text, 0, take.start)
        return digit_by_digit(take.match[0]) if alone and listed.match(take.after(80)) else None

    def service(take: Take) -> str | None:
        return digit_by_digit(take.match[0]) if number_context(take.context()) else None

    return (
        Rule("phone", PHONE, phone),
        Rule(
            "short-number", rf"(?:{words_pattern(lexicon.short_numbers) or '(?!)'})(?![\d.,]?\d|\w|/)", short
        ),
        Rule("service-number", r"\d{3,8}(?![\d.,]?\d|\w|/)", service),
    )
