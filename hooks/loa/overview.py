"""The state of all translations at once, for the command `loa translations status` and for its page on the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from loa.changes import Change, changes, identifier, translatable
from loa.hub import Hub
from loa.locales.locale import SOURCE
from loa.model.catalog import Item, Page
from loa.model.kinds import KINDS
from loa.translation import VariantStatus, state

PAGE = "page"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item or page in one language. An orphan has no source: `id` and `title` are empty."""

    kind: str
    language: str
    shown: str
    status: VariantStatus
    id: str = ""
    title: str = ""
    changes: tuple[Change, ...] = ()
    urgency: int = 0


def overview(hub: Hub, sources: Iterable[Item | Page] | None = None) -> list[Entry]:
    """Every source in every language but its own, the most urgent first, then the orphans.

    Args:
        sources: those to look at; without them all that may have variants.
    """
    every = translatable(hub.catalog) if sources is None else sources
    ranked = sorted(every, key=lambda source: (urgency(source, hub), str(source.text.path)))
    languages = [tag for tag in hub.locales if tag != SOURCE]
    return [_entry(source, tag, hub) for tag in languages for source in ranked] + orphans(hub)


def _entry(source: Item | Page, tag: str, hub: Hub) -> Entry:
    variant = source.variants.get(tag)
    found = state(source, variant)
    return Entry(
        source.kind.name if isinstance(source, Item) else PAGE,
        tag,
        variant.text.shown if variant else source.text.shown,
        found.status,
        identifier(source),
        source.fields.title,
        tuple(changes(source, variant)) if variant and found.status is VariantStatus.OUTDATED else (),
        urgency(source, hub),
    )


def urgency(source: Item | Page, hub: Hub) -> int:
    """How soon a text is needed, 0 first: where to find help, then services, then campaigns that run, then the rest."""
    if isinstance(source, Page):
        return 0 if source.fields.sensitive else 3
    if source.kind.name == "service":
        return 1
    campaign = hub.catalog.campaigns[source.campaign].fields
    running = campaign.start is not None and (campaign.end is None or campaign.end >= hub.settings.date)
    return 2 if running and source.kind.has_body else 3


def orphans(hub: Hub) -> list[Entry]:
    """Variants without a source (LOA501)."""
    kinds = {kind.folder: kind.name for kind in KINDS.values()}
    found = []
    for problem in hub.report:
        match = re.fullmatch(r".+\.([A-Za-z0-9-]+)\.md", PurePosixPath(problem.path).name)
        if problem.code == "LOA501" and match and match[1] in hub.locales:
            kind = kinds.get(PurePosixPath(problem.path).parent.name, PAGE)
            found.append(Entry(kind, match[1], problem.path, VariantStatus.ORPHAN))
    return found


def counts(entries: Iterable[Entry]) -> dict[str, Counter[VariantStatus]]:
    """How many texts have each status, by language."""
    found: dict[str, Counter[VariantStatus]] = {}
    for entry in entries:
        found.setdefault(entry.language, Counter())[entry.status] += 1
    return found


def usable(entry: Entry) -> bool:
    """Whether there is a translation that fits the source of today, approved or not."""
    return entry.status in (VariantStatus.DRAFT, VariantStatus.REVIEWED, VariantStatus.APPROVED)
