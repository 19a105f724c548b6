"""The front-matter texts that readers see: which there are, and which may hold `{{fact-id}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from loa.model.blocks import FactRef, inlines
from loa.model.catalog import Text
from loa.model.kinds import CampaignFields, FactFields, Phone
from loa.translation import FIELDS

FACT = re.compile(r"\{\{\s*([a-z0-9]+(?:-[a-z0-9]+)*)\s*\}\}")

# Names of things, not texts: codes, addresses, numbers with rules of their own, titles of sources as they are
# quoted, and what is never printed.
_NAMES = {
    "id", "number", "topics", "audiences", "places", "localities", "area", "languages", "omit", "addresses",
    "sources", "url", "exit_url", "source_hashes", "reviewed_by", "approved_by", "translated_by", "assured_by",
    "status", "level", "service_type", "document_type", "legal_status", "confidence", "kind", "unit",
}  # fmt: skip

# Where the renderers put the value of a fact in: what variants say in their own words, and whom to ask at an event.
_FILLED = {*FIELDS, "contact"}


@dataclass(frozen=True, slots=True)
class Prose:
    """One text of the front matter: its key path, and whether facts are filled in there."""

    keys: tuple[str, ...]
    text: str
    filled: bool


def prose(fields: BaseModel) -> Iterator[Prose]:
    """Every text of `fields` that is printed or read aloud, in the order of the fields."""
    if not isinstance(fields, FactFields):  # what it says of its source and its meaning is for editors
        yield from _walk(fields, (), not isinstance(fields, CampaignFields))


def _walk(value: object, keys: tuple[str, ...], filled: bool) -> Iterator[Prose]:
    match value:
        case str():
            yield Prose(keys, value, filled and ".".join(keys) in _FILLED)
        case tuple():
            for number, entry in enumerate(value):
                yield from _walk(entry, (*keys, str(number)), filled)
        case BaseModel():
            names = _NAMES | {"fact"} if isinstance(value, Phone) else _NAMES
            for name in type(value).model_fields:
                if name not in names:
                    yield from _walk(getattr(value, name), (*keys, name), filled)
        case _:
            pass


def facts_of(fields: BaseModel, text: Text) -> set[str]:
    """The facts that a file prints: in its body, in its front matter, as numbers of a service."""
    names = {inline.fact for inline in inlines(text.blocks) if isinstance(inline, FactRef)}
    for found in prose(fields):
        names.update(FACT.findall(found.text))
    return names | {phone.fact for phone in getattr(fields, "phones", ()) if phone.fact}
