"""The calendar page of a campaign: how long still, every month at a glance, events, the communicators' tasks.

One list a month, laid out as a grid where there is room. Phones and screen readers get the days on which something
happens and no others. In Vietnamese, as the campaign's own page.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from html import escape
from typing import Any

from loa.editions import Edition, Mark
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.fields import Status
from loa.model.kinds import EventFields
from loa.render.context import Context
from loa.render.feeds.agenda import (
    Task,
    cited,
    events_of,
    events_path,
    for_whom,
    tasks_of,
    tasks_path,
    where,
)
from loa.render.html import HtmlRenderer, relative
from loa.site.parts import Download, text

Events = list[tuple[Edition, EventFields]]


def agenda_path(campaign: Campaign) -> str:
    """Where a campaign's calendar page lies in the site."""
    return f"calendar/{campaign.slug}.html"


def has_agenda(campaign: Campaign) -> bool:
    """A campaign without a first and a last day has no calendar: the library is open all year."""
    return bool(campaign.fields.start and campaign.fields.end)


def agenda_page(campaign: Campaign, context: Context, products: frozenset[str]) -> dict[str, Any]:
    """The values of a campaign's calendar page."""
    base, fields = agenda_path(campaign), campaign.fields
    assert fields.start and fields.end
    events = events_of(campaign, context.editions, SOURCE)
    tasks = tasks_of(campaign, context.editions.hub.settings.production)
    first = min([fields.start, *(event.start for _, event in events)])
    last = max([fields.end, *(event.end or event.start for _, event in events)])
    body = [countdown(fields.start, fields.end, context)]
    body += [_month(year, month, campaign, events, context) for year, month in _months(first, last)]
    if events:
        rows = "\n".join(_event(edition, event, context, base) for edition, event in events)
        body.append(f'<h2>{text(context, "kind.event.many")}</h2>\n<ul class="loa-agenda">\n{rows}\n</ul>')
    if tasks:
        rows = "\n".join(_task(task, context) for task in tasks)
        draft = campaign.tasks is not None and campaign.tasks.fields.status is not Status.APPROVED
        mark = f' <span class="loa-mark">{text(context, "mark.draft")}</span>' if draft else ""
        body.append(
            f'<h2 id="viec">{text(context, "tasks.title")}{mark}</h2>\n<p>{text(context, "tasks.intro")}</p>\n'
            f'<ul class="loa-agenda">\n{rows}\n</ul>'
        )
    downloads = [
        Download(kind, relative(path, base))
        for kind, path in (
            ("event_calendar", events_path(campaign, SOURCE)),
            ("task_calendar", tasks_path(campaign)),
        )
        if path in products
    ]
    sources = {str(campaign.text.path), *(source for edition, _ in events for source in edition.sources)}
    if tasks and campaign.tasks:
        sources.add(str(campaign.tasks.text.path))
    return {
        "base": base,
        "kind": "agenda",
        "title": context.t("agenda.title"),
        "heading": text(context, "agenda.title"),
        "description": context.t("agenda.summary"),
        "kicker": f'<a href="{relative(f"{campaign.slug}.html", base)}">{escape(fields.title)}</a>',
        "summary": f"{escape(context.day(fields.start))} – {escape(context.day(fields.end))}",
        "body": "\n".join(body),
        "marks": () if fields.status is Status.APPROVED else (Mark.DRAFT,),
        "downloads": tuple(downloads),
        "status": str(fields.status),
        "made_from": tuple(sorted(sources)),
    }


def countdown(start: dt.date, end: dt.date, context: Context) -> str:
    """How long still, as of the build date, which the sentence names: a page that nobody rebuilds grows old."""
    today = context.date
    if today < start:
        words = text(context, "agenda.before", days=(start - today).days)
    elif today <= end:
        day = (today - start).days + 1
        words = text(context, "agenda.during", day=day, total=(end - start).days + 1, days=(end - today).days)
    else:
        words = text(context, "agenda.after", date=end)
    as_of = text(context, "agenda.as_of", date=today)
    return f'<p class="loa-countdown"><strong>{words}</strong> <span>{as_of}</span></p>'


def agenda_link(campaign: Campaign, context: Context) -> str:
    """The link from a campaign's own page to its calendar; empty where it has none."""
    if not has_agenda(campaign):
        return ""
    return f'<p class="loa-more"><a href="{agenda_path(campaign)}">{text(context, "agenda.link")}</a></p>\n'


def _months(first: dt.date, last: dt.date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(year: int, month: int, campaign: Campaign, events: Events, context: Context) -> str:
    start, end = campaign.fields.start, campaign.fields.end
    by_day: dict[dt.date, list[str]] = {}
    for day, key in ((start, "agenda.first_day"), (end, "agenda.last_day")):
        if day:
            by_day.setdefault(day, []).append(f"<em>{text(context, key)}</em>")
    for edition, fields in events:
        by_day.setdefault(fields.start, []).append(_link(edition, fields, context, agenda_path(campaign)))
    before, length = calendar.monthrange(year, month)
    days = [_day(dt.date(year, month, day), by_day, campaign, context) for day in range(1, length + 1)]
    week = "".join(
        f'<li class="loa-month__head" aria-hidden="true">{text(context, f"plan.day.{day}.short")}</li>'
        for day in range(7)
    )
    gap = f'<li class="loa-month__gap loa-month__gap--{before}" aria-hidden="true"></li>\n' if before else ""
    heading = text(context, "agenda.month", month=month, year=year)
    return f'<h2>{heading}</h2>\n<ol class="loa-month">\n{week}\n{gap}' + "\n".join(days) + "\n</ol>"


def _day(date: dt.date, by_day: dict[dt.date, list[str]], campaign: Campaign, context: Context) -> str:
    start, end = campaign.fields.start, campaign.fields.end
    inside = " loa-month__in" if start and end and start <= date <= end else ""
    here = by_day.get(date)
    if not here:
        return f'<li class="loa-month__empty{inside}" aria-hidden="true">{date.day}</li>'
    name = f"{text(context, f'plan.day.{date.weekday()}')}, {escape(context.day(date))}"
    when = f'<time datetime="{date.isoformat()}"><span class="loa-month__name">{name}</span>'
    when += f'<span class="loa-month__number" aria-hidden="true">{date.day}</span></time>'
    rows = "".join(f'<span class="loa-month__entry">{entry}</span>' for entry in here)
    return f'<li class="loa-month__day{inside}">{when}{rows}</li>'


def _link(edition: Edition, fields: EventFields, context: Context, base: str) -> str:
    href = escape(relative(context.page_path(edition.id, edition.language), base))
    note = f" ({text(context, 'campaign.unconfirmed')})" if fields.unconfirmed else ""
    return f'<a href="{href}">{escape(context.fill(edition.title))}</a>{note}'


def _event(edition: Edition, fields: EventFields, context: Context, base: str) -> str:
    when = context.day(fields.start) + (f" – {context.day(fields.end)}" if fields.end else "")
    rows = [("event.when", escape(f"{when}, {fields.time}" if fields.time else when))]
    rows.append(("event.where", escape(where(fields))))
    rows.append(("event.for_whom", escape(for_whom(fields.audiences, context))))
    rows.append(("event.contact", HtmlRenderer(context, base).filled(fields.contact or "")))
    if fields.unconfirmed:
        rows.append(("event.state", text(context, "event.unconfirmed")))
    marks = "".join(
        f' <span class="loa-mark">{text(context, f"mark.{mark}")}</span>' for mark in edition.marks
    )
    href = escape(relative(context.page_path(edition.id, edition.language), base))
    title = f'<a href="{href}">{escape(context.fill(edition.title))}</a>'
    return f"<li><h3>{title}</h3>{marks}\n{_rows(rows, context)}</li>"


def _task(task: Task, context: Context) -> str:
    fields = task.fields
    days = (
        text(context, "tasks.due", date=task.last)
        if task.first == task.last
        else f"{escape(context.day(task.first))} – {escape(context.day(task.last))}"
    )
    note = f"<p>{escape(fields.note)}</p>" if fields.note else ""
    rows = [("tasks.when", days), ("event.for_whom", escape(for_whom(fields.audiences, context)))]
    if fields.unconfirmed:
        rows.append(("event.state", text(context, "tasks.unconfirmed")))
    if fields.source:
        rows.append(("page.sources", escape(cited(fields.source))))
    return f"<li><h3>{escape(fields.title)}</h3>{note}\n{_rows(rows, context)}</li>"


def _rows(rows: list[tuple[str, str]], context: Context) -> str:
    found = "".join(
        f"<div><dt>{text(context, key)}</dt><dd>{value}</dd></div>" for key, value in rows if value
    )
    return f"<dl>{found}</dl>"
