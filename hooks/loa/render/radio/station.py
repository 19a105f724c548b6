"""A station's own help: which services stand in the help block of one commune."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from loa import places
from loa.editions import Editions
from loa.locales.locale import SOURCE
from loa.model.kinds import Level, ServiceFields
from loa.render.context import Context
from loa.render.radio.helpblock import HelpEntry


def serves(fields: ServiceFields, code: str) -> bool:
    """Whether a service is there for a place and not for the whole country (those stand in every help block)."""
    place = places.find(code)
    return code in fields.area or bool(place and place.province and place.province in fields.area)


def usable(fields: ServiceFields, today: dt.date) -> bool:
    """Whether paper and radio may name a service: no sample, and not past its check date."""
    return not fields.sample and not (fields.check_due and fields.check_due < today)


def public_help(editions: Editions, code: str, withdrawn: Collection[str] = ()) -> list[HelpEntry]:
    """The published services of a place, by rank: name and number.

    Args:
        withdrawn: ids of records that the commune has withdrawn since.
    """
    context = Context.of(editions, SOURCE)
    found = []
    for item, fields in editions.hub.catalog.services():
        edition = editions.get(item.id, SOURCE)
        if edition and item.id not in withdrawn and serves(fields, code) and usable(fields, context.date):
            found += [HelpEntry(edition.title, context.number(phone)) for phone in fields.phones]
    return found


def duty_posts(records: Iterable[ServiceFields], code: str, today: dt.date) -> list[HelpEntry]:
    """Internal records as what a listener may hear of them: the post on duty and its phone, no name and no address."""
    return [
        HelpEntry(fields.organization, phone.number)
        for fields in sorted(records, key=lambda fields: (fields.rank, fields.id))
        if fields.level is Level.INTERNAL and serves(fields, code) and usable(fields, today)
        for phone in fields.phones
        if phone.number
    ]
