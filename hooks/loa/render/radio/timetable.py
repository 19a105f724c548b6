"""A station's plan as iCalendar (RFC 5545) and as CSV (RFC 4180) for spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable

from icalendar import Event

from loa.editions import Edition
from loa.load.columns import guard
from loa.render.calendars import VIET_NAM, new_calendar, stamp, uid
from loa.render.context import Context
from loa.render.radio.plan import Broadcast, Reading
from loa.render.radio.products import script_path

FileOf = Callable[[Edition], str]
_ON_SITE: FileOf = script_path("txt")

# A calendar needs some length where nobody has measured the script.
_UNKNOWN_MINUTES = 5
_PRIORITIES = {"normal": 5, "priority": 3, "urgent": 1}  # RFC 5545, 3.8.1.9: 1 is the highest, 5 the middle


def calendar(
    name: str, entries: Iterable[Broadcast], context: Context, code: str, file: FileOf = _ON_SITE
) -> bytes:
    """The broadcasts as a calendar whose times are those of Viet Nam. `file`: where the text of a script lies."""
    found = new_calendar(name, "Radio")
    for entry in entries:
        found.add_component(_event(entry, context, code, file))
    return bytes(found.to_ical(sorted=False))


def _event(entry: Broadcast, context: Context, code: str, file: FileOf) -> Event:
    event = Event()
    event.add("uid", uid(code, entry.date, entry.session, entry.item))
    event.add("dtstamp", stamp(context.date))
    event.add("dtstart", dt.datetime.combine(entry.date, entry.time, VIET_NAM))
    event.add("duration", dt.timedelta(minutes=entry.minutes or _UNKNOWN_MINUTES))
    event.add("summary", entry.title)
    event.add("description", "\n".join(_description(entry, context, file)))
    event.add("categories", [entry.session])
    event.add("priority", _PRIORITIES[_priority(entry)])
    if context.prints_address:
        event.add("url", f"{context.site_url}radio/{entry.item}.html")
    return event


def _description(entry: Broadcast, context: Context, file: FileOf) -> list[str]:
    lines = [f"{context.t('radio.repeats')}: {entry.repeats}"]
    return lines + [
        f"{language_name(reading, context)}: {_file(reading, context, file)}" for reading in entry.readings
    ]


def language_name(reading: Reading, context: Context) -> str:
    """The Vietnamese name of a reading's language."""
    return context.editions.hub.locale(reading.language).name


def _file(reading: Reading, context: Context, file: FileOf) -> str:
    return file(reading.edition) if reading.edition else context.t("plan.missing")


def _priority(entry: Broadcast) -> str:
    for reading in entry.readings:
        if reading.edition:
            wishes = getattr(reading.edition.item_fields, "radio", None)
            return wishes.priority if wishes else "normal"
    return "normal"


def table(entries: Iterable[Broadcast], context: Context, file: FileOf = _ON_SITE) -> bytes:
    """One row for each script in each language; with the mark that makes spreadsheets read UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    keys = (
        "week",
        "date",
        "time",
        "session",
        "item",
        "title_column",
        "language",
        "minutes",
        "repeats",
        "priority",
        "file",
    )
    writer.writerow([context.t(f"plan.{key}") for key in keys])
    for entry in entries:
        for reading in entry.readings:
            priority = context.t(f"radio.priority.{_priority(entry)}")
            row = [
                entry.week,
                entry.date.isoformat(),
                f"{entry.time:%H:%M}",
                entry.session,
                entry.item,
                entry.title,
                language_name(reading, context),
                reading.minutes or "",
                entry.repeats,
                priority,
                _file(reading, context, file),
            ]
            writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
