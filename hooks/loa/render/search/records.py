"""What a search can find: one record an edition, in the language of the edition."""

from __future__ import annotations

from dataclasses import dataclass

from loa import places
from loa.editions import Edition, Editions
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.model.catalog import Campaign
from loa.model.kinds import KINDS, ServiceFields
from loa.render.context import Context
from loa.render.directory.collect import languages as directory_languages
from loa.render.directory.words import folder
from loa.render.sensitive import is_sensitive

# What campaigns, and places of the directory, are called among the kinds of items.
CAMPAIGN, PLACE = "campaign", "place"
# The standing page that is shown as the home page, which lists everything.
_HOME = "index"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to be found. `path`: in the site; `title`, `summary`: as shown, `texts`: only searched."""

    path: str
    title: str
    summary: str
    kind: str
    texts: tuple[str, ...] = ()


def records(editions: Editions, language: str) -> list[Record]:
    """The records of everything that is published in a language: pages, then kinds in their order, then ids.

    In Vietnamese the campaigns come first, and last every place of the directory under its names of today and before;
    pages in other languages lead to the directory's own finder.
    """
    context = Context.of(editions, language)
    own = [edition for edition in editions.by_language.get(language, {}).values() if edition.id != _HOME]
    order = {name: number for number, name in enumerate(["page", *KINDS])}
    found = [_campaign(campaign) for campaign in editions.campaigns] if language == SOURCE else []
    found += [_record(edition, context) for edition in sorted(own, key=lambda of: (order[of.kind], of.id))]
    if language == SOURCE and language in directory_languages(editions):
        found += [_place(place) for place in [*places.provinces().values(), *places.communes().values()]]
    return found


def _campaign(campaign: Campaign) -> Record:
    fields = campaign.fields
    texts = (fields.theme or "", fields.about or "", *fields.slogans)
    return Record(f"{campaign.slug}.html", fields.title, fields.summary, CAMPAIGN, texts)


def _place(place: places.Place) -> Record:
    title = place.name
    if place.province:
        title += f", {places.provinces()[place.province].name}"
    return Record(f"{folder(SOURCE)}{place.code}.html", title, "", PLACE, place.former)


def _record(edition: Edition, context: Context) -> Record:
    fields = edition.item_fields
    title, summary = context.fill(edition.title), context.fill(edition.summary)
    texts = [
        context.fill(b.plain(of.content)) for of in b.walk(edition.text.blocks) if hasattr(of, "content")
    ]
    if isinstance(fields, ServiceFields):
        texts += [context.number(phone) for phone in fields.phones]
        texts += [place.name for code in fields.area if (place := places.find(code))]
        texts.append(fields.organization or "")
    if is_sensitive(edition, context.editions):
        # Found by its words, but a list of results on a screen says no more than the title.
        texts, summary = [summary, *texts], ""
    path = context.page_path(edition.id, edition.language)
    return Record(path, title, summary, edition.kind, tuple(texts))
