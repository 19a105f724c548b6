"""Records as CSV and xlsx that spreadsheets may open without running anything."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from loa.load.columns import BY_KEY, COLUMNS, guard
from loa.model.hours import hours_text
from loa.model.services import Phone, ServiceFields

# Cells with these forms are found by people, not written by the program.
KEYS = tuple(column.key for column in COLUMNS if column.form != "place")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def values_of(fields: ServiceFields, number: Callable[[Phone], str] | None = None) -> dict[str, str]:
    """The cells of one record by column, as the loader of lists reads them back.

    Args:
        number: gives the number of a phone that names a fact; without it the reference is kept.
    """
    out: dict[str, str] = {}
    for key in KEYS:
        value = getattr(fields, key, None)
        if key == "schedules":
            value = hours_text(fields.schedules)
        elif key == "phones":
            value = " | ".join(
                number(p) if number else p.number or f"{{{{{p.fact}}}}}" for p in fields.phones
            )
        elif key == "required_documents" and value == ():
            value = "không"
        elif value == _default(key):
            value = None
        if text := _text(value):
            out[key] = text
    # A column holds one value for all phones of a row: what differs from phone to phone cannot stand in it.
    for name in ("free", "hours", "text"):
        values = {getattr(phone, name) for phone in fields.phones}
        if len(values) == 1 and (value := values.pop()) not in (None, False if name == "text" else None):
            out[f"phone_{name}"] = _text(value)
    if fields.sources:
        own = fields.sources[0]
        out["source"] = own.title
        for name in ("publisher", "date", "url", "confidence"):
            if text := _text(getattr(own, name)):
                out[f"source_{name}"] = text
    return out


def _default(key: str) -> Any:
    info = ServiceFields.model_fields.get(key)
    return info.default if info is not None and not info.is_required() and key != "level" else None


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return " | ".join(str(part) for part in value)
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def columns_of(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """The columns that at least one row fills, in the order of the format."""
    used = {key for row in rows for key in row}
    return [key for key in KEYS if key in used]


def to_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str] | None = None) -> bytes:
    """UTF-8 CSV with a byte order mark, which Excel needs; text that could run as a formula gets an apostrophe."""
    names = list(columns or columns_of(rows))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([guard(row.get(name, "")) for name in names])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def to_xlsx(rows: Sequence[Mapping[str, str]], date: dt.date) -> bytes:
    """A workbook whose every cell is text, with Vietnamese headers; the same rows give the same bytes."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Dịch vụ")
    names = columns_of(rows)
    header = [(BY_KEY[name].headers or (name,))[0] for name in names]
    for line in [header, *[[row.get(name, "") for name in names] for row in rows]]:
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet)
            cell.value = text
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return repacked(buffer.getvalue(), date)


def repacked(data: bytes, date: dt.date) -> bytes:
    """The package with one time everywhere: openpyxl writes the clock into it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                stamp = f"{date.isoformat()}T00:00:00Z".encode()
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()
