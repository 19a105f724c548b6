"""A small hub whose texts go out and come back, and a translator who answers every row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import tiny

from loa.changes import copies
from loa.exchange.texts.formats import FORMATS
from loa.exchange.texts.incoming import ImportResult, understand, write
from loa.exchange.texts.outgoing import collect, sources_of
from loa.exchange.texts.sheets import OutFile, OutRow
from loa.hub import Hub
from loa.writing import write_all

MESSAGE, KHMER = "thu/messages/viec-nha.md", "thu/messages/viec-nha.km.md"
DATE = dt.date(2026, 11, 15)
BODY = """Mở đầu, gọi {{so-goi}}, xem [bài kia](bai-kia.md) và **làm ngay**.

## Cách làm

1. Kể việc.
2. Chia việc cho *mọi người*.

> [!luu-y]
> Không ép ai.

## Kết quả

**Nam:** Nhà vui!

- Vợ nghỉ.
  - Con chơi.
"""
FACTS = """so-goi:
  value: "111"
  kind: phone
  about: thử
  source: thử
  confidence: H
  checked: 2026-01-01
"""
EXTRA = "leaflet:\n  lead: Câu đầu\nradio:\n  hook: Chào bà con\n"
FILES = {
    MESSAGE: tiny.item(EXTRA, BODY),
    "thu/messages/bai-kia.md": tiny.item(identifier="bk1", body="Bài kia.\n").replace("Việc nhà", "Bài kia"),
    "thu/facts.yml": FACTS,
}


def khmer(row: OutRow) -> str:
    """What our translator writes: a Khmer word in front, all marks kept (a voice keeps its name in front)."""
    for start in ("**Nam:** ", "[Nhạc hiệu]"):
        if row.source.startswith(start):
            return row.source.replace("Nhà vui", "សាក")
    return f"សាក {row.source}"


def answered(out: OutFile, answer: Callable[[OutRow], str] = khmer) -> OutFile:
    """The file with every row translated."""
    items = (replace(i, rows=tuple(replace(r, target=answer(r)) for r in i.rows)) for i in out.items)
    return replace(out, items=tuple(items))


def sent(hub: Hub, *items: str) -> OutFile:
    """What goes out, the sources kept as the command does."""
    out = collect(hub, "km", items)
    write_all(copies(sources_of(hub, out)))
    return out


def came_back(hub: Hub, out: OutFile, path: Path, name: str = "csv") -> ImportResult:
    """The import of a file in one of the formats, nothing written."""
    path.write_bytes(FORMATS[name](out, hub.locale("km"), DATE))
    return understand(path, hub, "Người dịch thử nghiệm")


def imported(hub: Hub, out: OutFile, path: Path, name: str = "csv") -> list[Path]:
    """The same, written."""
    return write(came_back(hub, out, path, name))
