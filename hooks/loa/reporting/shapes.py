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
    """A date as administrative documents write it."""
    return (
        f"{date.day:02}/{date.month:02}/{date.year}"
        if date.month < 3
        else f"{date.day}/{date.month}/{date.year}"
    )
