"""What the template prints around a page: menu, languages, strings, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.directory.collect import languages as directory_languages
from loa.render.directory.words import folder
from loa.render.html import phrase, relative
from loa.render.policy import article
from loa.render.sensitive import exit_words
from loa.site.pages import SitePage
from loa.site.progress import BASE as PROGRESS
from loa.site.search import BASE as SEARCH

# After "numbers to call", before everything else.
_DIRECTORY_ORDER = 3


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link of the menu."""

    title: Markup
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """A language of the menu: `href` leads to this page in it, or to its home where the page does not exist."""

    name: str
    name_lang: str
    tag: str
    href: str
    exists: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything around the content of one page."""

    context: Context
    lang: str
    direction: str
    home: str
    menu: tuple[MenuEntry, ...]
    campaigns: tuple[MenuEntry, ...]
    languages: tuple[LanguageEntry, ...]
    alternates: tuple[tuple[str, str], ...]
    exit_url: str
    help_href: str
    help_lang: str
    safety_href: str
    safety_lang: str
    search_href: str
    search_lang: str
    progress: str
    absolute: str
    date: dt.date
    production: bool
    offline: bool

    @property
    def policy(self) -> str:
        """The content security policy of the page."""
        return article()

    def t(self, key: str, **values: object) -> Markup:
        """An interface string as HTML."""
        return Markup(phrase(self.context.say(key, **values), self.lang))

    @property
    def exit_words(self) -> Markup:
        """What the quick exit announces, as attributes of its link."""
        return Markup(exit_words(self.context))

    def missing(self, entry: LanguageEntry) -> Markup:
        """That a page does not exist in a language, with the language's name marked as its own."""
        name = Markup('<span lang="{}">{}</span>').format(entry.name_lang, entry.name)
        return Markup(str(self.t("language.missing", language="\0")).replace("\0", str(name)))

    def download(self, kind: str, note: str = "") -> Markup:
        """What a download is called, or what is said of it; a product without strings goes by its own name."""
        key = f"download.{kind}{note}"
        if key in self.context.strings:
            return self.t(key)
        return Markup("") if note else Markup(phrase(Phrase(kind, SOURCE), self.lang))

    def attribute(self, key: str, **values: object) -> str:
        """An interface string for an attribute, where no `lang` can be marked."""
        return self.context.t(key, **values)


def _menu_title(page: SitePage, context: Context) -> Markup:
    own = phrase(context.strings.get("menu.home"), context.lang) if page.kind == "home" else page.heading
    return Markup(own)


def _with_directory(
    menu: tuple[MenuEntry, ...], pages: list[SitePage], context: Context, to: Callable[[str], str]
) -> tuple[MenuEntry, ...]:
    """The menu with the directory, which has no page of MkDocs, in its place."""
    if context.language not in directory_languages(context.editions):
        return menu
    title = Markup(phrase(context.say("menu.directory"), context.lang))
    at = sum((page.menu or 0) < _DIRECTORY_ORDER for page in pages)
    return (*menu[:at], MenuEntry(title, to(f"{folder(context.language)}index.html"), False), *menu[at:])


def shell(page: SitePage | None, context: Context, pages: Mapping[str, SitePage]) -> Shell:
    """The surroundings of `page`; of the error page for None, which may be shown at any address."""
    path = page.path if page else ""
    editions = context.editions
    site_url = context.site_url

    def to(target: str) -> str:
        return relative(target, path) if page else (urlsplit(site_url).path or "/") + target

    def in_language(base: str, language: str) -> str:
        return base if language == SOURCE else f"{language}/{base}"

    def best(base: str) -> str:
        own = in_language(base, context.language)
        return own if own in pages else (base if base in pages else "")

    def lang_of(target: str) -> str:
        return editions.hub.locale(pages[target].language).html_lang if target else ""

    entries = sorted(
        (other for other in pages.values() if other.language == context.language and other.menu is not None),
        key=lambda other: (other.menu, other.path),
    )
    menu = tuple(
        MenuEntry(_menu_title(other, context), to(other.path), other.path == path) for other in entries
    )
    campaigns = tuple(entry for entry, other in zip(menu, entries, strict=True) if other.kind == "campaign")
    menu = _with_directory(menu, entries, context, to)
    languages, alternates = [], []
    for tag in editions.languages:
        locale = editions.hub.locale(tag)
        target = in_language(page.base, tag) if page else in_language("index.html", tag)
        exists = target in pages
        home = in_language("index.html", tag)
        if exists or home in pages:
            languages.append(
                LanguageEntry(
                    locale.autonym,
                    locale.autonym_lang,
                    locale.html_lang,
                    to(target if exists else home),
                    exists,
                    tag == context.language,
                )
            )
        if exists and page and site_url:
            alternates.append((locale.html_lang, site_url + target))
    help_page, safety, search = best("can-giup.html"), best("an-toan.html"), best(SEARCH)
    return Shell(
        context,
        context.lang,
        context.locale.direction,
        to(best("index.html") or "index.html"),
        menu,
        campaigns,
        tuple(languages),
        tuple(alternates) if len(alternates) > 1 else (),
        editions.exit_url,
        to(help_page) if help_page else "",
        lang_of(help_page),
        to(safety) if safety else "",
        lang_of(safety),
        to(search) if search else "",
        lang_of(search),
        to(PROGRESS) if PROGRESS in pages else "",
        site_url + path if site_url and page else "",
        context.date,
        editions.hub.settings.production,
        editions.hub.settings.offline,
    )
