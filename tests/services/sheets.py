"""Spreadsheets as officials keep them, made for the tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

HEADER = ("STT", " Tên đơn\nvị ", "Loại hình", "Số điện\u00a0thoại", "Xã/ phường", "Huyện", "Tỉnh")
PLACE = ("Tà  Long", "huyện Đakrông", "Quảng Trị")


def good(
    title: str = "Trạm y tế thử", phone: Any = "0233 3822 456", place: Sequence[Any] = PLACE
) -> list[Any]:
    """A row under `HEADER` that is right."""
    return [1, title, "Y tế", phone, *place]


def workbook(
    path: Path, rows: Iterable[Sequence[Any]], formats: dict[str, str] | None = None, merge: str = ""
) -> Path:
    """A workbook with these rows; `formats`: number formats by cell; `merge`: cells to merge."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    for area in merge.split():
        sheet.merge_cells(area)
    book.save(path)
    return path
