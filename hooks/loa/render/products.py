"""The products: what is made of an edition beside its page. A new product is one entry in `PRODUCTS`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from loa.editions import Edition
from loa.errors import Problem
from loa.render import leaflet, typesetting
from loa.render.contentstream import StreamError
from loa.render.context import Context
from loa.render.fonts import missing_glyphs
from loa.render.producttype import Made, Product, ProductType, product
from loa.render.radio.audio import AUDIO_PRODUCTS
from loa.render.radio.products import RADIO_PRODUCTS
from loa.render.talk import TALK
from loa.render.textlayer import cure

__all__ = [
    "LEAFLET",
    "PRODUCTS",
    "Made",
    "Product",
    "ProductType",
    "extra_product",
    "leaflet_path",
    "product",
]


def leaflet_path(edition: Edition) -> str:
    """Where an edition's leaflet lies in the site."""
    return f"leaflets/{edition.id}.{edition.language}.pdf"


def _leaflet(edition: Edition, context: Context) -> Made:
    shown = edition.text.shown
    wishes = getattr(edition.item_fields, "leaflet", None)
    if wishes and wishes.skip:
        return Made(None)
    data = leaflet.leaflet_data(edition, context)
    if missing := missing_glyphs(context.locale, leaflet.texts(data)):
        glyphs = " ".join(missing[:12])
        problem = Problem.of("LOA702", shown, product="leaflet", language=edition.language, glyphs=glyphs)
        return Made(None, (problem,))
    try:
        pdf, pages = _fitted(data, context)
    except typesetting.TypesettingError as error:
        return Made(None, (Problem.of("LOA706", shown, product="leaflet", reason=error),))
    if pages > leaflet.MAX_PAGES:
        return Made(None, (Problem.of("LOA704", shown, pages=pages, limit=leaflet.MAX_PAGES),))
    try:
        return Made(product(LEAFLET, edition, cure(pdf)))
    except StreamError as error:
        return Made(None, (Problem.of("LOA706", shown, product="leaflet", reason=error),))


def _fitted(data: dict[str, Any], context: Context) -> tuple[bytes, int]:
    """The leaflet in the largest size that takes as few pages as the smallest one does, and its pages."""

    def at(size: float) -> tuple[bytes, int]:
        pdf = typesetting.pdf("leaflet.typ", {**data, "size": size}, context.locale)
        return pdf, typesetting.page_count(pdf)

    best = at(leaflet.SIZES[0])
    low, high = 0, len(leaflet.SIZES) - 1
    while low < high:
        middle = (low + high + 1) // 2
        tried = at(leaflet.SIZES[middle])
        if tried[1] <= best[1]:
            best, low = tried, middle
        else:
            high = middle - 1
    return best


def _leaflet_key(edition: Edition, context: Context) -> str:
    return typesetting.inputs_hash("leaflet.typ", leaflet.leaflet_data(edition, context), context.locale)


_READ_KINDS = frozenset({"law", "model", "message", "myth"})

LEAFLET = ProductType("leaflet", _READ_KINDS, leaflet_path, _leaflet, _leaflet_key)
PRODUCTS: dict[str, ProductType] = {
    LEAFLET.name: LEAFLET,
    TALK.name: TALK,
    **RADIO_PRODUCTS,
    **AUDIO_PRODUCTS,
}


@contextmanager
def extra_product(kind: ProductType) -> Iterator[None]:
    """Add a product for the length of a `with` block: how a test adds one without touching the rest."""
    PRODUCTS[kind.name] = kind
    try:
        yield
    finally:
        del PRODUCTS[kind.name]
