"""Numbers with what stands beside them: ranges, units, labels of a list, plain numbers.

Rules: "10-15 %" is "từ mười đến mười lăm phần trăm", "1,5 triệu đồng" keeps its words, "06 tháng" is "sáu tháng"
(domain dossier §6.1).
"""

from __future__ import annotations

import re

from loa.speech.lexicon import Lexicon
from loa.speech.numbers import NUMBER, digit_by_digit, value_of
from loa.speech.rules import DASH, EndsWith, Rule, Take, words_pattern

# After these a range is said without "từ": they name one thing among many.
_NAMING = (
    "từ", "ngày", "tháng", "quý", "năm", "giai đoạn", "nhiệm kỳ", "thứ", "tuần", "tiết", "số", "khóa", "khoá",
    "điều", "khoản", "điểm", "chương", "mục", "phần", "bài", "trang", "câu", "tập",
    "lớp", "khối", "phòng", "tổ", "đội", "thôn", "bản", "ấp", "khu phố",
)  # fmt: skip
_NO_FROM = EndsWith(_NAMING)
_ORDINAL = EndsWith(("thứ",))
_RATIO = re.compile(r"(?P<a>\d{1,6}):(?P<b>\d{1,6})")


def unit_pattern(lexicon: Lexicon) -> str:
    """Any unit of the lexicon, not followed by a letter that would make it another word."""
    words = words_pattern(tuple(unit for unit in lexicon.units if unit[-1].isalnum()))
    signs = words_pattern(tuple(unit for unit in lexicon.units if not unit[-1].isalnum()))
    return rf"(?:(?:{words or '(?!)'})(?!\w)|(?:{signs or '(?!)'}))"


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Ranges before units before plain numbers."""
    unit = unit_pattern(lexicon)

    def said(take: Take, group: str) -> str:
        return take.line.reader.written(take.match[group])

    def with_unit(take: Take, number: str, unit_group: str) -> str:
        written = take.match[unit_group]
        return f"{said(take, number)} {lexicon.units[written]}" if written else said(take, number)

    def number_range(take: Take) -> str | None:
        if value_of(take.match["a"]) >= value_of(take.match["b"]):
            return None
        lead = "" if _NO_FROM(take.context()) else "từ "
        return f"{lead}{with_unit(take, 'a', 'u')} đến {with_unit(take, 'b', 'v')}"

    def quantity(take: Take) -> str:
        return with_unit(take, "a", "u")

    def money(take: Take) -> str:
        return f"{said(take, 'a')} {lexicon.units[take.match['u']]}"

    def label(take: Take) -> str | None:
        text = take.match[0]
        if not take.at_line_start or (text[-1].isdigit() and not take.after(4).lstrip()[:1].isupper()):
            return None
        numbers = [int(part) for part in re.findall(r"\d+", text)]
        reader = take.line.reader
        if len(numbers) == 1:
            return f"Thứ {reader.ordinal(numbers[0])},"
        return " chấm ".join(map(reader.value, numbers)).capitalize() + ","

    def ratio(take: Take) -> str:
        reader = take.line.reader
        return f"{reader.whole(take.match['a'])} trên {reader.whole(take.match['b'])}"

    def dotted(take: Take) -> str:
        reader = take.line.reader
        return " chấm ".join(reader.whole(part) for part in take.match[0].split("."))

    def grouped(take: Take) -> str:
        return take.line.reader.whole(re.sub(r"\D", "", take.match[0]))

    def plain(take: Take) -> str:
        text = take.match[0]
        if _ORDINAL(take.before()) and text.isdigit() and len(text) < 4:
            return take.line.reader.ordinal(int(text))
        return take.line.reader.written(text)

    return (
        Rule("label", r"\d{1,2}(?:\.\d{1,2}){0,3}[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)", label),
        Rule(
            "range",
            rf"(?P<a>{NUMBER})(?:\s?(?P<u>{unit}))?\s?{DASH}\s?(?P<b>{NUMBER})(?![.:/]?\d)(?:\s?(?P<v>{unit}))?",
            number_range,
        ),
        # Thousands parted by blanks, as in 1 000 000 or 500 000 đồng.
        Rule(
            "blank-thousands",
            r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){0,3}[ \u00a0\u202f](?:000(?![\d.,]?\d)"
            r"|\d{3}(?=\s?(?:đ|đồng|VNĐ|VND|₫)(?!\w)))",
            grouped,
        ),
        Rule("comma-thousands", r"[1-9]\d{0,2}(?:,\d{3}){2,4}(?![.,]?\d)", grouped),
        Rule("unit", rf"(?P<a>{NUMBER})\s?(?P<u>{unit})", quantity),
        Rule("money", rf"(?P<u>[$€])\s?(?P<a>{NUMBER})", money),
        Rule("ratio", _RATIO.pattern + r"(?![\d:])", ratio),
        Rule("number", NUMBER + r"(?!\.\d)", plain),
        Rule("dotted", r"\d{1,6}(?:\.\d{1,6}){1,8}(?!\d)", dotted),
        Rule("part-of-number", NUMBER, plain),
        Rule("code", r"\d+", lambda take: digit_by_digit(take.match[0])),
    )
