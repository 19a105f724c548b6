"""`loa translations export`: the rows that a translator gets."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from loa.changes import digest, identifier, translatable
from loa.check.fields import FACT
from loa.errors import LoaError, Problem, say
from loa.exchange.texts.memory import Memory
from loa.exchange.texts.segments import Segment, existing, place, segments
from loa.exchange.texts.sheets import OutFile, OutItem, OutRow
from loa.hub import Hub
from loa.load.frontmatter import did_you_mean
from loa.locales.formats import Formats
from loa.locales.glossary import terms_in
from loa.locales.locale import SOURCE
from loa.model.catalog import Item, Page, Variant
from loa.translation import VariantStatus, source_hashes, state


def variant_digest(variant: Variant | None) -> str:
    """Twelve hex digits for a variant's file as it is now; "new" without one."""
    if variant is None:
        return "new"
    data = Path(variant.text.shown).read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()[:12]


def stamp(source: Item | Page, language: str) -> str:
    """What an exported file says of an item: its id, the state of its source and of its variant."""
    variant = variant_digest(source.variants.get(language))
    return f"{identifier(source)}@{digest(source_hashes(source))}.{variant}"


def collect(hub: Hub, language: str, items: Collection[str] = ()) -> OutFile:
    """What goes out to a translator.

    Args:
        items: ids of items and slugs of pages; without any everything that is not translated or outdated.

    Raises:
        LoaError: LOA941, the language or an item is not known.
    """
    known = {identifier(source): source for source in translatable(hub.catalog)}
    problems = [
        Problem.of("LOA941", value=name, nearest=did_you_mean(name, sorted(known)))
        for name in items
        if name not in known
    ]
    # An easy-to-read text has a form of its own: it is written, not translated row by row.
    others = [tag for tag, locale in hub.locales.items() if tag != SOURCE and not locale.alternate_of]
    if language not in others:
        problems.append(Problem.of("LOA941", value=language, nearest=did_you_mean(language, others)))
    if problems:
        raise LoaError(problems)
    wanted = [known[name] for name in dict.fromkeys(items)] or [
        source
        for source in known.values()
        if state(source, source.variants.get(language)).status
        in (VariantStatus.MISSING, VariantStatus.OUTDATED)
    ]
    memory = Memory.of(hub, language)
    found = tuple(_item(source, hub, language, memory) for source in wanted)
    return OutFile(language, hub.locale(language).name, found)


def sources_of(hub: Hub, out: OutFile) -> list[Item | Page]:
    """Every source that goes out: with copies of them the file fits again when they have moved on."""
    wanted = {item.id for item in out.items}
    return [source for source in translatable(hub.catalog) if identifier(source) in wanted]


def _item(source: Item | Page, hub: Hub, language: str, memory: Memory) -> OutItem:
    variant = source.variants.get(language)
    known = {}
    if variant:
        hashes = variant.fields.source_hashes or source_hashes(source)
        known = existing(source, variant.fields, variant.text.blocks, hashes)
    rows = []
    for segment in segments(source):
        own = known.get(segment.code, "")
        rows.append(
            OutRow(
                segment.code,
                place(segment, source),
                segment.text,
                own,
                tuple(_notes(segment, hub, language)),
                memory.offers(segment, own) if not own else (),
            )
        )
    kind = source.kind.label if isinstance(source, Item) else say("Trang", "Page")
    return OutItem(stamp(source, language), f"{kind}: {source.fields.title}", tuple(rows))


def _notes(segment: Segment, hub: Hub, language: str) -> list[str]:
    notes = []
    facts = hub.catalog.facts
    for name in dict.fromkeys(FACT.findall(segment.text)):
        if fact := facts.get(name):
            shown = Formats().number(Decimal(fact.value)) if fact.kind == "number" else fact.value
            value = f"{shown} {fact.unit}" if fact.unit else shown
            notes.append(say(f"{{{{{name}}}}} là {value}, giữ nguyên", f"{{{{{name}}}}} is {value}: keep it"))
    by_path = hub.catalog.by_path()
    for number, target in enumerate(segment.targets, 1):
        page = by_path.get(target.partition("#")[0])
        notes.append(f"({number}) → {page.fields.title if page else target.rpartition('/')[2]}")
    glossary = hub.locale(language).glossary
    notes += [f"{term} = {' / '.join(glossary[term])}" for term in terms_in(segment.text, glossary)]
    return notes
