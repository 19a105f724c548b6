"""What the ledgers prove for a period, and what a built site's manifest proves. Nothing else is counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loa import places
from loa.check.ledger import doubtful
from loa.errors import LoaError, Problem, say
from loa.hub import Hub
from loa.load.source import Source
from loa.model.catalog import Campaign
from loa.model.ledger import PEOPLE, UNITS, Entry
from loa.publish.manifest import read_manifest

# The longest period of one report: the review of fifteen years of the law, and as long again.
MOST_YEARS = 30
# What is said of a ledger that is no table.
UNREADABLE = "LOA750"
# What is read on the site or only serves it; a report counts what can be taken away: leaflets, scripts, recordings.
_PAGES = frozenset({"page", "script-page", "thumbnail"})


@dataclass(slots=True)
class Totals:
    """Sums over entries: rows, what was counted by unit, people where somebody counted them."""

    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self.rows += 1
        self.counts[entry.what.unit.name] += entry.count
        self.people.update(entry.people)
        self.places.add(entry.place)

    def by_unit(self) -> tuple[int, ...]:
        """What was counted, in the order of the units."""
        return tuple(self.counts[unit.name] for unit in UNITS)

    def by_people(self) -> tuple[int, ...]:
        """The people, in the order of `PEOPLE`."""
        return tuple(self.people[key] for key in PEOPLE)


@dataclass(frozen=True, slots=True)
class Built:
    """What a manifest proves: files by product and language; `date`: of its build; `mode`: preview or production."""

    date: dt.date
    mode: str
    files: Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """The entries of a period; `refused`: rows that were left out, whatever their period; `outside`: rows of others."""

    hub: Hub
    start: dt.date
    end: dt.date
    entries: tuple[Entry, ...]
    refused: tuple[Problem, ...]
    outside: int
    campaigns: tuple[Campaign, ...]
    built: Built | None = None

    def by(self, key: Callable[[Entry], Iterable[str]]) -> dict[str, Totals]:
        """Sums by what `key` gives for an entry; an entry with several counts in each of them."""
        found: dict[str, Totals] = {}
        for entry in self.entries:
            for name in key(entry):
                found.setdefault(name, Totals()).add(entry)
        return found

    def total(self) -> Totals:
        """Sums over all entries."""
        return self.by(lambda entry: ("",)).get("", Totals())

    def audiences(self, entry: Entry) -> tuple[str, ...]:
        """Whom an entry addressed: what its row says, else what the front matter of its item says."""
        if entry.audiences or not entry.item:
            return entry.audiences
        return next((i.fields.audiences for i in self.hub.catalog.items() if i.id == entry.item), ())

    def wanted(self, key: str) -> list[str]:
        """The `languages`, `audiences` or `localities` that the campaigns of the report promise, each once."""
        return list(dict.fromkeys(v for c in self.campaigns for v in getattr(c.fields, key)))


def figures(hub: Hub, start: dt.date, end: dt.date, slug: str = "", site: Path | None = None) -> Figures:
    """The figures of a period, first and last day counted.

    Args:
        slug: one campaign, or all; `site`: a built site whose manifest is read.

    Raises:
        LoaError: LOA757, the period is none, or the campaign or the manifest does not exist.
    """
    if end < start or end.year - start.year > MOST_YEARS:
        raise _impossible(say("ngày cuối phải sau ngày đầu", "the last day lies before the first"))
    known = hub.catalog.campaigns
    if slug and slug not in known:
        raise _impossible(say(f"không có chiến dịch “{slug}”", f"there is no campaign “{slug}”"))
    campaigns = tuple(campaign for name, campaign in known.items() if not slug or name == slug)
    items = {item.id for item in hub.catalog.items()}
    kept: list[Entry] = []
    refused: list[Problem] = [p for p in hub.report if p.code == UNREADABLE]
    outside = 0
    for campaign in campaigns:
        if campaign.ledger is None:
            continue
        wrong = doubtful(campaign.ledger, items, hub.settings.date)
        left_out = {entry.row for entry, _ in wrong}
        refused += [*campaign.ledger.refused, *(problem for _, problem in wrong)]
        good = [entry for entry in campaign.ledger.entries if entry.row not in left_out]
        inside = [entry for entry in good if start <= entry.date <= end]
        outside += len(good) - len(inside)
        kept += inside
    refused.sort(key=lambda p: (p.path, p.line, p.code))
    return Figures(
        hub, start, end, tuple(kept), tuple(refused), outside, campaigns, _built(site) if site else None
    )


def _impossible(reason: str) -> LoaError:
    return LoaError([Problem.of("LOA757", reason=reason)])


def _built(site: Path) -> Built:
    try:
        manifest = read_manifest(site)
        files: list[dict[str, Any]] = manifest["files"]
        counted = Counter(
            (f["product"], f["language"]) for f in files if f["item"] and f["product"] not in _PAGES
        )
        return Built(dt.date.fromisoformat(manifest["date"]), str(manifest["mode"]), counted)
    except (OSError, ValueError, KeyError, TypeError) as error:
        shown = Source.shown(site)
        reason = say(
            f"không đọc được manifest.json trong “{shown}”", f"“{shown}” has no manifest.json to read"
        )
        raise _impossible(reason) from error


def communes_of(code: str) -> frozenset[str]:
    """The communes of a province, or the commune itself."""
    if code in places.communes():
        return frozenset({code})
    return frozenset(c.code for c in places.communes().values() if c.province == code)


def province_of(code: str) -> str:
    """The province that a place lies in, itself for a province."""
    place = places.find(code)
    return (place.province or place.code) if place else ""


def years(found: Iterable[Entry]) -> Iterator[int]:
    """The years of entries, in order, each once."""
    yield from sorted({entry.date.year for entry in found})
