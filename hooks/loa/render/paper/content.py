"""Blocks and phrases as the plain JSON that the templates of `paper.typ` print."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.render.context import Context

Json = dict[str, Any]

# Longer boxes may break across pages: one that may not would run over the edge of the paper.
_BOX_TOGETHER = 500


def omit_sections(blocks: Iterable[b.Block], titles: Collection[str]) -> list[b.Block]:
    """The blocks without the level-2 sections that have one of the titles."""
    kept, dropping = [], False
    for block in blocks:
        if isinstance(block, b.Heading) and block.level == 2:
            dropping = b.plain(block.content).strip() in titles
        if not dropping:
            kept.append(block)
    return kept


def phrase(context: Context, key: str, **values: object) -> Json:
    """An interface string with the language that it is in."""
    found = context.say(key, **values)
    return {"v": bound(found.text), "lang": short(found.lang)}


def vietnamese(text: str) -> Json:
    """A text of the source, which is Vietnamese."""
    return {"v": bound(text), "lang": SOURCE}


def short(lang: str) -> str:
    """The primary subtag: Typst takes no other."""
    return lang.split("-")[0]


def paragraph(text: str) -> Json:
    """A paragraph of plain text."""
    return {"t": "p", "c": [{"t": "text", "v": bound(breakable(text))}]}


def box(title: Json | None, content: list[Json]) -> Json:
    """A passage set apart by a line at its side."""
    return {"t": "box", "title": title, "c": content, "together": len(texts(content)) <= _BOX_TOGETHER}


# Latin letters and signs only: scripts without spaces find their own breaks.
_LONG_WORD = re.compile(r"[!-\u024f\u1e00-\u1eff]{16}(?=[!-\u024f\u1e00-\u1eff]{4})")
# A last line of one word no longer than this looks like a slip; Vietnamese has no longer ones.
_SHORT_WORD = 7


def breakable(text: str) -> str:
    """Places to break in words, such as addresses, that are longer than a column is wide; none before a per cent."""
    return _LONG_WORD.sub("\\g<0>\u200b", text).replace(" %", "\u00a0%")


def bound(text: str) -> str:
    """`text` with its last two words on one line: no paragraph ends in a line of one short word."""
    before, space, last = text.rpartition(" ")
    return f"{before}\u00a0{last}" if space and 0 < len(last) <= _SHORT_WORD else text


def blocks_data(blocks: Iterable[b.Block], context: Context) -> list[Json]:
    """The blocks that mean something on paper, each with the line of the source where it begins."""
    return [data for block in blocks if (data := _block(block, context))]


def _block(block: b.Block, context: Context) -> Json | None:
    data = _content(block, context)
    return data | {"line": block.line} if data and block.line else data


def _content(block: b.Block, context: Context) -> Json | None:
    match block:
        case b.Heading():
            return {"t": "h", "level": block.level, "c": _inlines(block.content, context)}
        case b.Paragraph():
            content = _sentences(block.content, context)
            return {"t": "p", "c": content} if content else None
        case b.Dialogue():
            return {"t": "say", "who": block.speaker, "c": _sentences(block.content, context)}
        case b.ListBlock():
            items = [blocks_data(item, context) for item in block.items]
            if block.ordered:
                return {"t": "ol", "start": block.start, "items": items}
            return {"t": "ul", "items": items}
        case b.Quote():
            return {"t": "quote", "c": blocks_data(block.blocks, context)}
        case b.Callout():
            return box(phrase(context, f"callout.{block.kind}"), blocks_data(block.blocks, context))
        case b.Cue():
            return None  # a sound cue means nothing on paper


def _sentences(inlines: Iterable[b.Inline], context: Context) -> list[Json]:
    found = _inlines(inlines, context)
    if found and found[-1]["t"] == "text":
        found[-1] = {"t": "text", "v": bound(found[-1]["v"])}
    return found


def _inlines(inlines: Iterable[b.Inline], context: Context) -> list[Json]:
    found: list[Json] = []
    for inline in _without_links(inlines):
        match inline:
            case b.Text() if found and found[-1]["t"] == "text":
                found[-1] = {"t": "text", "v": found[-1]["v"] + breakable(inline.text)}
            case b.Text():
                found.append({"t": "text", "v": breakable(inline.text)})
            case b.FactRef():
                found.append({"t": "b", "c": [{"t": "text", "v": context.fact(inline.fact)}]})
            case b.Strong():
                found.append({"t": "b", "c": _inlines(inline.children, context)})
            case b.Emphasis():
                found.append({"t": "i", "c": _inlines(inline.children, context)})
            case b.Break():
                found.append({"t": "br"})
            case b.Image():
                pass  # pictures are for the page; a photocopy would not show them
    return found


def _without_links(inlines: Iterable[b.Inline]) -> Iterator[b.Inline]:
    """What a link says stands on paper as part of its sentence."""
    for inline in inlines:
        if isinstance(inline, b.Link):
            yield from _without_links(inline.children)
        else:
            yield inline


_NOT_TEXT = frozenset({"svg", "fonts", "t", "lang", "layout"})


def texts(data: Any) -> str:
    """Every text of a template's data, for checking the fonts against it."""
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return "".join(texts(value) for key, value in data.items() if key not in _NOT_TEXT)
    if isinstance(data, list):
        return "".join(texts(value) for value in data)
    return ""
