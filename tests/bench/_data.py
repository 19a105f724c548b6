"""Neutral data at national scale: every place of the country, generated services, twelve languages."""

import datetime as dt

from loa import places
from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.directory import EXIT_SCRIPT
from loa.render.directory import collect
from loa.render.directory.records import Book, Number, Origin, Records, Service, Text, by_area
from loa.render.directory.service import filters
from loa.render.directory.style import inline_script
from loa.render.directory.words import Version, Words

TAGS = ("vi", "rad", "jra", "bdq", "km", "cjm", "blt", "hmn", "tyz", "nut", "bru", "zh-Hant")
KINDS = ("health", "legal", "trusted-address", "counselling")
COUNTRY_KINDS = ("emergency", "police", "children", "hotline")
DATE = "2026-11-21"
HOURS = ("24/7", "07:30-17:00")


def words(count: int) -> list[Words]:
    """The interface in `count` languages: Vietnamese words under every tag, so that no translation is invented."""
    base = collect.words(Editions(open_hub(Settings.of(date=DATE))), "vi", ["vi"], HOURS)
    versions = tuple(Version(tag, tag, f"Tiếng {tag}", "vi") for tag in TAGS[:count])
    return [base._replace(version=version, versions=versions) for version in versions]


def _service(code: str, number: int, kind: str, count: int) -> Service:
    name = f"Nơi giúp đỡ {code} số {number}"
    place = places.communes().get(code)
    origin = Origin("draft", (f"campaigns/do-luong/services/{place.province if place else code}.csv",))
    return Service(
        id=f"x{code}{number}",
        kind=kind,
        area=(code,),
        texts={
            tag: Text(
                f"{name} ({tag})",
                f"Câu giới thiệu bằng tiếng {tag}: ai được giúp, giúp việc gì, đến thế nào.",
                origin=origin,
            )
            for tag in TAGS[:count]
        },
        numbers=(
            Number(
                f"000 {number:03} {code:>05}",
                free=number % 2 == 0,
                hours=HOURS[number > 2],
            ),
        ),
        languages=("vi", TAGS[1 + number]),
        organization=f"Đơn vị quản lý số {number}",
        for_whom="Mọi người ở nơi này",
        assured=dt.date(2026, 11, 1),
        listed=True,
    )


def records(count: int, changed: str = "") -> Records:
    """Four services for the country and four for each commune; `changed`: the place whose first number is another."""
    found = [_service("VN", number, kind, count) for number, kind in enumerate(COUNTRY_KINDS, 1)]
    for code in places.communes():
        for number, kind in enumerate(KINDS, 1):
            service = _service(code, number, kind, count)
            if code == changed and number == 1:
                service = service._replace(numbers=(Number("000 000 00001"),))
            found.append(service)
    return by_area(found)


def script() -> str:
    """The quick exit as it stands inside a page."""
    return inline_script(EXIT_SCRIPT.read_text(encoding="utf-8"))


def book(services: Records, prefixes: str) -> Book:
    """What all languages share."""
    return Book(services, filters(services), script(), prefixes)
