"""A podcast feed a language, which loudspeaker servers and phones can follow: RSS 2.0 with the iTunes names.

Written with the standard library: feedgenerator knows nothing of podcasts. A feed exists only where there is
sound and the site has an address, since enclosures need one.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from email.utils import format_datetime

from loa.editions import Edition, Editions
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.producttype import Product
from loa.render.radio.artwork import artwork
from loa.render.radio.audio import audio_path
from loa.render.radio.products import script_text_path
from loa.render.radio.recording import seconds_of

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_ATOM = "http://www.w3.org/2005/Atom"
_PODCAST = "https://podcastindex.org/namespace/1.0"
ARTWORK = "radio/podcast.png"
_VIET_NAM = dt.timezone(dt.timedelta(hours=7))

for _prefix, _name in (("itunes", _ITUNES), ("atom", _ATOM), ("podcast", _PODCAST)):
    ET.register_namespace(_prefix, _name)


def podcast_path(language: str) -> str:
    """Where the feed of a language lies in the site."""
    return f"radio/podcast.{language}.xml"


def podcasts(editions: Editions, products: Mapping[str, Product]) -> Iterator[Product]:
    """The feeds, and their picture. `products`: every other product by its path."""
    pictured = False
    for language in editions.languages:
        context = Context.of(editions, language)
        found = [
            (edition, products[audio_path(edition)])
            for edition in editions.by_language.get(language, {}).values()
            if audio_path(edition) in products
        ]
        if not found or not context.prints_address:
            continue
        if not pictured:
            yield Product(ARTWORK, artwork(), "podcast-artwork")
            pictured = True
        entries = sorted(found, key=lambda entry: (_published(entry[0], context), entry[0].id), reverse=True)
        channel_sources = sorted({source for edition, _ in found for source in edition.sources})
        data = _feed(context, [_item(edition, sound, context, products) for edition, sound in entries])
        yield Product(podcast_path(language), data, "podcast", "", language, "", tuple(channel_sources))


def _feed(context: Context, items: list[ET.Element]) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    address = context.site_url + podcast_path(context.language)
    home = (
        context.site_url if context.language == SOURCE else f"{context.site_url}{context.language}/index.html"
    )
    title = f"{context.t('site.name')} – {context.locale.autonym}"
    for name, text in (
        ("title", title),
        ("link", home),
        ("description", context.t("site.tagline")),
        ("language", context.lang),
        (f"{{{_ITUNES}}}author", context.t("site.name")),
        (f"{{{_ITUNES}}}explicit", "false"),
        (f"{{{_ITUNES}}}type", "episodic"),
    ):
        ET.SubElement(channel, name).text = text
    ET.SubElement(channel, f"{{{_ITUNES}}}category", text="Government")
    ET.SubElement(channel, f"{{{_ITUNES}}}image", href=context.site_url + ARTWORK)
    ET.SubElement(channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=address)
    channel.extend(items)
    ET.indent(root, " ")
    document: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode()


def _item(edition: Edition, sound: Product, context: Context, products: Mapping[str, Product]) -> ET.Element:
    item = ET.Element("item")
    page = context.site_url + context.page_path(edition.id, edition.language)
    machine = "" if sound.product == "recording" else f" ({context.t('audio.machine')})"
    for name, text in (
        ("title", context.fill(edition.title)),
        ("description", context.fill(edition.summary) + machine),
        ("link", page),
        ("pubDate", format_datetime(_published(edition, context))),
        (f"{{{_ITUNES}}}duration", str(round(seconds_of(sound.data)))),
    ):
        ET.SubElement(item, name).text = text
    # An id that stays when the site moves, so that nobody hears a programme twice.
    ET.SubElement(item, "guid", isPermaLink="false").text = f"loa:{edition.id}:{edition.language}"
    address, length = context.site_url + sound.path, str(len(sound.data))
    ET.SubElement(item, "enclosure", url=address, length=length, type="audio/mpeg")
    if (transcript := script_text_path(edition)) in products:
        link = {"url": context.site_url + transcript, "type": "text/plain", "language": context.lang}
        ET.SubElement(item, f"{{{_PODCAST}}}transcript", link)
    return item


def _published(edition: Edition, context: Context) -> dt.datetime:
    """The day of approval; a draft that is shown in a preview is of the day of the build."""
    day = getattr(edition.fields, "approved_on", None) or context.date
    return dt.datetime.combine(day, dt.time(5), _VIET_NAM)
