"""Small hubs for the tests of services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from unittest import mock

from loa.errors import Report
from loa.hub import PROJECT, Hub, Settings, open_hub
from loa.locales import Locale, load_locales

DATE = dt.date(2026, 11, 21)
CAMPAIGN = """title: Thư viện
summary: Quanh năm.
status: approved
approved_by: Người duyệt thử
approved_on: 2026-11-01
"""
RECORD = """---
id: {id}
title: Nơi thử {id}
summary: Hồ sơ của bài thử.
status: approved
approved_by: Người duyệt thử
approved_on: 2026-11-01
sensitive: true
service_type: counselling
organization: Trung tâm thử
phones:
  - number: 0233 3822 456
area: [19564]
assured_date: 2026-11-01
check_due: 2027-02-01
sources:
  - title: Danh sách thử
{more}---
{body}
"""
COLUMNS = (
    "id,title,summary,service_type,organization,phones,area,level,assured_date,check_due,source,"
    "status,approved_by,approved_on"
)


def record(identifier: str, more: str = "", body: str = "") -> str:
    """A Markdown record that is right, with `more` lines of front matter."""
    return RECORD.format(id=identifier, more=more, body=body)


def row(identifier: str, **values: str) -> str:
    """A row of a list under `COLUMNS` that is right but for `values`."""
    cells = {
        "id": identifier,
        "title": f"Nơi thử {identifier}",
        "summary": "Hồ sơ của bài thử.",
        "service_type": "counselling",
        "organization": "Trung tâm thử",
        "phones": "0233 3822 456",
        "area": "19564",
        "level": "public",
        "assured_date": "2026-11-01",
        "check_due": "2027-02-01",
        "source": "Danh sách thử",
        "status": "approved",
        "approved_by": "Người duyệt thử",
        "approved_on": "2026-11-01",
    } | values
    return ",".join(f'"{cells[name]}"' if cells[name] else "" for name in COLUMNS.split(","))


def write(folder: Path, files: dict[str, str]) -> Path:
    """A source with one campaign `thu` that holds `files` (paths below the campaign)."""
    for name, text in {"campaign.yml": CAMPAIGN, **files}.items():
        path = folder / "campaigns" / "thu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@cache
def _locales() -> Mapping[str, Locale]:
    return load_locales((PROJECT / "locales",), Report())


def hub_of(folder: Path, files: dict[str, str] | None = None, production: bool = False) -> Hub:
    """The opened hub of such a source, on a fixed date. The project's languages are read once for all tests."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    with mock.patch("loa.hub.load_locales", lambda folders, report: dict(_locales())):
        return open_hub(Settings(write(folder, files or {}), DATE, production))


def faults(hub: Hub) -> list[tuple[str, str, int]]:
    """(code, file name, line) of every problem in the campaign."""
    return [(p.code, Path(p.path).name, p.line) for p in hub.report if "campaigns" in p.path]
