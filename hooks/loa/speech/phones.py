"""Telephone numbers, digit by digit in groups, short numbers where they are telephones, and plates of vehicles."""

from __future__ import annotations

import re

from loa.speech.lexicon import Lexicon
from loa.speech.numbers import DIGITS, digit_by_digit
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
# A group of more digits than this has no pause where the ear needs one.
_LONGEST_GROUP = 5
# 0912 345 678, 024 3936 6411 (Hà Nội, Thành phố Hồ Chí Minh), 0262 3812 345, 1900 969 680, 1800 1744, and after +84.
_USUAL = re.compile(
    r"(84)?(?:(0?[35789]\d\d)(\d{3})(\d{3})|(0?2[48])(\d{4})(\d{4})|(0?2\d\d)(\d{4})(\d{3}))"
    r"|(1[89]00)(\d{3})(\d{3})|(1[89]00)(\d{4})"
)
# 63A-123.45, 29-B1 123.45; without the dot only after a word for it or for a vehicle.
_VEHICLES = ("xe", "xe máy", "mô tô", "ô tô", "xe tải", "xe khách", "xe con", "xe bán tải")
_PLATE = (
    r"(?P<series>\d\d(?:\s?[-–]\s?|\.)?[A-ZĐ]{1,2}\d?)[ .–-]{1,3}(?P<n>\d{3}\.\d\d|\d{4,5})(?![\d/]|[.,]\d)"
)

_WORD = re.compile(LETTER)

_OTHER_GAP = re.compile(r"[\s,;/()]*(?:(?:hoặc|hay|và|số|là)\s*){0,3}")
_NEXT_NUMBER = re.compile(r"\s?[-–/,;]\s?|\s(?:hoặc|hay|và)\s")
_MESSAGE = re.compile(
    r"(?<!\w)(?:nhắn|soạn|cú pháp)(?!\w).*(?<!\w)gửi(?:\s(?:đến|tới|về|số))?\s\Z", re.IGNORECASE
)


def phone_groups(number: str) -> list[str]:
    """The groups of digits in which a number is said: as printed, or the usual ones where a printed one is long."""
    printed: list[str] = _GROUPS.findall(number)
    if max(map(len, printed), default=0) > _LONGEST_GROUP and (usual := _USUAL.fullmatch("".join(printed))):
        return [group for group in usual.groups() if group]
    return printed


def phone_digits(number: str) -> str:
    """A telephone number as it is said: digit by digit, a comma between the groups of `phone_groups`.

    "1900 969 680" is "một chín không không, chín sáu chín, sáu tám không"; a leading + is "cộng".
    """
    said = ", ".join(map(digit_by_digit, phone_groups(number)))
    return f"cộng {said}" if number.lstrip().startswith("+") else said


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Whole numbers first, then what only the words around it show to be a telephone number."""
    # "gọi 20 người" is a count: any other number is a telephone only after a noun for one.
    nouns = tuple(w for w in lexicon.phone_words if w not in _NOT_NOUNS)
    short_context = EndsWith((*lexicon.phone_words, "số"), _LINKS)
    number_context = EndsWith(nouns, _LINKS)
    code_context = EndsWith(lexicon.code_words, ("số", "là"))
    vehicle = EndsWith((*lexicon.code_words, *_VEHICLES), ("số", "là"))
    short_number = words_pattern(lexicon.short_numbers) or "(?!)"
    listed = re.compile(rf"(?:[\s,;./-]|{short_number})*\Z")

    def phone(take: Take) -> str:
        return phone_digits(take.match[0])

    def next_phone(take: Take) -> str | None:
        """The second number of a pair, which leaves out the area code: (0205) 3812.345 - 3812.346."""
        return phone_digits(take.match[0]) if take.follows("phone", _NEXT_NUMBER) else None

    def shorts(take: Take) -> str | None:
        """111/113/115: with a dash between two of them it may be a range."""
        numbers = _GROUPS.findall(take.match[0])
        if len(numbers) == 2 and "/" not in take.match[0] and not short_context(take.context()):
            return None
        return ", ".join(map(digit_by_digit, numbers))

    def short(take: Take) -> str | None:
        if (
            (take.context(1) == "(" and take.after(1) == ")")
            or short_context(take.context())
            or take.follows("phone", _OTHER_GAP)
            or take.follows("short-number", _OTHER_GAP)
        ):
            return digit_by_digit(take.match[0])
        # Nothing but such numbers in the line: a list of telephone numbers.
        alone = take.start < 40 and not _WORD.search(take.line.text, 0, take.start)
        return digit_by_digit(take.match[0]) if alone and listed.match(take.after(80)) else None

    def service(take: Take) -> str | None:
        context = take.context()
        found = number_context(context) or _MESSAGE.search(context) or take.after(1) == "#"
        return digit_by_digit(take.match[0]) if found else None

    def code(take: Take) -> str | None:
        """An account or a citizen's number: a code, not a quantity."""
        said = ", ".join(map(digit_by_digit, take.match[0].split()))
        return said if code_context(take.context()) else None

    def plate(take: Take) -> str | None:
        """The number of a vehicle is a code too; its letters are read as they stand."""
        if "." not in take.match["n"] and not vehicle(take.context()):
            return None
        number = take.match["n"].replace(".", "")
        series = (DIGITS[int(c)] if c.isdigit() else c for c in take.match["series"] if c.isalnum())
        groups = (number[:3], number[3:]) if len(number) == 5 else (number,)
        return ", ".join((" ".join(series), *map(digit_by_digit, groups)))

    return (
        Rule("phone", PHONE, phone),
        Rule("plate", _PLATE, plate),
        Rule("next-phone", r"\d{3,4}[. ]?\d{3}(?:[. ]\d{2,3})?(?![\d.,]?\d|\w|/)", next_phone),
        Rule(
            "short-numbers",
            rf"(?:{short_number})(?:\s?[-–/]\s?(?:{short_number})){{1,9}}(?![\d.,]?\d|\w|/)",
            shorts,
        ),
        Rule("short-number", rf"(?:{short_number})(?![\d.,]?\d|\w|/)", short),
        Rule("service-number", r"\d{3,8}(?![\d.,]?\d|\w|/)", service),
        Rule("code-number", r"\d{4,20}(?: \d{3,8}){0,4}(?![\d.,]?\d|\w|/)", code),
    )
