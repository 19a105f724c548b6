"""What one MkDocs build knows: the opened hub, its products and pages. Made once, though events fire per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loa.editions import Editions
from loa.errors import LoaError
from loa.hub import PROJECT, Hub, Settings, open_hub
from loa.locales.locale import SOURCE
from loa.publish.cache import Cache
from loa.publish.manifest import Entry
from loa.publish.products import make_products
from loa.publish.samples import samples
from loa.publish.tracked import refuse_tracked_records
from loa.render.context import Context
from loa.render.products import Product
from loa.site.pages import SitePage, site_pages
from loa.site.samples import samples_page

CACHE = PROJECT / ".cache" / "loa" / "products"


@dataclass
class SiteState:
    """One build of the site: products are made before pages, so that pages link to what really exists."""

    hub: Hub
    editions: Editions
    products: dict[str, Product]
    contexts: dict[str, Context] = field(default_factory=dict)
    pages: dict[str, SitePage] = field(default_factory=dict)

    @classmethod
    def open(cls, settings: Settings, cache: Path = CACHE) -> SiteState:
        """Load and check the hub, make its products, lay out its pages.

        Raises:
            LoaError: the content has errors, or a product cannot be made; nothing may be published from it.
        """
        hub = open_hub(settings)
        refuse_tracked_records((hub.source.campaigns, hub.source.docs))
        return cls.of(hub, cache)

    @classmethod
    def of(
        cls, hub: Hub, cache: Path = CACHE, kept: Mapping[tuple[str, str, str], Any] | None = None
    ) -> SiteState:
        """The same for a hub that is open; `kept`: what renderers made before and need not make again.

        Raises:
            LoaError: as `open`.
        """
        if hub.report.errors:
            raise LoaError(hub.report)
        editions = Editions(hub)
        editions.memo.update(kept or {})
        if not Context.of(editions, SOURCE).prints_address:
            hub.report.add("LOA701")
        products = make_products(editions, Cache(cache))
        shown = samples(editions, products.values(), Cache(cache))
        products.update({sample.thumbnail.path: sample.thumbnail for sample in shown})
        if hub.report.errors:
            raise LoaError(hub.report)
        state = cls(hub, editions, products)
        made = frozenset(products)
        for language in editions.languages:
            for page in site_pages(editions, state.context(language), made):
                state.pages[page.path] = page
        if shown:
            page = samples_page(shown, state.context(SOURCE))
            state.pages[page.path] = page
        return state

    def context(self, language: str) -> Context:
        """The rendering context of a language."""
        return self.contexts.setdefault(language, Context.of(self.editions, language))

    def entries(self) -> dict[str, Entry]:
        """What the manifest says of every page."""
        return {
            page.path: Entry(
                "script-page" if page.kind == "script" else "page",
                page.item,
                page.alternate or page.language,
                page.status,
                page.made_from,
            )
            for page in self.pages.values()
        }
