"""The Atom feed in which a hub announces its campaigns to other hubs, one archive an entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from feedgen.feed import FeedGenerator
from lxml import etree

from loa import __version__
from loa.model.catalog import Campaign
from loa.render.context import Context
from loa.render.feeds.syndication import HOUR, LICENCE, TYPES

FEED, ARCHIVE = "campaigns/feed.atom.xml", "application/zip"
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Announced:
    """A campaign's archive: its path in the site, its size in bytes, the day of its newest part."""

    campaign: Campaign
    path: str
    size: int
    updated: dt.date


def announcement(entries: list[Announced], context: Context) -> bytes:
    """The feed, newest campaign first."""
    feed = FeedGenerator()
    feed.id(context.site_url + FEED)
    feed.title(context.t("site.name"))
    feed.subtitle(context.t("campaign.feed"))
    feed.author(name=context.t("site.name"))
    feed.link(href=context.site_url + FEED, rel="self", type=TYPES["atom"])
    feed.link(href=f"{context.site_url}index.html", rel="alternate", type="text/html")
    feed.language(context.lang)
    feed.rights(LICENCE)
    feed.generator("Loa", version=__version__)
    ordered = sorted(entries, key=lambda entry: (entry.updated, entry.campaign.slug), reverse=True)
    feed.updated(dt.datetime.combine(ordered[0].updated, HOUR))
    for announced in ordered:
        fields = announced.campaign.fields
        moment = dt.datetime.combine(announced.updated, HOUR)
        entry = feed.add_entry(order="append")
        entry.id(f"loa:campaign:{announced.campaign.slug}")
        entry.title(fields.title)
        entry.summary(fields.summary)
        entry.link(
            href=f"{context.site_url}{announced.campaign.slug}.html", rel="alternate", type="text/html"
        )
        entry.enclosure(context.site_url + announced.path, announced.size, ARCHIVE)
        entry.published(moment)
        entry.updated(moment)
    root = etree.fromstring(feed.atom_str(pretty=True))
    archives = {context.site_url + announced.path: announced.size for announced in ordered}
    # feedgen 1.0 writes the links of an entry without anything but their address.
    for link in root.iter(f"{{{_ATOM}}}link"):
        if (size := archives.get(str(link.get("href")))) is not None:
            link.attrib.update({"rel": "enclosure", "type": ARCHIVE, "length": str(size)})
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    return data
