"""Blocks as HTML. Every text is escaped here and nowhere else."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from loa.locales import Phrase
from loa.model import blocks as b
from loa.render.context import FACT, Context
from loa.render.pictures.photos import photo_size, picture_path


def phrase(text: Phrase, lang: str) -> str:
    """An interface string as HTML, with its own `lang` where it is not in the language of the page."""
    return escape(text.text) if text.lang == lang else f'<span lang="{text.lang}">{escape(text.text)}</span>'


def relative(path: str, page: str) -> str:
    """The address of site path `path` as seen from the page at site path `page`."""
    return _from(posixpath.dirname(page) or ".", path)


@lru_cache(maxsize=4096)  # the pages of a folder have their menu and languages in common
def _from(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder)


def picture(src: str, alt: str, page: str, context: Context) -> str:
    """The hub's picture `src` on the page at site path `page`, with its size, so that nothing jumps when it comes."""
    file = context.editions.hub.catalog.media.get(src)
    size = photo_size(file) if file else None
    sides = f' width="{size[0]}" height="{size[1]}"' if size else ""
    path = relative(picture_path(src), page)
    return f'<img src="{escape(path)}" alt="{escape(alt)}"{sides} loading="lazy">'


class HtmlRenderer:
    """Renders the blocks of one page; `page` is its path in the site, from which links are relative."""

    def __init__(self, context: Context, page: str) -> None:
        self.context, self.page = context, page

    def blocks(self, blocks: Iterable[b.Block]) -> str:
        """The blocks as HTML, one a line."""
        return "\n".join(self._block(block) for block in blocks)

    def inlines(self, inlines: Iterable[b.Inline]) -> str:
        """Inlines as HTML."""
        return "".join(self._inline(inline) for inline in inlines)

    def _block(self, block: b.Block) -> str:
        match block:
            case b.Heading():
                level, anchor = block.level, escape(block.anchor)
                return f'<h{level} id="{anchor}">{self.inlines(block.content)}</h{level}>'
            case b.Paragraph():
                return f"<p>{self.inlines(block.content)}</p>"
            case b.Dialogue():
                speaker = escape(block.speaker)
                return f"<p><strong>{speaker}:</strong> {self.inlines(block.content)}</p>"
            case b.Cue():
                return f'<p class="loa-cue">[{escape(block.text)}]</p>'
            case b.ListBlock():
                return self._list(block)
            case b.Quote():
                return f"<blockquote>\n{self.blocks(block.blocks)}\n</blockquote>"
            case b.Callout():
                return self._callout(block)

    def _list(self, block: b.ListBlock) -> str:
        items = "\n".join(f"<li{_alone(item)}>{self._item(item)}</li>" for item in block.items)
        if not block.ordered:
            return f"<ul>\n{items}\n</ul>"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, item: tuple[b.Block, ...]) -> str:
        if len(item) == 1 and isinstance(item[0], b.Paragraph):
            return self.inlines(item[0].content)
        return "\n" + self.blocks(item) + "\n"

    def _callout(self, block: b.Callout) -> str:
        title = phrase(self.context.strings.get(f"callout.{block.kind}"), self.context.lang)
        return (
            f'<div class="loa-callout loa-callout--{block.kind}" role="note">\n'
            f'<p class="loa-callout__title">{title}</p>\n{self.blocks(block.blocks)}\n</div>'
        )

    def _inline(self, inline: b.Inline) -> str:
        match inline:
            case b.Text():
                return escape(inline.text)
            case b.Strong():
                return f"<strong>{self.inlines(inline.children)}</strong>"
            case b.Emphasis():
                return f"<em>{self.inlines(inline.children)}</em>"
            case b.FactRef():
                return self.fact(inline.fact)
            case b.Break():
                return "<br>"
            case b.Link():
                return self._link(inline)
            case b.Image():
                return picture(inline.src, inline.alt, self.page, self.context)

    def fact(self, name: str) -> str:
        """A fact; a phone number becomes a link that dials it."""
        value = escape(self.context.fact(name))
        if self.context.facts[name].kind == "phone":
            return f'<a class="loa-tel" href="tel:{dial(self.context.facts[name].value)}">{value}</a>'
        return value

    def filled(self, text: str) -> str:
        """A front-matter text with its facts, phone numbers as links."""
        return FACT.sub(lambda match: self.fact(match.group(1)), escape(text))

    def _link(self, link: b.Link) -> str:
        words = self.inlines(link.children)
        if link.href.startswith("#"):
            return f'<a href="{escape(link.href)}">{words}</a>'
        if link.href.startswith("https://"):
            return f'<a href="{escape(link.href)}" rel="noreferrer noopener">{words}</a>'
        found = self.context.target(link.href)
        if found is None:
            return words  # not published in this build: the words stand, the link does not (rule 9)
        edition, anchor = found
        path = relative(self.context.page_path(edition.id, edition.language), self.page)
        path += f"#{anchor}" if anchor else ""
        foreign = self.context.editions.hub.locale(edition.language).html_lang
        lang = "" if foreign == self.context.lang else f' hreflang="{foreign}"'
        return f'<a href="{escape(path)}"{lang}>{words}</a>'


def _alone(item: tuple[b.Block, ...]) -> str:
    """The class of an item that is a link and nothing else: a target of its own, not a word in a sentence."""
    match item:
        case (b.Paragraph(content=(b.Link(),)),):
            return ' class="loa-link"'
        case _:
            return ""


def dial(number: str) -> str:
    """The digits that a phone dials."""
    return "".join(char for char in number if char.isdigit() or char == "+")
