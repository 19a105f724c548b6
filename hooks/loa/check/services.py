"""Service records: samples, numbers, sources, and what a publication level forbids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loa.check.phones import is_phone, is_sample
from loa.errors import Problem, say
from loa.load.frontmatter import did_you_mean, key_path
from loa.model.catalog import Catalog, Item
from loa.model.kinds import Level, ServiceFields

# Rule 3 of the design: only `public` may say where and who; a private home never says where.
_FORBIDDEN = ("address", "contact_name")


def check_service(item: Item, fields: ServiceFields, catalog: Catalog, today: dt.date) -> Iterator[Problem]:
    """The problems of one service record in the public source."""
    text = item.text
    if fields.level in (Level.INTERNAL, Level.WITHDRAWN):
        yield Problem.of("LOA604", text.shown, text.line("level"), value=fields.level)
    restricted = fields.level is not Level.PUBLIC or fields.private_home or fields.service_type == "shelter"
    if restricted:
        for key in _FORBIDDEN:
            if getattr(fields, key):
                level = fields.level if fields.level is not Level.PUBLIC else fields.service_type
                yield Problem.of("LOA605", text.shown, text.line(key), level=level, key=key)
    for number, phone in enumerate(fields.phones):
        yield from _phone(item, fields, catalog, number, phone.number, phone.fact)
    if not fields.sample:
        for key in ("assured_date", "check_due"):
            if getattr(fields, key) is None:
                yield Problem.of("LOA606", text.shown, text.line(key), key=key)
        if not fields.sources:
            yield Problem.of("LOA606", text.shown, text.line("sources"), key="sources")
    if fields.check_due and fields.check_due < today:
        yield Problem.of("LOA607", text.shown, text.line("check_due"), value=fields.check_due)


def _phone(
    item: Item, fields: ServiceFields, catalog: Catalog, position: int, number: str | None, fact: str | None
) -> Iterator[Problem]:
    text = item.text
    line = text.line("phones", str(position))
    key = key_path(("phones", str(position), "number"))
    if (number is None) == (fact is None):
        what = say(
            "Mỗi số cần đúng một trong hai mục: number hoặc fact.", "Each phone has either number or fact."
        )
        if number is None:
            yield Problem.of("LOA207", text.shown, line, key=key, name="number", what=what)
        else:
            yield Problem.of("LOA208", text.shown, line, key=key, value=f"{number} + {fact}", what=what)
        return
    if fact is not None:
        known = catalog.facts.get(fact)
        if known is None or known.kind != "phone":
            phones = [name for name, value in catalog.facts.items() if value.kind == "phone"]
            yield Problem.of("LOA303", text.shown, line, value=fact, nearest=did_you_mean(fact, phones))
        elif known.confidence == "L":
            yield Problem.of("LOA304", text.shown, line, value=fact)
        return
    assert number is not None
    if fields.sample and not is_sample(number):
        yield Problem.of("LOA601", text.shown, line, value=number)
    elif not fields.sample and is_sample(number):
        yield Problem.of("LOA602", text.shown, line, value=number)
    elif not is_phone(number):
        yield Problem.of("LOA603", text.shown, line, value=number)
