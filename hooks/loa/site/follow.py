"""The page “Theo dõi”: every address that a station's or an office's own programs can follow, in one place.

The same addresses stand in the heads of pages, where programs find them and people do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape
from typing import Any

from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.feeds.agenda import events_path, tasks_path
from loa.render.feeds.announce import FEED
from loa.render.feeds.syndication import TYPES, feeds
from loa.render.html import phrase, relative
from loa.render.radio.podcast import podcast_path
from loa.site.parts import text

BASE = "theo-doi.html"
FORMATS = {"atom": "Atom", "rss": "RSS"}
# (what it is called, part by part; (format, path) of its files)
Entry = tuple[tuple[Phrase, ...], tuple[tuple[str, str], ...]]


def follow_page(context: Context, products: Collection[str]) -> dict[str, Any] | None:
    """The values of the page, in Vietnamese; None where nothing can be followed.

    Args:
        products: the paths of the files that were made.
    """
    sections = (
        ("news", _news(context)),
        ("calendars", _calendars(context, products)),
        ("audio", _audio(context, products)),
        (
            "campaigns",
            _campaigns(context, products),
        ),
    )
    body = "\n".join(_section(name, list(entries), context) for name, entries in sections)
    if not body.strip():
        return None
    return {
        "base": BASE,
        "kind": "follow",
        "title": context.t("follow.title"),
        "heading": text(context, "follow.title"),
        "description": context.t("follow.intro"),
        "summary": text(context, "follow.intro"),
        "body": body,
        "menu": 80,
    }


def follow_link(context: Context, products: Collection[str]) -> str:
    """The link from a campaign's own page; empty where nothing can be followed."""
    if follow_page(context, products) is None:
        return ""
    return f'<p class="loa-more"><a href="{BASE}">{text(context, "follow.link")}</a></p>\n'


def _name(context: Context, language: str) -> Phrase:
    """In Vietnamese, as the page is for officials: names in four scripts would cost a phone four fonts."""
    return Phrase(context.editions.hub.locale(language).name, SOURCE)


def _news(context: Context) -> Iterator[Entry]:
    """The feeds of whole languages first: those are what most people want."""
    for feed in sorted(feeds(context.editions), key=lambda feed: feed.base != f"feeds/{feed.language}"):
        formats = tuple((FORMATS[format_], feed.path(format_)) for format_ in TYPES)
        whole = feed.base == f"feeds/{feed.language}"
        name = context.say("follow.all") if whole else feed.title
        yield (name, _name(context, feed.language)), formats


def _calendars(context: Context, products: Collection[str]) -> Iterator[Entry]:
    for campaign in context.editions.campaigns:
        title = Phrase(campaign.fields.title, SOURCE)
        for language in context.editions.languages:
            if (path := events_path(campaign, language)) in products:
                name = (context.say("download.event_calendar"), title, _name(context, language))
                yield name, (("iCalendar", path),)
        if (path := tasks_path(campaign)) in products:
            yield (context.say("download.task_calendar"), title), (("iCalendar", path),)


def _audio(context: Context, products: Collection[str]) -> Iterator[Entry]:
    for language in context.editions.languages:
        if (path := podcast_path(language)) in products:
            yield (_name(context, language),), (("RSS", path),)


def _campaigns(context: Context, products: Collection[str]) -> Iterator[Entry]:
    if FEED in products:
        yield (context.say("site.name"),), (("Atom", FEED),)


def _section(name: str, entries: list[Entry], context: Context) -> str:
    if not entries:
        return ""
    rows = "\n".join(_row(entry, context) for entry in entries)
    return (
        f"<h2>{text(context, f'follow.{name}')}</h2>\n<p>{text(context, f'follow.{name}.text')}</p>\n"
        f'<ul class="loa-follow">\n{rows}\n</ul>'
    )


def _row(entry: Entry, context: Context) -> str:
    parts, files = entry
    name = " – ".join(phrase(part, context.lang) for part in parts)
    spoken = " – ".join(part.text for part in parts)
    links = "\n".join(
        f'<a href="{escape(relative(path, BASE))}" aria-label="{escape(f"{format_}: {spoken}")}">{format_}</a> '
        f"<code>{escape(context.site_url + path if context.prints_address else path)}</code>"
        for format_, path in files
    )
    return f"<li><strong>{name}</strong>\n{links}</li>"
