"""Bulk lists of services, `services/*.csv`: every row becomes the same item that a Markdown file would."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from loa.errors import Report, say
from loa.load import frontmatter
from loa.load.columns import COLUMNS, Column, cell, column_of, split_list, unguard
from loa.load.files import read_text
from loa.load.source import Source
from loa.load.yamlsource import YamlSource
from loa.model.catalog import Item, Text
from loa.model.kinds import KINDS
from loa.model.services import ServiceFields

MAX_ROWS = 20_000
_FACT = re.compile(r"\{\{([a-z0-9-]+)\}\}")
_SOURCE = {"title": "source"} | {
    name: f"source_{name}" for name in ("publisher", "date", "url", "confidence")
}
_NOT_IN_LISTS = "place"  # lists hold official codes; names are for `loa services import`


class TableError(Exception):
    """A CSV text that cannot be taken apart; `str` says why, in the language of messages."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number as a spreadsheet shows it, its cells."""

    number: int
    cells: list[str]


def read_rows(text: str, look_at: int = 1) -> Iterator[Row]:
    """The rows of a CSV text that hold anything.

    Args:
        text: the text; `look_at`: how many lines tell the delimiter, the one of `,` `;` and tab that stands most.

    Raises:
        TableError: a quote is not closed, or a cell is too long.
    """
    first = re.sub(r'"[^"]*"', "", "\n".join(text.split("\n", look_at)[:look_at]))
    delimiter = max(",;\t", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True), 1):
            if number > MAX_ROWS:
                raise TableError(say(f"hơn {MAX_ROWS:,} dòng", f"more than {MAX_ROWS:,} rows"))
            if any(value.strip() for value in cells):
                yield Row(number, [value.strip() for value in cells])
    except csv.Error as error:
        raise TableError(say("dấu nháy hoặc ô viết sai", "a quote or cell is malformed")) from error


def load_list(path: Path, hub: PurePosixPath, root: Path, campaign: str, report: Report) -> list[Item]:
    """The services of one list; every fault is reported with its row.

    Args:
        path: the list; `hub`: its path in the hub; `root`: the folder it may not leave.
    """
    shown = Source.shown(path)
    text = read_text(path, root, shown, report)
    if text is None:
        return []
    try:
        rows = list(read_rows(text))
    except TableError as error:
        report.add("LOA616", shown, 0, reason=error)
        return []
    if not rows:
        report.add("LOA616", shown, 1, reason=say("tệp trống", "it is empty"))
        return []
    columns = _columns(rows[0], shown, report)
    if columns is None:
        return []
    found = []
    for row in rows[1:]:
        if len(row.cells) > len(columns):
            reason = say("dòng có nhiều ô hơn dòng tên cột", "the row has more cells than the header")
            report.add("LOA616", shown, row.number, reason=reason)
            continue
        fields = _record(columns, row, shown, report)
        if fields:
            lines: dict[tuple[str, ...], int] = {(key,): row.number for key in ServiceFields.model_fields}
            found.append(Item(KINDS["service"], fields, Text(hub, (), shown, lines), campaign))
    return found


def _columns(header: Row, shown: str, report: Report) -> list[Column] | None:
    found: list[Column] = []
    known = [column.key for column in COLUMNS if column.form != _NOT_IN_LISTS]
    good = True
    for name in header.cells:
        column = column_of(name)
        if column is None or column.form == _NOT_IN_LISTS:
            near = frontmatter.nearest(name, known)
            report.add("LOA206", shown, header.number, key=name, nearest=near, known=", ".join(known))
            good = False
        elif column in found:
            report.add("LOA204", shown, header.number, key=name)
            good = False
        else:
            found.append(column)
    return found if good else None


def _record(columns: list[Column], row: Row, shown: str, report: Report) -> ServiceFields | None:
    pairs = zip(columns, row.cells, strict=False)
    values = {column.key: cell(column, unguard(text)) for column, text in pairs if text}
    data = record_data(values)
    lines: dict[tuple[str, ...], int] = {(): row.number} | {(key,): row.number for key in data}
    return frontmatter.validate(ServiceFields, YamlSource(data, lines), shown, report, first_line=row.number)


def record_data(values: dict[str, Any]) -> dict[str, Any]:
    """Front matter from the cells of a row: phones and the source are put together from their columns."""
    data = {key: value for key, value in values.items() if not key.startswith(("phone", "source"))}
    extras = {"free": "phone_free", "hours": "phone_hours", "text": "phone_text"}
    shared = {name: values[key] for name, key in extras.items() if key in values}
    if "phones" in values:
        data["phones"] = [_phone(part) | shared for part in split_list(values["phones"])]
    source = {name: values[key] for name, key in _SOURCE.items() if key in values}
    if source:
        data["sources"] = [source]
    return data


def _phone(text: str) -> dict[str, Any]:
    # An apostrophe is how spreadsheets say "this is text"; it is no part of the number.
    text = text.removeprefix("'").strip()
    match = _FACT.fullmatch(text)
    return {"fact": match[1]} if match else {"number": text}
