"""What the pages of one language say around the records, as ready HTML."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from html import escape
from typing import NamedTuple

from loa.locales.formats import Formats
from loa.locales.locale import SOURCE


class Version(NamedTuple):
    """A language of the directory: its tag, its value of `lang`, its name and the language of the name."""

    tag: str
    lang: str
    name: str
    name_lang: str


class Words(NamedTuple):
    """One language. `html`: interface strings as HTML, marked where they are Vietnamese; `plain`: for attributes.

    `names`: the name of each spoken language as HTML; `hours`: hours in words as HTML, by their short form.
    `root`: from a directory page to the site's root.
    `help`, `safety`, `home`: site paths; `exit_url`: where the quick exit leads. `site_url` ends with a slash, or is
    empty. `font`: site path of a font for a script that phones lack, and its family; mostly empty. `share`: the
    preview of a link as HTML. `overdue`: the formats of the language in which "not checked again since" is said.
    `offline`: the pages are opened from a folder; `status`: of the interface strings.
    """

    version: Version
    versions: tuple[Version, ...]
    html: dict[str, str]
    plain: dict[str, str]
    names: dict[str, str]
    hours: dict[str, str]
    exit_url: str
    help: str = ""
    safety: str = ""
    home: str = "index.html"
    site_url: str = ""
    font: tuple[str, str] = ("", "")
    share: str = ""
    preview: bool = False
    formats: Formats = Formats()
    overdue: Formats = Formats()
    offline: bool = False
    status: str = "draft"

    @property
    def lang(self) -> str:
        """The value of `lang` of the pages."""
        return self.version.lang

    @property
    def folder(self) -> str:
        """The site folder of the pages."""
        return folder(self.version.tag)

    @property
    def root(self) -> str:
        """From a page to the root of the site."""
        return "../" * self.folder.count("/")

    def text(self, value: str) -> str:
        """Vietnamese text from a record as HTML."""
        return _vietnamese(value, self.lang != SOURCE)

    def open_hours(self, hours: str) -> str:
        """Hours in words as HTML; as they stand in the record where they hold no time."""
        return self.hours.get(hours) or self.text(hours)

    def since(self, date: dt.date) -> str:
        """What stands at a number whose check is overdue, as HTML; the date in the language of the sentence."""
        return self.html["directory.overdue"].replace("{date}", escape(self.overdue.date(date)))

    def day(self, date: dt.date) -> str:
        """A date as this language writes it."""
        return self.formats.date(date)


@lru_cache(maxsize=1 << 16)  # the same in every language but Vietnamese
def _vietnamese(value: str, marked: bool) -> str:
    return f'<span lang="vi">{escape(value)}</span>' if marked else escape(value)


def folder(tag: str) -> str:
    """The site folder of a language's directory."""
    return "d/" if tag == SOURCE else f"{tag}/d/"
