"""What a station broadcasts, and when: the plan of a campaign for one locality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from loa import places
from loa.check.plans import day_of
from loa.editions import Edition, Editions
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign, Plan
from loa.model.fields import Status
from loa.model.plan import PlanFields, ProgrammeFields
from loa.render.context import Context
from loa.render.radio.compose import script_of, wishes_of
from loa.render.radio.products import wanted
from loa.render.radio.script import Script


@dataclass(frozen=True, slots=True)
class Reading:
    """A script in one language; `edition` is None where there is none yet."""

    language: str
    edition: Edition | None
    script: Script | None = None

    @property
    def minutes(self) -> int:
        """The minutes to plan for: its slot, else its length rounded up; 0 where nobody has measured it."""
        if self.script is None:
            return 0
        return self.script.slot or -(-self.script.seconds // 60)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One programme on one day: the same script in the languages of the place, one after the other."""

    week: int
    date: dt.date
    session: str
    time: dt.time
    item: str
    title: str
    repeats: int
    readings: tuple[Reading, ...]

    @property
    def minutes(self) -> int:
        """The minutes of the whole programme with its repeats."""
        return sum(reading.minutes for reading in self.readings) * self.repeats


def covers(codes: tuple[str, ...], code: str) -> bool:
    """Whether a list of codes names a place, or the province it lies in; an empty list names every place."""
    place = places.find(code)
    return not codes or code in codes or bool(place and place.province in codes)


def plan_of(campaign: Campaign, production: bool) -> Plan | None:
    """The plan that this build may show: in production only an approved one."""
    plan = campaign.plan
    if plan and production and plan.fields.status is not Status.APPROVED:
        return None
    return plan


def languages_of(campaign: Campaign, code: str) -> tuple[str, ...]:
    """The languages of a place in the order of broadcasting: the plan's for it or its province, else Vietnamese."""
    fields = campaign.plan.fields if campaign.plan else None
    place = places.find(code)
    for key in (code, place.province if place else ""):
        if fields and key in fields.languages:
            return fields.languages[key]
    return (SOURCE,)


def reading(editions: Editions, identifier: str, language: str) -> Reading:
    """An item's script in a language, if this build has one."""
    edition = editions.get(identifier, language)
    if edition is None:
        return Reading(language, None)
    context = Context.of(editions, language)
    if not wanted(edition, context)[0]:
        return Reading(language, None)
    return Reading(language, edition, script_of(edition, context))


def broadcasts(campaign: Campaign, code: str, editions: Editions, only: str = "") -> list[Broadcast]:
    """The broadcasts of a campaign in a place, by day and time.

    Args:
        code: a commune or province; for a province also what is planned for its communes is left out.
        only: one language, empty for all of the place's.
    """
    plan = plan_of(campaign, editions.hub.settings.production)
    start = (plan.fields.start if plan else None) or campaign.fields.start
    if plan is None or start is None or not covers(campaign.fields.localities, code):
        return []
    languages = [tag for tag in languages_of(campaign, code) if only in ("", tag)]
    found = [
        _broadcast(programme, plan.fields, start, languages, editions)
        for programme in plan.fields.programmes
        if covers(programme.localities, code)
    ]
    return sorted((entry for entry in found if entry), key=lambda entry: (entry.date, entry.time, entry.item))


def _broadcast(
    programme: ProgrammeFields, plan: PlanFields, start: dt.date, languages: list[str], editions: Editions
) -> Broadcast | None:
    readings = tuple(reading(editions, programme.item, language) for language in languages)
    edition = editions.get(programme.item, SOURCE)
    if edition is None:
        return None  # not published in this build
    context = Context.of(editions, SOURCE)
    return Broadcast(
        programme.week,
        day_of(start, programme.week, programme.day),
        programme.session,
        plan.sessions[programme.session],
        programme.item,
        context.fill(edition.title),
        programme.repeats or wishes_of(edition).repeats,
        readings,
    )


def stations(editions: Editions) -> Iterator[tuple[Campaign, str]]:
    """The campaigns that are shown, with each locality that they name."""
    for campaign in editions.campaigns:
        for code in dict.fromkeys(campaign.fields.localities):
            if places.find(code):
                yield campaign, code


def station_name(code: str) -> str:
    """ "Xã Hòa Phú, Đắk Lắk" for a commune, "Tỉnh Đắk Lắk" for a province."""
    place = places.find(code)
    if place is None:
        return code
    province = places.find(place.province) if place.province else None
    return f"{place.name}, {province.short_name}" if province else place.name
