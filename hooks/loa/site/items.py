"""What the page of an item says beside its text: the facts in its front matter, kind by kind."""

from __future__ import annotations

import datetime as dt
from html import escape

from loa import places
from loa.editions import Edition
from loa.model.kinds import (
    EventFields,
    LawFields,
    MessageFields,
    ModelFields,
    MythFields,
    ServiceFields,
)
from loa.render.context import Context
from loa.render.html import HtmlRenderer, dial
from loa.site.parts import text, vietnamese


def item_body(edition: Edition, context: Context, path: str) -> str:
    """The HTML of an item's text, with the parts that its kind puts before and after it."""
    body = HtmlRenderer(context, path).blocks(edition.text.blocks)
    fields = edition.item_fields
    match fields:
        case MythFields():
            fact = own_words(edition, "fact", context)
            return (
                f'<aside class="loa-callout loa-callout--su-that"><p class="loa-callout__title">'
                f"{text(context, 'myth.fact')}</p><p>{fact}</p></aside>\n{body}"
            )
        case MessageFields():
            call = own_words(edition, "call_to_action", context)
            return (
                f'{body}\n<aside class="loa-callout loa-callout--viec"><p class="loa-callout__title">'
                f"{text(context, 'message.call')}</p><p>{call}</p></aside>"
            )
        case ServiceFields():
            return service_phones(fields, context) + "\n" + body
        case _:
            return body


def own_words(edition: Edition, name: str, context: Context) -> str:
    """A field that a variant may say in its own words, as HTML; Vietnamese, marked as such, where it does not."""
    if words := edition.own(name):
        return escape(context.fill(words))
    return vietnamese(context.fill(getattr(edition.item_fields, name)), context)


def service_phones(fields: ServiceFields, context: Context) -> str:
    """The numbers of a service, large; a sample number is never a link that dials."""
    rows = []
    for phone in fields.phones:
        number = context.number(phone)
        shown = escape(number)
        if not fields.sample:
            shown = f'<a class="loa-tel" href="tel:{dial(number)}">{shown}</a>'
        notes = []
        if phone.free is not None:
            notes.append(text(context, "phone.free" if phone.free else "phone.paid"))
        if phone.hours == "24/7":
            notes.append(text(context, "phone.always"))
        elif phone.hours:
            notes.append(vietnamese(phone.hours, context))
        if phone.text:
            notes.append(text(context, "phone.text"))
        if phone.note:
            notes.append(vietnamese(phone.note, context))
        rows.append(f'<p class="loa-number"><strong>{shown}</strong> <span>{" · ".join(notes)}</span></p>')
    return "\n".join(rows)


def details(edition: Edition, context: Context) -> tuple[tuple[str, str], ...]:
    """(label, value) rows as HTML: what the front matter of the item's kind says."""
    fields = edition.item_fields
    rows: list[tuple[str, str]] = []

    def row(key: str, value: str | None) -> None:
        if value:
            rows.append((text(context, key), vietnamese(value, context)))

    def day(key: str, date: dt.date | None) -> None:
        if date:
            rows.append((text(context, key), escape(context.day(date))))

    match fields:
        case LawFields():
            row("law.number", fields.number)
            row("law.issuer", fields.issuer)
            day("law.passed", fields.passed)
            day("law.in_force", fields.in_force)
            row("law.in_force", fields.in_force_note)
            rows.append((text(context, "law.status"), text(context, f"law.status.{fields.legal_status}")))
            row("law.replaces", fields.replaces)
            row("law.replaced_by", fields.replaced_by)
            day("law.confirmed_until", fields.confirmed_until)
        case ModelFields():
            row("model.run_by", fields.run_by)
            row("model.team", fields.team)
            row("model.first_cost", fields.first_cost)
        case MythFields():
            rows.append((text(context, "myth.claim"), own_words(edition, "claim", context)))
        case EventFields():
            when = context.day(fields.start) + (f" – {context.day(fields.end)}" if fields.end else "")
            rows.append(
                (text(context, "event.when"), escape(f"{when}, {fields.time}" if fields.time else when))
            )
            row("event.where", fields.location)
            if fields.unconfirmed:
                rows.append((text(context, "event.state"), text(context, "event.unconfirmed")))
        case ServiceFields():
            rows.append((text(context, "service.type"), text(context, f"service.type.{fields.service_type}")))
            row("service.organization", fields.organization)
            row("service.for_whom", fields.for_whom)
            if "VN" in fields.area:
                rows.append((text(context, "service.area"), text(context, "service.whole_country")))
            else:
                row("service.area", ", ".join(area(code) for code in fields.area))
            row("service.address", fields.address if fields.level == "public" else "")
            names = [context.editions.hub.locale(tag).name for tag in fields.languages]
            row("service.languages", ", ".join(names))
            day("service.assured", fields.assured_date)
            row("service.assured_by", fields.assured_by)
            day("service.check_due", fields.check_due)
            row("service.alert", fields.alert)
        case _:
            pass
    checked = getattr(fields, "checked", None)
    day("item.checked", checked)
    return tuple(rows)


def area(code: str) -> str:
    """The name of a place, with its province where it is a commune."""
    place = places.find(code)
    if place is None:
        return code
    if place.province:
        return f"{place.name}, {places.provinces()[place.province].short_name}"
    return place.name
