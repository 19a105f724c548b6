"""A plan as HTML: one table a week, the same on the site and inside a station's pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby

from loa.render.context import Context
from loa.render.html import phrase
from loa.render.radio.plan import Broadcast, Reading
from loa.render.radio.timetable import language_name

_COLUMNS = ("date", "time", "title_column", "language", "repeats", "minutes")


def schedule(
    entries: Iterable[Broadcast], context: Context, link: Callable[[Reading], str], level: int = 3
) -> str:
    """The tables. `link` gives the address of a reading's page or file, empty for none; `level` is that of headings."""
    found = []
    for week, group in groupby(entries, key=lambda entry: entry.week):
        title = _t(context, "plan.week_number", number=week)
        rows = "\n".join(_row(entry, context, link) for entry in group)
        head = "".join(f'<th scope="col">{_t(context, f"plan.{key}")}</th>' for key in _COLUMNS)
        found.append(
            f'<h{level}>{title}</h{level}>\n<table class="loa-plan">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody>\n</table>"
        )
    return "\n".join(found)


def _t(context: Context, key: str, **values: object) -> str:
    return phrase(context.say(key, **values), context.lang)


def _row(entry: Broadcast, context: Context, link: Callable[[Reading], str]) -> str:
    day = f"{_t(context, f'plan.day.{entry.date.weekday()}')}, {escape(context.day(entry.date))}"
    readings = "<br>".join(_reading(reading, context, link) for reading in entry.readings)
    minutes = entry.minutes or "–"
    # On a phone the table falls apart into lines: bare figures then need their label.
    figures = "".join(
        f'<td data-label="{escape(context.t(f"plan.{key}"))}">{value}</td>'
        for key, value in (("repeats", entry.repeats), ("minutes", minutes))
    )
    return (
        f'<tr><th scope="row">{day}</th><td>{entry.time:%H:%M} ({escape(entry.session)})</td>'
        f"<td>{escape(entry.title)}</td><td>{readings}</td>{figures}</tr>"
    )


def _reading(reading: Reading, context: Context, link: Callable[[Reading], str]) -> str:
    name = escape(language_name(reading, context))
    address = link(reading) if reading.edition else ""
    if not address:
        return f"{name}: {_t(context, 'plan.missing')}"
    return f'<a href="{escape(address)}">{name}</a>'
