"""What a variant was made from: hashes of the source's sections, and the status computed from them.

Dates play no part: a variant is outdated when, and only when, the words of a section that it was made from
have changed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from loa.errors import say
from loa.model.blocks import (
    Block,
    Callout,
    Cue,
    Dialogue,
    FactRef,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    plain,
    walk,
)
from loa.model.blocks import inlines as all_inlines
from loa.model.catalog import Item, Page, Variant
from loa.model.fields import Status

# Front matter that a variant says in its own words, in the order of translators' files.
FIELDS = (
    *("title", "summary", "call_to_action", "claim", "fact"),
    *("leaflet.lead", "radio.hook", "radio.close", "short.sms", "short.zalo"),
)
# Keys of the parts that are not sections of the body: fields, those of one group together, and what stands
# before the first heading of level 2.
OPENING = "opening"
_REQUIRED = ("title", "summary")
_FIXED = {OPENING, *(name.partition(".")[0] for name in FIELDS)}


class VariantStatus(StrEnum):
    """The computed state of one item in one language."""

    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    OUTDATED = "outdated"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class TranslationState:
    """The status, and the keys of the source sections that changed since the variant was made."""

    status: VariantStatus
    changed: tuple[str, ...] = ()


def sections(blocks: tuple[Block, ...]) -> dict[str, tuple[Block, ...]]:
    """The body cut at its level-2 headings: key (the heading's anchor, or `OPENING`) to blocks, in order."""
    found: dict[str, list[Block]] = {}
    key = OPENING
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            key = _key(block)
        found.setdefault(key, []).append(block)
    return {key: tuple(part) for key, part in found.items()}


def _key(heading: Heading) -> str:
    # Anchors hold no underscore, so a heading called “Title” has a key of its own.
    return f"{heading.anchor}_" if heading.anchor in _FIXED else heading.anchor


def field_value(fields: object, name: str) -> str:
    """The text of one of `FIELDS` in front matter; empty where it has none."""
    value: object = fields
    for part in name.split("."):
        value = getattr(value, part, None)
    return value if isinstance(value, str) else ""


def field_texts(fields: object) -> dict[str, list[str]]:
    """The texts of `FIELDS` that front matter has, by part."""
    found: dict[str, list[str]] = {}
    for name in FIELDS:
        if text := field_value(fields, name):
            found.setdefault(name.partition(".")[0], []).append(text)
    return found


def fingerprint(text: str) -> str:
    """Twelve hex digits of SHA-256 over the words of a text; white space and punctuation do not count.

    Words are letters with their marks, digits, signs such as % or ₫, and fact references.
    """
    words: list[str] = []
    for part in re.split(r"(\{\{[^{}]*\}\})", unicodedata.normalize("NFC", text)):
        words += [part] if part.startswith("{{") else "".join(map(_word_part, part)).split()
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@cache  # letter by letter through the texts of a whole hub
def _word_part(char: str) -> str:
    return char if unicodedata.category(char)[0] in "LMNS" or char in "%‰" else " "


def part_texts(source: Item | Page) -> dict[str, str]:
    """The words of every part of a source that is translated: its fields and its sections."""
    texts = {key: "\n".join(words) for key, words in field_texts(source.fields).items()}
    return texts | {key: _words(blocks) for key, blocks in sections(source.text.blocks).items()}


def source_hashes(source: Item | Page) -> dict[str, str]:
    """The fingerprint of every part of a source that is translated."""
    return {key: fingerprint(text) for key, text in part_texts(source).items()}


def part_names(source: Item | Page, keys: Iterable[str]) -> list[str]:
    """The parts of a source by what the writer sees there: the heading of a section, the name of a field."""
    fixed = {
        "title": say("tên bài", "title"),
        "summary": say("tóm tắt", "summary"),
        "call_to_action": say("việc làm ngay", "call to action"),
        "claim": say("điều sai", "claim"),
        "fact": say("sự thật", "fact"),
        "leaflet": say("câu đầu tờ rơi", "leaflet"),
        "radio": say("lời phát thanh", "radio"),
        "short": say("tin ngắn", "short texts"),
        OPENING: say("phần mở đầu", "opening"),
    }
    headings = {
        _key(block): plain(block.content) for block in source.text.blocks if isinstance(block, Heading)
    }
    return [fixed.get(key) or f"“{headings.get(key, key)}”" for key in keys]


def _words(blocks: tuple[Block, ...]) -> str:
    parts = []
    for block in walk(blocks):
        match block:
            case Heading() | Paragraph():
                parts.append(plain(block.content))
            case Dialogue():
                parts += [block.speaker, plain(block.content)]
            case Cue():
                parts.append(block.text)
            case Callout():
                parts.append(block.kind)
            case _:
                pass
    parts += [link.href for link in all_inlines(blocks) if isinstance(link, Link)]
    return "\n".join(parts)


def state(source: Item | Page, variant: Variant | None) -> TranslationState:
    """The computed state of `variant` against its source (`missing` for None)."""
    if variant is None:
        return TranslationState(VariantStatus.MISSING)
    now, then = source_hashes(source), variant.fields.source_hashes
    changed = tuple(
        key for key in {**now, **then} if now.get(key) != then.get(key) and _concerns(key, variant)
    )
    if changed and then:
        return TranslationState(VariantStatus.OUTDATED, changed)
    status = {
        Status.APPROVED: VariantStatus.APPROVED,
        Status.REVIEWED: VariantStatus.REVIEWED,
    }.get(variant.fields.status, VariantStatus.DRAFT)
    # Without a record of what it was made from, nobody can know that a text is up to date.
    return TranslationState(status if then else VariantStatus.DRAFT, changed)


def _concerns(key: str, variant: Variant) -> bool:
    # A variant that says nothing of its own on a leaflet has nothing there that could be out of date.
    is_body = key not in _FIXED or key == OPENING
    return is_body or key in _REQUIRED or key in field_texts(variant.fields)


@dataclass(frozen=True, slots=True)
class Structure:
    """What a text is built of, for comparing a variant with its source."""

    headings: tuple[int, ...]
    lists: int
    callouts: tuple[str, ...]
    links: int
    facts: tuple[str, ...]


def structure(blocks: tuple[Block, ...]) -> Structure:
    """The structure of a body; facts are sorted, as another language may order them differently."""
    every = list(walk(blocks))
    inside = list(all_inlines(blocks))
    return Structure(
        tuple(block.level for block in every if isinstance(block, Heading)),
        sum(len(block.items) for block in every if isinstance(block, ListBlock)),
        tuple(block.kind for block in every if isinstance(block, Callout)),
        sum(isinstance(inline, Link) for inline in inside),
        tuple(sorted(inline.fact for inline in inside if isinstance(inline, FactRef))),
    )
