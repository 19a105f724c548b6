"""What goes out to a translator and what comes back, whatever the file format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# `tg16-02b98170`: a segment. `tg16@0123456789ab.01234567`: an item, the state of its source, that of its variant.
CODE = re.compile(r"(?P<item>[a-z0-9][a-z0-9-]*)-(?P<mark>[0-9a-f]{8})")
STAMP = re.compile(r"(?P<item>[a-z0-9][a-z0-9-]*)@(?P<source>[0-9a-f]{12})\.(?P<variant>[0-9a-f]{12}|new)")
LANGUAGE = re.compile(r"\[([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\]")


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation of the same or a similar sentence: the text, its likeness in percent, where it stands."""

    text: str
    percent: int
    where: str
    source: str


@dataclass(frozen=True, slots=True)
class OutRow:
    """A segment for the translator. `place`: where it stands; `target`: what is translated already."""

    code: str
    place: str
    source: str
    target: str = ""
    notes: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def hints(self) -> list[str]:
        """Everything that is shown beside the row, a line each."""
        return [*self.notes, *(f"{o.percent} % · {o.where}: {o.text}" for o in self.offers)]


@dataclass(frozen=True, slots=True)
class OutItem:
    """An item for the translator."""

    stamp: str
    title: str
    rows: tuple[OutRow, ...]

    @property
    def id(self) -> str:
        """The item's id."""
        return self.stamp.partition("@")[0]


@dataclass(frozen=True, slots=True)
class OutFile:
    """Everything that one file for translators holds."""

    language: str
    name: str
    items: tuple[OutItem, ...]


@dataclass(frozen=True, slots=True)
class InRow:
    """A row that came back. `number`: as the translator sees it; `faults`: why it cannot be read as it is."""

    number: int
    code: str
    source: str
    target: str
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class InFile:
    """A file that came back: its language, the stamps of its items by id, its rows."""

    language: str = ""
    stamps: dict[str, str] = field(default_factory=dict)
    rows: list[InRow] = field(default_factory=list)

    def stamp(self, text: str) -> None:
        """Keep a stamp; what is none is passed over."""
        if match := STAMP.fullmatch(text.strip()):
            self.stamps[match["item"]] = match.group()


class Unreadable(Exception):
    """The file cannot be taken apart; `str` says why, in the language of messages."""
