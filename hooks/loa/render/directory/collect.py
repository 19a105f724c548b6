"""The directory's records and words, taken from what a build publishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from loa.check.phones import is_sample
from loa.editions import Edition, Editions, Mark
from loa.locales.locale import SOURCE
from loa.model.hours import hours_text
from loa.model.kinds import Level, ServiceFields
from loa.render.context import Context
from loa.render.directory.records import NEEDS, WHOM, Number, Origin, Records, Service, Text, by_area
from loa.render.directory.words import Version, Words
from loa.render.hours import KEYS as HOURS
from loa.render.hours import hours_in_words, short_hours
from loa.render.html import phrase
from loa.render.pictures.layout import SHARE
from loa.render.pictures.products import Neutral
from loa.render.sensitive import exit_words

# What a record may say that only the page of the service itself has room for.
_MORE = (
    *("application_process", "required_documents", "interpretation_services", "fees_description", "url"),
    *("minimum_age", "maximum_age", "children_welcome", "disabled_access", "accessibility"),
)
_KEYS = (
    *(f"phone.{name}" for name in ("free", "paid", "always", "text")),
    *(f"mark.{mark}" for mark in Mark),
    *(f"directory.need.{need}" for need in NEEDS if need != "danger"),
    *(f"directory.place.{number}" for number in range(1, 7)),
    *(f"directory.whom.{name}" for name in WHOM),
    *(f"directory.{name}" for name in ("title", "danger", "danger.else", "danger.other", "need", "where")),
    *(
        f"directory.{name}"
        for name in ("choose", "communes", "merged", "none", "serves", "speaks", "more", "search")
    ),
    *(f"directory.{name}" for name in ("places", "places.intro", "places.how")),
    *(f"directory.filter{name}" for name in ("", ".all", ".free", ".always")),
    *(f"service.{name}" for name in ("for_whom", "address", "organization", "assured", "alert")),
    *(f"service.{name}" for name in ("hours", "closed", "cost", "cost.free", "cost.paid")),
    "service.whole_country",
    "site.name",
    "exit.button",
    "exit.note",
    "exit.safety",
    "help.short",
    "footer.preview",
    "language.menu",
)
_PLAIN = (
    "directory.title",
    *(f"directory.search.{name}" for name in ("more", "none", "found", "formerly")),
)
# Scripts that phones lack, and our subset of each. Phones have Khmer and Chinese.
_FONTS = {
    "Tavt": ("assets/fonts/loa-tai-viet.woff2", "Loa Tai Viet"),
    "Cham": ("assets/fonts/loa-cham.woff2", "Loa Cham"),
}


def languages(editions: Editions) -> list[str]:
    """The languages of the directory, Vietnamese first: those of the site with interface strings of their own.

    Without them a page would be Vietnamese under another language's address. Production also wants the Vietnamese
    strings approved, which say where to report by law (rule 2 of the design): empty until then.
    """
    production = editions.hub.settings.production
    if production and editions.hub.locale(SOURCE).ui_status != "approved":
        return []
    found = []
    for tag in editions.languages:
        locale = editions.hub.locale(tag)
        if tag == SOURCE or (locale.ui and (locale.ui_status == "approved" or not production)):
            found.append(tag)
    return found


def records(editions: Editions, tags: list[str]) -> Records:
    """What is published of every service, by the code of each place that it serves."""
    context = Context.of(editions, SOURCE)
    found = []
    for item, fields in editions.hub.catalog.services():
        edition = editions.get(item.id, SOURCE)
        if edition is None or fields.level in (Level.INTERNAL, Level.WITHDRAWN):
            continue
        texts = {tag: _text(of, context) for tag in tags if (of := editions.get(item.id, tag))}
        found.append(_service(item.id, fields, texts, edition, context))
    return by_area(found)


def _text(edition: Edition, context: Context) -> Text:
    marks = tuple(str(mark) for mark in edition.marks if mark is not Mark.OVERDUE)
    origin = Origin(edition.status, edition.sources)
    return Text(context.fill(edition.title), context.fill(edition.summary), marks, origin)


def _service(
    name: str, fields: ServiceFields, texts: Mapping[str, Text], edition: Edition, context: Context
) -> Service:
    public = fields.level is Level.PUBLIC and not fields.private_home
    overdue = Mark.OVERDUE in edition.marks
    # A reserved number dials nothing, whatever its record says of itself.
    sample = fields.sample or any(is_sample(context.number(phone)) for phone in fields.phones)
    return Service(
        id=name,
        kind=fields.service_type,
        area=fields.area,
        texts=dict(texts),
        numbers=tuple(
            Number(
                context.number(phone),
                phone.free,
                short_hours(phone.hours or ""),
                phone.text,
                phone.note or "",
            )
            for phone in fields.phones
        ),
        languages=fields.languages,
        organization=fields.organization if public else "",
        for_whom=fields.for_whom or "",
        audiences=fields.audiences,
        address=(fields.address or "") if public and fields.service_type != "shelter" else "",
        alert=fields.alert or "",
        hours=hours_text(fields.schedules),
        free=fields.free,
        closed=fields.service_status == "temporarily closed",
        more=any(getattr(fields, name) is not None for name in _MORE)
        or any(schedule.notes for schedule in fields.schedules),
        assured=fields.assured_date,
        overdue_since=(fields.assured_date or fields.check_due) if overdue else None,
        sample=sample,
        listed=public and not sample,
    )


def hours_of(records: Records) -> set[str]:
    """Every text about hours in the records."""
    services = [service for of in records.values() for service in of]
    return {service.hours for service in services} | {
        number.hours for service in services for number in service.numbers
    }


def words(editions: Editions, tag: str, tags: list[str], hours: Iterable[str] = ()) -> Words:
    """What the pages of language `tag` say; `tags`: all languages of the directory; `hours`: those to be said."""
    context, hub = Context.of(editions, tag), editions.hub
    locale = hub.locale(tag)
    html = {key: phrase(context.say(key), context.lang) for key in _KEYS}
    html["directory.overdue"] = phrase(context.say("directory.overdue", date="{date}"), context.lang)
    html["exit.announced"] = exit_words(context)
    plain = {key: context.t(key) for key in _PLAIN}
    # With their placeholders: what a page is kept under must change when the words for hours do.
    gaps = {name: f"{{{name}}}" for name in ("place", "first", "last", "opens", "closes", "hour", "minute")}
    plain |= {key: context.t(key, **gaps) for key in ("directory.of", *HOURS)}
    folder = "" if tag == SOURCE else f"{tag}/"

    def best(name: str) -> str:
        for language, path in ((tag, folder), (SOURCE, "")):
            if editions.get(name, language):
                return f"{path}{name}.html"
        return ""

    return Words(
        version=_version(editions, tag),
        versions=tuple(_version(editions, other) for other in tags),
        html=html,
        plain=plain,
        names=_names(context),
        hours={text: phrase(hours_in_words(text, context), context.lang) for text in hours if text},
        exit_url=editions.exit_url,
        help=best("can-giup"),
        safety=best("an-toan"),
        home=f"{folder}index.html",
        site_url=context.site_url,
        share=_share(editions, tag),
        font=_FONTS.get(locale.script, ("", "")),
        preview=not hub.settings.production,
        formats=locale.formats,
        overdue=hub.locale(context.strings.lang_of("directory.overdue")).formats,
        offline=hub.settings.offline,
        status="approved" if locale.ui_status == "approved" else "draft",
    )


def _share(editions: Editions, tag: str) -> str:
    """The preview of a link to any page: the site's name and a card, never the place that somebody looked up."""
    context, neutral = Context.of(editions, tag), Neutral.of(editions, tag)
    preview = [("title", context.t("site.name"))]
    if context.prints_address:
        width, height = map(str, SHARE.size)
        preview += [("image", context.site_url + neutral.path), ("image:width", width)]
        preview += [("image:height", height), ("image:alt", neutral.card.words)]
    return "".join(f'<meta property=og:{name} content="{escape(value)}">' for name, value in preview)


def _version(editions: Editions, tag: str) -> Version:
    locale = editions.hub.locale(tag)
    return Version(tag, locale.html_lang, locale.autonym, locale.autonym_lang)


def _names(context: Context) -> dict[str, str]:
    """The spoken languages as HTML: the reader's own by its own name, the others by their Vietnamese names."""
    found = {}
    for tag, locale in context.editions.hub.locales.items():
        own = tag == context.language
        name, lang = (locale.autonym, locale.autonym_lang) if own else (locale.name, SOURCE)
        found[tag] = escape(name) if lang == context.lang else f'<span lang="{lang}">{escape(name)}</span>'
    return found
