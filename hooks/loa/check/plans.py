"""A broadcasting plan against the catalog: what it names must exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from loa import places
from loa.errors import Problem
from loa.load.frontmatter import nearest
from loa.model.catalog import Campaign, Item, Plan
from loa.model.plan import DAYS


def day_of(start: dt.date, week: int, day: str) -> dt.date:
    """The date of a day of week `week`; week 1 is the one, Monday to Sunday, that holds `start`."""
    monday = start - dt.timedelta(days=start.weekday())
    return monday + dt.timedelta(weeks=week - 1, days=DAYS.index(day))


def check_plan(
    campaign: Campaign, plan: Plan, items: Mapping[str, Item], languages: Collection[str]
) -> Iterator[Problem]:
    """The problems of one plan. `items`: every item by id; `languages`: registered tags."""
    fields, text = plan.fields, plan.text
    start = fields.start or campaign.fields.start
    if start is None:
        yield Problem.of("LOA841", text.shown, 1)
    for code, tags in fields.languages.items():
        line = text.line("languages", code)
        yield from _place(code, text.shown, line)
        for tag in tags:
            if tag not in languages:
                known = ", ".join(sorted(languages))
                yield Problem.of("LOA302", text.shown, line, value=tag, known=known)
    for number, programme in enumerate(fields.programmes):
        at = ("programmes", str(number))
        for code in programme.localities:
            yield from _place(code, text.shown, text.line(*at, "localities"))
        if programme.item not in items:
            near = nearest(programme.item, sorted(items))
            yield Problem.of("LOA840", text.shown, text.line(*at, "item"), value=programme.item, nearest=near)
        if programme.session not in fields.sessions:
            known = ", ".join(fields.sessions)
            yield Problem.of(
                "LOA842", text.shown, text.line(*at, "session"), value=programme.session, known=known
            )
        if start is not None:
            yield from _day(
                campaign, text.shown, text.line(*at), day_of(start, programme.week, programme.day)
            )


def _place(code: str, shown: str, line: int) -> Iterator[Problem]:
    if places.find(code) is None:
        yield Problem.of("LOA301", shown, line, value=code, nearest="")


def _day(campaign: Campaign, shown: str, line: int, day: dt.date) -> Iterator[Problem]:
    first, last = campaign.fields.start, campaign.fields.end
    if (first and day < first) or (last and day > last):
        yield Problem.of("LOA843", shown, line, value=f"{day:%d/%m/%Y}", start=first or "…", end=last or "…")
