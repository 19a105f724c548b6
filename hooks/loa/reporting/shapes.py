"""What a report is made of: sections, tables, bar charts, and numbers and days as Vietnamese writes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart of one column of its table; `unit` is what the bars count."""

    title: str
    unit: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; numbers are ints, everything else text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    bars: Bars | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def number(value: int) -> str:
    """A count as Vietnamese writes it: 12.345."""
    return f"{value:,}".replace(",", ".")


def day(date: dt.date) -> str:
    """A date as administrative documents write it: a nought before days below 10 and the months 1 and 2.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
    """
    month = f"{date.month:02}" if date.month < 3 else date.month
    return f"{date.day:02}/{month}/{date.year}"


def period(start: dt.date, end: dt.date) -> str:
    """A period as reports name it: a year, one of its halves, or the days themselves."""
    if start.year == end.year:
        match (start.month, start.day), (end.month, end.day):
            case (1, 1), (12, 31):
                return f"năm {start.year}"
            case (1, 1), (6, 30):
                return f"6 tháng đầu năm {start.year}"
            case (7, 1), (12, 31):
                return f"6 tháng cuối năm {start.year}"
    return f"từ ngày {day(start)} đến ngày {day(end)}"
