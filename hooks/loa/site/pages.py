"""The pages of the site in one language, as data: what each says, not how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from loa.editions import Edition, Editions, Mark
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.model.kinds import KINDS, EventFields, ServiceFields
from loa.render.context import Context
from loa.render.html import HtmlRenderer, relative
from loa.site import parts
from loa.site.audio import player
from loa.site.items import details, item_body
from loa.site.progress import progress_page
from loa.site.scripts import script_page
from loa.site.stations import campaign_stations, station_pages

HOME = "index"


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
        if self.context.language == SOURCE:
            for campaign in self.editions.campaigns:
                values = parts.campaign_page(campaign, self.own, self.context)
                values["body"] += campaign_stations(campaign, self.context)
                yield self._page(**values)
            if progress := progress_page(self.editions, self.own, self.context):
                yield self._page(**progress)
            for station in station_pages(self.editions, self.context, self.products):
                yield self._page(**station)

    def _path(self, base: str) -> str:
        return self.context.page_path(base.removesuffix(".html"), self.context.language)

    def _page(self, base: str, **values: object) -> SitePage:
        owner, tag = self.context.locale.alternate_of, self.context.language
        return SitePage(
            path=self._path(base),
            base=base,
            language=owner or tag,
            alternate=tag if owner else "",
            **values,  # type: ignore[arg-type]
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
        return self._page(
            base,
            kind="page",
            title=self.context.fill(edition.title),
            heading=escape(self.context.fill(edition.title)),
            description=self.context.t("site.tagline")
            if getattr(fields, "sensitive", False)
            else self.context.fill(edition.summary),
            summary=escape(self.context.fill(edition.summary)),
            body=HtmlRenderer(self.context, self._path(base)).blocks(edition.text.blocks),
            marks=edition.marks,
            toc=contents(edition, self.context),
            sensitive=bool(getattr(fields, "sensitive", False)),
            status=edition.status,
            made_from=edition.sources,
            menu=None if self.context.locale.alternate_of else getattr(fields, "menu", None),
            offers=self._offers(edition),
            sources=parts.source_lines(fields, self.context),
        )

    def _item(self, edition: Edition) -> SitePage:
        base = f"{edition.id}.html"
        fields = edition.item_fields
        sensitive = bool(getattr(fields, "sensitive", False))
        title = self.context.fill(edition.title)
        campaign = self.context.campaign_of(edition)
        return self._page(
            base,
            kind=edition.kind,
            title=title,
            heading=escape(title),
            # A share preview must not tell what somebody was reading about.
            description=self.context.t("site.tagline") if sensitive else self.context.fill(edition.summary),
            kicker=parts.vietnamese(campaign.fields.title, self.context) if campaign else "",
            summary=escape(self.context.fill(edition.summary)),
            body=player(edition, self.context, self._path(base), self.products)
            + item_body(edition, self.context, self._path(base)),
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
            marks=edition.marks if edition else (),
            offers=self._offers(edition) if edition else (),
            status=edition.status if edition else "",
            made_from=edition.sources if edition else (),
            menu=0,
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
