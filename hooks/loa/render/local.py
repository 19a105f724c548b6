"""A commune's own help: which services its paper and its loudspeakers may name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from loa import places
from loa.editions import Editions
from loa.errors import Problem
from loa.locales.locale import SOURCE
from loa.model.kinds import Level, ServiceFields
from loa.render.context import Context, HelpLine


def serves(fields: ServiceFields, code: str) -> bool:
    """Whether a service is there for a place and not for the whole country (those stand in every help block)."""
    place = places.find(code)
    return code in fields.area or bool(place and place.province and place.province in fields.area)


def usable(fields: ServiceFields, today: dt.date) -> bool:
    """Whether paper and radio may name a service: at work, no sample, and not past its check date."""
    overdue = fields.check_due is not None and fields.check_due < today
    return fields.service_status == "active" and not fields.sample and not overdue


def local_help(
    editions: Editions, code: str, private: Sequence[ServiceFields] | None, language: str = SOURCE
) -> list[HelpLine]:
    """The lines of a commune, by rank: what is published, then what it keeps for itself.

    Args:
        private: its internal and withdrawn records; None or empty for published services alone.
        language: of the titles, where there is a translation.
    """
    records = private or ()
    withdrawn = {fields.id for fields in records if fields.level is Level.WITHDRAWN}
    context = Context.of(editions, language)
    return [*_published(context, code, withdrawn), *_duty_posts(records, code, context.date)]


def checked_lines(lines: Sequence[HelpLine], place: str) -> tuple[list[HelpLine], list[Problem]]:
    """The lines whose record says when they were checked, and LOA712 for each of the others.

    Args:
        place: the name of the commune whose pack this is.
    """
    names = dict.fromkeys(line.title for line in lines if not line.checked)
    return [line for line in lines if line.checked], [
        Problem.of("LOA712", place, value=name) for name in names
    ]


def _published(context: Context, code: str, withdrawn: Collection[str]) -> Iterator[HelpLine]:
    editions = context.editions
    for item, fields in editions.hub.catalog.services():
        edition = editions.get(item.id, SOURCE)
        if edition and item.id not in withdrawn and serves(fields, code) and usable(fields, context.date):
            yield from context.lines_of(editions.get(item.id, context.language) or edition, fields)


def _duty_posts(records: Iterable[ServiceFields], code: str, today: dt.date) -> Iterator[HelpLine]:
    """Internal records as what may be said of them: the post on duty and its phone, no name and no address."""
    for fields in sorted(records, key=lambda fields: (fields.rank, fields.id)):
        if fields.level is Level.INTERNAL and serves(fields, code) and usable(fields, today):
            for phone in fields.phones:
                if phone.number:
                    post = fields.duty_post or fields.organization
                    yield HelpLine.of(fields, phone, post, SOURCE, phone.number)
