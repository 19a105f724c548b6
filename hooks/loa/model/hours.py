"""Opening hours: HSDS schedules, and the ways people write them in Vietnamese.

`24/7`, `T2-T6 7:30-11:30, 13:30-17:00; T7 8h-11h`, `8h đến 17h, từ thứ hai đến thứ sáu`. What is not fully understood
is refused; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from loa.model.fields import Fields, Line
from loa.model.folding import fold_words

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEK: tuple[Weekday, ...] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class HoursError(ValueError):
    """`str` is "hours" for a time that no clock or week has, "hours-form" for words that are not understood."""


def _clock(value: Any) -> Any:
    """`7:30` and `7h30` as `07:30`; raises HoursError("hours") for what no clock shows."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d{1,2})(?:[:hHgG.](\d{2})?)?", value.strip(), re.ASCII)
    if match is None:
        raise HoursError("hours-form")
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise HoursError("hours")
    return f"{hour:02}:{minute:02}"


Clock = Annotated[str, BeforeValidator(_clock)]


class Schedule(Fields):
    """Hours on some days of every week (HSDS `schedule`): opens and closes on the same day."""

    byday: tuple[Weekday, ...] = Field((), description="Các thứ: MO TU WE TH FR SA SU; bỏ trống: chưa ghi rõ")
    opens_at: Clock = Field(description="Giờ mở, ví dụ 07:30")
    closes_at: Clock = Field(description="Giờ đóng cùng ngày, nhiều nhất 24:00; qua đêm thì ghi hai dòng")
    notes: Line | None = Field(None, description="Ghi chú, ví dụ: nghỉ lễ")

    @property
    def always(self) -> bool:
        """Whether this is round the clock on every day."""
        return set(self.byday) == set(WEEK) and (self.opens_at, self.closes_at) == ("00:00", "24:00")

    def overlaps(self, other: Schedule) -> bool:
        """Whether both hold at one moment of the week; days that nobody wrote count as every day."""
        days = set(self.byday or WEEK) & set(other.byday or WEEK)
        return bool(days) and self.opens_at < other.closes_at and other.opens_at < self.closes_at


def impossible(schedules: Iterable[Schedule]) -> str:
    """The first span that closes before it opens, or two that overlap, as `07:30-11:30`; empty when all is well."""
    found = list(schedules)
    for schedule in found:
        if schedule.opens_at >= schedule.closes_at:
            return _span(schedule)
    for one, other in combinations(found, 2):
        if one.overlaps(other):
            return f"{_span(one)} / {_span(other)}"
    return ""


def _span(schedule: Schedule) -> str:
    return f"{schedule.opens_at}-{schedule.closes_at}"


def hours_text(schedules: Iterable[Schedule]) -> str:
    """The schedules in the short form that `parse_hours` reads: `T2-T6 07:30-11:30; CN 08:00-11:00`, or `24/7`."""
    return "; ".join("24/7" if s.always else f"{_days(s.byday)}{_span(s)}" for s in schedules)


def _days(days: tuple[Weekday, ...]) -> str:
    names = ["CN" if day == "SU" else f"T{WEEK.index(day) + 2}" for day in WEEK if day in days]
    whole = len(names) > 2 and WEEK.index(days[-1]) - WEEK.index(days[0]) == len(names) - 1
    return (f"{names[0]}-{names[-1]}" if whole else ", ".join(names)) + " " if names else ""


# --- reading ---------------------------------------------------------------------------------------------

_DAY = r"(?:thu\s*(?:[2-7]|hai|ba|tu|nam|sau|bay)|t\s*[2-7]|chu\s*nhat|cn)"
_TO = r"\s*(?:-|den(?:\s+het)?|toi)\s*"
_DAYS = re.compile(rf"(?<![a-z0-9]){_DAY}(?:{_TO}{_DAY})?(?![a-z0-9])")
_EVERY = re.compile(r"(?:tat ca )?(?:cac|moi|hang|7) ngay(?: trong tuan)?|ca tuan|7/7")
_ALWAYS = re.compile(
    r"24/7|24/24(?:\s*(?:h|gio))?|24\s*(?:h|gio)|ca ngay(?: va)?(?: dem)?|suot ngay dem|ngay dem"
)
_TIME = r"(\d{1,2}(?:\s*(?:h|:|g(?:io)?)\s*(?:\d{2}(?!\d))?)?)(?:\s*phut)?"
_RANGE = re.compile(rf"(?<!\d){_TIME}{_TO}{_TIME}(?!\d)")
_FILLER = re.compile(
    r"\b(?:tu|buoi|sang|chieu|trua|toi|va|vao|cac|dem|ngay|gio|lam viec|truc|mo cua|hang tuan|trong tuan)\b|[,.:()]"
)
_LATER = re.compile(r"\b(?:chieu|toi|dem)\b")
_NUMBERS = {"hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7}


def parse_hours(text: str) -> tuple[Schedule, ...]:
    """The schedules that a text says.

    Raises:
        HoursError: "hours", a time or an order that cannot be; "hours-form", words that are not understood.
    """
    found: list[Schedule] = []
    parts = [part for part in re.split(r"[;\n|]", text) if part.strip()]
    if not parts or len(text) > 300:
        raise HoursError("hours-form")
    for part in parts:
        found += _segment(_plain(part))
    if impossible(found):
        raise HoursError("hours")
    return tuple(found)


def _plain(text: str) -> str:
    """Folded letters with the signs that matter kept."""
    kept = re.sub("[–—−~]", "-", text)
    return re.sub(
        r"\s+", " ", "".join(char if char in "-:/,.()" else fold_words(char) or " " for char in kept)
    ).strip()


def _segment(text: str) -> list[Schedule]:
    days: list[Weekday] = []
    for match in _DAYS.finditer(text):
        days += [day for day in _named(match.group()) if day not in days]
    rest = _DAYS.sub(" ", text)
    if every := _EVERY.search(rest):
        days, rest = list(WEEK), rest[: every.start()] + " " + rest[every.end() :]
    if always := _ALWAYS.search(rest):
        rest = rest[: always.start()] + " " + rest[always.end() :]
        spans = [("0", "24")]
        days = days or list(WEEK)
    else:
        matches = list(_RANGE.finditer(rest))
        spans = [(match[1], match[2]) for match in matches]
        # "chiều 1h30-5h" means the afternoon to people and the night to a clock: not ours to decide.
        if any(_LATER.search(rest[: m.start()]) and _hour(m[1]) < 12 for m in matches):
            raise HoursError("hours-form")
        rest = _RANGE.sub(" ", rest)
    if not spans or _FILLER.sub(" ", rest).strip(" -"):
        raise HoursError("hours-form")
    ordered = tuple(day for day in WEEK if day in days)
    return [
        Schedule(byday=ordered, opens_at=_clock(_colon(opens)), closes_at=_clock(_colon(closes)))
        for opens, closes in spans
    ]


def _hour(time: str) -> int:
    return int(_colon(time).partition(":")[0])


def _colon(time: str) -> str:
    hour, _, minute = re.sub(r"\s*(?:h|g(?:io)?|:)\s*", ":", time).partition(":")
    return f"{hour}:{minute or '00'}"


def _named(text: str) -> tuple[Weekday, ...]:
    numbers = [_number(match) for match in re.findall(_DAY, text)]
    if len(numbers) == 1:
        return (WEEK[numbers[0]],)
    first, last = numbers
    if last < first:
        raise HoursError("hours")
    return WEEK[first : last + 1]


def _number(name: str) -> int:
    if name.startswith("c"):
        return 6
    word = re.sub(r"^(?:thu|t)\s*", "", name)
    return int(_NUMBERS.get(word, 0) or word) - 2
