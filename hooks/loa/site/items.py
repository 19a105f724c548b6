"""What the page of an item says beside its text: the facts in its front matter, kind by kind."""

from __future__ import annotations

import datetime as dt
from html import escape

from loa.editions import Edition
from loa.locales.locale import SOURCE
from loa.model.kinds import (
    EventFields,
    IndicatorFields,
    LawFields,
    MessageFields,
    ModelFields,
    MythFields,
    ServiceFields,
    StoryFields,
    TrainingFields,
)
from loa.render.context import Context
from loa.render.feeds.agenda import for_whom, where
from loa.render.html import HtmlRenderer
from loa.site.indicators import indicator
from loa.site.parts import text, vietnamese
from loa.site.services import service_details, service_phones


def item_body(edition: Edition, context: Context, path: str) -> str:
    """The HTML of an item's text, with the parts that its kind puts before and after it."""
    body = HtmlRenderer(context, path).blocks(edition.text.blocks)
    fields = edition.item_fields
    match fields:
        case MythFields():
            fact = own_words(edition, "fact", context)
            return (
                f'<div class="loa-callout loa-callout--su-that" role="note"><p class="loa-callout__title">'
                f"{text(context, 'myth.fact')}</p><p>{fact}</p></div>\n{body}"
            )
        case MessageFields():
            call = own_words(edition, "call_to_action", context)
            return (
                f'{body}\n<div class="loa-callout loa-callout--viec" role="note"><p class="loa-callout__title">'
                f"{text(context, 'message.call')}</p><p>{call}</p></div>"
            )
        case ServiceFields():
            return service_phones(fields, context) + "\n" + body
        case IndicatorFields():
            return indicator(edition, fields, context) + "\n" + body
        case _:
            return body


def own_words(edition: Edition, name: str, context: Context) -> str:
    """A field that a variant may say in its own words, as HTML; Vietnamese, marked as such, where it does not."""
    if words := edition.own(name):
        return escape(context.fill(words))
    return vietnamese(context.fill(getattr(edition.item_fields, name)), context)


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
            row("event.where", where(fields))
            row("event.for_whom", for_whom(fields.audiences, context))
            if fields.contact:
                filled = HtmlRenderer(context, "").filled(fields.contact)
                foreign = filled if context.language == SOURCE else f'<span lang="{SOURCE}">{filled}</span>'
                rows.append((text(context, "event.contact"), foreign))
            if fields.unconfirmed:
                rows.append((text(context, "event.state"), text(context, "event.unconfirmed")))
        case ServiceFields():
            rows += service_details(fields, context)
        case StoryFields():
            if fields.consent.composite:
                rows.append((text(context, "story.consent"), text(context, "story.composite")))
            row("story.by", fields.consent.by)
            row("story.scope", fields.consent.scope)
            day("story.until", fields.consent.until)
        case TrainingFields():
            row("training.duration", fields.duration)
            row("training.participants", fields.participants)
            row("training.materials", "; ".join(fields.materials))
        case IndicatorFields():
            row("indicator.programme", fields.programme)
        case _:
            pass
    checked = getattr(fields, "checked", None)
    day("item.checked", checked)
    return tuple(rows)
