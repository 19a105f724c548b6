"""The products: what is made of an edition beside its page. A new product is one entry in `PRODUCTS`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from loa.render.paper.products import SITE_LEAFLETS
from loa.render.pictures.products import PICTURE_PRODUCTS
from loa.render.producttype import Made, Product, ProductType, product
from loa.render.radio.audio import AUDIO_PRODUCTS
from loa.render.radio.products import RADIO_PRODUCTS
from loa.render.talk import TALK

__all__ = [
    "PRODUCTS",
    "Made",
    "Product",
    "ProductType",
    "extra_product",
    "product",
]


PRODUCTS: dict[str, ProductType] = {
    **{kind.name: kind for kind in SITE_LEAFLETS},
    **PICTURE_PRODUCTS,
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
