"""What a product is: a file made of an edition, and the kind of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loa.editions import Edition
from loa.errors import Problem
from loa.render.context import Context


@dataclass(frozen=True, slots=True)
class Product:
    """One file of the site, with what the manifest says of it; `alt`: the text alternative of a picture."""

    path: str
    data: bytes
    product: str
    item: str = ""
    language: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a renderer made: the file, or the reason why there is none, and warnings."""

    product: Product | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductType:
    """A kind of product.

    `key`: hash of all inputs, under which publish may keep the bytes; empty: never kept. `alt`: the text alternative
    of a picture. `alternates`: whether it is made of easy-to-read texts and the like too.
    """

    name: str
    kinds: frozenset[str]
    path: Callable[[Edition], str]
    render: Callable[[Edition, Context], Made]
    key: Callable[[Edition, Context], str] = lambda edition, context: ""
    alt: Callable[[Edition, Context], str] = lambda edition, context: ""
    alternates: bool = False


def product(kind: ProductType, edition: Edition, data: bytes) -> Product:
    """A file made of an edition."""
    return Product(
        kind.path(edition), data, kind.name, edition.id, edition.language, edition.status, edition.sources
    )
