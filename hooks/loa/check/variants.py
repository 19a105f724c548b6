"""A variant against its source: the same facts, the same structure, and whether the source has moved on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from loa.check.wording import findings
from loa.errors import Problem, say
from loa.locales import Locale
from loa.model.blocks import Block, Cue, Dialogue, Heading, Paragraph, plain, walk
from loa.model.catalog import Item, Page, Variant
from loa.model.fields import Status
from loa.translation import (
    FIELDS,
    Structure,
    VariantStatus,
    field_value,
    part_names,
    sections,
    state,
    structure,
)


def check_variant(source: Item | Page, variant: Variant, locale: Locale | None = None) -> Iterator[Problem]:
    """The problems of one variant. An empty body is allowed: a summary may stand for a recording.

    Args:
        locale: the language of the variant; without it its wording is not looked at.
    """
    found = state(source, variant)
    text = variant.text
    for key in ("call_to_action", "claim", "fact"):
        if field_value(variant.fields, key) and not hasattr(source.fields, key):
            yield Problem.of("LOA215", text.shown, text.line(key), key=key)
    if found.status is VariantStatus.OUTDATED:
        names = ", ".join(part_names(source, found.changed))
        yield Problem.of("LOA503", text.shown, 1, sections=names, file=text.shown)
        return
    claimed = variant.fields.status
    if claimed in (Status.REVIEWED, Status.APPROVED) and not variant.fields.source_hashes:
        line = text.line("status")
        yield Problem.of("LOA506", text.shown, line, status=claimed, file=text.shown)
    # Easy language leaves things out, and has a form of its own; it may only not bring in what the source has not.
    shorter = locale is not None and bool(locale.alternate_of)
    if locale is not None and not shorter:
        yield from _wording(source, variant, locale)
    if not text.blocks:
        return
    ours, theirs = structure(source.text.blocks), structure(text.blocks)
    missing = Counter() if shorter else Counter(ours.facts) - Counter(theirs.facts)
    extra = Counter(theirs.facts) - Counter(ours.facts)
    if missing or extra:
        yield Problem.of(
            "LOA504", text.shown, 1, missing=", ".join(missing) or "–", extra=", ".join(extra) or "–"
        )
    for what, left, right in _counts(ours, theirs):
        if left != right and not shorter:
            yield Problem.of("LOA502", text.shown, 1, what=what, source=left, variant=right)


def _counts(ours: Structure, theirs: Structure) -> Iterator[tuple[str, int, int]]:
    """(what is counted, in the source, in the variant)"""
    if len(ours.headings) != len(theirs.headings):
        yield say("tiêu đề", "headings"), len(ours.headings), len(theirs.headings)
    else:
        for level in (2, 3, 4):
            what = say(f"tiêu đề cấp {level} ({'#' * level})", f"headings of level {level}")
            yield what, ours.headings.count(level), theirs.headings.count(level)
    yield say("mục danh sách", "list entries"), ours.lists, theirs.lists
    if len(ours.callouts) != len(theirs.callouts):
        yield say("khung chú ý", "callouts"), len(ours.callouts), len(theirs.callouts)
    else:
        for kind in sorted({*ours.callouts, *theirs.callouts}):
            yield f"[!{kind}]", ours.callouts.count(kind), theirs.callouts.count(kind)
    yield say("liên kết", "links"), ours.links, theirs.links


def _wording(source: Item | Page, variant: Variant, locale: Locale) -> Iterator[Problem]:
    text = variant.text
    for name in FIELDS:
        ours, theirs = field_value(source.fields, name), field_value(variant.fields, name)
        if ours and theirs:
            for code, values in findings(ours, theirs, locale):
                yield Problem.of(code, text.shown, text.line(*name.split(".")), where=name, **values)
    parts, own = sections(source.text.blocks), sections(text.blocks)
    if len(parts) != len(own):
        return  # which section is which is not known: the structure has been reported
    for (key, blocks), mine in zip(parts.items(), own.values(), strict=True):
        where = part_names(source, [key])[0]
        for ours, theirs, line in _pairs(blocks, mine):
            for code, values in findings(ours, theirs, locale):
                yield Problem.of(code, text.shown, line, where=where, **values)


def _pairs(ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[tuple[str, str, int]]:
    """(source, variant, line): paragraph by paragraph where both have as many, else section by section."""
    left, right = _texts(ours), _texts(theirs)
    if len(left) == len(right):
        for (words, _), (other, line) in zip(left, right, strict=True):
            yield words, other, line
    elif right:
        yield "\n".join(words for words, _ in left), "\n".join(words for words, _ in right), right[0][1]


def _texts(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    found = []
    for block in walk(blocks):
        match block:
            case Heading() | Paragraph():
                found.append((plain(block.content), block.line))
            case Dialogue():
                found.append((f"{block.speaker}: {plain(block.content)}", block.line))
            case Cue():
                found.append((block.text, block.line))
            case _:
                pass
    return found
