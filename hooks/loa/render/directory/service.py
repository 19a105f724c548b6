"""One service as a list item, and what the filters need to know of it."""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape

from loa.locales.locale import SOURCE
from loa.render.directory.records import WHOM, Records, Service
from loa.render.directory.words import Words

ALWAYS = "24/7"


def features(service: Service) -> tuple[str, ...]:
    """The classes by which a service is filtered: free, day and night, languages, for whom alone; none while closed."""
    if service.closed:
        return ()
    numbers = service.numbers
    free = True in [number.free for number in numbers]
    always = service.hours == ALWAYS or ALWAYS in [number.hours for number in numbers]
    return _classes(free, always, service.languages, service.audiences)


@lru_cache(maxsize=4096)
def _classes(
    free: bool, always: bool, languages: tuple[str, ...], audiences: tuple[str, ...]
) -> tuple[str, ...]:
    found = ["f"] * free + ["a"] * always + [f"l-{tag}" for tag in languages]
    return tuple(found + [f"w-{name}" for name in audiences if name in WHOM])


def filters(records: Records) -> tuple[str, ...]:
    """Every class by which some service can be filtered."""
    return tuple(sorted({name for of in records.values() for service in of for name in features(service)}))


def dial(number: str) -> str:
    """What a phone dials."""
    return "".join([char for char in number if char in "0123456789+"])


@lru_cache(maxsize=1 << 16)  # the same in every language
def _call(shown: str) -> str:
    """The link that dials a number."""
    return f'<a class=n href="tel:{dial(shown)}">{escape(shown)}</a>'


def item(service: Service, words: Words, place: str, classes: tuple[str, ...]) -> str:
    """The list item of a service; `place`: whom it serves, as HTML; `classes`: its `features`."""
    tag = words.version.tag
    own = tag in service.texts
    text = service.texts[tag if own else SOURCE]
    foreign = "" if own or tag == SOURCE else ' lang="vi"'
    html = words.html
    marks = [f"<i>{html['mark.' + mark]}</i> " for mark in text.marks]
    alert = f"{html['service.alert']}: {words.text(service.alert)}" if service.alert else ""
    if service.closed:
        # Who is closed offers no number: a call into the void costs courage that may not come back.
        reach, alert = f"<p><b>{html['service.closed']}</b></p>", alert and f"<p>{alert}</p>"
    else:
        reach, alert = _numbers(service, words), alert and f"<p><b>{alert}</b></p>"
    due = f"<p><b>{words.since(service.overdue_since)}</b></p>" if service.overdue_since else ""
    more = ""
    if service.more:
        root, other = ("../", "") if own else (words.root, " hreflang=vi")
        more = f'<p><a href="{root}{service.id}.html"{other}>{html["directory.more"]}</a></p>'
    kind = " ".join(classes)
    limited = " w" if "w-" in kind else ""
    return (
        f'<li class="{kind}{limited}"><h3{foreign}>{escape(text.title)}</h3>{"".join(marks)}'
        f"<p{foreign}>{escape(text.summary)}</p>{reach}{alert}{due}"
        f"<p class=s>{'. '.join(_facts(service, words, place))}.</p>{more}</li>"
    )


def _numbers(service: Service, words: Words) -> str:
    """The numbers, large, each with what is known of it; a sample is no link that dials."""
    html = words.html
    found = []
    for number in service.numbers:
        found.append(f"<b class=n>{escape(number.shown)}</b>" if service.sample else _call(number.shown))
        notes = []
        if number.free is not None:
            notes.append(html["phone.free"] if number.free else html["phone.paid"])
        if number.hours:
            notes.append(words.open_hours(number.hours))
        if number.text:
            notes.append(html["phone.text"])
        if number.note:
            notes.append(words.text(number.note))
        if notes:
            found.append(f"<p>{' · '.join(notes)}</p>")
    return "".join(found)


def _facts(service: Service, words: Words, place: str) -> list[str]:
    """What is known of the service, in short sentences."""
    html = words.html
    found = [f"{html['directory.serves']}: {place}"]
    if service.for_whom:
        found.append(f"{html['service.for_whom']}: {words.text(service.for_whom)}")
    if service.languages:
        names = [words.names.get(tag) or escape(tag) for tag in service.languages]
        found.append(f"{html['directory.speaks']}: {', '.join(names)}")
    if service.hours and not service.closed:
        found.append(f"{html['service.hours']}: {words.open_hours(service.hours)}")
    if service.free is not None:
        found.append(
            f"{html['service.cost']}: {html['service.cost.' + ('free' if service.free else 'paid')]}"
        )
    if service.address:
        found.append(f"{html['service.address']}: {words.text(service.address)}")
    if service.organization:
        found.append(f"{html['service.organization']}: {words.text(service.organization)}")
    if service.assured and not service.overdue_since:
        found.append(f"{html['service.assured']} {words.day(service.assured)}")
    return found


def json_ld(services: tuple[Service, ...], place: str, site_url: str) -> str:
    """schema.org data of public, real services that work, as a data block; empty for none."""
    found = [
        _schema(service, place, site_url) for service in services if service.listed and not service.closed
    ]
    if not found:
        return ""
    data = {"@context": "https://schema.org", "@graph": found}
    # "<" could end the block; as \u003c it is the same JSON.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _schema(service: Service, place: str, site_url: str) -> dict[str, object]:
    text = service.texts[SOURCE]
    found: dict[str, object] = {
        "@type": "Service",
        "name": text.title,
        "description": text.summary,
        "areaServed": place,
        "availableChannel": [
            {
                "@type": "ServiceChannel",
                "servicePhone": {
                    "@type": "ContactPoint",
                    "telephone": number.shown,
                    **({"contactOption": "https://schema.org/TollFree"} if number.free else {}),
                },
                **({"availableLanguage": list(service.languages)} if service.languages else {}),
            }
            for number in service.numbers
        ],
    }
    if service.organization:
        found["provider"] = {"@type": "Organization", "name": service.organization}
    if site_url:
        found["url"] = f"{site_url}{service.id}.html"
    return found
