"""News feeds of the site: Atom (RFC 4287) and RSS 2.0, for each language and for each campaign.

A feed names what the site publishes in this mode, newest first. It holds titles and summaries, no texts; a sensitive
page has the neutral summary that its preview has too. Services are no news and stand in the directory.
Dates come from the content, never from the clock, so that an unchanged hub gives unchanged feeds.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from loa.editions import Edition, Editions
from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.model.catalog import Item
from loa.render.calendars import VIET_NAM
from loa.render.context import Context
from loa.render.producttype import Product
from loa.render.sensitive import neutral_phrase

LICENCE = "CC BY 4.0: https://creativecommons.org/licenses/by/4.0/"
# What programs ask for once a day: more would only cost the reader's data.
_MOST = 50
_HOUR = dt.time(5, tzinfo=VIET_NAM)
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}


class _Marking:
    """A writer of XML that marks the elements whose words are in another language than the feed."""

    def __init__(self, handler: Any, langs: Mapping[str, str]) -> None:
        self._handler, self._langs = handler, langs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handler, name)

    def addQuickElement(self, name: str, contents: str | None = None, attrs: Any = None) -> None:
        """One element without children."""
        own = {"xml:lang": self._langs[name]} if name in self._langs else {}
        self._handler.addQuickElement(name, contents, {**(attrs or {}), **own})


class Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """Atom whose summaries are what they are here: plain text, where the library would say HTML.

    `langs` of the feed and of its items: the languages of elements that are in another one than the feed.
    """

    def add_root_elements(self, handler: Any) -> None:
        """What stands before the entries."""
        super().add_root_elements(_Marking(handler, self.feed.get("langs", {})))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """One entry."""
        summary, item = item["description"], {**item, "description": None}
        super().add_item_elements(handler, item)
        _Marking(handler, item.get("langs", {})).addQuickElement("summary", summary)


class _Rss(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    """RSS with `langs`, as in `Atom`."""

    def add_root_elements(self, handler: Any) -> None:
        """What stands before the items."""
        super().add_root_elements(_Marking(handler, self.feed["langs"]))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """One item."""
        super().add_item_elements(_Marking(handler, item["langs"]), item)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: where it lies without its ending (`feeds/vi`), what it is called, which page it belongs to."""

    base: str
    title: Phrase
    summary: Phrase
    page: str
    language: str
    editions: tuple[Edition, ...]

    def path(self, format_: str) -> str:
        """Where the feed lies in the site in one format, "atom" or "rss"."""
        return f"{self.base}.{format_}.xml"


def feeds(editions: Editions) -> Iterator[Feed]:
    """Every feed that has an entry: of each language, then of each campaign in each of its languages."""
    for language in editions.languages:
        context = Context.of(editions, language)
        if not context.prints_address:
            continue
        news = [edition for edition in editions.by_language.get(language, {}).values() if _is_news(edition)]
        home = context.page_path("index", language)
        name = context.say("site.name")
        title = Phrase(f"{name} – {context.locale.autonym}", name.lang)
        found = [Feed(f"feeds/{language}", title, context.say("site.tagline"), home, language, tuple(news))]
        for campaign in editions.campaigns:
            own = tuple(edition for edition in news if _campaign_of(edition) == campaign.slug)
            page = f"{campaign.slug}.html"
            title, summary = (
                Phrase(words, SOURCE) for words in (campaign.fields.title, campaign.fields.summary)
            )
            found.append(Feed(f"feeds/{campaign.slug}.{language}", title, summary, page, language, own))
        yield from (feed for feed in found if feed.editions)


def feed_products(editions: Editions) -> Iterator[Product]:
    """Both formats of every feed."""
    for feed in feeds(editions):
        context = Context.of(editions, feed.language)
        sources = tuple(sorted({source for edition in feed.editions for source in edition.sources}))
        for format_ in TYPES:
            data = _document(feed, context, format_)
            yield Product(feed.path(format_), data, f"feed-{format_}", "", feed.language, "", sources)


def published(edition: Edition, context: Context) -> dt.date:
    """The first day on which somebody approved or checked it; a draft without either is of the build's day."""
    return min(_days(edition), default=context.date)


def updated(edition: Edition, context: Context) -> dt.date:
    """The last day on which somebody approved or checked it."""
    return max(_days(edition), default=context.date)


def _days(edition: Edition) -> list[dt.date]:
    days = (getattr(edition.fields, "approved_on", None), getattr(edition.item_fields, "checked", None))
    return [day for day in days if day]


def shown_title(edition: Edition, context: Context) -> str:
    """The title with its marks before it: a feed reader shows nothing else."""
    marks = [context.t(f"mark.{mark}") for mark in edition.marks]
    return ": ".join([*marks, context.fill(edition.title)])


def _is_news(edition: Edition) -> bool:
    return edition.kind not in ("page", "service")


def _campaign_of(edition: Edition) -> str:
    return edition.source.campaign if isinstance(edition.source, Item) else ""


def _document(feed: Feed, context: Context, format_: str) -> bytes:
    newest = sorted(feed.editions, key=lambda e: (updated(e, context), e.id), reverse=True)[:_MOST]
    kind = Atom if format_ == "atom" else _Rss
    found = kind(
        title=feed.title.text,
        link=context.site_url + feed.page,
        description=feed.summary.text,
        langs=_langs(context, title=feed.title, subtitle=feed.summary, description=feed.summary),
        language=context.lang,
        author_name=context.t("site.name"),
        feed_url=context.site_url + feed.path(format_),
        feed_guid=context.site_url + feed.base,
        feed_copyright=LICENCE,
    )
    for edition in newest:
        summary = neutral_phrase(edition, context)
        found.add_item(
            title=shown_title(edition, context),
            link=context.site_url + context.page_path(edition.id, edition.language),
            description=summary.text,
            langs=_langs(context, summary=summary, description=summary),
            # An id that stays when the site moves, so that nobody reads a text twice; the podcast has the same.
            unique_id=f"loa:{edition.id}:{edition.language}",
            unique_id_is_permalink=False,
            categories=getattr(edition.item_fields, "topics", ()),
            pubdate=moment(published(edition, context)),
            updateddate=moment(updated(edition, context)),
        )
    return document(found)


def _langs(context: Context, **words: Phrase) -> dict[str, str]:
    """The language of each element whose words are not in the language of the feed."""
    return {name: phrase.lang for name, phrase in words.items() if phrase.lang != context.lang}


def document(feed: SyndicationFeed) -> bytes:
    """The feed as XML in UTF-8."""
    found = io.BytesIO()
    feed.write(found, "utf-8")
    return found.getvalue()


def moment(day: dt.date) -> dt.datetime:
    """When something of that day was published: feeds ask for a time, and content knows days alone."""
    return dt.datetime.combine(day, _HOUR)


def feed_links(editions: Editions, page: str) -> list[tuple[Feed, str]]:
    """(feed, format) of the feeds that belong to the page at path `page`."""
    return [(feed, format_) for feed in feeds(editions) if feed.page == page for format_ in TYPES]
