"""The pages of one language: the index, a page a province, a page a commune."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from loa.locales.locale import SOURCE
from loa.places import Place, communes, provinces
from loa.render.directory.finder import fold
from loa.render.directory.frame import INDEX, Frame
from loa.render.directory.records import COUNTRY, DANGER, NEEDS, Book, Service
from loa.render.directory.service import features, item, json_ld
from loa.render.directory.words import Words

# With fewer groups than this a choice of needs saves nobody anything.
_MANY_NEEDS = 3


@dataclass(frozen=True, slots=True)
class _Lists:
    """Rendered services by need, and which filter classes some of them and all of them have."""

    html: dict[str, str] = field(default_factory=dict)
    some: frozenset[str] = frozenset()
    every: frozenset[str] | None = None

    def after(self, services: tuple[Service, ...], words: Words, place: str) -> _Lists:
        """These lists with `services`, which serve `place`, before them."""
        if not services:
            return self
        html = dict.fromkeys(NEEDS, "")
        some, every = set(self.some), self.every
        for service in services:
            need, classes = service.need, features(service)
            html[need] += item(service, words, place, classes)
            if need != DANGER:
                found = frozenset(classes)
                some |= found
                every = found if every is None else every & found
        merged = {need: text + self.html.get(need, "") for need, text in html.items()}
        return _Lists({need: text for need, text in merged.items() if text}, frozenset(some), every)


class Pages:
    """Renders the pages of one language."""

    def __init__(self, book: Book, words: Words) -> None:
        self.book, self.records, self.words = book, book.services, words
        self.html = words.html
        self.frame = Frame(words, book.script, book.filters)
        self._provinces: dict[str, _Lists] = {}
        self._choices: dict[tuple[frozenset[str], tuple[str, ...]], str] = {}

    @cached_property
    def _country(self) -> _Lists:
        words = self.words
        return _Lists().after(self.records.get(COUNTRY, ()), words, self.html["service.whole_country"])

    @cached_property
    def _statutory(self) -> str:
        html = self.html
        places = "".join([f"<li>{html[f'directory.place.{number}']}" for number in range(1, 7)])
        return (
            f"<section><h2>{html['directory.places']}</h2><p>{html['directory.places.intro']}</p>"
            f"<ol>{places}</ol><p>{html['directory.places.how']}</p></section>"
        )

    def page(self, code: str) -> str:
        """The page of a province or commune; of the whole directory for `index`."""
        if code == INDEX:
            return self.index()
        return self.province(code) if len(code) == 2 else self.commune(code)

    def index(self) -> str:
        """Danger, needs, then where: the search field and the provinces."""
        html = self.html
        rows = []
        for place in sorted(provinces().values(), key=lambda place: fold(place.name)):
            former = [name for name in place.former if name and name != place.name]
            note = f" <small>({html['directory.merged']} {self._names(former)})</small>" if former else ""
            rows.append(f"<li><a href={place.code}.html{self.frame.vi}>{escape(place.name)}</a>{note}")
        body = (
            f"<h1>{html['directory.title']}</h1>{self._danger(self._country)}"
            f"<h2>{html['directory.need']}</h2>{self._groups(self._country)}"
            f"<h2>{html['directory.where']}</h2>{self._search()}<p>{html['directory.choose']}</p>"
            f"<ul class=p>{''.join(rows)}</ul>{self._statutory}"
        )
        data = self._data(self.records.get(COUNTRY, ()), "Việt Nam")
        return self.frame.page(INDEX, self.words.plain["directory.title"], body, data, True, True)

    def province(self, code: str) -> str:
        """The services of a province and of the country, and its communes with the units they were formed from."""
        place, html = provinces()[code], self.html
        lists = self._of_province(code)
        rows = [self._commune_row(commune) for commune in _communes_of(code)]
        own = self.records.get(code, ())
        body = (
            f"{self.frame.trail()}<h1{self.frame.vi}>{escape(place.name)}</h1>{self._danger(lists)}"
            f"<h2>{html['directory.where']}</h2>{self._search()}<h2>{html['directory.communes']}</h2>"
            f"<ul class=p>{''.join(rows)}</ul><h2>{html['directory.need']}</h2>{self._groups(lists)}"
            f"{self._statutory}"
        )
        data = self._data(own, place.name)
        return self.frame.page(code, self._title(place), body, data, True, True)

    def commune(self, code: str) -> str:
        """What serves a commune, then its province, then the country; the six places that take reports."""
        place = communes()[code]
        own = self.records.get(code, ())
        above = self._of_province(place.province)
        name = escape(place.name)
        shown = f"<span lang=vi>{name}</span>" if self.frame.vi else name
        lists = above.after(own, self.words, shown)
        body = (
            f"{self.frame.trail(place.province)}<h1{self.frame.vi}>{name}</h1>{self._danger(lists)}"
            f"{self._groups(lists)}{self._statutory}"
        )
        data = self._data(own, place.name)
        return self.frame.page(code, self._title(place), body, data, False, is_indexed(own))

    # --- parts --------------------------------------------------------------------------------------------

    def _data(self, services: tuple[Service, ...], place: str) -> str:
        """What machines may read, on the Vietnamese page alone: the names and words in it are Vietnamese."""
        own = services if self.words.version.tag == SOURCE else ()
        return json_ld(own, place, self.words.site_url) if own else ""

    def _of_province(self, code: str) -> _Lists:
        if code not in self._provinces:
            name = escape(provinces()[code].name)
            shown = f"<span lang=vi>{name}</span>" if self.frame.vi else name
            self._provinces[code] = self._country.after(self.records.get(code, ()), self.words, shown)
        return self._provinces[code]

    def _title(self, place: Place) -> str:
        return self.words.plain["directory.of"].replace("{place}", place.name)

    def _danger(self, lists: _Lists) -> str:
        html = self.html
        numbers = lists.html.get(DANGER)
        # A hub without a number to call does not say "call now" above nothing.
        call = f"<h2>{html['directory.danger']}</h2><ul>{numbers}</ul>" if numbers else ""
        advice = f"{html['directory.danger.else']} {html['directory.danger.other']}"
        return f"<section class=d>{call}<p>{advice}</p></section>"

    def _groups(self, lists: _Lists) -> str:
        html = self.html
        found = [need for need in NEEDS if need != DANGER and need in lists.html]
        if not found:
            return f"<p>{html['directory.none']}</p>"
        groups = [
            f'<section class="g n-{need}"><h2>{html["directory.need." + need]}</h2>'
            f"<ul>{lists.html[need]}</ul></section>"
            for need in found
        ]
        return self._choice(lists, tuple(found)) + "".join(groups)

    def _choice(self, lists: _Lists, needs: tuple[str, ...]) -> str:
        """The filters that would change what is seen here: inputs which the style sheet alone obeys."""
        key = (lists.some - (lists.every or frozenset()), needs)
        if key not in self._choices:
            self._choices[key] = self._inputs(*key)
        return self._choices[key]

    def _inputs(self, names: frozenset[str], needs: tuple[str, ...]) -> str:
        html = self.html
        found = []
        if len(needs) >= _MANY_NEEDS:
            found.append(_input("radio name=n checked", "n-", html["directory.filter.all"]))
            found += [_input("radio name=n", f"n-{need}", html[f"directory.need.{need}"]) for need in needs]
        for name in [name for name in ("f", "a") if name in names] + sorted(names - {"f", "a"}):
            label = {"f": html["directory.filter.free"], "a": html["directory.filter.always"]}.get(name)
            if name.startswith("w-"):
                label = html[f"directory.whom.{name[2:]}"]
            elif name.startswith("l-"):
                label = self.words.names.get(name[2:]) or escape(name[2:])
            found.append(_input("checkbox", name, label or ""))
        return f"<p class=e>{html['directory.filter']}</p>{''.join(found)}" if found else ""

    def _search(self) -> str:
        plain, html = self.words.plain, self.html
        words = "".join(
            f' data-{name}="{escape(plain[f"directory.search.{key}"])}"'
            for name, key in (("m", "more"), ("n", "none"), ("f", "found"), ("o", "formerly"))
        )
        return (
            f'<div class=q id=q hidden data-i="{self.words.root}d/i/" data-p="{self.book.prefixes}"{words}>'
            f"<label for=k>{html['directory.search']}</label>"
            f"<input id=k type=search autocomplete=off autocapitalize=off spellcheck=false>"
            f"<p id=c role=status></p><ul class=p id=r></ul></div>"
        )

    def _commune_row(self, place: Place) -> str:
        former = [name for name in place.former if name and name != place.name]
        note = f" <small{self.frame.vi}>({escape(grouped(former))})</small>" if former else ""
        return f"<li><a href={place.code}.html{self.frame.vi}>{escape(place.name)}</a>{note}"

    def _names(self, names: list[str]) -> str:
        text = escape(", ".join(names))
        return f"<span lang=vi>{text}</span>" if self.frame.vi else text


def grouped(former: list[str]) -> str:
    """Former units as `Xã A, Xã B, Huyện C; Xã D, Huyện E`: each district once."""
    groups: dict[str, list[str]] = {}
    for name in former:
        unit, _, district = name.partition(", ")
        groups.setdefault(district, []).append(unit)
    return "; ".join(
        ", ".join([*units, *([district] if district else [])]) for district, units in groups.items()
    )


def _input(kind: str, name: str, label: str) -> str:
    # A line breaks only at <wbr>: the sheet keeps an input and its label together. No element around both, because
    # the sheet filters what follows a checked input in the same parent.
    return f"<input type={kind} id={name} autocomplete=off><label for={name}>{label}</label><wbr>"


def _communes_of(code: str) -> list[Place]:
    found = [place for place in communes().values() if place.province == code]
    return sorted(found, key=lambda place: (fold(place.short_name), place.code))


def is_indexed(own: tuple[Service, ...]) -> bool:
    """Whether search engines may list a commune's page: it says something of its own, all of it public and real.

    The other communes' pages differ by their name only; thousands of them in search results would hide those that
    help. A number that is not public (a trusted address) is not offered to be harvested.
    """
    return bool(own) and all(service.listed for service in own)
