"""What a variant was made from: hashes of the source's sections, and the status computed from them.

Dates play no part: a variant is outdated when, and only when, the words of a section that it was made from
have changed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

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

# Keys of the parts that are not sections of the body.
TITLE, SUMMARY, OPENING = "title", "summary", "opening"


class VariantStatus(StrEnum):
    """The computed state of one item in one language."""

    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class TranslationState:
    """The status, and the keys of the source sections that changed since the variant was made."""

    status: VariantStatus
    changed: tuple[str, ...] = ()


def sections(blocks: tuple[Block, ...]) -> dict[str, tuple[Block, ...]]:
    """The body cut at its level-2 headings: key (the heading's anchor, or `opening`) to blocks, in order."""
    found: dict[str, list[Block]] = {}
    key = OPENING
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            key = block.anchor
        found.setdefault(key, []).append(block)
    return {key: tuple(part) for key, part in found.items()}


def fingerprint(text: str) -> str:
    """Twelve hex digits of SHA-256 over the words of a text; white space and punctuation do not count."""
    words = re.findall(r"\w+|\{\{[^}]*\}\}", unicodedata.normalize("NFC", text), re.UNICODE)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def source_hashes(source: Item | Page) -> dict[str, str]:
    """The fingerprint of the title, the summary and every section of a source."""
    hashes = {TITLE: fingerprint(source.fields.title), SUMMARY: fingerprint(source.fields.summary)}
    for key, blocks in sections(source.text.blocks).items():
        hashes[key] = fingerprint(_words(blocks))
    return hashes


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
    changed = tuple(key for key in {**now, **then} if now.get(key) != then.get(key))
    if changed and then:
        return TranslationState(VariantStatus.OUTDATED, changed)
    status = {
        Status.APPROVED: VariantStatus.APPROVED,
        Status.REVIEWED: VariantStatus.REVIEWED,
    }.get(variant.fields.status, VariantStatus.DRAFT)
    # Without a record of what it was made from, nobody can know that a text is up to date.
    return TranslationState(status if then else VariantStatus.DRAFT, changed)


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
