"""The pages of the site in one language, as data: what each says, not how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from loa.editions import Edition, Editions, Mark
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.model.kinds import KINDS, EventFields, ServiceFields
from loa.publish.bundles import bundle_path
from loa.render.context import Context
from loa.render.feeds import jsonld
from loa.render.feeds.syndication import TYPES, feed_links
from loa.render.html import HtmlRenderer, relative
from loa.render.presskit import press_path
from loa.render.sensitive import any_sensitive, is_sensitive, neutral_summary, speaks_of_violence
from loa.site import parts
from loa.site.agenda import agenda_link, agenda_page, has_agenda
from loa.site.audio import player
from loa.site.coverage import coverage_link, coverage_page, has_coverage
from loa.site.follow import follow_link, follow_page
from loa.site.items import details, item_body
from loa.site.news import news_link, news_of, news_page
from loa.site.progress import progress_page
from loa.site.scripts import script_page
from loa.site.search import BASE as SEARCH
from loa.site.search import search_page
from loa.site.shorts import short_texts
from loa.site.stations import campaign_stations, station_pages
from loa.site.video import sign_player

HOME = "index"
HELP = "can-giup"
_TAG = re.compile("<[^<>]*>")


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of the page's contents."""

    title: str
    anchor: str
    level: int
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page. `base`: its path without the language folder, the same for all its language versions.

    `heading`, `kicker`, `summary`, `details`, `sources` and `body` are HTML; `title` and `description` plain text.
    `data`: JSON-LD; `feeds`: (media type, title, address) of the news feeds that belong to the page.
    `pictures`: site paths of cards that show the page itself.
    `alternate`: the tag of an easy-to-read text and the like; `offers`: (string, address) of the same text written
    for other readers.
    """

    path: str
    base: str
    language: str
    kind: str
    title: str
    heading: str
    description: str
    body: str
    kicker: str = ""
    summary: str = ""
    marks: tuple[Mark, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    toc: tuple[TocEntry, ...] = ()
    downloads: tuple[parts.Download, ...] = ()
    sensitive: bool = False
    item: str = ""
    status: str = ""
    made_from: tuple[str, ...] = ()
    menu: int | None = None
    data: str = ""
    feeds: tuple[tuple[str, str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    alternate: str = ""
    offers: tuple[tuple[str, str], ...] = ()


def site_pages(editions: Editions, context: Context, products: frozenset[str]) -> list[SitePage]:
    """Every page of the context's language; `products` are the paths of the files that were made."""
    found = list(_Builder(editions, context, products).pages())
    for tag in editions.alternates(context.language):
        found += _Builder(editions, Context.of(editions, tag), products).texts()
    return found


class _Builder:
    def __init__(self, editions: Editions, context: Context, products: frozenset[str]) -> None:
        self.editions, self.context, self.products = editions, context, products
        self.own = sorted(editions.by_language.get(context.language, {}).values(), key=_order)

    def texts(self) -> Iterator[SitePage]:
        """The pages of an alternate: texts alone, found from those of its language."""
        for edition in self.own:
            yield self._standing(edition) if edition.kind == "page" else self._item(edition)

    def pages(self) -> Iterator[SitePage]:
        """The pages of a language."""
        for edition in self.own:
            if edition.kind == "page" and edition.id != HOME:
                yield self._standing(edition)
            elif edition.kind != "page":
                yield self._item(edition)
                script = script_page(edition, self.context, self.products)
                if script:
                    where = self._path(str(script["base"]))
                    sound = player(edition, self.context, where, self.products, transcript=False)
                    script["body"] = sound + script["body"]
                    yield self._page(**script)
        yield self._home()
        for kind in KINDS.values():
            found = [edition for edition in self.own if edition.kind == kind.name]
            if found:
                yield self._index(kind.folder, kind.name, found)
        if search := search_page(self.context, self._path(SEARCH)):
            yield self._page(**search)
        if self.context.language == SOURCE:
            for campaign in self.editions.campaigns:
                values = parts.campaign_page(campaign, self.own, self.context, self.products)
                links = agenda_link(campaign, self.context) + news_link(campaign, self.context)
                links += coverage_link(campaign, self.own, self.context)
                links += follow_link(self.context, self.products)
                values["body"] = links + values["body"]
                values["body"] += campaign_stations(campaign, self.context)
                values["downloads"] = tuple(
                    parts.Download(kind, path)
                    for kind, path in (("campaign", bundle_path(campaign)), ("press", press_path(campaign)))
                    if path in self.products
                )
                data = jsonld.script(jsonld.campaign_data(campaign, self.context))
                yield self._page(**values, data=data, feeds=self._feeds(values["base"]))
                if has_agenda(campaign):
                    yield self._page(**agenda_page(campaign, self.context, self.products))
                if has_coverage(campaign, self.own):
                    yield self._page(**coverage_page(campaign, self.context, self.products))
                if news_of(campaign):
                    yield self._page(**news_page(campaign, self.context))
            if progress := progress_page(self.editions, self.own, self.context):
                yield self._page(**progress)
            if follow := follow_page(self.context, self.products):
                yield self._page(**follow)
            for station in station_pages(self.editions, self.context, self.products):
                yield self._page(**station)

    def _path(self, base: str) -> str:
        return self.context.page_path(base.removesuffix(".html"), self.context.language)

    def _feeds(self, base: str) -> tuple[tuple[str, str, str], ...]:
        """The feeds of the page at `base`, for the head of the page."""
        path = self._path(base)
        return tuple(
            (TYPES[format_], feed.title.text, relative(feed.path(format_), path))
            for feed, format_ in feed_links(self.editions, path)
        )

    def _page(self, base: str, **values: Any) -> SitePage:
        if not values.get("sensitive"):
            shown = [values.get(name, "") for name in ("kicker", "heading", "summary", "body")]
            shown += [*values.get("sources", ()), *(value for _, value in values.get("details", ()))]
            values["sensitive"] = speaks_of_violence([_TAG.sub(" ", text) for text in shown], self.editions)
        if values["sensitive"] and values["kind"] == "campaign":
            values["description"] = self.context.t("site.tagline")
        owner, tag = self.context.locale.alternate_of, self.context.language
        return SitePage(
            path=self._path(base),
            base=base,
            language=owner or tag,
            alternate=tag if owner else "",
            **values,
        )

    def _offers(self, edition: Edition) -> tuple[tuple[str, str], ...]:
        """The same text for other readers: the easy version on the full page, and the way back."""
        here = self.context.page_path(edition.id, edition.language)
        owner = self.context.locale.alternate_of
        tags = [owner] if owner else self.editions.alternates(self.context.language)
        return tuple(
            (
                "alternate.full" if owner else f"alternate.{tag}",
                relative(self.context.page_path(edition.id, tag), here),
            )
            for tag in tags
            if self.editions.get(edition.id, tag)
        )

    def _standing(self, edition: Edition) -> SitePage:
        base = f"{edition.id}.html"
        fields = edition.item_fields
        sensitive = is_sensitive(edition, self.editions)
        return self._page(
            base,
            kind="page",
            title=self.context.fill(edition.title),
            heading=escape(self.context.fill(edition.title)),
            description=neutral_summary(edition, self.context),
            summary=escape(self.context.fill(edition.summary)),
            body=sign_player(edition, self.context, self._path(base))
            + HtmlRenderer(self.context, self._path(base)).blocks(edition.text.blocks)
            + (parts.directory_link(self.context, self._path(base)) if edition.id == HELP else ""),
            marks=edition.marks,
            toc=contents(edition, self.context),
            sensitive=sensitive,
            status=edition.status,
            made_from=edition.sources,
            menu=None if self.context.locale.alternate_of else getattr(fields, "menu", None),
            offers=self._offers(edition),
            sources=parts.source_lines(fields, self.context),
        )

    def _item(self, edition: Edition) -> SitePage:
        base = f"{edition.id}.html"
        fields = edition.item_fields
        sensitive = is_sensitive(edition, self.editions)
        title = self.context.fill(edition.title)
        campaign = self.context.campaign_of(edition)
        return self._page(
            base,
            kind=edition.kind,
            # What a tab, the history and a share preview show of a place of help is the same for all of them.
            title=self.context.t("help.short") if edition.kind == "service" else title,
            heading=escape(title),
            # A share preview must not tell what somebody was reading about.
            description=neutral_summary(edition, self.context),
            kicker=parts.vietnamese(campaign.fields.title, self.context) if campaign else "",
            summary=escape(self.context.fill(edition.summary)),
            body=sign_player(edition, self.context, self._path(base))
            + player(edition, self.context, self._path(base), self.products)
            + item_body(edition, self.context, self._path(base))
            + short_texts(edition, self.context),
            marks=edition.marks,
            details=details(edition, self.context),
            sources=parts.source_lines(fields, self.context),
            toc=contents(edition, self.context),
            offers=self._offers(edition),
            downloads=parts.downloads(edition, self.context, self._path(base), self.products),
            sensitive=sensitive,
            item=edition.id,
            status=edition.status,
            made_from=edition.sources,
            data=jsonld.script(jsonld.item_data(edition, self.context)),
        )

    def _home(self) -> SitePage:
        edition = self.editions.get(HOME, self.context.language)
        base = "index.html"
        body = ""
        if edition:
            body = HtmlRenderer(self.context, self._path(base)).blocks(edition.text.blocks)
        elif self.editions.hub.settings.production and self.context.language == SOURCE and not self.own:
            body = f"<p>{parts.text(self.context, 'production.empty')}</p>"
        body += parts.home_lists(self.own, self.context, self._path(base))
        if self.context.language != SOURCE:
            # What is not translated, or was withdrawn, is there in Vietnamese (rule 2 of the design).
            href = relative("index.html", self._path(base))
            words = parts.text(self.context, "home.vietnamese")
            body += f'<p class="loa-more"><a href="{href}" hreflang="{SOURCE}">{words}</a></p>'
        summary = self.context.fill(edition.summary) if edition else self.context.t("site.tagline")
        heading = (
            escape(self.context.fill(edition.title)) if edition else parts.text(self.context, "site.name")
        )
        return self._page(
            base,
            kind="home",
            title=self.context.t("site.name"),
            heading=heading,
            description=summary,
            summary=escape(summary) if edition else parts.text(self.context, "site.tagline"),
            body=body,
            sensitive=any_sensitive(self.own, self.editions),
            marks=edition.marks if edition else (),
            offers=self._offers(edition) if edition else (),
            status=edition.status if edition else "",
            made_from=edition.sources if edition else (),
            menu=0,
            feeds=self._feeds(base),
        )

    def _index(self, folder: str, kind: str, found: list[Edition]) -> SitePage:
        base, many, intro = f"{folder}.html", f"kind.{kind}.many", f"kind.{kind}.intro"
        return self._page(
            base,
            kind="index",
            title=self.context.t(many) if many in self.context.strings else KINDS[kind].label,
            heading=parts.kind_title(KINDS[kind], self.context),
            description=self.context.t(intro) if intro in self.context.strings else "",
            summary=parts.text(self.context, intro) if intro in self.context.strings else "",
            body=parts.cards(found, self.context, self._path(base)),
            sensitive=any_sensitive(found, self.editions),
            menu=list(KINDS).index(kind) * 2 + 20,
        )


def _order(edition: Edition) -> tuple[int, str]:
    """Services by rank (samples last), events by date; everything else in the order of its files."""
    fields = edition.item_fields
    match fields:
        case ServiceFields():
            return fields.rank + (100 if fields.sample else 0), edition.id
        case EventFields():
            return fields.start.toordinal(), edition.id
        case _:
            return 0, str(edition.source.text.path)


def contents(edition: Edition, context: Context) -> tuple[TocEntry, ...]:
    """The level-2 and level-3 headings of an edition as nested entries."""
    found: list[tuple[b.Heading, list[TocEntry]]] = []
    for block in edition.text.blocks:
        if isinstance(block, b.Heading) and block.level == 2:
            found.append((block, []))
        elif isinstance(block, b.Heading) and block.level == 3 and found:
            found[-1][1].append(TocEntry(context.fill(b.plain(block.content)), block.anchor, 3))
    return tuple(
        TocEntry(context.fill(b.plain(heading.content)), heading.anchor, 2, tuple(children))
        for heading, children in found
    )
