"""Dates and their ranges.

The spellings are those of the five source documents: "15/11 - 15/12", "01/3/2022", "2021- 2025", "tháng 11/2022"
(domain dossier §6.1).
"""

from __future__ import annotations

import re

from loa.speech.lexicon import Lexicon
from loa.speech.numbers import DIGITS, NUMBER, ROMAN, roman
from loa.speech.rules import LETTER, EndsWith, Rule, Take, begins_with
from loa.speech.times import FROM, RATIO, TO

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[5-9]|2[01])\d\d"
_END = r"(?![\d/]|[.,]\d)"
_DAY_WORD = EndsWith(("ngày",))
_MUNG = EndsWith(("mùng", "mồng"))
# Streets, squares and schools named after a day: "đường 30/4" is "đường ba mươi tháng tư".
_STREET = EndsWith(("đường", "phố", "quảng trường", "trường", "công viên"))
# Of the days that streets are named after those that could be a range too: "đường 2-9".
_STREET_DAYS = {(2, 9), (1, 5), (1, 6)}
_MONTH_WORD = EndsWith(("tháng",))
_QUARTER = EndsWith(("quý",))
_EACH_DAY = EndsWith(tuple(f"{word} ngày" for word in ("mỗi", "một", "hằng", "hàng", "các", "mấy", "nhiều")))
_DASHED_BEFORE = EndsWith(
    (
        *("ngày", "hôm", "dịp", "lễ", "kỷ niệm", "mừng", "sáng", "trưa", "chiều", "tối"),
        *("phụ nữ", "phụ nữ việt nam", "lao động", "thiếu nhi", "quốc khánh", "tết dương lịch"),
    )
)
_NTH = EndsWith(("lần", "thứ", "đợt", "tuần", "số"))
_ORDINAL = EndsWith(("thứ",))
_PERIOD = EndsWith(("giai đoạn", "nhiệm kỳ", "niên khóa", "niên khoá", "khóa", "khoá", "năm học", "năm"))
_DASHED_GAP = re.compile(r"\s*(?:,|và|,\s*và|đến)\s*(?:ngày\s+)?")
_NUMBERED = EndsWith(
    ("số", "nhà", "phòng", "lớp", "tổ", "ngõ", "ngách", "hẻm", "kiệt", "thửa", "căn", "bậc", "tờ")
)
_SCORED = EndsWith(
    (
        "thắng",
        "thua",
        "hòa",
        "hoà",
        "dẫn",
        "dẫn trước",
        "gỡ",
        "đậm",
        "sát nút",
        "chung cuộc",
        "kết quả",
        "kết quả là",
    )
)
_SCORE = re.compile(r"(?<!\w)(?:tỷ|tỉ)\s+số(?:\s+\w+){0,3}\s*\Z", re.IGNORECASE)
_EVERY_MONTH = re.compile(
    r"\s+(?:hằng|hàng|mỗi)\s+(?!năm)|\s*(?:lần|viên|bữa|giờ|tiếng|ngày|tuần|tuổi|triệu|nghìn|phút)(?!\w)"
)


def _lead(take: Take) -> str:
    """What stands before a day: "ngày", unless the text has it already."""
    before = take.before()
    return "" if _DAY_WORD(before) or _MUNG(before) or _STREET(before) else "ngày "


def _range_lead(take: Take) -> str:
    """What stands before a range of days: "từ ngày", as far as the text lacks it."""
    before = take.before()
    if _DAY_WORD(before) or _MUNG(before):
        return ""
    return "ngày " if FROM(before) else "từ ngày "


def _day_month(take: Take, day: str, month: str, year: str | None) -> str:
    reader = take.line.reader
    plain = _MUNG(take.before()) or _STREET(take.before())
    said = reader.value(int(day)) if plain else reader.day(int(day))
    return f"{said} tháng {reader.month(int(month))}" + _year(take, year)


def _year(take: Take, year: str | None) -> str:
    return f" năm {take.line.reader.whole(year)}" if year else ""


def _date(take: Take) -> str:
    day, month, year = map(str.strip, re.split(r"[/.-]", take.match[0]))
    return _lead(take) + _day_month(take, day, month, year)


def _iso_date(take: Take) -> str:
    year, month, day = take.match[0].split("-")
    return _lead(take) + _day_month(take, day, month, year)


def _date_range(take: Take) -> str:
    group = take.match.groupdict()
    first = _day_month(take, group["d1"], group["m1"], group["y1"])
    return f"{_range_lead(take)}{first} đến ngày " + _day_month(take, group["d2"], group["m2"], group["y2"])


def _short_years(take: Take) -> str | None:
    """giai đoạn 2026-30: the century is that of the first year."""
    first, last = take.match["y1"], take.match["y1"][:2] + take.match["y2"]
    if not _PERIOD(take.before()) or int(first) >= int(last):
        return None
    reader = take.line.reader
    return f"{reader.whole(first)} đến {reader.whole(last)}"


def _days_range(take: Take) -> str | None:
    group = take.match.groupdict()
    if int(group["d1"]) >= int(group["d2"]):
        return None
    reader = take.line.reader
    first = reader.day(int(group["d1"]))
    return f"{_range_lead(take)}{first} đến ngày " + _day_month(take, group["d2"], group["m2"], group["y2"])


def _month_lead(take: Take) -> str:
    before = take.before()
    return "" if _MONTH_WORD(before) or _QUARTER(before) else "tháng "


def _month_name(take: Take, month: str) -> str:
    reader = take.line.reader
    return reader.value(int(month)) if _QUARTER(take.before()) else reader.month(int(month))


def _month_year(take: Take) -> str:
    if _NTH(take.before()):  # "phiên họp thứ 3/2026": the third one of that year
        reader, number = take.line.reader, int(take.match["m"])
        said = reader.ordinal(number) if _ORDINAL(take.before()) else reader.value(number)
        return said + _year(take, take.match["y"])
    return f"{_month_lead(take)}{_month_name(take, take.match['m'])}" + _year(take, take.match["y"])


def _months(take: Take) -> str | None:
    """tháng 11,12/2026, quý 3 và 4/2026: no decimal, and the year is that of all."""
    before = take.before()
    if not (_MONTH_WORD(before) or _QUARTER(before)):
        return None
    unit = "quý" if _QUARTER(before) else "tháng"

    def name(number: re.Match[str]) -> str:
        said = _month_name(take, number[0])
        return f"{unit} {said}" if number.start() else said

    return re.sub(r"\d+", name, re.sub(r",\s?", ", ", take.match["list"])) + _year(take, take.match["y"])


def _month_range(take: Take) -> str:
    group = take.match.groupdict()
    lead = _month_lead(take)
    start = "từ tháng " if lead and not FROM(take.before()) else lead
    unit = "quý" if _QUARTER(take.before()) else "tháng"
    first = _month_name(take, group["m1"]) + _year(take, group.get("y1"))
    return f"{start}{first} đến {unit} {_month_name(take, group['m2'])}{_year(take, group['y2'])}"


def _day_in_words(take: Take) -> str | None:
    before = take.before()
    if not _DAY_WORD(before) or _EACH_DAY(before):
        return None
    return take.line.reader.day(int(take.match[0]))


def _days_in_words(take: Take) -> str | None:
    first, last = take.match["d1"], take.match["d2"]
    if not _DAY_WORD(take.before()) or int(first) >= int(last):
        return None
    return f"{take.line.reader.day(int(first))} đến ngày {take.line.reader.day(int(last))}"


def _month_in_words(take: Take) -> str | None:
    return take.line.reader.month(int(take.match[0])) if _MONTH_WORD(take.before()) else None


def _quarter_year(take: Take) -> str:
    reader, last = take.line.reader, take.match["r"]
    said = reader.value(roman(take.match["q"])) + (f" đến quý {reader.value(roman(last))}" if last else "")
    return said + _year(take, take.match["y"])


def _month_letter(take: Take) -> str:
    return f"tháng {take.line.reader.month(int(take.match['m']))}" + _year(take, take.match["y"])


def _days(take: Take) -> str | None:
    days = take.match[0].split(",")
    if len(days) == 1 and not _DAY_WORD(take.before()):
        return None
    return ", ".join(take.line.reader.value(int(day)) for day in days)


def _years(take: Take) -> str | None:
    first, last = take.match["y1"], take.match["y2"]
    if int(first) >= int(last):
        return None
    reader = take.line.reader
    return f"{reader.whole(first)} đến {reader.whole(last)}"


# After a day no sentence goes on with these: "tăng từ 1/3 số hộ".
_SHARE_OF = ("số", "tổng", "dân số", "diện tích", "thu nhập", "tài sản", "quãng đường")
# "ngày 5 tháng 4", "từ ngày 1 đến ngày 10/12": days of a month, not a number of days.
_DAY_NEXT = rf"\s+tháng\s+\d|\s+(?:đến|tới)\s+(?:hết\s+)?ngày\s+{_DAY}(?:[/.-]\d|\s+tháng\s+\d)"


def day_rules() -> tuple[Rule, ...]:
    """Dates that nothing else can be, before any plain number."""
    d, m, y = _DAY, _MONTH, _YEAR
    return (
        # Days before the one that has the month: 15,16,17/11 are no decimals.
        Rule("days", rf"{d}(?:,{d}){{0,8}}(?=,\s?{d}/{m}{_END})", _days),
        Rule("iso-date", rf"{y}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)", _iso_date),
        Rule(
            "date-range",
            rf"(?P<d1>{d})/(?P<m1>{m})(?:/(?P<y1>{y}))?{TO}(?P<d2>{d})/(?P<m2>{m})(?:/(?P<y2>{y}))?{_END}",
            _date_range,
        ),
        Rule("days-range", rf"(?P<d1>{d}){TO}(?P<d2>{d})/(?P<m2>{m})(?:/(?P<y2>{y}))?{_END}", _days_range),
        Rule("days-range", rf"(?P<d1>{d}){TO}(?P<d2>{d})\.(?P<m2>{m})\.(?P<y2>{y}){_END}", _days_range),
        Rule("month-year-range", rf"(?P<m1>{m})/(?P<y1>{y}){TO}(?P<m2>{m})/(?P<y2>{y}){_END}", _month_range),
        Rule("months-range", rf"(?P<m1>{m}){TO}(?P<m2>{m})/(?P<y2>{y}){_END}", _month_range),
        # A year of two digits only between slashes: 1.2.10 is the number of a section.
        Rule("date", rf"{d}(?:/{m}/(?:{y}|\d\d)|\.{m}\.{y}|-{m}-{y}|\s-\s{m}\s-\s{y}){_END}", _date),
        Rule(
            "months",
            rf"(?P<list>{m}(?:(?:,\s?|\s(?:và|đến)\s){m}){{1,8}})/(?P<y>{y}){_END}",
            _months,
        ),
        Rule("month-year", rf"(?P<m>{m})/(?P<y>{y}){_END}", _month_year),
        Rule("years", rf"(?P<y1>{y})(?:{TO}|/)(?P<y2>{y}){_END}", _years),
        Rule("short-years", rf"(?P<y1>{y}){TO}(?P<y2>\d\d){_END}(?!\d)", _short_years),
        Rule("days-in-words", rf"(?P<d1>{d}){TO}(?P<d2>{d})(?=\s+tháng\s+\d)", _days_in_words),
        Rule("day-in-words", rf"{d}(?={_DAY_NEXT})", _day_in_words),
        # The look behind spares most numbers of a text the search for "tháng".
        Rule("month-in-words", rf"(?<=[gG:\s]\s){m}(?!\d|[.,/]\d|{TO}\d)", _month_in_words),
    )


def fraction_range_rule(lexicon: Lexicon) -> Rule:
    """1/3 - 2/3 số hộ: before the rules of days, which would take it."""
    quantity = EndsWith(lexicon.fraction_before)
    counted, share = begins_with(lexicon.fraction_after), begins_with(_SHARE_OF)
    dated = EndsWith(lexicon.date_before)

    def fractions(take: Take) -> str | None:
        a, b, c, d = (int(take.match[side]) for side in "abcd")
        before, after = take.before(), take.after()
        told = share.match(after) or ((quantity(before) or counted.match(after)) and not dated(before))
        if not told or not (0 < a < b <= 10 and 0 < c < d <= 10):
            return None
        lead = "" if FROM(before) else "từ "
        return f"{lead}{_parts(take, a, b)} đến {_parts(take, c, d)}"

    pattern = rf"(?P<a>\d)/(?P<b>\d\d?){TO}(?P<c>\d)/(?P<d>\d\d?){_END}(?!{LETTER})"
    return Rule("fraction-range", pattern, fractions)


def fraction_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """What "1/3" is: a fraction beside words for a quantity, else a day; "120/130 xã" is "trên".

    "8-3" is a day after a word for one, after another such day, and where it cannot be a range ("30-4").
    """
    quantity = EndsWith(lexicon.fraction_before)
    counted = begins_with(lexicon.fraction_after)
    out_of, share = begins_with(lexicon.out_of_after), begins_with(_SHARE_OF)
    dated = EndsWith(lexicon.date_before)

    def slash(take: Take) -> str | None:
        a, b = int(take.match["a"]), int(take.match["b"])
        before = take.before()
        if _NUMBERED(before) or out_of.match(take.after()):
            return over(take)
        possible = 1 <= a <= 31 and 1 <= b <= 12
        fraction = bool(quantity(before) or counted.match(take.after())) and a <= b
        if possible and (not fraction or (dated(before) and not share.match(take.after()))):
            return _lead(take) + _day_month(take, take.match["a"], take.match["b"], None)
        return _parts(take, a, b) if 0 < a < b <= 10 else None

    def dashed(take: Take) -> str | None:
        a, b = int(take.match["a"]), int(take.match["b"])
        before, after = take.before(), take.after()
        if (a < b and _EACH_DAY(before)) or _NUMBERED(before) or RATIO.search(before):
            return None
        if " " in take.match[0] and (a < b or not _DAY_WORD(before)):
            return None
        if counted.match(after) or _EVERY_MONTH.match(after):
            return None
        if (
            a > b
            or _DASHED_BEFORE(before)
            or (_STREET(before) and (a, b) in _STREET_DAYS)
            or take.follows("dashed-day", _DASHED_GAP)
        ):
            return _lead(take) + _day_month(take, take.match["a"], take.match["b"], None)
        return None

    def chain(take: Take) -> str:
        """Đội hình 4-4-2; after "ngày" a day with a year of two digits."""
        numbers = take.match[0].split("-")
        if _DAY_WORD(take.before()) and re.fullmatch(rf"{_DAY}-{_MONTH}-\d\d", take.match[0]):
            return _day_month(take, *numbers)
        said = [take.line.reader.value(int(number)) for number in numbers]
        return (" " if all(word in DIGITS for word in said) else ", ").join(said)

    def dotted(take: Take) -> str | None:
        """8.3 and 20.10, as some newspapers write: only after a word for a day, or after another such day."""
        before = take.before()
        if _EACH_DAY(before) or not (_DASHED_BEFORE(before) or take.follows("dotted-day", _DASHED_GAP)):
            return None
        return _lead(take) + _day_month(take, take.match["a"], take.match["b"], None)

    def score(take: Take) -> str | None:
        before = take.before()
        if not (_SCORED(before) or _SCORE.search(before)) or counted.match(take.after()):
            return None
        sides = [take.line.reader.value(int(take.match[side])) for side in "ab"]
        # "ba một"; but "mười, hai", which would be twelve.
        return (" " if all(side in DIGITS for side in sides) else ", ").join(sides)

    def over(take: Take) -> str:
        reader = take.line.reader
        a, b = take.match["a"], take.match["b"]
        if a == b == "50":
            return "năm mươi năm mươi" if not counted.match(take.after()) else "năm mươi trên năm mươi"
        parts = (
            a.isdigit() and b.isdigit() and 0 < int(a) < int(b) and (int(b) <= 10 or int(b) in (100, 1000))
        )
        if parts and not out_of.match(take.after()) and not _NUMBERED(take.before()):
            return _parts(take, int(a), int(b))
        return f"{reader.written(a)} trên {reader.written(b)}"

    return (
        Rule("chain", rf"\d\d?(?:-\d\d?){{2,5}}{_END}(?!-\d|{LETTER})", chain),
        Rule("score", rf"(?P<a>\d\d?){TO}(?P<b>\d\d?){_END}(?!\s?%|{LETTER})", score),
        Rule("dashed-day", rf"(?P<a>{_DAY}){TO}(?P<b>{_MONTH}){_END}(?!\d|\s?%|{LETTER})", dashed),
        Rule("dotted-day", rf"(?P<a>{_DAY})\.(?P<b>{_MONTH}){_END}(?!\s?%|{LETTER})", dotted),
        Rule("day-or-fraction", rf"(?P<a>\d\d?)/(?P<b>\d\d?){_END}(?!{LETTER})", slash),
        Rule("over", rf"(?P<a>{NUMBER})\s?/\s?(?P<b>{NUMBER})(?![/.]\d)(?!:)", over),
    )


def _parts(take: Take, a: int, b: int) -> str:
    reader = take.line.reader
    return f"{reader.value(a)} phần {'tư' if b == 4 else reader.value(b)}"


def letter_rules() -> tuple[Rule, ...]:
    """quý II/2022, quý I-II/2022, T11/2022."""
    return (
        Rule("quarter-year", rf"(?P<q>{ROMAN})(?:{TO}(?P<r>{ROMAN}))?/(?P<y>{_YEAR})(?!\d)", _quarter_year),
        Rule("month-letter", rf"T(?P<m>{_MONTH})/(?P<y>{_YEAR})(?!\d)", _month_letter),
    )
