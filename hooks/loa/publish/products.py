"""Making every product of a build."""

from __future__ import annotations

from loa.editions import Edition, Editions
from loa.publish.bundles import bundle_products
from loa.publish.cache import Cache
from loa.publish.progress import report
from loa.render.context import Context
from loa.render.feeds.agenda import agenda_products
from loa.render.feeds.syndication import feed_products
from loa.render.presskit import press_kits
from loa.render.products import PRODUCTS, Product, ProductType, product
from loa.render.radio.podcast import podcasts
from loa.render.radio.stationfiles import station_products
from loa.render.search.products import search_products


def jobs(editions: Editions) -> list[tuple[ProductType, Edition]]:
    """Every product to be made, in the order of languages and items."""
    return [
        (kind, edition) for edition in editions for kind in PRODUCTS.values() if edition.kind in kind.kinds
    ]


def make_products(editions: Editions, cache: Cache) -> dict[str, Product]:
    """Every product by its path in the site; what cannot be made is in the hub's report, with the reason."""
    todo = jobs(editions)
    contexts: dict[str, Context] = {}
    found: dict[str, Product] = {}
    for number, (kind, edition) in enumerate(todo, 1):
        context = contexts.setdefault(edition.language, Context.of(editions, edition.language))
        made = _make(kind, edition, context, cache)
        if made:
            found[made.path] = made
        report("products", number, len(todo))
    found.update({made.path: made for made in station_products(editions)})
    found.update({made.path: made for made in [*podcasts(editions, found)]})
    found.update({made.path: made for made in [*press_kits(editions, found)]})
    found.update({made.path: made for made in search_products(editions)})
    found.update({made.path: made for made in [*feed_products(editions), *agenda_products(editions)]})
    found.update({made.path: made for made in bundle_products(editions)})
    return found


def _make(kind: ProductType, edition: Edition, context: Context, cache: Cache) -> Product | None:
    key = kind.key(edition, context)
    kept = cache.get(key)
    if kept is not None:
        return product(kind, edition, kept)
    made = kind.render(edition, context)
    context.editions.hub.report.extend(made.problems)
    if made.product:
        cache.put(key, made.product.data)
    return made.product
