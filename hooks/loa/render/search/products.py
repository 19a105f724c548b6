"""The files of the search of every language."""

from __future__ import annotations

from collections.abc import Iterator

from loa.editions import Editions
from loa.render.producttype import Product
from loa.render.search.index import Index, index
from loa.render.search.records import records


def search_folder(language: str) -> str:
    """The site folder of a language's index."""
    return f"search/{language}"


def index_of(editions: Editions, language: str) -> Index:
    """The index of a language, made once a build."""
    key = ("search", language, "")
    if key not in editions.memo:
        editions.memo[key] = index(records(editions, language))
    found: Index = editions.memo[key]
    return found


def search_products(editions: Editions) -> Iterator[Product]:
    """Every file of every language's index."""
    for language in editions.languages:
        for name, data in index_of(editions, language).files.items():
            yield Product(f"{search_folder(language)}/{name}", data, "search", language=language)
