"""The Atom feed in which a hub announces its campaigns to other hubs, one archive an entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from feedgenerator import Enclosure

from loa.model.catalog import Campaign
from loa.render.context import Context
from loa.render.feeds.syndication import LICENCE, Atom, document, moment

FEED, ARCHIVE = "campaigns/feed.atom.xml", "application/zip"


@dataclass(frozen=True, slots=True)
class Announced:
    """A campaign's archive: its path in the site, its size in bytes, the day of its newest part."""

    campaign: Campaign
    path: str
    size: int
    updated: dt.date


def announcement(entries: list[Announced], context: Context) -> bytes:
    """The feed, newest campaign first."""
    feed = Atom(
        title=context.t("site.name"),
        link=f"{context.site_url}index.html",
        description=context.t("campaign.feed"),
        language=context.lang,
        author_name=context.t("site.name"),
        feed_url=context.site_url + FEED,
        feed_guid=context.site_url + FEED,
        feed_copyright=LICENCE,
    )
    for announced in sorted(entries, key=lambda entry: (entry.updated, entry.campaign.slug), reverse=True):
        fields = announced.campaign.fields
        feed.add_item(
            title=fields.title,
            link=f"{context.site_url}{announced.campaign.slug}.html",
            description=fields.summary,
            unique_id=f"loa:campaign:{announced.campaign.slug}",
            pubdate=moment(announced.updated),
            updateddate=moment(announced.updated),
            enclosures=[Enclosure(context.site_url + announced.path, str(announced.size), ARCHIVE)],
        )
    return document(feed)
