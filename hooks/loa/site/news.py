"""The page of approved stories from other sites: title, who published it, when, a link. In Vietnamese."""

from __future__ import annotations

from html import escape
from typing import Any

from loa import places
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.news import NewsEntry
from loa.render.context import Context
from loa.render.html import relative
from loa.site.parts import text


def news_of(campaign: Campaign) -> list[NewsEntry]:
    """The stories that a named editor approved: nothing else is shown, in no mode."""
    entries = campaign.news.entries if campaign.news else ()
    found = [
        entry for entry in entries if entry.status == "approved" and entry.approved_by and entry.approved_on
    ]
    return [entry for entry in found if entry.victim_checked or not entry.victim]


def news_path(campaign: Campaign) -> str:
    """Where the page lies in the site."""
    return f"news/{campaign.slug}.html"


def news_link(campaign: Campaign, context: Context) -> str:
    """The link from a campaign's own page; empty where nothing is approved."""
    if not news_of(campaign):
        return ""
    return f'<p class="loa-more"><a href="{news_path(campaign)}">{text(context, "news.title")}</a></p>\n'


def news_page(campaign: Campaign, context: Context) -> dict[str, Any]:
    """The values of the page of a campaign's stories."""
    base = news_path(campaign)
    rows = "\n".join(_entry(entry, context) for entry in news_of(campaign))
    assert campaign.news
    return {
        "base": base,
        "kind": "news",
        "title": context.t("news.title"),
        "heading": text(context, "news.title"),
        "description": context.t("news.summary"),
        "kicker": f'<a href="{relative(f"{campaign.slug}.html", base)}">{escape(campaign.fields.title)}</a>',
        "summary": text(context, "news.summary"),
        "body": f'<ul class="loa-agenda">\n{rows}\n</ul>',
        "status": "approved",
        "made_from": (str(campaign.news.found.path),),
    }


def _entry(entry: NewsEntry, context: Context) -> str:
    locale = context.editions.hub.locales.get(entry.language)
    lang = f' lang="{locale.html_lang}"' if locale and entry.language != SOURCE else ""
    place = places.find(entry.province) if entry.province else None
    about = [escape(entry.source), *([escape(place.name)] if place else [])]
    about += [escape(context.day(entry.published))] if entry.published else []
    summary = f"<p{lang}>{escape(entry.summary)}</p>" if entry.summary else ""
    link = f'<a href="{escape(entry.link)}" rel="noreferrer noopener nofollow">{escape(entry.title)}</a>'
    return f"<li><h2{lang}>{link}</h2><p>{' · '.join(about)}</p>{summary}</li>"
