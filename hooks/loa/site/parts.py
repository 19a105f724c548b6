"""Pieces that several pages share: cards, lists, downloads, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from loa.editions import Edition, Mark
from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.fields import Fields, Status
from loa.model.kinds import KINDS, EventFields, Kind, ServiceFields
from loa.render.context import Context
from loa.render.directory.collect import languages as directory_languages
from loa.render.directory.words import folder
from loa.render.html import phrase, picture, relative
from loa.render.paper.products import SITE_LEAFLETS
from loa.render.pictures.layout import SHARE
from loa.render.pictures.products import FRAME, campaign_paths
from loa.render.products import PRODUCTS
from loa.render.radio.products import script_text_path
from loa.render.sensitive import any_sensitive


@dataclass(frozen=True, slots=True)
class Download:
    """A product of the page's edition: `kind` names its interface strings `download.<kind>`."""

    kind: str
    href: str


def text(context: Context, key: str, **values: object) -> str:
    """An interface string as HTML, marked where it is in another language than the page."""
    return phrase(context.say(key, **values), context.lang)


def label(context: Context, key: str, **values: object) -> str:
    """The name that a screen reader says for an element without words of its own: its attributes, `lang` among them."""
    found = context.say(key, **values)
    lang = "" if found.lang == context.lang else f' lang="{found.lang}"'
    return f'aria-label="{escape(found.text)}"{lang}'


def vietnamese(words: str, context: Context) -> str:
    """Text of the source's front matter as HTML, marked as Vietnamese on a page in another language."""
    return phrase(Phrase(words, SOURCE), context.lang)


def kind_phrase(kind: Kind, context: Context) -> Phrase:
    """What a kind's pages are called; its Vietnamese label where nobody has written a string for it."""
    key = f"kind.{kind.name}.many"
    return context.say(key) if key in context.strings else Phrase(kind.label, SOURCE)


def kind_title(kind: Kind, context: Context) -> str:
    """`kind_phrase` as HTML."""
    return phrase(kind_phrase(kind, context), context.lang)


def downloads(
    edition: Edition, context: Context, path: str, products: frozenset[str]
) -> tuple[Download, ...]:
    """Links to what was made of an edition."""
    found = [
        Download(kind.name, relative(kind.path(edition), path))
        for kind in SITE_LEAFLETS
        if kind.path(edition) in products
    ]
    if script_text_path(edition) in products:
        page = f"radio/{edition.id}.html"
        prefix = "" if edition.language == SOURCE else f"{edition.language}/"
        found.append(Download("script", relative(prefix + page, path)))
        found.append(Download("script_text", relative(script_text_path(edition), path)))
    for kind in PRODUCTS.values():
        if (
            kind not in SITE_LEAFLETS
            and kind.name not in ("recording", "machine-voice")
            and not kind.name.startswith("script")  # these stand on the script's own page
            and edition.kind in kind.kinds
            and kind.path(edition) in products
        ):
            found.append(Download(kind.name, relative(kind.path(edition), path)))
    return tuple(found)


def card(edition: Edition, context: Context, path: str) -> str:
    """One edition as a card: title, summary, marks."""
    lang = context.editions.hub.locale(edition.language).html_lang
    foreign = "" if lang == context.lang else f' lang="{lang}"'
    href = relative(context.page_path(edition.id, edition.language), path)
    own = Context.of(context.editions, edition.language) if edition.language != context.language else context
    marks = "".join(
        f' <span class="loa-mark">{text(context, f"mark.{mark}")}</span>' for mark in edition.marks
    )
    note = ""
    fields = edition.item_fields
    if isinstance(fields, EventFields):
        note = f'<span class="loa-card__note">{escape(context.day(fields.start))}</span>'
    elif isinstance(fields, ServiceFields) and fields.phones and fields.service_status == "active":
        note = f'<span class="loa-card__note">{escape(context.number(fields.phones[0]))}</span>'
    return (
        f'<li class="loa-card"{foreign}>{note}<a href="{escape(href)}">{escape(own.fill(edition.title))}</a>'
        f"<p>{escape(own.fill(edition.summary))}</p>{marks}</li>"
    )


def cards(editions: Iterable[Edition], context: Context, path: str) -> str:
    """Editions as a list of cards."""
    return '<ul class="loa-cards">\n' + "\n".join(card(e, context, path) for e in editions) + "\n</ul>"


def home_lists(own: list[Edition], context: Context, path: str) -> str:
    """The kinds of item on a home page: up to four of each, and a link to all."""
    found = []
    for kind in KINDS.values():
        of_kind = [edition for edition in own if edition.kind == kind.name]
        if not of_kind:
            continue
        prefix = "" if context.language == SOURCE else f"{context.language}/"
        title = kind_title(kind, context)
        more = ""
        if len(of_kind) > 4:
            href = escape(relative(f"{prefix}{kind.folder}.html", path))
            words = text(context, "home.all", count=len(of_kind))
            more = f'<p class="loa-more"><a href="{href}">{words}<span class="loa-hidden">: {title}</span></a></p>'
        found.append(f"<h2>{title}</h2>\n{cards(of_kind[:4], context, path)}\n{more}")
    return "\n".join(found)


def directory_link(context: Context, path: str) -> str:
    """A link from the page at `path` to the directory, in the page's language where there is one; "" without any."""
    known = directory_languages(context.editions)
    if not known:
        return ""
    language = context.language if context.language in known else SOURCE
    other = "" if language == context.language else f' hreflang="{language}"'
    href = relative(f"{folder(language)}index.html", path)
    return f'<p class="loa-more"><a href="{href}"{other}>{text(context, "help.directory")}</a></p>'


def campaign_page(
    campaign: Campaign, own: list[Edition], context: Context, products: frozenset[str]
) -> dict[str, Any]:
    """The values of a campaign's page: its dates, theme, slogans, and all its items."""
    base, fields = f"{campaign.slug}.html", campaign.fields
    pictures = campaign_paths(campaign, context.editions)
    found = [photo(campaign, context, base)]
    found += [f"<p>{escape(fields.about)}</p>"] if fields.about else []
    if fields.slogans:
        found.append(f"<h2>{text(context, 'campaign.slogans')}</h2>")
        found.append(
            '<ul class="loa-slogans">' + "".join(f"<li>{escape(s)}</li>" for s in fields.slogans) + "</ul>"
        )
    ids = {item.id for item in campaign.items}
    mine = [edition for edition in own if edition.id in ids]
    for kind in KINDS.values():
        of_kind = [edition for edition in mine if edition.kind == kind.name]
        if of_kind:
            title = kind_title(kind, context)
            found.append(f"<h2>{title}</h2>\n{cards(of_kind, context, base)}")
    rows = []
    if fields.start:
        days = (
            f"{context.day(fields.start)} – {context.day(fields.end)}"
            if fields.end
            else context.day(fields.start)
        )
        rows.append((text(context, "campaign.dates"), escape(days)))
    if fields.start or fields.theme:
        theme = escape(fields.theme) if fields.theme else text(context, "campaign.theme_unknown")
        if fields.theme and fields.theme_unconfirmed:
            theme += f" ({text(context, 'campaign.unconfirmed')})"
        rows.append((text(context, "campaign.theme"), theme))
    if origin := origin_line(campaign):
        rows.append((text(context, "campaign.origin"), origin))
    return {
        "base": base,
        "kind": "campaign",
        "title": fields.title,
        "heading": escape(fields.title),
        "description": fields.summary,
        "summary": escape(fields.summary),
        "body": "\n".join(found),
        "details": tuple(rows),
        "sensitive": any_sensitive(mine, context.editions),
        "marks": () if fields.status is Status.APPROVED else (Mark.DRAFT,),
        "status": str(fields.status),
        "made_from": (str(campaign.text.path),),
        "menu": 10 if fields.start else 60,
        "pictures": (pictures[SHARE.name],),
        "downloads": tuple(
            Download(name if name == FRAME else f"card-{name}", relative(path, base))
            for name, path in pictures.items()
            if path in products
        ),
    }


def origin_line(campaign: Campaign) -> str:
    """Whose campaign this is, where it was taken from another hub: its licence asks for the name. HTML."""
    if campaign.origin is None:
        return ""
    home = escape(campaign.origin.feed.removesuffix("campaigns/feed.atom.xml"))
    name = f'<a href="{home}" rel="noreferrer noopener">{escape(campaign.origin.title)}</a>'
    return f"{name} ({escape(campaign.origin.licence)})"


def photo(campaign: Campaign, context: Context, page: str) -> str:
    """The photograph of a campaign with its credit and licence; empty if it has none that may be used."""
    src, fields = context.editions.photos.get(campaign.slug), campaign.fields.photo
    if not (src and fields):
        return ""
    credit = ", ".join(part for part in (fields.credit, fields.licence) if part)
    return (
        f'<figure class="loa-photo">{picture(src, fields.alt, page, context)}'
        f"<figcaption>{escape(credit)}</figcaption></figure>"
    )


def source_lines(fields: Fields, context: Context) -> tuple[str, ...]:
    """The sources of an item as HTML lines."""
    found = []
    for source in getattr(fields, "sources", ()):
        parts = [source.title, source.publisher, source.date]
        line = vietnamese(", ".join(part for part in parts if part), context)
        if source.url:
            line = f'<a href="{escape(source.url)}" rel="noreferrer noopener">{line}</a>'
        found.append(line)
    return tuple(found)
