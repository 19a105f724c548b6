"""What the directory shows of a service: plain values, cheap to hand to another process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

COUNTRY = "VN"
# The top of every page; it is never filtered away.
DANGER = "danger"
# The needs in the order of the page, each with the service types that meet it.
NEEDS: dict[str, tuple[str, ...]] = {
    DANGER: ("emergency", "police"),
    "listen": ("hotline", "counselling"),
    "shelter": ("shelter", "trusted-address", "one-stop"),
    "health": ("health",),
    "legal": ("legal",),
    "children": ("children",),
    "trafficking": ("trafficking",),
    "change": ("perpetrators",),
    "other": ("other",),
}
NEED_OF = {kind: need for need, kinds in NEEDS.items() for kind in kinds}
# For whom a service may be meant alone; the words are interface strings `directory.whom.<name>`.
WHOM = ("tre-em", "phu-nu", "nam-gioi", "nguoi-khuyet-tat", "lgbt")


class Number(NamedTuple):
    """One phone number as printed, and what is known of it; `hours` in their short form where they hold a time."""

    shown: str
    free: bool | None = None
    hours: str = ""
    text: bool = False
    note: str = ""


class Origin(NamedTuple):
    """What the manifest says of a text or a page: how far it is proven, and the files it was made from."""

    status: str
    sources: tuple[str, ...] = ()


class Text(NamedTuple):
    """The words of a service in one language; `marks` are interface strings `mark.<name>`. No page shows `origin`."""

    title: str
    summary: str
    marks: tuple[str, ...] = ()
    origin: Origin = Origin("draft")


class Service(NamedTuple):
    """One service, in every language in which it is published. `texts` always has Vietnamese.

    `listed`: public and real, so that machines may read it too. `overdue_since`: the last check, once the next is due.
    `hours`: when it is open, in the short form of `loa.model.hours`. `free`: whether the help itself costs nothing.
    `closed`: it does not work at present; `alert` says why. `more`: its own page says more than fits here.
    """

    id: str
    kind: str
    area: tuple[str, ...]
    texts: Mapping[str, Text]
    numbers: tuple[Number, ...]
    languages: tuple[str, ...] = ()
    organization: str = ""
    for_whom: str = ""
    audiences: tuple[str, ...] = ()
    address: str = ""
    alert: str = ""
    hours: str = ""
    free: bool | None = None
    closed: bool = False
    more: bool = False
    assured: dt.date | None = None
    overdue_since: dt.date | None = None
    sample: bool = False
    listed: bool = False

    @property
    def need(self) -> str:
        """The need that it meets."""
        return NEED_OF.get(self.kind, "other")


class Book(NamedTuple):
    """What the pages of all languages share.

    `services` by the code of each place that they serve; `filters`: the classes by which they can be filtered;
    `script`: the quick exit as it stands inside a page; `prefixes`: of the finder's shards, with blanks between.
    """

    services: Records
    filters: tuple[str, ...]
    script: str
    prefixes: str


Records = Mapping[str, tuple[Service, ...]]


def by_area(services: Iterable[Service]) -> dict[str, tuple[Service, ...]]:
    """The services by the code of each place that they serve, in the order given; samples and closed ones last."""
    found: dict[str, list[Service]] = {}
    for service in services:
        for code in service.area:
            found.setdefault(code, []).append(service)
    return {
        code: tuple(sorted(of, key=lambda service: service.sample or service.closed))
        for code, of in found.items()
    }
