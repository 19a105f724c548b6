"""The targets of strategies and programmes beside what the ledger proves of them.

The targets are the indicator items of the hub, with their sources; this module only counts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from loa import places
from loa.model.kinds import IndicatorFields
from loa.reporting.figures import Figures, communes_of, province_of
from loa.reporting.shapes import Table, number

BOUNDS = {"exactly": "", "at-least": "từ ", "at-most": "dưới ", "about": "khoảng "}


def target_table(figures: Figures) -> Table | None:
    """The targets that a ledger can speak to; None where the hub has none of them."""
    rows = []
    for item in figures.hub.catalog.items("indicator"):
        fields = item.fields
        assert isinstance(fields, IndicatorFields)
        targets = [figure for figure in fields.figures if figure.kind == "target"]
        if not fields.measure or not targets:
            continue
        wanted = "; ".join(
            f"{f.year}: {BOUNDS[f.bound]}{f.value.replace('.', ',')} {fields.unit}" for f in targets
        )
        proven = _informed_twice(figures) if fields.measure == "informed-twice" else _action_month(figures)
        source = "; ".join(", ".join(filter(None, (s.title, s.date))) for s in fields.sources)
        rows.append((fields.title, wanted, proven, source))
    if not rows:
        return None
    header = ("Chỉ tiêu", "Mức đặt ra", "Sổ chứng minh được", "Nguồn của chỉ tiêu")
    note = "Chỉ so những chỉ tiêu mà sổ theo dõi nói lên được. Các chỉ tiêu khác cần số liệu thống kê hoặc điều tra."
    return Table("So với chỉ tiêu", header, tuple(rows), note)


def _informed_twice(figures: Figures) -> str:
    """Communes with an activity on at least two days of one calendar year."""
    days: dict[tuple[str, int], set[dt.date]] = defaultdict(set)
    for entry in figures.entries:
        if entry.place in places.communes():
            days[entry.place, entry.date.year].add(entry.date)
    twice = {place for (place, _), found in days.items() if len(found) > 1}
    wanted = [communes_of(code) for code in figures.wanted("localities")]
    area = frozenset[str]().union(*wanted)
    of = f"/{number(len(area))} xã, phường của địa bàn chiến dịch" if area else " xã, phường"
    return f"{len(twice & area if area else twice)}{of} có hoạt động trong ít nhất hai ngày của một năm"


def _action_month(figures: Figures) -> str:
    """Provinces of a campaign with an entry on one of its days."""
    found = []
    for campaign in figures.campaigns:
        start, end = campaign.fields.start, campaign.fields.end
        if not (campaign.ledger and start and end and campaign.fields.localities):
            continue
        rows = [e for e in figures.entries if e in campaign.ledger.entries and start <= e.date <= end]
        wanted = {province_of(code) for code in campaign.fields.localities}
        done = wanted & {province_of(entry.place) for entry in rows}
        found.append(f"{len(done)}/{len(wanted)} tỉnh, thành phố của “{campaign.fields.title}”")
    return "; ".join(found) or "không có dòng nào thuộc những ngày của một chiến dịch có địa bàn"
