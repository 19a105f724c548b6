"""Opening hours as people say them: `T2-T6 7:30-11:30` → "Thứ hai đến thứ sáu: 7 giờ 30 đến 11 giờ 30"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.model.hours import WEEK, HoursError, Schedule, Weekday, hours_text, parse_hours
from loa.render.context import Context

# The strings of a sentence about hours: a language that lacks one of them gets the Vietnamese sentence.
KEYS = (
    *(f"plan.day.{number}" for number in range(7)),
    *(f"hours.{name}" for name in ("always", "daily", "days", "span", "clock", "hour")),
)


def short_hours(text: str) -> str:
    """Hours written in any way in their one short form (`24 giờ` → `24/7`); words that hold no time as they are."""
    try:
        return hours_text(parse_hours(text))
    except HoursError:
        return text


def hours_in_words(text: str, context: Context) -> Phrase:
    """Hours as a sentence of the context's language; Vietnamese where its words are missing.

    Words that hold no time ("giờ hành chính") stay as they were written.
    """
    try:
        schedules = parse_hours(text)
    except HoursError:
        return Phrase(text, SOURCE)
    own = all(context.strings.lang_of(key) == context.lang for key in KEYS)
    if not own:
        context = Context.of(context.editions, SOURCE)
    groups = [_group(days, list(of), context) for days, of in groupby(schedules, lambda s: s.byday)]
    return Phrase("; ".join(groups), context.lang)


def _group(days: tuple[Weekday, ...], schedules: list[Schedule], context: Context) -> str:
    if any(schedule.always for schedule in schedules):
        return context.t("hours.always")
    spans = ", ".join(
        context.t("hours.span", opens=_clock(s.opens_at, context), closes=_clock(s.closes_at, context))
        for s in schedules
    )
    named = _days(days, context)
    return f"{named}: {spans}" if named else spans


def _days(days: tuple[Weekday, ...], context: Context) -> str:
    if set(days) == set(WEEK):
        return context.t("hours.daily")
    numbers = [WEEK.index(day) for day in days]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        first, last = _names((numbers[0], numbers[-1]), context)
        return context.t("hours.days", first=first, last=last)
    return ", ".join(_names(numbers, context))


def _names(numbers: Iterable[int], context: Context) -> list[str]:
    """The names of days, the first as it begins a sentence."""
    names = [context.t(f"plan.day.{number}") for number in numbers]
    return [names[0], *(name[0].lower() + name[1:] for name in names[1:])] if names else []


def _clock(time: str, context: Context) -> str:
    hour, _, minute = time.partition(":")
    if minute == "00":
        return context.t("hours.hour", hour=int(hour))
    return context.t("hours.clock", hour=int(hour), minute=minute)
