"""What every calendar of Loa has in common: iCalendar (RFC 5545) as Google, Apple and Outlook take it.

The library folds lines at 75 octets and ends them with CRLF. `NAME` and `REFRESH-INTERVAL` are RFC 7986;
`X-WR-CALNAME`, `X-WR-TIMEZONE` and `X-PUBLISHED-TTL` say the same to older programs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneStandard, vText

from loa.locales.locale import SOURCE

ZONE = "Asia/Ho_Chi_Minh"
VIET_NAM = ZoneInfo(ZONE)
_REFRESH = dt.timedelta(days=1)


def new_calendar(name: str, product: str) -> Calendar:
    """An empty calendar in the time of Viet Nam; `name` is Vietnamese, `product` goes into its PRODID."""
    found = Calendar()
    found.add("prodid", f"-//Loa//{product}//VI")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    # Named by its type: the library knows neither property and would leave commas and semicolons as they are.
    found.add("name", words(name, SOURCE))
    found.add("x-wr-calname", vText(name))
    found.add("x-wr-timezone", ZONE)
    found.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "P1D")
    found.add_component(_zone())
    return found


def words(text: str, lang: str) -> vText:
    """A text with its language (RFC 5545, 3.2.10): a calendar has none, and its parts may be in several."""
    return vText(text, params={"LANGUAGE": lang})


def _zone() -> Timezone:
    """Viet Nam has kept UTC+7 without summer time since 1975."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", dt.timedelta(hours=7))
    standard.add("tzoffsetto", dt.timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def uid(*parts: object) -> str:
    """An id that stays as long as `parts` do, so that a changed entry replaces the old one."""
    key = " ".join(map(str, parts))
    return f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@loa"


def stamp(date: dt.date) -> dt.datetime:
    """DTSTAMP of a calendar made on the build date."""
    return dt.datetime.combine(date, dt.time(), dt.UTC)
