"""A variant against its source: the same facts, the same structure, and whether the source has moved on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from loa.errors import Problem, say
from loa.model.catalog import Item, Page, Variant
from loa.model.fields import Status
from loa.translation import VariantStatus, field_value, part_names, state, structure


def check_variant(source: Item | Page, variant: Variant) -> Iterator[Problem]:
    """The problems of one variant. An empty body is allowed: a summary may stand for a recording."""
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
    if not text.blocks:
        return
    ours, theirs = structure(source.text.blocks), structure(text.blocks)
    missing = Counter(ours.facts) - Counter(theirs.facts)
    extra = Counter(theirs.facts) - Counter(ours.facts)
    if missing or extra:
        yield Problem.of(
            "LOA504", text.shown, 1, missing=", ".join(missing) or "–", extra=", ".join(extra) or "–"
        )
    for what, left, right in (
        (say("tiêu đề", "headings"), len(ours.headings), len(theirs.headings)),
        (say("mục danh sách", "list entries"), ours.lists, theirs.lists),
        (say("khung chú ý", "callouts"), len(ours.callouts), len(theirs.callouts)),
        (say("liên kết", "links"), ours.links, theirs.links),
    ):
        if left != right:
            yield Problem.of("LOA502", text.shown, 1, what=what, source=left, variant=right)
