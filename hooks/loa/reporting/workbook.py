"""The report as a workbook: a sheet for each table, charts that Excel draws itself. No cell can run as a formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from loa.exchange.tables import repacked
from loa.model.ledger import ACTIVITIES, Entry
from loa.reporting.content import Content
from loa.reporting.figures import Figures, Totals, province_of, years
from loa.reporting.shapes import Table, period

FONT = "Times New Roman"
HEAD = PatternFill("solid", fgColor="FFE8D6")
_THIN = Side("thin", color="7A7A7A")
BORDER = Border(_THIN, _THIN, _THIN, _THIN)
# Points that a line of 12 pt takes; letters that fit across a sheet of A4.
_LINE, _PAGE = 17, 84
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def workbook_report(content: Content) -> bytes:
    """The workbook of a period's report."""
    figures = content.figures
    book = new_book()
    sheet = book.create_sheet("Báo cáo")
    title = f"Truyền thông về bình đẳng giới, {period(figures.start, figures.end)}"
    lines = [title]
    sections = content.sections()
    for section in sections:
        lines += ["", section.title.upper(), *section.paragraphs]
    for number, line in enumerate(lines, 1):
        put(sheet, number, 1, line, bold=number == 1 or line.isupper())
        _fit(sheet, number, [line], [_PAGE])
    sheet.column_dimensions["A"].width = _PAGE
    tables = [table for section in sections[:-1] for table in section.tables]
    _sheets(book, [*tables, content.communes(), *sections[-1].tables])
    return _saved(book, figures)


def review_workbook(content: Content) -> bytes:
    """The data sheet for the review of the law: products, people and places year by year."""
    figures = content.figures
    book = new_book()
    header = ("Năm", "Sản phẩm, hoạt động", "Số lượng", "Đơn vị", "Số dòng")
    rows = []
    for (year, name), total in _by_year(figures, lambda entry: entry.what.name):
        activity = ACTIVITIES[name]
        rows.append((year, activity.label, total.counts[activity.unit.name], activity.unit.label, total.rows))
    products = Table("Sản phẩm theo năm", header, tuple(rows))
    people = Table(
        "Người theo năm",
        ("Năm", "Nữ", "Nam", "DTTS", "Khuyết tật", "Số dòng có đếm", "Số dòng"),
        tuple(
            (
                year,
                *total.by_people(),
                sum(bool(e.people) for e in figures.entries if str(e.date.year) == year),
                total.rows,
            )
            for (year, _), total in _by_year(figures, lambda entry: "")
        ),
    )
    places = Table(
        "Địa bàn theo năm",
        ("Năm", "Mã tỉnh", "Tỉnh, thành phố", "Số nơi có hoạt động", "Số dòng"),
        tuple(
            (year, code, content.place(code), len(total.places), total.rows)
            for (year, code), total in _by_year(figures, lambda entry: province_of(entry.place))
        ),
    )
    languages = Table(
        "Ngôn ngữ theo năm",
        ("Năm", "Tiếng", "Số dòng"),
        tuple(
            (year, content.language(tag), total.rows)
            for (year, tag), total in _by_year(figures, lambda entry: entry.language)
        ),
    )
    _sheets(book, [products, people, places, languages, *content.left_out().tables])
    return _saved(book, figures)


def _by_year(figures: Figures, key: Callable[[Entry], str]) -> Iterable[tuple[tuple[str, str], Totals]]:
    for year in years(figures.entries):
        own = replace(figures, entries=tuple(e for e in figures.entries if e.date.year == year))
        for name, total in sorted(own.by(lambda entry: (key(entry),)).items()):
            yield (str(year), name), total


def new_book() -> Any:
    """A workbook without a sheet."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    return book


def _sheets(book: Any, tables: Sequence[Table]) -> None:
    for table in tables:
        sheet = book.create_sheet(_NOT_IN_NAMES.sub(" ", table.title)[:31])
        put(sheet, 1, 1, table.title, bold=True).alignment = Alignment(wrap_text=False)
        grid(sheet, 3, table.header, table.rows)
        if table.note:
            put(sheet, len(table.rows) + 5, 1, table.note).alignment = Alignment(wrap_text=False)
        if table.bars and table.rows:
            _chart(sheet, table)


def grid(sheet: Any, top: int, header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """A table with borders from row `top` on; its header stays in sight and is repeated on every printed page."""
    widths = []
    for column, text in enumerate(header, 1):
        cell = put(sheet, top, column, text, bold=True)
        cell.fill, cell.border = HEAD, BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        longest = max([len(str(row[column - 1])) for row in rows] + [len(text) // 2])
        widths.append(min(60, max(11, longest + 2)))
        sheet.column_dimensions[get_column_letter(column)].width = widths[-1]
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value).border = BORDER
    for number, row in enumerate([header, *rows], top):
        _fit(sheet, number, row, widths)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fit(sheet: Any, number: int, row: Sequence[str | int], widths: Sequence[int]) -> None:
    """Give a row the height of its words: LibreOffice does not, as Excel does when it opens a file."""
    lines = max(math.ceil(len(str(value)) / (width - 2)) for value, width in zip(row, widths, strict=True))
    if lines > 1:
        sheet.row_dimensions[number].height = lines * _LINE


def put(sheet: Any, row: int, column: int, value: str | int, bold: bool = False) -> Any:
    """A cell of text or a whole number; text is never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.number_format = "#,##0"
        cell.alignment = Alignment(vertical="top")
    cell.font = Font(FONT, 12, bold=bold)
    return cell


def _chart(sheet: Any, table: Table) -> None:
    """The bars beside the table, from cells below it that the chart can name."""
    assert table.bars
    column = len(table.header) + 2
    for number, (name, value) in enumerate(table.bars.values, 4):
        put(sheet, number, column, name)
        put(sheet, number, column + 1, value)
    put(sheet, 3, column, table.bars.title, bold=True)
    put(sheet, 3, column + 1, table.bars.unit, bold=True)
    sheet.column_dimensions[get_column_letter(column)].width = 30
    last = 3 + len(table.bars.values)
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = f"{table.bars.title} ({table.bars.unit})"
    chart.add_data(Reference(sheet, min_col=column + 1, min_row=4, max_row=last))
    chart.set_categories(Reference(sheet, min_col=column, min_row=4, max_row=last))
    chart.series[0].graphicalProperties.solidFill = "8A3B00"
    chart.x_axis.scaling.orientation = "maxMin"
    # openpyxl hides both axes unless it is told otherwise.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.height = max(6, 1.1 * len(table.bars.values) + 3)
    sheet.add_chart(chart, f"{get_column_letter(column + 3)}3")


def _saved(book: Any, figures: Figures) -> bytes:
    book.properties.creator = ""
    buffer = io.BytesIO()
    book.save(buffer)
    return repacked(buffer.getvalue(), figures.hub.settings.date)
