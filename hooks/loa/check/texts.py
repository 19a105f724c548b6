"""References inside a text: facts, links, pictures, and phone numbers that should be facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from loa.check.phones import find_phones
from loa.errors import Problem, say
from loa.load.frontmatter import nearest
from loa.model.blocks import (
    Block,
    Dialogue,
    FactRef,
    Heading,
    Image,
    Link,
    Paragraph,
    Text,
    inlines,
    plain,
    walk,
    walk_inlines,
)
from loa.model.catalog import Item, Page
from loa.model.catalog import Text as FileText
from loa.model.fields import Fields
from loa.model.kinds import FactFields

_FACT = re.compile(r"\{\{\s*([a-z0-9-]+)\s*\}\}")
# Front-matter fields that are printed as prose; numbers of phones have fields of their own.
_PROSE = (
    "title",
    "summary",
    "call_to_action",
    "claim",
    "fact",
    "theme",
    "about",
    "alert",
    "for_whom",
    "run_by",
    "application_process",
    "fees_description",
    "accessibility",
    "interpretation_services",
)
_NESTED = {"leaflet": ("lead",), "radio": ("hook", "close"), "short": ("sms", "zalo")}


@dataclass(frozen=True, slots=True)
class Known:
    """What may be referred to."""

    by_path: Mapping[str, Item | Page]
    facts: Mapping[str, FactFields]
    media: frozenset[str]
    date: dt.date


def heading_titles(blocks: Iterable[Block]) -> set[str]:
    """The texts of all headings."""
    return {plain(block.content).strip() for block in walk(blocks) if isinstance(block, Heading)}


def anchors(blocks: Iterable[Block]) -> list[str]:
    """The anchors of all headings, in order."""
    return [block.anchor for block in walk(blocks) if isinstance(block, Heading)]


def prose_fields(fields: BaseModel) -> Iterator[tuple[tuple[str, ...], str]]:
    """(key path, text) of the fields that are printed as prose."""
    for key in _PROSE:
        if isinstance(value := getattr(fields, key, None), str):
            yield (key,), value
    for outer, keys in _NESTED.items():
        group = getattr(fields, outer, None)
        for key in keys:
            if isinstance(value := getattr(group, key, None), str):
                yield (outer, key), value


def check_text(text: FileText, fields: Fields, known: Known) -> Iterator[Problem]:
    """The faulty references of one file, in its body and in the prose of its front matter."""
    for inline in inlines(text.blocks):
        match inline:
            case FactRef():
                yield from _fact(inline.fact, text.shown, inline.line, known)
            case Link():
                yield from _link(inline, text, known)
            case Image():
                yield from _image(inline, text.shown, known)
            case _:
                pass
    for block in walk(text.blocks):
        if isinstance(block, Heading | Paragraph | Dialogue):
            # A fact is a gap in the prose, so that a number before it and one after it stay two numbers.
            words = "".join(i.text if isinstance(i, Text) else "\n" for i in walk_inlines(block.content))
            for number in find_phones(words):
                yield Problem.of("LOA311", text.shown, block.line, value=number)
    for keys, value in prose_fields(fields):
        line = text.line(*keys)
        for name in _FACT.findall(value):
            yield from _fact(name, text.shown, line, known)
        for number in find_phones(_FACT.sub("\n", value)):
            yield Problem.of("LOA311", text.shown, line, value=number)


def _fact(name: str, shown: str, line: int, known: Known) -> Iterator[Problem]:
    fact = known.facts.get(name)
    if fact is None:
        yield Problem.of("LOA303", shown, line, value=name, nearest=nearest(name, sorted(known.facts)))
    elif fact.confidence == "L":
        yield Problem.of("LOA304", shown, line, value=name)
    elif (fact.valid_from and known.date < fact.valid_from) or (fact.valid_to and known.date > fact.valid_to):
        yield Problem.of("LOA305", shown, line, value=name, date=known.date)


def _link(link: Link, text: FileText, known: Known) -> Iterator[Problem]:
    if link.href.startswith("https://"):
        return
    path, _, anchor = link.href.partition("#")
    if path:
        target = known.by_path.get(path)
        if target is None:
            close = nearest(path, sorted(known.by_path))
            hint = say(f"Gần nhất: {close}.", f"Nearest: {close}.") if close else ""
            yield Problem.of("LOA306", text.shown, link.line, value=path, nearest=hint)
            return
        blocks = target.text.blocks
    else:
        blocks = text.blocks
    if anchor and anchor not in anchors(blocks):
        names = ", ".join(f"#{name}" for name in anchors(blocks)) or "–"
        yield Problem.of("LOA312", text.shown, link.line, value=anchor, known=names)


def _image(image: Image, shown: str, known: Known) -> Iterator[Problem]:
    if image.src not in known.media:
        yield Problem.of("LOA309", shown, image.line, value=image.src)
    if not image.alt.strip():
        yield Problem.of("LOA310", shown, image.line, value=image.src)
