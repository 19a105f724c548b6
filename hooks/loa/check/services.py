"""Service records: samples, numbers, sources, and what a publication level forbids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loa import places
from loa.errors import Problem, say
from loa.load.frontmatter import did_you_mean, key_path
from loa.load.safety import telling_texts
from loa.model.catalog import Catalog, Item
from loa.model.fields import Status
from loa.model.hours import HoursError, Schedule, impossible, parse_hours
from loa.model.phones import is_phone, is_sample
from loa.model.services import FORBIDDEN, Level, ServiceFields


def check_service(item: Item, fields: ServiceFields, catalog: Catalog, today: dt.date) -> Iterator[Problem]:
    """The problems of one service record in the public source."""
    text = item.text
    if fields.level in (Level.INTERNAL, Level.WITHDRAWN):
        yield Problem.of("LOA604", text.shown, text.line("level"), value=fields.level)
    yield from _restricted(item, fields)
    for number, phone in enumerate(fields.phones):
        yield from _phone(item, fields, catalog, number, phone.number, phone.fact)
        if phone.hours:
            yield from _phone_hours(item, number, phone.hours)
    yield from _contradictions(item, fields)
    yield from _schedules(item, fields.schedules)
    yield from _areas(item, fields)
    yield from _verified(item, fields)
    if fields.check_due and fields.check_due < today:
        yield Problem.of("LOA607", text.shown, text.line("check_due"), value=fields.check_due)


def _restricted(item: Item, fields: ServiceFields) -> Iterator[Problem]:
    """The loader has dropped and reported forbidden fields; this stands behind it for records made otherwise."""
    if not fields.restricted:
        return
    level = fields.level if fields.level is not Level.PUBLIC else fields.service_type
    for key in FORBIDDEN:
        if getattr(fields, key):
            yield Problem.of("LOA605", item.text.shown, item.text.line(key), level=level, key=key)
    for text, key, line in telling_texts(item, fields):
        yield Problem.of("LOA615", text.shown, line, key=key)


def _verified(item: Item, fields: ServiceFields) -> Iterator[Problem]:
    if fields.sample:
        return
    missing = [key for key in ("assured_date", "check_due") if getattr(fields, key) is None]
    missing += [] if fields.sources else ["sources"]
    # What officials' lists lack is gathered call by call; until then a row of a list is a draft and stays one.
    draft = item.text.path.suffix == ".csv" and fields.status is Status.DRAFT
    for key in missing:
        yield Problem.of("LOA617" if draft else "LOA606", item.text.shown, item.text.line(key), key=key)


def _contradictions(item: Item, fields: ServiceFields) -> Iterator[Problem]:
    text = item.text
    low, high = fields.minimum_age, fields.maximum_age
    if low is not None and high is not None and low > high:
        yield Problem.of("LOA613", text.shown, text.line("minimum_age"), minimum=low, maximum=high)
    if fields.private_home and fields.level is Level.PUBLIC:
        what = say("nhà riêng (private_home) mà mức lại là public", "a private home at level public")
        yield Problem.of("LOA614", text.shown, text.line("level"), what=what)
    if fields.level is Level.PHONE_ONLY and not fields.phones:
        what = say("mức phone-only mà không có số điện thoại", "level phone-only without a phone")
        yield Problem.of("LOA614", text.shown, text.line("level"), what=what)
    if fields.service_status == "temporarily closed" and not fields.alert:
        what = say("tạm nghỉ mà không có lời báo (alert)", "closed for now without an alert")
        yield Problem.of("LOA614", text.shown, text.line("service_status"), what=what)
    if fields.assured_date and fields.check_due and fields.check_due <= fields.assured_date:
        yield Problem.of(
            "LOA214", text.shown, text.line("check_due"), start=fields.assured_date, end=fields.check_due
        )


def _schedules(item: Item, schedules: tuple[Schedule, ...]) -> Iterator[Problem]:
    if fault := impossible(schedules):
        yield _impossible(item, item.text.line("schedules"), fault)


def _impossible(item: Item, line: int, value: str) -> Problem:
    reason = say("đóng trước khi mở hoặc chồng nhau", "closed before open, or overlapping")
    return Problem.of("LOA610", item.text.shown, line, value=value, reason=reason)


def _phone_hours(item: Item, number: int, hours: str) -> Iterator[Problem]:
    line = item.text.line("phones", str(number), "hours")
    try:
        parse_hours(hours)
    except HoursError as error:
        if str(error) == "hours":
            yield _impossible(item, line, hours)
        elif any(
            char.isdigit() for char in hours
        ):  # "giờ hành chính" stays prose: there is no time to be wrong
            yield Problem.of("LOA611", item.text.shown, line, value=hours)


def _areas(item: Item, fields: ServiceFields) -> Iterator[Problem]:
    """No code twice, none inside another."""
    for number, code in enumerate(fields.area):
        place = places.find(code)
        if place is None and code != "VN":
            continue  # LOA301 has said so
        above = "VN" if "VN" in fields.area and code != "VN" else ""
        if not above and place and place.province in fields.area:
            above = place.province
        if not above and code in fields.area[:number]:
            above = code
        if above:
            line = item.text.line("area", str(number))
            yield Problem.of("LOA612", item.text.shown, line, value=code, other=above)


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
