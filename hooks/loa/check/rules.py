"""Each rule is a function from the catalog to problems; `check_catalog` runs them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from loa import places
from loa.check import facts, ledger, news, plans, sections, services, tasks, texts, variants
from loa.check.consent import picture_refusal
from loa.errors import Problem, Report, say
from loa.locales import Locale
from loa.locales.locale import SOURCE
from loa.model.blocks import Image, inlines
from loa.model.catalog import Catalog, Item, Page, Text, Variant
from loa.model.fields import Confidence, Fields, Status
from loa.model.kinds import KINDS, Approval, EventFields, ServiceFields


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules look at. `languages`: registered tags; `lenient_docs`: the pages are not the source's own;
    `broken`: files in whose body something could not be read; `locales`: the languages with their alphabets and
    terms."""

    catalog: Catalog
    languages: frozenset[str]
    date: dt.date
    lenient_docs: bool = False
    broken: frozenset[str] = frozenset()
    locales: Mapping[str, Locale] = field(default_factory=dict)


# Faults of other blocks of rules that leave a gap in the body.
_BODY = {"LOA102", "LOA104", "LOA307", "LOA308"}


def check_catalog(context: Context, report: Report) -> None:
    """Add every problem of the catalog to the report."""
    broken = frozenset(p.path for p in report if p.code.startswith("LOA4") or p.code in _BODY)
    context = replace(context, broken=broken)
    for rule in RULES_OF_CATALOG:
        report.extend(rule(context))


def _owners(context: Context) -> Iterator[tuple[Fields, Text]]:
    for campaign in context.catalog.campaigns.values():
        yield campaign.fields, campaign.text
        if campaign.plan:
            yield campaign.plan.fields, campaign.plan.text
        if campaign.tasks:
            yield campaign.tasks.fields, campaign.tasks.text
    for item in context.catalog.items():
        yield item.fields, item.text
    for page in context.catalog.pages.values():
        yield page.fields, page.text
    for _, variant in _variants(context.catalog):
        yield variant.fields, variant.text
    for item in context.catalog.items():
        for spoken in item.spoken.values():
            yield spoken.fields, spoken.text


def _variants(catalog: Catalog) -> Iterator[tuple[Item | Page, Variant]]:
    sources: list[Item | Page] = [*catalog.items(), *catalog.pages.values()]
    for source in sources:
        for variant in source.variants.values():
            yield source, variant


def unique_ids(context: Context) -> Iterable[Problem]:
    """An id belongs to one item, and no page, list or campaign has the same address."""
    # These addresses are taken in every hub: the error page, the state of translations and the list of each kind.
    seen: dict[str, tuple[str, int]] = {"404": ("404.html", 0)}
    seen["tinh-trang-ban-dich"] = ("tinh-trang-ban-dich.html", 0)
    seen |= {kind.folder: (f"{kind.folder}.html", 0) for kind in KINDS.values()}
    owners: list[tuple[str, Text]] = [(slug, page.text) for slug, page in context.catalog.pages.items()]
    owners += [(slug, campaign.text) for slug, campaign in context.catalog.campaigns.items()]
    owners += [(item.id, item.text) for item in context.catalog.items()]
    for name, text in owners:
        # A list holds many items in one file: the row tells them apart.
        here = (text.shown, text.line("id") if text.path.suffix == ".csv" else 0)
        shown, row = seen.setdefault(name, here)
        if (shown, row) != here:
            other = f"{shown}:{row}" if row else shown
            yield Problem.of("LOA213", text.shown, text.line("id"), value=name, other=other)


def known_places(context: Context) -> Iterable[Problem]:
    """Codes of places exist."""
    for fields, text in _owners(context):
        for key in ("places", "localities", "area"):
            for number, code in enumerate(getattr(fields, key, ())):
                if (code == "VN" and key == "area") or places.find(code):
                    continue
                yield Problem.of(
                    "LOA301", text.shown, text.line(key, str(number)), value=code, nearest=_like(code)
                )


def _like(code: str) -> str:
    names = {place.short_name.casefold(): place for place in places.provinces().values()}
    place = names.get(code.casefold().removeprefix("tỉnh ").removeprefix("thành phố "))
    return f"{place.name}: {place.code}." if place else ""


def known_languages(context: Context) -> Iterable[Problem]:
    """Languages named in fields are registered."""
    for fields, text in _owners(context):
        named = getattr(fields, "languages", ())  # of a plan: by locality, see `broadcasting_plans`
        for number, tag in enumerate(named if isinstance(named, tuple) else ()):
            if tag not in context.languages:
                known = ", ".join(sorted(context.languages))
                yield Problem.of(
                    "LOA302", text.shown, text.line("languages", str(number)), value=tag, known=known
                )


def dates_in_order(context: Context) -> Iterable[Problem]:
    """Nothing ends before it starts."""
    for fields, text in _owners(context):
        if isinstance(fields, EventFields) or hasattr(fields, "localities"):
            start, end = getattr(fields, "start", None), getattr(fields, "end", None)
            if start and end and end < start:
                yield Problem.of("LOA214", text.shown, text.line("end"), start=start, end=end)


def fact_values(context: Context) -> Iterable[Problem]:
    """Facts can be formatted, and an approved one names who approved it."""
    for name, fact in context.catalog.facts.items():
        shown, line = context.catalog.fact_texts[name]
        yield from facts.check_fact(name, fact, shown, line)
        for key in _approval_missing(fact):
            yield Problem.of("LOA216", shown, line, status=fact.status, key=key)


def approvals(context: Context) -> Iterable[Problem]:
    """`approved` needs a person and a day, `reviewed` a person."""
    for fields, text in _owners(context):
        if isinstance(fields, Approval):
            for key in _approval_missing(fields):
                yield Problem.of("LOA216", text.shown, text.line("status"), status=fields.status, key=key)


def _approval_missing(fields: Approval) -> list[str]:
    needed: tuple[str, ...] = ()
    if fields.status is Status.APPROVED:
        needed = ("approved_by", "approved_on")
    elif fields.status is Status.REVIEWED:
        needed = ("reviewed_by",)
    return [key for key in needed if getattr(fields, key) is None]


def required_sections(context: Context) -> Iterable[Problem]:
    """A kind's items have the sections that the kind names, and a body where the kind needs one."""
    for item in context.catalog.items():
        if item.kind.has_body and not item.text.blocks:
            if item.text.shown not in context.broken:
                yield Problem.of("LOA406", item.text.shown, 0)
            continue
        have = texts.heading_titles(item.text.blocks)
        for title in item.kind.sections:
            if title not in have:
                yield Problem.of("LOA405", item.text.shown, 0, value=title)


def references(context: Context) -> Iterable[Problem]:
    """Facts, links and pictures lead somewhere, and no phone number stands in prose."""
    by_path = context.catalog.by_path()
    known = texts.Known(by_path, context.catalog.facts, frozenset(context.catalog.media), context.date)
    for fields, text in _owners(context):
        found: Iterable[Problem] = texts.check_text(text, fields, known)
        if context.lenient_docs and text.path.parts[0] == "docs":
            found = [p for p in found if p.code not in ("LOA306", "LOA303")]
        yield from found


def recordings(context: Context) -> Iterable[Problem]:
    """Who speaks in a recording agreed to it; without that it stays out of every build."""
    for item in context.catalog.items():
        for language, file in item.recordings.items():
            owner = item if language == SOURCE else item.variants.get(language)
            if owner is None:
                continue
            own = owner.fields.recording
            if own is None or not (own.consent.complete or own.consent.withdrawn):
                line = owner.text.line("recording", "consent")
                yield Problem.of("LOA343", owner.text.shown, line, value=file.name)


def campaign_photos(context: Context) -> Iterable[Problem]:
    """The photograph that a campaign names exists; one that was withdrawn may be gone."""
    for campaign in context.catalog.campaigns.values():
        photo = campaign.fields.photo
        if photo and not photo.consent.withdrawn and campaign.photo not in context.catalog.media:
            line = campaign.text.line("photo", "file")
            yield Problem.of("LOA309", campaign.text.shown, line, value=campaign.photo)


def pictures_of_people(context: Context) -> Iterable[Problem]:
    """It is known of every picture in a text whether people are recognised there, and that they agreed to it."""
    rights = context.catalog.pictures()
    for _, text in _owners(context):
        for picture in inlines(text.blocks):
            if not isinstance(picture, Image) or picture.src not in context.catalog.media:
                continue
            own = rights.get(picture.src)
            reason = picture_refusal(own, context.date)
            if reason and not (own and own.consent.withdrawn):
                name = PurePosixPath(picture.src).name
                yield Problem.of("LOA344", text.shown, picture.line, value=name, reason=reason)


def service_records(context: Context) -> Iterable[Problem]:
    """Samples, sources, numbers and publication levels of services."""
    for item in context.catalog.items():
        if isinstance(item.fields, ServiceFields):
            yield from services.check_service(item, item.fields, context.catalog, context.date)


def variant_structure(context: Context) -> Iterable[Problem]:
    """A variant has the facts of its source and the same structure."""
    for source, variant in _variants(context.catalog):
        yield from variants.check_variant(source, variant, context.locales.get(variant.language))


def broadcasting_plans(context: Context) -> Iterable[Problem]:
    """A plan names what exists: items, sessions, places, languages, days of its campaign."""
    items = {item.id: item for item in context.catalog.items()}
    for campaign in context.catalog.campaigns.values():
        if campaign.plan:
            yield from plans.check_plan(campaign, campaign.plan, items, context.languages)


def communicators_tasks(context: Context) -> Iterable[Problem]:
    """Every task has one moment and an id of its own."""
    for campaign in context.catalog.campaigns.values():
        if campaign.tasks:
            yield from tasks.check_tasks(campaign, campaign.tasks)


def sections_left_out(context: Context) -> Iterable[Problem]:
    """Sections that leaflet or script leave out, or cut first, exist."""
    for item in context.catalog.items():
        if item.text.shown not in context.broken:
            yield from sections.unknown_sections(item)


def news_from_elsewhere(context: Context) -> Iterable[Problem]:
    """Sources are safe to ask, and every shown story was read by a named editor."""
    for campaign in context.catalog.campaigns.values():
        if campaign.news:
            yield from news.check_news(campaign.news, context.languages)


def ledger_entries(context: Context) -> Iterable[Problem]:
    """What a ledger says was done is not in the future, and of items that exist."""
    items = {item.id for item in context.catalog.items()}
    for campaign in context.catalog.campaigns.values():
        if campaign.ledger:
            yield from (problem for _, problem in ledger.doubtful(campaign.ledger, items, context.date))


def indicator_sources(context: Context) -> Iterable[Problem]:
    """A target is a figure that officials are measured by: never without a source, never from an unconfirmed one."""
    for item in context.catalog.items("indicator"):
        found = item.fields.sources
        unconfirmed = [source.title for source in found if source.confidence is Confidence.LOW]
        if unconfirmed or not found:
            reason = unconfirmed[0] if unconfirmed else say("mục sources còn trống", "sources is empty")
            yield Problem.of("LOA758", item.text.shown, item.text.line("sources"), reason=reason)


RULES_OF_CATALOG = (
    unique_ids,
    known_places,
    known_languages,
    dates_in_order,
    fact_values,
    approvals,
    required_sections,
    references,
    campaign_photos,
    recordings,
    pictures_of_people,
    service_records,
    sections_left_out,
    variant_structure,
    broadcasting_plans,
    communicators_tasks,
    news_from_elsewhere,
    ledger_entries,
    indicator_sources,
)
