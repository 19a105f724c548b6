"""Filled forms into `ledger.csv`: names of places become codes, and no entry is written twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loa import writing
from loa.errors import LoaError, Problem, say
from loa.exchange.sheet import Cell, read_sheet
from loa.exchange.tables import to_csv
from loa.hub import Hub
from loa.load.columns import unguard
from loa.load.files import MAX_BYTES
from loa.load.ledger import NAME, RowReader, unusable
from loa.load.servicelists import read_rows
from loa.load.source import Source
from loa.model.catalog import Campaign
from loa.model.ledger import COLUMNS, Entry, column_of
from loa.places_search import find_commune, find_province, is_commune, label

_LOOK_AT = 40


@dataclass(slots=True)
class Merged:
    """What came of the sheets: entries that were added, problems of the rows that were not, notes on places."""

    added: list[Entry] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "added": [entry.cells() for entry in self.added],
            "refused": [problem.as_dict() for problem in self.refused],
            "notes": self.notes,
        }


def merge(sheets: list[Path], hub: Hub, campaign: Campaign) -> Merged:
    """Understand filled forms; nothing is written (see `write`).

    Raises:
        LoaError: LOA903, a file is no table; LOA750, its columns are not those of the form.
    """
    merged = Merged()
    reader = RowReader("", hub.locales)
    if campaign.ledger:
        reader.know(campaign.ledger)
    for path in sheets:
        reader.shown = Source.shown(path)
        header, rows = _table(path, reader.shown)
        for row, cells in rows:
            values = {key: cells[at].text for at, key in header.items() if at < len(cells) and cells[at].text}
            if not values:
                continue
            wrong = _place(values, reader.shown, row, merged)
            found = [wrong] if wrong else reader.entry(values, row)
            if isinstance(found, Entry):
                merged.added.append(found)
            else:
                merged.refused += found
    return merged


def _table(path: Path, shown: str) -> tuple[dict[int, str], list[tuple[int, list[Cell]]]]:
    sheet = read_sheet(path)
    best: tuple[int, dict[int, str]] = (-1, {})
    for position, (_, cells) in enumerate(sheet.rows[:_LOOK_AT]):
        found = {at: key for at, cell in enumerate(cells) if (key := column_of(cell.text))}
        if len(found) > len(best[1]):
            best = (position, found)
    position, header = best
    if reason := unusable(header.values()):
        raise LoaError([Problem.of("LOA903", shown, 0, reason=reason)])
    return header, sheet.rows[position + 1 :]


def _place(values: dict[str, str], shown: str, row: int, merged: Merged) -> Problem | None:
    """Put the official code in place of a name; the problem, where the name says none or several."""
    text = values.get("place", "")
    if not text or text.isdecimal():
        return None
    name, _, rest = text.partition(",")
    province = rest.rpartition(",")[2].strip()
    within = find_province(province).places if province else ()
    if province and not within:
        return Problem.of("LOA902", shown, row, value=text, nearest="")
    district = rest.rpartition(",")[0].strip()
    whole = () if is_commune(name) or rest else find_province(name).places
    found = whole or find_commune(name, district, within).places
    if not found:
        return Problem.of("LOA902", shown, row, value=text, nearest="")
    if len(found) > 1:
        return Problem.of("LOA901", shown, row, value=text, known="; ".join(map(label, found)))
    values["place"] = found[0].code
    merged.notes.append(f"{shown}:{row}: {text} → {label(found[0])}")
    return None


def write(merged: Merged, hub: Hub, campaign: Campaign) -> Path | None:
    """Add the entries to the campaign's ledger, in one step; None where there is nothing to add.

    Rows that stand in the ledger stay, those that are refused too: people mend them by hand.

    Raises:
        LoaError: LOA708, it cannot be written, or would grow past what the loader reads.
    """
    if not merged.added:
        return None
    target = hub.source.campaigns / campaign.text.path.parent.name / NAME
    rows, columns = _kept(target)
    rows += [entry.cells() for entry in merged.added]
    columns += [key for key in COLUMNS if key not in columns]
    data = to_csv(rows, columns)
    if len(data) > MAX_BYTES:
        reason = say("sổ lớn hơn 1 MB; mở sổ mới trong một chiến dịch khác", "the ledger is larger than 1 MB")
        raise LoaError([Problem.of("LOA708", reason=reason)])
    writing.write(target, data)
    return target


def _kept(target: Path) -> tuple[list[dict[str, str]], list[str]]:
    if not target.is_file():
        return [], []
    rows = list(read_rows(target.read_text(encoding="utf-8-sig")))
    if not rows:
        return [], []
    names = [column_of(name) or name for name in rows[0].cells]
    return [dict(zip(names, map(unguard, row.cells), strict=False)) for row in rows[1:]], names
