"""A spreadsheet as rows of cells, read from .xlsx or .csv with everything hostile refused.

Limits: a list of a whole province has a few thousand rows; what is larger can only be a mistake or an attack.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from loa.errors import LoaError, Problem, say
from loa.load.servicelists import TableError, read_rows
from loa.load.source import Source

MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 500
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CHARS = 2_000
SECONDS = 30.0
# Marks that show what follows from right to left.
_TURNS = "\u202b\u202e\u2067"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text that stands in it, or the number or date that a spreadsheet made of it, with its format."""

    text: str = ""
    value: Any = None
    number_format: str = "General"

    @property
    def is_number(self) -> bool:
        """Whether the file holds a number here, so that leading zeros are lost unless the format proves them."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that hold anything, by the number that the spreadsheet shows; `others`: sheets that were not read."""

    name: str
    rows: list[tuple[int, list[Cell]]]
    others: tuple[str, ...] = ()
    deadline: float = field(default=0.0, compare=False)

    @property
    def late(self) -> bool:
        """Whether the time for this table is used up."""
        return time.monotonic() > self.deadline


class _Refused(Exception):
    """`reason` in the language of messages; `row` as the spreadsheet shows it, 0 for the whole file."""

    def __init__(self, reason: str, row: int = 0) -> None:
        super().__init__(reason)
        self.row = row


def read_sheet(path: Path) -> Sheet:
    """The first visible sheet of a workbook, or a CSV file.

    Raises:
        LoaError: LOA903 with the reason: not a spreadsheet, too large, hostile, damaged, or too slow.
    """
    deadline = time.monotonic() + SECONDS
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _Refused(say("tệp lớn hơn 10 MB", "it is larger than 10 MB"))
        data = path.read_bytes()
        if data[:2] == b"PK":
            return _workbook(path, deadline)
        if data[:4] == b"\xd0\xcf\x11\xe0":
            raise _Refused(
                say(
                    "đây là .xls kiểu cũ hoặc tệp có mật khẩu", "it is an old .xls or protected by a password"
                )
            )
        return _csv(path.name, data, deadline)
    except _Refused as refusal:
        raise _error(path, str(refusal), refusal.row) from refusal
    except TableError as refusal:
        raise _error(path, str(refusal)) from refusal
    except OSError as error:
        raise _error(path, say("máy không mở được tệp", "the system could not open it")) from error


def _error(path: Path, reason: str, row: int = 0) -> LoaError:
    return LoaError([Problem.of("LOA903", Source.shown(path), row, reason=reason)])


def on_time(deadline: float) -> None:
    """Raise the refusal when the time for one table is used up."""
    if time.monotonic() > deadline:
        raise _Refused(say("xử lý quá lâu", "it takes too long"))


def clean(text: str) -> str:
    """A cell's text: NFC, invisible characters gone, every kind of blank as one space, line breaks kept."""
    normal = (
        unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    )
    kept = "".join(_seen(char) for char in normal)
    return "\n".join(part for line in kept.split("\n") if (part := re.sub(r" +", " ", line).strip()))


def _seen(char: str) -> str:
    if char == "\n" or char.isprintable():
        return char
    if char in _TURNS:
        return "\ufffd"  # what people saw is not what the letters say: a number must not get through
    category = unicodedata.category(char)
    return "" if category in ("Cf", "Cs", "Cn", "Co") else " "  # tabs, control characters, no-break blanks


# --- CSV -------------------------------------------------------------------------------------------------


def _csv(name: str, data: bytes, deadline: float) -> Sheet:
    try:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _Refused(say("không phải chữ UTF-8", "it is not UTF-8 text")) from error
    if "\0" in text:
        raise _Refused(say("đây không phải là bảng chữ", "it is not text"))
    rows = []
    for row in read_rows(text.replace("\r\n", "\n").replace("\r", "\n"), look_at=30):
        on_time(deadline)
        _limits(row.number, len(row.cells), max(map(len, row.cells)))
        rows.append((row.number, [Cell(clean(value)) for value in row.cells]))
    return Sheet(name, rows, (), deadline)


def _limits(row: int, columns: int, chars: int) -> None:
    if row > MAX_ROWS:
        raise _Refused(say(f"hơn {MAX_ROWS:,} dòng", f"more than {MAX_ROWS:,} rows"))
    if columns > MAX_COLUMNS:
        raise _Refused(say(f"hơn {MAX_COLUMNS} cột", f"more than {MAX_COLUMNS} columns"), row)
    if chars > MAX_CHARS:
        raise _Refused(
            say(f"có ô dài hơn {MAX_CHARS:,} chữ", f"a cell is longer than {MAX_CHARS:,} characters"), row
        )


# --- xlsx ------------------------------------------------------------------------------------------------


def _workbook(path: Path, deadline: float) -> Sheet:
    import openpyxl  # here: the other commands need not wait for it

    _check_package(path, deadline)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns of styles that it cannot keep; nothing is kept here
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
                if not visible:
                    raise _Refused(say("không có trang tính nào hiện", "it has no visible sheet"))
                sheet = visible[0]
                sheet.reset_dimensions()  # the size that a file claims may cut rows off
                rows = list(_rows(sheet, deadline))
                return Sheet(
                    sheet.title, rows, tuple(s.title for s in book.worksheets if s is not sheet), deadline
                )
            finally:
                book.close()
    except (_Refused, LoaError):
        raise
    except Exception as error:
        # A damaged workbook makes openpyxl raise anything at all; for the writer it is one thing.
        raise _Refused(say("tệp hỏng, không phải bảng tính đúng", "it is damaged")) from error


def _rows(sheet: Any, deadline: float) -> Iterator[tuple[int, list[Cell]]]:
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
    for number, cells in enumerate(islice(rows, MAX_ROWS + 1), 1):
        on_time(deadline)
        row = [_cell(cell) for cell in cells]
        while row and row[-1].value is None and not row[-1].text:
            row.pop()
        if row:
            _limits(number, len(row), max(len(cell.text) for cell in row))
            yield number, row


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if isinstance(value, str):
        return Cell(clean(value))
    # Read-only cells know their format; an error in the style table must not lose the row.
    return Cell(shown(value), value, str(getattr(cell, "number_format", None) or "General"))


def shown(value: object) -> str:
    """A number or date as text for messages and for fields that are not phones."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _check_formula(cell: Any) -> None:
    """Refuse a formula whose result the file does not hold: its cell would be read as empty."""
    parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
    if "f" in parts and not parts.get("v") and cell.get("t") != "str":
        raise _Refused(
            say(
                f"ô {cell.get('r')} chứa công thức chưa tính; mở bằng Excel rồi lưu lại",
                f"cell {cell.get('r')} holds a formula without its result; open it in a spreadsheet and save it",
            )
        )


def _check_package(path: Path, deadline: float) -> None:
    """Refuse zip bombs and every XML part with a DTD, before openpyxl sees the file (its own guard is optional)."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    damaged = say("tệp hỏng, không phải bảng tính đúng", "it is damaged")
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise _Refused(say("tệp nén nở ra quá lớn", "it unpacks to far too much"))
            if any(part.flag_bits & 1 for part in parts):
                raise _Refused(say("tệp có mật khẩu", "it is protected by a password"))
            for part in parts:
                if not part.filename.endswith((".xml", ".rels", ".vml")):
                    continue
                with package.open(part) as stream:
                    for _, element in iterparse(stream, forbid_dtd=True):
                        if element.tag.endswith("}c"):
                            _check_formula(element)
                        if not element.tag.endswith(("}f", "}v")):
                            element.clear()
                        on_time(deadline)
    except DefusedXmlException as error:
        raise _Refused(say("tệp chứa mã XML nguy hiểm", "it holds dangerous XML")) from error
    except _Refused:
        raise
    except Exception as error:  # zlib, zipfile and expat each have errors of their own for a damaged file
        raise _Refused(damaged) from error
