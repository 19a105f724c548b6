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
    "lớp", "khối", "phòng", "tổ", "đội", "thôn", "bản", "ấp", "khu phố", "cấp", "bậc", "mùng", "mồng",
)  # fmt: skip
_NO_FROM = EndsWith(_NAMING)
_ORDINAL = EndsWith(("thứ",))
_LISTED = EndsWith(tuple(word for word in _NAMING if word not in ("từ", "năm", "số", "điểm")))
_RATIO = re.compile(r"(?P<a>\d{1,6}):(?P<b>\d{1,3}(?:\.\d{3}){1,2}|\d{1,6})")
# Small letters glued to a number that are no unit: "15t" may be fifteen years or tons. "lớp 5a", "4x4" are labels.
_SUFFIX = re.compile(r"(?![a-gđx](?!\w))[a-zđ]+(?!\w)")
# "6T" may be six months or six tons; "lớp 6T" is a label.
_SUFFIX_T = re.compile(r"T(?!\w)")
_LABELLED = EndsWith(("lớp", "nhà", "số", "phòng", "tổ", "ô", "lô", "đường"))
# "500.000đ1400": two numbers that a slip of the keyboard has joined, or no number at all.
_JOINED = re.compile(r"\s?đ\d+|[a-zđ]{1,3}\d+")


COUNTED_BEFORE = re.compile(r"\d[\d.,]*\s*\S{0,12}(?:\s+\S{1,12}){0,2}\s*\Z")
"""A number and the few words that tell what it counts, at the end of the text before a passage."""

# A unit of money after a number whose thousands are parted in an unusual way.
_MONEY = r"(?:đồng|đ|VNĐ|VND|₫)(?!\w)"


def unit_pattern(lexicon: Lexicon) -> str:
    """Any unit of the lexicon, not followed by a letter that would make it another word."""
    words = words_pattern(tuple(unit for unit in lexicon.units if unit[-1].isalnum()))
    signs = words_pattern(tuple(unit for unit in lexicon.units if not unit[-1].isalnum()))
    # "3 đ/c" are three comrades, not three đồng.
    longer = words_pattern(
        tuple(key for key in lexicon.abbreviations if "/" in key and key not in lexicon.units)
    )
    return rf"(?!(?:{longer or '(?!)'})(?!\w))(?:(?:{words or '(?!)'})(?!\w)|(?:{signs or '(?!)'}))"


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
        if _ORDINAL(take.before()) and take.match["a"].isdigit() and take.match["b"].isdigit():
            first, last = (take.line.reader.ordinal(int(take.match[side])) for side in "ab")
            return f"{first} đến thứ {last}"
        lead = "" if _NO_FROM(take.context()) else "từ "
        return f"{lead}{with_unit(take, 'a', 'u')} đến {with_unit(take, 'b', 'v')}"

    def quantity(take: Take) -> str | None:
        if take.match["u"] == "’" and "‘" in take.context(120):
            return None  # it closes a quotation
        return with_unit(take, "a", "u")

    def compound(take: Take) -> str:
        """1m65, 2tr5: the second number belongs to the next smaller unit."""
        return f"{with_unit(take, 'a', 'u')} {take.line.reader.whole(take.match['b'])}"

    def times(take: Take) -> str:
        return f"{with_unit(take, 'a', 'u')} nhân "

    def listed(take: Take) -> str | None:
        numbers = take.match[0].split(",")
        if len(numbers) == 2 and not _LISTED(take.before()):
            return None
        reader = take.line.reader
        name = reader.ordinal if _ORDINAL(take.before()) else reader.value
        return ", ".join(name(int(number)) for number in numbers)

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
        return f"{reader.whole(take.match['a'])} trên {reader.written(take.match['b'])}"

    def dotted(take: Take) -> str:
        reader = take.line.reader
        return " chấm ".join(reader.whole(part) for part in take.match[0].split("."))

    def grouped(take: Take) -> str:
        return take.line.reader.whole(re.sub(r"\D", "", take.match["a"])) + (
            f" {lexicon.units[unit]}" if (unit := take.match.groupdict().get("u")) else ""
        )

    def plain(take: Take) -> str:
        text = take.match[0]
        suffix = _SUFFIX.match(take.line.text, take.end)
        if not suffix and not _LABELLED(take.before()):
            suffix = _SUFFIX_T.match(take.line.text, take.end)
        if not suffix and len(text) > 2:
            suffix = _JOINED.match(take.line.text, take.end)
        if suffix:
            take.line.report("LOA801", text + suffix[0])
        if _ORDINAL(take.before()) and text.isdigit() and len(text) < 4:
            return take.line.reader.ordinal(int(text))
        return take.line.reader.written(text)

    return (
        Rule("label", r"\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)", label),
        Rule(
            "range",
            rf"(?P<a>{NUMBER})(?:\s?(?P<u>{unit}))?\s?{DASH}\s?(?P<b>{NUMBER})(?![.:/]?\d)(?:\s?(?P<v>{unit}))?",
            number_range,
        ),
        # Thousands parted by blanks, as in 1 000 000 or 500 000 đồng.
        Rule(
            "blank-thousands",
            r"(?P<a>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){0,3}[ \u00a0\u202f](?:000(?![\d.,]?\d)"
            rf"|\d{{3}}(?=\s?{_MONEY})))(?:\s?(?P<u>{unit}))?",
            grouped,
        ),
        # The foreign way, as in 1,234,567 and 12,000 đồng: no decimal ends with 000, no price has three.
        Rule(
            "comma-thousands",
            rf"(?P<a>[1-9]\d{{0,2}}(?:(?:,\d{{3}}){{2,4}}|,000|,\d{{3}}(?=\s?{_MONEY})))(?![.,]?\d)(?:\s?(?P<u>{unit}))?",
            grouped,
        ),
        Rule("listed", r"\d{1,4}(?:,\d{1,4}){1,19}(?![.,/]?\d|\s?%)", listed),
        Rule("times", rf"(?P<a>{NUMBER})(?:\s?(?P<u>{unit}))?\s?[xX×]\s?(?=\d)", times),
        Rule("compound", r"(?P<a>\d{1,4})(?P<u>m|tr)(?P<b>[1-9]\d{1,2}|[14-9])(?!\w|[.,]\d)", compound),
        Rule("unit", rf"(?P<a>{NUMBER})\s?(?P<u>{unit})", quantity),
        Rule("money", rf"(?P<u>[$€])\s?(?P<a>{NUMBER})", money),
        # ISO 9001:2015 is a number and a year.
        Rule("ratio", _RATIO.pattern + r"(?<!\d{3}:(?:19|20)\d\d)(?![\d:])", ratio),
        Rule("number", NUMBER + r"(?!\.\d)", plain),
        Rule("dotted", r"\d{1,6}(?:\.\d{1,6}){1,8}(?!\d)", dotted),
        Rule("part-of-number", NUMBER, plain),
        Rule("code", r"\d+", lambda take: digit_by_digit(take.match[0])),
    )
