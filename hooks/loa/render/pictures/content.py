"""What stands on a card: words and colours, not places."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from loa.editions import Edition, Mark
from loa.locales import Locale
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.fields import Status
from loa.model.kinds import EventFields, LawFields, MessageFields, MythFields
from loa.render.context import Context
from loa.render.pictures.palette import CALL, FACT, WHOLE, Theme

# A detail is shown whole or not at all; with a title of full length this much fits every format.
_LONGEST_DETAIL = 170


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card, all in fonts of `locale`; empty where there is nothing to say."""

    locale: Locale
    theme: Theme
    title: str
    detail: str = ""
    eyebrow: str = ""
    notice: str = ""
    site: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """Every word on the card in reading order: its text alternative, as a card shows nothing but words."""
        parts = [self.notice, self.eyebrow, self.title, self.detail, self.site, self.address]
        return " ".join(
            part if part.endswith((".", "!", "?", "។", "。")) else f"{part}." for part in parts if part
        )


def edition_card(edition: Edition, context: Context) -> Card:
    """The card of an item."""
    fields = edition.item_fields
    details = [edition.summary]
    if edition.language == SOURCE:
        match fields:
            case MessageFields():
                details.insert(0, fields.call_to_action)
            case MythFields():
                details.insert(0, fields.fact)
            case EventFields():
                details.insert(0, _when(fields, context))
            case LawFields():
                details.insert(0, fields.number)
            case _:
                pass
    kind = f"kind.{edition.kind}.many"
    return Card(
        context.locale,
        FACT if edition.kind in ("law", "myth", "event") else CALL,
        context.fill(edition.title),
        _first(details, context),
        context.t(kind) if kind in context.strings else "",
        " ".join(_notice(mark, context) for mark in edition.marks),
        context.t("site.name"),
        _host(context),
    )


def campaign_card(campaign: Campaign, context: Context) -> Card:
    """The card of a campaign: its title and its days."""
    fields = campaign.fields
    days = [context.day(date) for date in (fields.start, fields.end) if date]
    draft = fields.status is not Status.APPROVED
    return Card(
        context.locale,
        WHOLE,
        fields.title,
        " – ".join(days) or _first([fields.summary], context),
        "",
        _notice(Mark.DRAFT, context) if draft else "",
        context.t("site.name"),
        _host(context),
    )


def neutral_card(context: Context) -> Card:
    """The card of every page about help or violence: it tells nobody what somebody was reading."""
    tagline = context.t("site.tagline")
    return Card(context.locale, WHOLE, context.t("site.name"), tagline, address=_host(context))


def _notice(mark: Mark, context: Context) -> str:
    # The point stays on the line of what it follows.
    return f"{context.t(f'mark.{mark}')}\u00a0· {context.t(f'mark.{mark}.text')}"


def _first(details: list[str], context: Context) -> str:
    """The first of some texts that is short enough."""
    filled = (context.fill(detail) for detail in details)
    return next((detail for detail in filled if detail and len(detail) <= _LONGEST_DETAIL), "")


def _when(fields: EventFields, context: Context) -> str:
    parts = [context.day(fields.start)]
    if fields.end:
        parts[0] += f" – {context.day(fields.end)}"
    parts += [part for part in (fields.time, fields.location) if part]
    when = ", ".join(parts)
    return f"{when}. {context.t('event.unconfirmed')}." if fields.unconfirmed else when


def _host(context: Context) -> str:
    """The site's address as people type it, where products may print it and it is no example."""
    if not context.prints_address or context.sample_address:
        return ""
    parts = urlsplit(context.site_url)
    return parts.netloc + parts.path.rstrip("/")
