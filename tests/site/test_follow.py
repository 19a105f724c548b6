"""The page that shows what can be followed: every address on it exists, and names languages in Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

import support
import tiny

from loa.editions import Editions
from loa.hub import PROJECT, Settings, open_hub
from loa.locales.locale import SOURCE
from loa.publish.bundles import bundle_products
from loa.render.context import Context
from loa.render.feeds.agenda import agenda_products
from loa.render.feeds.syndication import feed_products
from loa.site.follow import follow_link, follow_page

REAL = "https://binh-dang.gov.vn/"


def opened(source: Path, url: str = REAL, *, production: bool = False) -> tuple[Context, set[str]]:
    """The Vietnamese context of a hub, and the paths of everything that can be followed."""
    settings = Settings.of(source, date=support.DATE, production=production, site_url=url)
    editions = Editions(open_hub(settings, PROJECT))
    made = (*feed_products(editions), *agenda_products(editions), *bundle_products(editions))
    # A recording makes a podcast; that its feed is right is tested with the others (tests/radio).
    return Context.of(editions, SOURCE), {product.path for product in made} | {"radio/podcast.km.xml"}


def test_every_feed_calendar_and_podcast_stands_on_it_once() -> None:
    context, products = opened(support.HUB)
    page = follow_page(context, products)
    assert page is not None
    main = support.parse(page["body"])
    found = [link.get("href") for link in main.all("a")]
    wanted = {path for path in products if path.endswith((".ics", ".xml"))}
    assert set(found) == wanted and len(found) == len(wanted)
    assert [code.text for code in main.all("code")] == [REAL + path for path in found]
    names = [link.get("aria-label") for link in main.all("a")]
    assert len(set(names)) == len(names) and all(
        name.startswith(link.text) for name, link in zip(names, main.all("a"), strict=True)
    )
    names_of_languages = {context.editions.hub.locale(tag).name for tag in ("km", "rad")}
    assert names_of_languages <= set(re.split(r" – |\n", main.text)) and not main.all("span")
    assert page["base"] in follow_link(context, products)


def test_without_an_address_it_has_what_a_folder_has() -> None:
    context, products = opened(support.HUB, "")
    page = follow_page(context, {path for path in products if path.endswith(".ics")})
    assert page is not None and "feeds/" not in page["body"] and "calendar/" in page["body"]


def test_nothing_to_follow_no_page(tmp_path: Path) -> None:
    context, _ = opened(tiny.write(tmp_path, {}), production=True)
    assert follow_page(context, frozenset()) is None and follow_link(context, frozenset()) == ""
