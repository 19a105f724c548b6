"""What stands around the content of every page: head, quick exit, languages."""

from __future__ import annotations

from html import escape

from loa.places import provinces
from loa.render.directory.records import DANGER, NEEDS
from loa.render.directory.style import csp_hash, style
from loa.render.directory.words import Words, folder
from loa.render.policy import directory

INDEX = "index"
# Stands for the code of a page in what is prepared for all of them.
PLACE = "\x00"


class Frame:
    """The surroundings of one language's pages, prepared once. `vi`: the attribute that marks a Vietnamese name."""

    def __init__(self, words: Words, script: str, filters: tuple[str, ...]) -> None:
        self.words = words
        self.vi = "" if words.lang == "vi" else " lang=vi"
        font, family = words.font
        sheet = style(
            [need for need in NEEDS if need != DANGER], filters, (words.root + font if font else "", family)
        )
        self._script = f"<script>{script}</script>"
        self._heads = tuple(self._head(script, sheet, font, found) for found in (False, True))
        self._exit = self._header()
        self._end = self._footer().split(PLACE)
        self._alternates = self._links().split(PLACE) if words.site_url else [""]
        self._finder = f'<script src="{words.root}assets/d.js" defer></script>'
        self._trails = {
            code: self._trail((INDEX, words.html["directory.title"]), (code, self._name(code)))
            for code in provinces()
        }

    def page(self, code: str, title: str, body: str, data: str, finder: bool, indexed: bool) -> str:
        """A whole page. `finder`: with the optional script for typing; `indexed`: search engines may list it."""
        robots = code.join(self._alternates) if indexed else "<meta name=robots content=noindex>"
        return (
            f"{self._heads[finder]}<title>{escape(title)}</title>{robots}{self._exit}{body}</main>"
            f"{code.join(self._end)}{self._script}{data}{self._finder if finder else ''}\n"
        )

    def trail(self, province: str = "") -> str:
        """The way back: to the index, and to a commune's province."""
        words = self.words
        return self._trails[province] if province else self._trail((INDEX, words.html["directory.title"]))

    def _name(self, code: str) -> str:
        name = escape(provinces()[code].name)
        return f"<span lang=vi>{name}</span>" if self.vi else name

    def _trail(self, *steps: tuple[str, str]) -> str:
        # Named by its first link, which is marked where it is in another language; an attribute could not be.
        links = "".join(f"<a href={code}.html>{name}</a>" for code, name in steps)
        return f"<nav aria-labelledby=t>{links.replace('<a ', '<a id=t ', 1)}</nav>"

    def _head(self, script: str, sheet: str, font: str, finder: bool) -> str:
        words = self.words
        # Opened from a folder a page has no site of its own: only the scheme can be named.
        own = "'self' file:" if words.offline else "'self'"
        scripts = csp_hash(script) + (f" {own}" if finder else "")
        policy = directory(csp_hash(sheet), scripts, own if font else "")
        return (
            f'<!doctype html><html lang="{words.lang}" dir=ltr><head><meta charset=utf-8>'
            f'<meta name=viewport content="width=device-width,initial-scale=1"><meta name=referrer content=no-referrer>'
            f'<meta http-equiv=Content-Security-Policy content="{policy}">'
            f'<link rel=icon href="data:,">{words.share}<style>{sheet}</style>'
        )

    def _header(self) -> str:
        words, html = self.words, self.words.html
        safety = f" {self._link(words.safety, html['exit.safety'])}." if words.safety else ""
        return (
            f'</head><body data-replace><header><a href="{words.root}{words.home}">{html["site.name"]}</a>'
            f'<a class=x id=loa-exit href="{escape(words.exit_url)}" rel="noreferrer noopener nofollow"'
            f"{html['exit.announced']}>"
            f"{html['exit.button']}</a></header><main><p class=e>{html['exit.note']}{safety}</p>"
        )

    def _link(self, path: str, text: str) -> str:
        """A link to a page of the site, which may exist in Vietnamese only: then it says so."""
        own = self.words.folder.removesuffix("d/")
        other = "" if path.startswith(own) else " hreflang=vi"
        return f'<a href="{self.words.root}{path}"{other}>{text}</a>'

    def _footer(self) -> str:
        words, html = self.words, self.words.html
        links = [
            f'<a href="{words.root}{folder(other.tag)}{PLACE}.html" hreflang="{other.lang}" lang="{other.name_lang}">'
            f"{escape(other.name)}</a>"
            for other in words.versions
            if other.tag != words.version.tag
        ]
        name = f"<span id=v hidden>{html['language.menu']}</span>"
        nav = f"<nav aria-labelledby=v>{name}{''.join(links)}</nav>" if links else ""
        help_link = f"<p class=e>{self._link(words.help, html['help.short'])}</p>" if words.help else ""
        preview = f"<p><b>{html['footer.preview']}</b></p>" if words.preview else ""
        return f"<footer>{help_link}{nav}{preview}</footer>"

    def _links(self) -> str:
        words = self.words
        own = f'<link rel=canonical href="{escape(words.site_url)}{words.folder}{PLACE}.html">'
        if len(words.versions) < 2:
            return own
        url = escape(words.site_url)
        return own + "".join(
            f'<link rel=alternate hreflang="{other.lang}" href="{url}{folder(other.tag)}{PLACE}.html">'
            for other in words.versions
        )
