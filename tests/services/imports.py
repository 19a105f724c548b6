"""What tests of the import share: a sheet understood, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loa.exchange.importer import ImportResult, campaign_folder, understand_file
from loa.exchange.understand import Defaults, RowResult

from .hubs import hub_of
from .sheets import HEADER, workbook


def understand(folder: Path, file: Path, **defaults: Any) -> ImportResult:
    hub = hub_of(folder / "src")
    return understand_file(
        file, hub, campaign_folder(hub, None), Defaults(**{"source": file.name, **defaults})
    )


def one(folder: Path, cells: list[Any], formats: dict[str, str] | None = None, **defaults: Any) -> RowResult:
    result = understand(folder, workbook(folder / "bang.xlsx", [HEADER, cells], formats), **defaults)
    [found] = result.rows
    return found


def codes(result: RowResult) -> list[str]:
    return [problem.code for problem in result.problems]


def numbers(result: RowResult) -> list[str | None]:
    assert result.fields is not None
    return [phone.number for phone in result.fields.phones]
