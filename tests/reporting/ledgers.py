"""Ledgers for tests: a small hub whose campaign keeps one."""

from __future__ import annotations

from pathlib import Path

from tiny import opened

from loa.hub import Hub

CAMPAIGN = (
    "title: Chiến dịch thử\nsummary: Chỉ để thử.\nstart: 2026-11-15\nend: 2026-12-15\n"
    'localities: ["66"]\naudiences: [phu-nu, nam-gioi]\nlanguages: [vi, km]\n'
)
HEADER = "date,what,count,language,channel,place,item,audiences,women,men,ethnic_minority,disabled,evidence"
TODAY = "2026-12-20"
# Two communes of Đắk Lắk, one of Quảng Trị.
HERE, BESIDE, ELSEWHERE = "24133", "24154", "19555"


def row(**values: str) -> str:
    """A good row, changed where `values` says so."""
    cells = {
        "date": "2026-11-16",
        "what": "radio",
        "count": "3",
        "language": "vi",
        "channel": "loudspeaker",
        "place": HERE,
        "evidence": "Sổ trực đài",
        **values,
    }
    return ",".join(f'"{cells.get(key, "")}"' for key in HEADER.split(","))


def hub(folder: Path, *rows: str, date: str = TODAY, **files: str) -> Hub:
    """A hub whose campaign `thu` has these rows; they stand from line 2 on."""
    ledger = "\n".join([HEADER, *rows]) + "\n"
    return opened(folder, {"thu/campaign.yml": CAMPAIGN, "thu/ledger.csv": ledger, **files}, date=date)


def codes(found: Hub) -> list[tuple[str, int]]:
    """(code, line) of what was said of the ledger."""
    return [(p.code, p.line) for p in found.report if p.path.endswith("ledger.csv")]
