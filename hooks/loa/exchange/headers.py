"""Where the table begins on a sheet: title rows above it, headers in one row or two, merged ones among them."""

from __future__ import annotations

from dataclasses import dataclass

from loa.errors import LoaError, Problem, say
from loa.exchange.sheet import Cell, Sheet
from loa.load.columns import Column, column_of
from loa.model.folding import fold, fold_words

LOOK_AT = 40
_OLD_UNITS = {"huyen", "quan", "thi xa"}


@dataclass(frozen=True, slots=True)
class Header:
    """The columns that were understood, by position; headers nobody understood; rows that follow.

    `old_list`: the sheet speaks of districts, so it is older than July 2025.
    """

    row: int
    columns: dict[int, Column]
    names: dict[int, str]
    unused: tuple[str, ...]
    body: list[tuple[int, list[Cell]]]
    old_list: bool


def find_header(sheet: Sheet, shown: str) -> Header:
    """The header of a sheet.

    Raises:
        LoaError: LOA903, no row names a column for the name and one for phone or place, or two columns say the same.
    """
    best: tuple[int, int] = (0, -1)
    for position, (_, cells) in enumerate(sheet.rows[:LOOK_AT]):
        known = {column.key for cell in cells if (column := _column(cell))}
        if len(known) > best[0]:
            best = (len(known), position)
    count, at = best
    if count < 2:
        reason = say(
            "không thấy dòng tên cột (cần ít nhất cột “Tên đơn vị” và “Điện thoại”)",
            "no row names its columns (a name and a phone are the least)",
        )
        raise LoaError([Problem.of("LOA903", shown, 0, reason=reason)])
    upper = sheet.rows[at][1]
    span = 1
    if at and _is_upper(sheet.rows[at - 1][1], upper):
        at, span = at - 1, 2
    elif at + 1 < len(sheet.rows) and _is_lower(upper, sheet.rows[at + 1][1]):
        span = 2
    texts = _texts([cells for _, cells in sheet.rows[at : at + span]])
    columns = {position: column for position, name in texts.items() if (column := column_of(name))}
    _no_twins(columns, texts, shown, sheet.rows[at][0])
    above = " ".join(fold_words(cell.text) for _, cells in sheet.rows[:at] for cell in cells)
    old = any(f" {unit} " in f" {above} " for unit in _OLD_UNITS) or any(
        column.key == "district" for column in columns.values()
    )
    names = {position: texts[position] for position in columns}
    unused = tuple(name for position, name in texts.items() if position not in columns and name)
    return Header(sheet.rows[at][0], columns, names, unused, sheet.rows[at + span :], old)


def _column(cell: Cell) -> Column | None:
    return column_of(cell.text) if cell.text and not cell.is_number else None


def _blank(cells: list[Cell], position: int) -> bool:
    return position >= len(cells) or not cells[position].text


def _is_upper(above: list[Cell], header: list[Cell]) -> bool:
    """Whether the row above holds headers for columns that the found row leaves blank (cells merged downwards)."""
    return any(_column(cell) and _blank(header, position) for position, cell in enumerate(above))


def _is_lower(header: list[Cell], below: list[Cell]) -> bool:
    """Whether the row below divides merged headers: it names columns, and stands only under blanks and groups."""
    texts = [(position, cell) for position, cell in enumerate(below) if cell.text]
    if any(cell.value is not None for _, cell in texts) or not any(_column(cell) for _, cell in texts):
        return False
    return all(_blank(header, position) or not _column(header[position]) for position, _ in texts)


def _texts(rows: list[list[Cell]]) -> dict[int, str]:
    """The header of every position: the lowest row that says something there counts."""
    width = max(len(cells) for cells in rows)
    found: dict[int, str] = {}
    for position in range(width):
        for cells in rows:
            if not _blank(cells, position):
                text = cells[position].text.replace("\n", " ")
                # A sub-header that means nothing alone ("Số") leaves the header above in force.
                if position not in found or column_of(text):
                    found[position] = text
    return found


def _no_twins(columns: dict[int, Column], texts: dict[int, str], shown: str, row: int) -> None:
    seen: dict[str, str] = {}
    for position, column in columns.items():
        if column.key in seen and column.key != "phones":
            other = seen[column.key]
            reason = say(
                f"hai cột cùng nghĩa: “{other}” và “{texts[position]}”; đổi tên hoặc xóa một cột",
                f"two columns mean the same: “{other}” and “{texts[position]}”; rename or delete one",
            )
            raise LoaError([Problem.of("LOA903", shown, row, reason=reason)])
        seen[column.key] = texts[position]


def is_numbering(cells: list[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3) …, or A B 1 2."""
    texts = [fold(cell.text) for cell in cells if cell.text]
    return len(texts) > 1 and all((text.isdigit() and len(text) < 3) or len(text) == 1 for text in texts)
