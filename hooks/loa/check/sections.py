"""The sections that a writer leaves out on paper or on air: they must exist, or nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from loa.errors import Problem, say
from loa.load.frontmatter import nearest
from loa.locales.locale import SOURCE
from loa.model.blocks import section_titles
from loa.model.catalog import Item, Text
from loa.model.fields import Fields

_FIELDS = (("leaflet", "omit"), ("radio", "omit"), ("radio", "cut"))


def unknown_sections(item: Item) -> Iterator[Problem]:
    """The names of sections in the front matter of an item or a variant that no text of it has."""
    own = section_titles(item.text.blocks)
    yield from _unknown(item.fields, item.text, [*own, *_spoken(item, SOURCE)])
    for language, variant in item.variants.items():
        known = [*section_titles(variant.text.blocks), *own, *_spoken(item, language)]
        yield from _unknown(variant.fields, variant.text, known)


def _spoken(item: Item, language: str) -> list[str]:
    spoken = item.spoken.get(language)
    return section_titles(spoken.text.blocks) if spoken else []


def _unknown(fields: Fields, text: Text, known: list[str]) -> Iterator[Problem]:
    for group, name in _FIELDS:
        for number, title in enumerate(getattr(getattr(fields, group, None), name, ())):
            if title not in known:
                there = ", ".join(known) or say("bài không có mục nào", "the item has no sections")
                yield Problem.of(
                    "LOA314",
                    text.shown,
                    text.line(group, name, str(number)),
                    key=f"{group}.{name}",
                    value=title,
                    known=nearest(title, known) or there,
                )
