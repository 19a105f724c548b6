"""Reading `ledger.csv`: every row that cannot be right is left out and reported with its number and the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from loa import places
from loa.errors import Problem, Report, say
from loa.load.columns import split_list, unguard
from loa.load.files import read_text
from loa.load.frontmatter import nearest
from loa.load.servicelists import TableError, read_rows
from loa.load.source import Source
from loa.locales.locale import Locale
from loa.model.catalog import Ledger, Text
from loa.model.fields import parse_date
from loa.model.folding import fold
from loa.model.ledger import (
    ACTIVITIES,
    CHANNELS,
    COLUMNS,
    FIRST_DAY,
    MOST_PEOPLE,
    PEOPLE,
    REQUIRED,
    Entry,
    column_of,
)

NAME = "ledger.csv"
MAX_TEXT = 500
_PLAIN = re.compile(r"\d{1,12}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+", re.ASCII)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


class _Refuse(Protocol):
    """What collects the problems of a row."""

    def __call__(self, code: str, **values: object) -> None: ...


class RowReader:
    """Turns the cells of rows into entries; a row that repeats an earlier one is refused.

    Args:
        shown: the file's name in messages; `languages`: the registered ones by tag.
    """

    def __init__(self, shown: str, languages: Mapping[str, Locale]) -> None:
        self.shown = shown
        self.seen: dict[tuple[object, ...], tuple[str, int]] = {}
        self.labels: dict[str, Mapping[str, str]] = {
            "what": {name: activity.label for name, activity in ACTIVITIES.items()},
            "channel": CHANNELS,
            "language": {tag: locale.name for tag, locale in languages.items()},
        }
        self.words = {key: _words(labels) for key, labels in self.labels.items()}

    def entry(self, cells: Mapping[str, str], row: int) -> Entry | list[Problem]:
        """The entry of one row, or everything that is wrong with it."""
        problems: list[Problem] = []

        def refuse(code: str, **values: object) -> None:
            problems.append(Problem.of(code, self.shown, row, **values))

        for key in REQUIRED:
            if not cells.get(key):
                refuse("LOA756", key=COLUMNS[key][0])
        codes = {key: self._code(key, cells.get(key, ""), refuse) for key in self.words}
        day = _day(cells.get("date", ""), refuse)
        place = cells.get("place", "")
        if place and places.find(place) is None:
            refuse("LOA753", value=place)
        for key in ("evidence", "item"):
            if len(cells.get(key, "")) > MAX_TEXT:
                refuse("LOA755", key=COLUMNS[key][0], value=cells[key][:40], known=say("ngắn hơn", "less"))
        audiences = tuple(split_list(cells.get("audiences", ""), commas=True))
        for audience in audiences:
            if not _CODE.fullmatch(audience):
                known = "phu-nu, nam-gioi, can-bo-xa…"
                refuse("LOA755", key=COLUMNS["audiences"][0], value=audience, known=known)
        activity = ACTIVITIES.get(codes["what"])
        count = _number("count", cells.get("count", ""), 1, activity.unit.most if activity else 10**6, refuse)
        people = {
            key: number
            for key in PEOPLE
            if cells.get(key) and (number := _number(key, cells[key], 0, MOST_PEOPLE, refuse)) is not None
        }
        _within(people, refuse)
        if problems or not (activity and day and count):
            return problems
        entry = Entry(
            row, day, activity, count, codes["language"], codes["channel"], place, cells["evidence"],
            cells.get("item", ""), audiences, people,
        )  # fmt: skip
        other, line = self.seen.setdefault(entry.key, (self.shown, row))
        if (other, line) != (self.shown, row):
            same = say(f"dòng {line}", f"row {line}") + ("" if other == self.shown else f", {other}")
            return [Problem.of("LOA754", self.shown, row, other=same)]
        return entry

    def know(self, ledger: Ledger) -> None:
        """Rows of a ledger count as earlier ones."""
        for entry in ledger.entries:
            self.seen.setdefault(entry.key, (ledger.text.shown, entry.row))

    def _code(self, key: str, text: str, refuse: _Refuse) -> str:
        code = self.words[key].get(fold(text), "")
        if text and not code:
            labels = self.labels[key]
            known = nearest(text, [*labels, *labels.values()]) or "; ".join(labels.values())
            refuse("LOA755", key=COLUMNS[key][0], value=text, known=known)
        return code


def load_ledger(
    path: Path, hub: PurePosixPath, root: Path, languages: Mapping[str, Locale], report: Report
) -> Ledger | None:
    """The ledger of a campaign; None where it is no table. Every fault is reported.

    Args:
        path: the file; `hub`: its path in the hub; `root`: the folder it may not leave.
    """
    shown = Source.shown(path)
    text = read_text(path, root, shown, report)
    if text is None:
        return None
    try:
        rows = list(read_rows(text))
    except TableError as error:
        report.add("LOA750", shown, 0, reason=error)
        return None
    columns = [column_of(name) for name in rows[0].cells] if rows else []
    if missing := unusable(columns):
        report.add("LOA750", shown, 1, reason=missing)
        return None
    reader = RowReader(shown, languages)
    entries: list[Entry] = []
    refused: list[Problem] = []
    for row in rows[1:]:
        cells = {key: unguard(cell) for key, cell in zip(columns, row.cells, strict=False) if key}
        found = reader.entry(cells, row.number)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            refused += found
    report.extend(refused)
    return Ledger(tuple(entries), tuple(refused), Text(hub, shown=shown))


def unusable(columns: Iterable[str]) -> str:
    """Why a table with these columns is no ledger; empty for one that is."""
    found = [key for key in columns if key]
    missing = [COLUMNS[key][0] for key in REQUIRED if key not in found]
    if missing:
        return say("thiếu cột ", "columns are missing: ") + ", ".join(missing)
    twice = sorted({COLUMNS[key][0] for key in found if found.count(key) > 1})
    return say("hai cột cùng nghĩa: ", "two columns mean the same: ") + ", ".join(twice) if twice else ""


def _words(labels: Mapping[str, str]) -> dict[str, str]:
    """Codes by what people write: the code, its label, or a part of the label between commas."""
    return {
        fold(word): code
        for code, label in labels.items()
        for word in (code, label, *re.split(r", (?![^(]*\))", label))
    }


def _day(text: str, refuse: _Refuse) -> dt.date | None:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        refuse("LOA751", value=text, reason=say("không phải là một ngày có thật", "no calendar has it"))
        return None
    assert isinstance(day, dt.date)
    if day < FIRST_DAY:
        reason = say("trước ngày Luật Bình đẳng giới có hiệu lực", "before the law was in force")
        refuse("LOA751", value=text, reason=reason)
        return None
    return day


def _number(key: str, text: str, least: int, most: int, refuse: _Refuse) -> int | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text
    if _PLAIN.fullmatch(digits) and least <= int(digits) <= most:
        return int(digits)
    refuse("LOA752", key=COLUMNS[key][0], value=text, least=least, most=f"{most:,}".replace(",", "."))
    return None


def _within(people: Mapping[str, int], refuse: _Refuse) -> None:
    """People of a group are counted among the women and men; nothing can be said where nobody counted these."""
    if "women" not in people or "men" not in people:
        return
    total = people["women"] + people["men"]
    for key in ("ethnic_minority", "disabled"):
        if people.get(key, 0) > total:
            refuse("LOA752", key=COLUMNS[key][0], value=people[key], least=0, most=total)
