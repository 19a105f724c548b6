"""Making every product of a build."""

from __future__ import annotations

from dataclasses import replace

from loa.editions import Edition, Editions
from loa.errors import Problem
from loa.progress import report
from loa.publish.bundles import bundle_products
from loa.publish.cache import Cache
from loa.publish.processes import processors, run
from loa.render.context import Context
from loa.render.feeds.agenda import agenda_products
from loa.render.feeds.syndication import feed_products
from loa.render.pictures.products import Picture, card_orders, draw_all, other_pictures
from loa.render.presskit import press_kits
from loa.render.products import PRODUCTS, Made, Product, ProductType, product
from loa.render.radio.podcast import podcasts
from loa.render.radio.stationfiles import station_products
from loa.render.search.products import search_products

# A second process takes about a second to have its fonts and libraries: the time of twenty cards (measured).
_PAYS = 40


def jobs(editions: Editions) -> list[tuple[ProductType, Edition]]:
    """Every product to be made, in the order of languages and items."""
    return [
        (kind, edition)
        for edition in editions
        for kind in PRODUCTS.values()
        if edition.kind in kind.kinds
        and (kind.alternates or not editions.hub.locale(edition.language).alternate_of)
    ]


def make_products(editions: Editions, cache: Cache) -> dict[str, Product]:
    """Every product by its path in the site; what cannot be made is in the hub's report, with the reason."""
    todo = jobs(editions)
    contexts: dict[str, Context] = {}
    found: dict[str, Product] = {}
    _draw_cards(editions, cache)
    for number, (kind, edition) in enumerate(todo, 1):
        context = contexts.setdefault(edition.language, Context.of(editions, edition.language))
        made = _make(kind, edition, context, cache)
        if made:
            found[made.path] = made
        report("products", number, len(todo))
    for picture in other_pictures(editions):
        if drawn := _draw(picture, editions, cache):
            found[drawn.path] = drawn
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
    made = Made(product(kind, edition, kept)) if kept is not None else kind.render(edition, context)
    context.editions.hub.report.extend(made.problems)
    if made.product is None:
        return None
    if kept is None:
        cache.put(key, made.product.data)
    return replace(made.product, alt=kind.alt(edition, context))


def _draw_cards(editions: Editions, cache: Cache) -> None:
    """Put the cards that the cache lacks into it, in several processes where they are many."""
    contexts = {tag: Context.of(editions, tag) for tag in editions.by_language}
    orders = [order for edition in editions for order in card_orders(edition, contexts[edition.language])]
    lacking = [order for order in orders if cache.get(order.key) is None]
    if len(lacking) < _PAYS:
        return
    number = processors()
    for made in run(draw_all, [lacking[at::number] for at in range(number)]):
        for key, data in made.items():
            cache.put(key, data)


def _draw(picture: Picture, editions: Editions, cache: Cache) -> Product | None:
    kept = cache.get(picture.key)
    data = picture.draw() if kept is None else kept
    if isinstance(data, Problem):
        editions.hub.report.extend([data])
        return None
    if kept is None:
        cache.put(picture.key, data)
    return replace(picture.product, data=data)
