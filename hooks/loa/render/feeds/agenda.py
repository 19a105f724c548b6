"""A campaign's dates: its events as readers meet them, its tasks as communicators do; both as iCalendar files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Event

from loa import places
from loa.editions import Edition, Editions
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.fields import Source, Status
from loa.model.kinds import EventFields
from loa.model.plan import parse_time
from loa.model.tasks import TaskFields
from loa.render.calendars import VIET_NAM, new_calendar, stamp, uid, words
from loa.render.context import Context
from loa.render.feeds.syndication import shown_title, updated
from loa.render.producttype import Product
from loa.render.sensitive import neutral_phrase


@dataclass(frozen=True, slots=True)
class Task:
    """A task with the days it takes in this campaign."""

    fields: TaskFields
    first: dt.date
    last: dt.date


def events_path(campaign: Campaign, language: str) -> str:
    """Where the calendar of a campaign's events lies in the site."""
    return f"calendar/{campaign.slug}.{language}.ics"


def tasks_path(campaign: Campaign) -> str:
    """Where the calendar of the communicators' tasks lies in the site."""
    return f"calendar/{campaign.slug}.tasks.ics"


def events_of(campaign: Campaign, editions: Editions, language: str) -> list[tuple[Edition, EventFields]]:
    """The published events of a campaign by date, each in `language`, else in Vietnamese."""
    found = []
    for item in campaign.items:
        edition = editions.get(item.id, language) or editions.get(item.id, SOURCE)
        if edition and isinstance(item.fields, EventFields):
            found.append((edition, item.fields))
    return sorted(found, key=lambda pair: (pair[1].start, pair[0].id))


def tasks_of(campaign: Campaign, production: bool) -> list[Task]:
    """The tasks by date; production has none that nobody approved."""
    if campaign.tasks is None:
        return []
    if production and campaign.tasks.fields.status is not Status.APPROVED:
        return []
    found = [(fields, fields.days(campaign.fields.start)) for fields in campaign.tasks.fields.tasks]
    return sorted(
        (Task(fields, *days) for fields, days in found if days), key=lambda task: (task.first, task.last)
    )


def start_of(fields: EventFields) -> dt.date | dt.datetime:
    """The moment an event begins; the day alone where it has several days or no hour that can be read."""
    if fields.time and not fields.end:
        try:
            return dt.datetime.combine(fields.start, parse_time(fields.time), VIET_NAM)
        except ValueError:
            pass
    return fields.start


def where(fields: EventFields) -> str:
    """The place of an event in words: as written, with the names of its communes and provinces."""
    names = [place.name for code in fields.places if (place := places.find(code))]
    return ", ".join([*([fields.location] if fields.location else []), *names])


def for_whom(audiences: tuple[str, ...], context: Context) -> str:
    """The audiences by their names; what has no name in `ui.yml` is a word for editors alone."""
    return ", ".join(
        context.t(f"audience.{name}") for name in audiences if f"audience.{name}" in context.strings
    )


def cited(source: Source) -> str:
    """A source in one line."""
    return ", ".join(part for part in (source.title, source.publisher, source.date) if part)


def agenda_products(editions: Editions) -> Iterator[Product]:
    """The calendars of every shown campaign that has events or tasks."""
    for campaign in editions.campaigns:
        for language in editions.languages:
            context = Context.of(editions, language)
            found = events_of(campaign, editions, language)
            if any(edition.language == language for edition, _ in found):
                sources = {source for edition, _ in found for source in edition.sources}
                data = _calendar(campaign, found, context)
                path = events_path(campaign, language)
                yield _product(path, data, "event-calendar", campaign, language, sources)
        context = Context.of(editions, SOURCE)
        if campaign.tasks and (tasks := tasks_of(campaign, editions.hub.settings.production)):
            data = _tasks_calendar(campaign, tasks, context)
            sources = {str(campaign.tasks.text.path)}
            yield _product(tasks_path(campaign), data, "task-calendar", campaign, SOURCE, sources)


def _product(
    path: str, data: bytes, kind: str, campaign: Campaign, language: str, sources: set[str]
) -> Product:
    made_from = tuple(sorted({str(campaign.text.path), *sources}))
    return Product(path, data, kind, "", language, str(campaign.fields.status), made_from)


def _calendar(campaign: Campaign, events: list[tuple[Edition, EventFields]], context: Context) -> bytes:
    found = new_calendar(campaign.fields.title, "Calendar")
    for edition, fields in events:
        own = Context.of(context.editions, edition.language)
        found.add_component(_event(edition, fields, own))
    return bytes(found.to_ical(sorted=False))


def _event(edition: Edition, fields: EventFields, context: Context) -> Event:
    event = Event()
    event.add("uid", uid(edition.id))
    event.add("dtstamp", stamp(context.date))
    event.add("last-modified", stamp(updated(edition, context)))
    start = start_of(fields)
    event.add("dtstart", start)
    if not isinstance(start, dt.datetime):
        event.add("dtend", (fields.end or fields.start) + dt.timedelta(days=1))  # the day after the last one
    event.add("summary", words(shown_title(edition, context), context.lang))
    summary = neutral_phrase(edition, context)
    notes = [summary.text]
    if fields.time:
        notes.append(f"{context.t('event.when')}: {fields.time}")
    if audience := for_whom(fields.audiences, context):
        notes.append(f"{context.t('event.for_whom')}: {audience}")
    if fields.contact:
        notes.append(f"{context.t('event.contact')}: {context.fill(fields.contact)}")
    if fields.unconfirmed:
        notes.append(context.t("event.unconfirmed"))
    event.add("description", words("\n".join(notes), summary.lang))
    if place := where(fields):
        event.add("location", words(place, SOURCE))
    _state(event, fields.unconfirmed)
    if context.prints_address:
        event.add("url", context.site_url + context.page_path(edition.id, edition.language))
    return event


def _tasks_calendar(campaign: Campaign, tasks: list[Task], context: Context) -> bytes:
    """Tasks as all-day entries: phones show no VTODO of a calendar that they only follow."""
    found = new_calendar(context.t("tasks.of", campaign=campaign.fields.title), "Tasks")
    assert campaign.tasks
    draft = campaign.tasks.fields.status is not Status.APPROVED
    for task in tasks:
        event = Event()
        event.add("uid", uid(campaign.slug, "task", task.fields.id))
        event.add("dtstamp", stamp(context.date))
        event.add("dtstart", task.first)
        event.add("dtend", task.last + dt.timedelta(days=1))
        event.add(
            "summary", f"{context.t('mark.draft')}: {task.fields.title}" if draft else task.fields.title
        )
        notes = [task.fields.note or "", context.t("tasks.unconfirmed") if task.fields.unconfirmed else ""]
        if task.fields.source:
            notes.append(f"{context.t('page.sources')}: {cited(task.fields.source)}")
        if any(notes):
            event.add("description", "\n".join(filter(None, notes)))
        _state(event, task.fields.unconfirmed)
        found.add_component(event)
    return bytes(found.to_ical(sorted=False))


def _state(event: Event, unconfirmed: bool) -> None:
    """Tentative where nobody has confirmed it; nobody is shown as busy, and nothing rings."""
    event.add("status", "TENTATIVE" if unconfirmed else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
