"""What the page of a service says beside its text: its numbers, and everything its record knows, in words."""

from __future__ import annotations

from html import escape

from loa import places
from loa.model.hours import hours_text
from loa.model.kinds import ServiceFields
from loa.render.context import Context
from loa.render.hours import hours_in_words
from loa.render.html import dial, phrase
from loa.site.parts import text, vietnamese

Rows = list[tuple[str, str]]


def service_phones(fields: ServiceFields, context: Context) -> str:
    """The numbers of a service, large; a sample number is never a link that dials, a closed service offers none."""
    if fields.service_status != "active":
        alert = f"<p>{vietnamese(fields.alert, context)}</p>" if fields.alert else ""
        return (
            f'<aside class="loa-callout loa-callout--luu-y"><p class="loa-callout__title">'
            f"{text(context, 'service.closed')}</p>{alert}</aside>"
        )
    rows = []
    for phone in fields.phones:
        number = context.number(phone)
        shown = escape(number)
        if not fields.sample:
            shown = f'<a class="loa-tel" href="tel:{dial(number)}">{shown}</a>'
        notes = []
        if phone.free is not None:
            notes.append(text(context, "phone.free" if phone.free else "phone.paid"))
        if phone.hours:
            notes.append(phrase(hours_in_words(phone.hours, context), context.lang))
        if phone.text:
            notes.append(text(context, "phone.text"))
        if phone.note:
            notes.append(vietnamese(phone.note, context))
        said = f" <span>{' · '.join(notes)}</span>" if notes else ""
        # No <p>: a paragraph that is one bold line is taken for a heading that was only painted as one.
        rows.append(f'<div class="loa-number"><strong>{shown}</strong>{said}</div>')
    return "\n".join(rows)


def service_details(fields: ServiceFields, context: Context) -> Rows:
    """(label, value) rows as HTML: who, for whom, where, when, how to come, what it costs, who checked it."""
    rows: Rows = []

    def row(key: str, value: str | None) -> None:
        if value:
            rows.append((text(context, key), vietnamese(value, context)))

    def say(key: str, value: str) -> None:
        rows.append((text(context, key), value))

    say("service.type", text(context, f"service.type.{fields.service_type}"))
    row("service.organization", fields.organization)
    row("service.for_whom", fields.for_whom)
    if ages := _ages(fields, context):
        say("service.ages", ages)
    if "VN" in fields.area:
        say("service.area", text(context, "service.whole_country"))
    else:
        row("service.area", ", ".join(area(code) for code in fields.area))
    row("service.address", fields.address if fields.level == "public" else "")
    if hours := _hours(fields, context):
        say("service.hours", hours)
    row("service.process", fields.application_process)
    if fields.required_documents == ():
        say("service.documents", text(context, "service.documents.none"))
    row("service.documents", "; ".join(fields.required_documents or ()))
    if cost := _cost(fields, context):
        say("service.cost", cost)
    for key in ("children_welcome", "disabled_access"):
        known = getattr(fields, key)
        note = fields.accessibility if key == "disabled_access" else None
        if known is not None:
            answer = text(context, f"service.{key}.{'yes' if known else 'no'}")
            say(f"service.{key}", f"{answer}. {vietnamese(note, context)}" if note else answer)
        else:
            row(f"service.{key}", note)
    row("service.languages", ", ".join(context.editions.hub.locale(tag).name for tag in fields.languages))
    row("service.interpretation", fields.interpretation_services)
    if fields.url:
        address = escape(fields.url)
        say("service.url", f'<a href="{address}" rel="noreferrer noopener">{address}</a>')
    if fields.assured_date:
        say("service.assured", escape(context.day(fields.assured_date)))
    row("service.assured_by", fields.assured_by)
    if fields.check_due:
        say("service.check_due", escape(context.day(fields.check_due)))
    if fields.service_status == "active":  # else it stands above, where the numbers would
        row("service.alert", fields.alert)
    return rows


def _ages(fields: ServiceFields, context: Context) -> str:
    low, high = fields.minimum_age, fields.maximum_age
    if low is None and high is None:
        return ""
    end = "both" if low is not None and high is not None else "from" if low is not None else "to"
    return text(context, f"service.ages.{end}", low=low, high=high)


def _hours(fields: ServiceFields, context: Context) -> str:
    if not fields.schedules:
        return ""
    said = phrase(hours_in_words(hours_text(fields.schedules), context), context.lang)
    notes = dict.fromkeys(schedule.notes for schedule in fields.schedules if schedule.notes)
    return said + "".join(f". {vietnamese(note, context)}" for note in notes)


def _cost(fields: ServiceFields, context: Context) -> str:
    parts = []
    if fields.free is not None:
        parts.append(text(context, f"service.cost.{'free' if fields.free else 'paid'}"))
    if fields.fees_description:
        parts.append(vietnamese(fields.fees_description, context))
    return ". ".join(parts)


def area(code: str) -> str:
    """The name of a place, with its province where it is a commune."""
    place = places.find(code)
    if place is None:
        return code
    if place.province:
        return f"{place.name}, {places.provinces()[place.province].short_name}"
    return place.name
