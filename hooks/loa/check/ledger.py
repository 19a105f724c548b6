"""The ledger against the rest of the hub: days that have not come yet, items that nobody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from loa.errors import Problem, say
from loa.model.catalog import Ledger
from loa.model.ledger import COLUMNS, Entry


def doubtful(ledger: Ledger, items: Collection[str], date: dt.date) -> list[tuple[Entry, Problem]]:
    """The entries that cannot be right on `date` in a hub with these item ids, each with its problem."""
    found = []
    for entry in ledger.entries:
        if entry.date > date:
            reason = say(f"chưa tới (hôm nay {date:%d/%m/%Y})", f"has not come yet (today: {date})")
            problem = Problem.of(
                "LOA751", ledger.text.shown, entry.row, value=f"{entry.date:%d/%m/%Y}", reason=reason
            )
        elif entry.item and entry.item not in items:
            known = say("mã của một bài trong kho, hoặc bỏ trống", "the id of an item of the hub, or nothing")
            problem = Problem.of(
                "LOA755", ledger.text.shown, entry.row, key=COLUMNS["item"][0], value=entry.item, known=known
            )
        else:
            continue
        found.append((entry, problem))
    return found
