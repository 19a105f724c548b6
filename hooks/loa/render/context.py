"""What a renderer may know beside its edition."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from loa.editions import Edition, Editions
from loa.locales import Locale, Phrase, Strings
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign, Item, Page
from loa.model.fields import parse_date
from loa.model.kinds import FactFields, Phone, ServiceFields
from loa.render.fonts import print_families

# Units that every language writes the same way.
_SYMBOLS = {"%", "‰"}
FACT = re.compile(r"\{\{\s*([a-z0-9-]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number of the help block: who answers, the number, and what is known of fee and hours."""

    title: str
    lang: str
    number: str
    free: bool | None
    hours: str
    can_text: bool
    checked: dt.date | None
    service_type: str

    @classmethod
    def of(cls, fields: ServiceFields, phone: Phone, title: str, lang: str, number: str) -> HelpLine:
        """The line of one phone of a service."""
        return cls(
            title,
            lang,
            number,
            phone.free,
            phone.hours or "",
            phone.text,
            fields.assured_date,
            fields.service_type,
        )


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a product depends on besides its edition."""

    editions: Editions
    language: str
    strings: Strings

    @classmethod
    def of(cls, editions: Editions, language: str) -> Context:
        """The context of one language."""
        hub = editions.hub
        strings = Strings(hub.locale(language), hub.locale(SOURCE), production=hub.settings.production)
        return cls(editions, language, strings)

    @property
    def locale(self) -> Locale:
        """The registry entry of the language."""
        return self.editions.hub.locale(self.language)

    @property
    def lang(self) -> str:
        """The value of `lang` for text of this language."""
        return self.locale.html_lang

    @property
    def date(self) -> dt.date:
        """The build date."""
        return self.editions.hub.settings.date

    @property
    def site_url(self) -> str:
        """The site's address with a slash at its end, empty where none is known."""
        url = self.editions.hub.settings.site_url
        return url.rstrip("/") + "/" if url else ""

    @property
    def facts(self) -> Mapping[str, FactFields]:
        """The facts by id."""
        return self.editions.hub.catalog.facts

    def say(self, key: str, **values: object) -> Phrase:
        """An interface string; dates among the values are written in the language that the string is in."""
        formats = self.editions.hub.locale(self.strings.lang_of(key)).formats
        filled = {k: formats.date(v) if isinstance(v, dt.date) else v for k, v in values.items()}
        return self.strings.get(key, **filled)

    def t(self, key: str, **values: object) -> str:
        """The text of an interface string."""
        return self.say(key, **values).text

    def fact(self, name: str) -> str:
        """A fact as this language writes it, with its unit.

        Units in words are Vietnamese, as `facts.yml` is: another language gets the number and writes the words itself.

        Raises:
            KeyError: no such fact (the check has reported it).
        """
        fact = self.facts[name]
        match fact.kind:
            case "number":
                text = self.locale.formats.number(Decimal(fact.value))
                shown = fact.unit and (fact.unit in _SYMBOLS or self.lang == SOURCE)
                return f"{text}\u00a0{fact.unit}" if shown else text
            case "date":
                value = parse_date(fact.value)
                return self.day(value) if isinstance(value, dt.date) else str(value)
            case _:
                return fact.value

    def fill(self, text: str) -> str:
        """A front-matter text with its fact references filled in."""
        return FACT.sub(lambda match: self.fact(match.group(1)), text)

    def day(self, date: dt.date) -> str:
        """A date as this language writes it."""
        return self.locale.formats.date(date)

    def number(self, phone: Phone) -> str:
        """The number of a service's phone as printed."""
        return phone.number if phone.number is not None else self.facts[phone.fact or ""].value

    def help_lines(self) -> list[HelpLine]:
        """The national help block for paper and radio, in order of rank."""
        found: list[HelpLine] = []
        for edition in self.editions.help_lines(self.language):
            fields = edition.item_fields
            assert isinstance(fields, ServiceFields)
            found += self.lines_of(edition, fields)
        return found

    def lines_of(self, edition: Edition, fields: ServiceFields) -> list[HelpLine]:
        """One line for each phone of a published service."""
        lang = self.editions.hub.locale(edition.language).html_lang
        return [
            HelpLine.of(fields, phone, edition.title, lang, self.number(phone)) for phone in fields.phones
        ]

    def campaign_of(self, edition: Edition) -> Campaign | None:
        """The campaign that an item belongs to, if this build publishes the campaign itself."""
        slug = edition.source.campaign if isinstance(edition.source, Item) else ""
        return next((campaign for campaign in self.editions.campaigns if campaign.slug == slug), None)

    def font_families(self) -> list[str]:
        """The font families of print for this language, the Latin ones first."""
        return print_families(self.locale)

    # --- addresses ----------------------------------------------------------------------------------------

    def page_path(self, identifier: str, language: str) -> str:
        """The path of a page in the site: `<id>.html`, below `<tag>/` for other languages than Vietnamese."""
        locale = self.editions.hub.locale(language)
        if locale.alternate_of == SOURCE:
            return f"{identifier}.{language}.html"
        return f"{identifier}.html" if language == SOURCE else f"{language}/{identifier}.html"

    def short_address(self, edition: Edition) -> str:
        """The address printed beside a QR code, empty where no address may be printed."""
        return self.site_url + self.page_path(edition.id, edition.language) if self.prints_address else ""

    @property
    def prints_address(self) -> bool:
        """Whether products may name the site: it has an address, and in production one that can exist."""
        return bool(self.site_url) and not (self.editions.hub.settings.production and self.sample_address)

    @property
    def sample_address(self) -> bool:
        """Whether the site's address is one of the names reserved for examples (RFC 2606)."""
        host = urlsplit(self.site_url).hostname or ""
        return host.endswith((".example", ".test", ".invalid", ".localhost")) or host.startswith("example.")

    def target(self, href: str) -> tuple[Edition, str] | None:
        """The published edition that a hub path leads to, and the anchor; Vietnamese where ours has none."""
        path, _, anchor = href.partition("#")
        source = self.editions.by_path.get(path)
        if isinstance(source, Item | Page):
            identifier = source.id if isinstance(source, Item) else source.slug
            for language in (self.language, SOURCE):
                if edition := self.editions.get(identifier, language):
                    return edition, anchor if language == SOURCE else ""
        return None
