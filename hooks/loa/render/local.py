"""A commune's own help: which services its paper and its loudspeakers may name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from loa import places
from loa.editions import Edition, Editions
from loa.errors import Problem, say
from loa.locales.locale import SOURCE
from loa.model.kinds import Level, ServiceFields
from loa.render.context import Context, HelpLine


def serves(fields: ServiceFields, code: str) -> bool:
    """Whether a service is there for a place and not for the whole country (those stand in every help block)."""
    place = places.find(code)
    return code in fields.area or bool(place and place.province and place.province in fields.area)


def _fault(fields: ServiceFields, today: dt.date) -> str:
    """Why paper and radio may not name a service, in the writer's words; empty when they may."""
    if fields.sample:
        return say("hồ sơ mẫu (sample: true)", "a sample (sample: true)")
    if fields.service_status != "active":
        return say(
            f"đang ghi service_status: {fields.service_status}", f"its status is {fields.service_status}"
        )
    if fields.check_due is not None and fields.check_due < today:
        return say(
            f"đã quá hạn xác minh lại từ {fields.check_due:%d/%m/%Y}",
            f"it was to be checked again by {fields.check_due.isoformat()}",
        )
    return ""


def local_help(
    editions: Editions, code: str, private: Sequence[ServiceFields] | None, language: str = SOURCE
) -> list[HelpLine]:
    """The lines of a commune, by rank: what is published, then what it keeps for itself.

    Args:
        private: its internal and withdrawn records; None or empty for published services alone.
        language: of the titles, where there is a translation.
    """
    context = Context.of(editions, language)
    lines: list[HelpLine] = []
    for edition, fields in _published(context, code, private):
        if not _fault(fields, context.date):
            lines += context.lines_of(edition, fields)
    for post, fields in _duty_posts(private, code):
        if not _fault(fields, context.date):
            lines += [
                HelpLine.of(fields, phone, post, SOURCE, phone.number)
                for phone in fields.phones
                if phone.number
            ]
    return lines


def pack_help(
    editions: Editions,
    code: str,
    private: Sequence[ServiceFields] | None,
    place: str,
    language: str = SOURCE,
) -> tuple[list[HelpLine], list[Problem]]:
    """The lines of `local_help` whose record says when they were checked, and why the others are left out.

    Args:
        place: the name of the commune whose pack this is.

    The problems: LOA712 nobody has checked it, LOA715 a sample, not at work or overdue.
    """
    lines = local_help(editions, code, private, language)
    unchecked = dict.fromkeys(line.title for line in lines if not line.checked)
    problems = [Problem.of("LOA712", place, value=name) for name in unchecked]
    context = Context.of(editions, language)
    published = (
        (edition.item_fields.title, fields) for edition, fields in _published(context, code, private)
    )
    for name, fields in (*published, *_duty_posts(private, code)):
        if reason := _fault(fields, context.date):
            problems.append(Problem.of("LOA715", place, value=name, reason=reason))
    return [line for line in lines if line.checked], problems


def _published(
    context: Context, code: str, private: Sequence[ServiceFields] | None
) -> Iterator[tuple[Edition, ServiceFields]]:
    """Published services of the place that no private record withdraws."""
    withdrawn = {fields.id for fields in private or () if fields.level is Level.WITHDRAWN}
    for item, fields in context.editions.hub.catalog.services():
        edition = context.editions.get(item.id, SOURCE)
        if edition and item.id not in withdrawn and serves(fields, code):
            yield context.editions.get(item.id, context.language) or edition, fields


def _duty_posts(private: Sequence[ServiceFields] | None, code: str) -> Iterator[tuple[str, ServiceFields]]:
    """Internal records of the place with what may be said of them: the post on duty, no name and no address."""
    for fields in sorted(private or (), key=lambda fields: (fields.rank, fields.id)):
        if fields.level is Level.INTERNAL and serves(fields, code):
            yield fields.duty_post or fields.organization, fields
