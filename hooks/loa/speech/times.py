"""Times of the day and their ranges: "8h30", "5h–6h", "17g15" (domain dossier §6.1)."""

from __future__ import annotations

import re

from loa.speech.rules import DASH, EndsWith, Rule, Take

TO = rf"\s?{DASH}\s?"
"""The dash of a range."""

FROM = EndsWith(("từ", "trong khoảng"))
"""Says already that a range begins."""

RATIO = re.compile(r"(?<!\w)(?:tỷ|tỉ)\s+(?:lệ|số)(?:\s+\w+){0,3}\s*\Z", re.IGNORECASE)
"""“tỷ lệ”, “tỷ số”: what follows is neither a time nor a day."""

_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"{_HOUR}(?:\s?h(?:[0-5]\d)?(?:['’′]|ph?(?!\w))?|g[0-5]\d|:[0-5]\d(?::[0-5]\d)?)"
# "9g" alone may be nine grams.
_GIO = rf"{_HOUR}g"

_AT = EndsWith(("lúc", "hồi", "sáng", "trưa", "chiều", "tối", "đêm"))
_PART_OF_DAY = re.compile(r"\s(?:sáng|trưa|chiều|tối|đêm)(?!\w)")
_MINUTES_NEXT = re.compile(r"\s*phút(?!\w)")


def _clock(take: Take, written: str) -> str:
    """A time as it is written: 8h30 is "tám giờ ba mươi", 7h05 "bảy giờ năm phút"."""
    reader = take.line.reader
    hour, *rest = re.findall(r"\d+", written)
    said = f"{reader.value(int(hour))} giờ"
    minute = int(rest[0]) if rest else 0
    if minute:
        named = (minute < 10 and not _MINUTES_NEXT.match(take.after())) or len(rest) > 1
        said += f" {reader.value(minute)}" + (" phút" if named else "")
    if len(rest) > 1:
        said += f" {reader.value(int(rest[1]))} giây"
    return said


def _time(take: Take) -> str | None:
    if ":" in take.match[0] and RATIO.search(take.before()):
        return None
    return _clock(take, take.match[0])


def _at(take: Take) -> bool:
    """What stands around "9g" shows that it is nine o'clock."""
    return _AT(take.before()) or _PART_OF_DAY.match(take.after()) is not None


def _gio(take: Take) -> str | None:
    return _clock(take, take.match[0]) if _at(take) else None


def _time_range(take: Take) -> str | None:
    if all(re.fullmatch(_GIO, take.match[time]) for time in ("t1", "t2")) and not _at(take):
        return None
    lead = "" if FROM(take.before()) else "từ "
    return f"{lead}{_clock(take, take.match['t1'])} đến {_clock(take, take.match['t2'])}"


def time_rules() -> tuple[Rule, ...]:
    """Times that nothing else can be, before any plain number."""
    return (
        Rule("time-range", rf"(?P<t1>{_CLOCK}|{_GIO}){TO}(?P<t2>{_CLOCK}|{_GIO})(?!\w)", _time_range),
        Rule("time", rf"{_CLOCK}(?![\w:])", _time),
        Rule("hour", rf"{_GIO}(?!\w)", _gio),
    )
