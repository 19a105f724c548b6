"""The products: what is made of an edition beside its page. A new product is one entry in `PRODUCTS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from loa.editions import Edition
from loa.errors import Problem, Severity, message_language
from loa.render import leaflet, typesetting
from loa.render.contentstream import StreamError
from loa.render.context import Context
from loa.render.fonts import missing_glyphs
from loa.render.script import script_of
from loa.render.textlayer import cure


@dataclass(frozen=True, slots=True)
class Product:
    """One file of the site, with what the manifest says of it."""

    path: str
    data: bytes
    product: str
    item: str = ""
    language: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a renderer made: the file, or the reason why there is none, and warnings."""

    product: Product | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductType:
    """A kind of product. `key`: hash of all inputs, under which publish may keep the bytes; empty: never kept."""

    name: str
    kinds: frozenset[str]
    path: Callable[[Edition], str]
    render: Callable[[Edition, Context], Made]
    key: Callable[[Edition, Context], str] = lambda edition, context: ""


def product(kind: ProductType, edition: Edition, data: bytes) -> Product:
    """A file made of an edition."""
    return Product(
        kind.path(edition), data, kind.name, edition.id, edition.language, edition.status, edition.sources
    )


def leaflet_path(edition: Edition) -> str:
    """Where an edition's leaflet lies in the site."""
    return f"leaflets/{edition.id}.{edition.language}.pdf"


def script_text_path(edition: Edition) -> str:
    """Where the plain text of an edition's script lies in the site."""
    return f"radio/{edition.id}.{edition.language}.txt"


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


def _script(edition: Edition, context: Context) -> Made:
    wishes = getattr(edition.item_fields, "radio", None)
    if wishes and wishes.skip:
        return Made(None)
    script = script_of(edition, context)
    if not script.readable:
        return Made(None, tuple(_unreadable(problem) for problem in script.problems))
    return Made(product(SCRIPT, edition, script.text().encode()), script.problems)


def _unreadable(problem: Problem) -> Problem:
    if problem.severity is not Severity.ERROR:
        return problem
    hint = problem.text(message_language())[1]
    return Problem.of(
        "LOA703", problem.path, problem.line, value=dict(problem.values).get("value", "?"), what=hint
    )


_READ_KINDS = frozenset({"law", "model", "message", "myth"})

LEAFLET = ProductType("leaflet", _READ_KINDS, leaflet_path, _leaflet, _leaflet_key)
SCRIPT = ProductType("script", _READ_KINDS, script_text_path, _script)

PRODUCTS: dict[str, ProductType] = {kind.name: kind for kind in (LEAFLET, SCRIPT)}


@contextmanager
def extra_product(kind: ProductType) -> Iterator[None]:
    """Add a product for the length of a `with` block: how a test adds one without touching the rest."""
    PRODUCTS[kind.name] = kind
    try:
        yield
    finally:
        del PRODUCTS[kind.name]
