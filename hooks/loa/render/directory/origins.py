"""What the manifest says of a page of the directory: the files of its records, and the least proven status on it."""

from __future__ import annotations

from functools import lru_cache

from loa import places
from loa.locales.locale import SOURCE
from loa.render.directory.frame import INDEX
from loa.render.directory.records import COUNTRY, Origin, Records, Service
from loa.render.directory.words import Words

# From the least proven; a page is no better than its worst part.
_STATUSES = ("draft", "needs-check", "outdated", "reviewed", "approved")


def origins(records: Records, words: Words) -> dict[str, Origin]:
    """The origin of every page of one language, by its code."""
    interface = Origin(words.status, ())
    own = {code: _merged(interface, of, words.version.tag) for code, of in records.items()}
    country = own.get(COUNTRY, interface)
    found = {INDEX: country}
    found |= {code: _both(country, own.get(code, country)) for code in places.provinces()}
    for code, place in places.communes().items():
        above = found[place.province]
        found[code] = _both(above, own[code]) if code in own else above
    return found


def _merged(interface: Origin, services: tuple[Service, ...], tag: str) -> Origin:
    found = last = interface
    for service in services:
        text = service.texts.get(tag) or service.texts[SOURCE]
        if text.origin != last:  # mostly one file has all services of a place
            last = text.origin
            found = _both(found, last)
    return found


@lru_cache(maxsize=4096)  # tens of thousands of pages, and few lists that they are made from
def _both(one: Origin, other: Origin) -> Origin:
    status = min(one.status, other.status, key=_STATUSES.index)
    return Origin(status, tuple(sorted({*one.sources, *other.sources})))
