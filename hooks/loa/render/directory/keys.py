"""What each page depends on, as short hashes."""

from __future__ import annotations

import hashlib
import marshal
from functools import cache
from importlib.resources import files
from operator import itemgetter

from loa import places
from loa.render.directory.frame import INDEX
from loa.render.directory.records import COUNTRY, Book, Records, Service, Text
from loa.render.directory.words import Words

# Where the texts and, after them, the numbers stand in a record.
_TEXTS = Service._fields.index("texts")
assert Service._fields[_TEXTS + 1] == "numbers"
# And its dates, which marshal does not take.
_DATES = Service._fields.index("assured")
assert Service._fields[_DATES + 1] == "overdue_since"
# What pages show of a text.
_SHOWN = itemgetter(slice(Text._fields.index("origin")))


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _values(services: tuple[Service, ...]) -> str:
    """The hash of some services. They are those of a whole country: `repr` and JSON take four times as long."""
    plain = [
        (
            service[:_TEXTS],
            [*service.texts, *map(_SHOWN, service.texts.values()), *map(tuple, service.numbers)],
            service[_TEXTS + 2 : _DATES],
            f"{service.assured} {service.overdue_since}",
            service[_DATES + 2 :],
        )
        for service in services
    ]
    # Version 2 writes values alone; later ones also write which of them are the same object.
    return hashlib.sha256(marshal.dumps(plain, 2)).hexdigest()[:24]


@cache
def program_key() -> str:
    """The hash of everything that is the same for all hubs: this package, the places, how dates are written."""
    folders = ("loa.render.directory", "loa.data.places")
    sources = [
        (entry.name, entry.read_bytes())
        for folder in folders
        for entry in sorted(files(folder).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith((".py", ".css", ".tsv"))
    ]
    sources += [
        (name, files("loa").joinpath(name).read_bytes())
        for name in (
            "places.py",
            "locales/formats.py",
            "model/hours.py",
            "render/hours.py",
            "render/policy.py",
        )
    ]
    return _hash(sources)


def shared_key(book: Book) -> str:
    """The hash of what all pages share, whatever their language."""
    country = book.services.get(COUNTRY, ())
    return _hash(program_key(), book.filters, book.script, book.prefixes, country)


def language_key(shared: str, words: Words) -> str:
    """The hash of what all pages of one language share. Hours follow from the words and from each service."""
    return _hash(shared, words._replace(hours={}))


def place_keys(records: Records) -> dict[str, str]:
    """For each page, the hash of the services of its place and of the province above it."""
    own = {code: _values(of) for code, of in records.items()}
    keys = {INDEX: "-", **{code: own.get(code, "-") for code in places.provinces()}}
    for code, place in places.communes().items():
        keys[code] = f"{own.get(code, '-')}.{own.get(place.province, '-')}"
    return keys
