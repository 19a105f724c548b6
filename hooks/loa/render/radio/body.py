"""From the blocks of a text to parts of a script."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.render.context import Context
from loa.render.radio.dialogue import dialogue, direction
from loa.render.radio.script import Line, Part
from loa.render.radio.voice import Voice, lexicon_of, plain, stop

_COMMA = {"km": " ", "zh-Hant": "，"}
_RANKS = {"vi-du": 3, "tro-giup": 1}
_VOICELESS = re.compile(r"[^:]{1,60}:")


def body(blocks: Iterable[b.Block], voice: Voice, cut: Collection[str]) -> Iterator[Part]:
    """The parts of a text: one for each paragraph, so that what is cut for time is whole.

    Args:
        cut: titles of the sections that go first when time is short.
    """
    blocks = list(blocks)
    acted = any(isinstance(block, b.Dialogue) for block in blocks)
    heading: list[Line] = []
    section, rank, first = "", 2, True
    for block in blocks:
        if isinstance(block, b.Cue):
            if block.text:
                yield Part("cue", cue=block.text, section=section)
            else:
                voice.fault("LOA825", block.line)
            continue
        if isinstance(block, b.Heading):
            heading += _spoken(block, voice)
            title = b.plain(block.content).strip()
            if block.level == 2:
                section, rank = title, 3 if title in cut else 2
            continue
        lines = [*heading, *_said(block, voice, acted)]
        heading = []
        if lines:
            own = _RANKS.get(block.kind, rank) if isinstance(block, b.Callout) else rank
            yield Part("text", tuple(lines), section=section, rank=1 if first else own)
            first = False
    if heading:
        yield Part("text", tuple(heading), section=section, rank=rank)


def _said(block: b.Block, voice: Voice, acted: bool) -> list[Line]:
    if isinstance(block, b.Dialogue):
        return dialogue(block, voice)
    if isinstance(block, b.Paragraph):
        if acted and (found := direction(plain(block.content, voice.context).strip(), block.line)):
            return [found]
        if isinstance(block.content[0], b.Strong) and len(block.content) == 1 and _voiceless(block):
            voice.fault("LOA825", block.line)
            return []
    return _spoken(block, voice)


def _voiceless(block: b.Paragraph) -> bool:
    """`**Nam:**` with nothing behind it: the name would be read as if it were the text."""
    return _VOICELESS.fullmatch(b.plain(block.content).strip()) is not None


def _spoken(block: b.Block, voice: Voice) -> list[Line]:
    match block:
        case b.Heading() | b.Paragraph():
            text = plain(block.content, voice.context)
            return voice.say(stop(text, voice.context.language), block.line) if text.strip() else []
        case b.Dialogue():
            return dialogue(block, voice)
        case b.ListBlock():
            return _list(block, voice)
        case b.Quote() | b.Callout():
            return [line for inner in block.blocks for line in _spoken(inner, voice)]
        case b.Cue():
            return [Line(block.text, "cue", source=block.line)] if block.text else []


def _list(block: b.ListBlock, voice: Voice) -> list[Line]:
    language = voice.context.language
    lines: list[Line] = []
    for number, item in enumerate(block.items, block.start):
        spoken = [line for inner in item for line in _spoken(inner, voice)]
        if block.ordered and spoken and (ordinal := _ordinal(number, voice.context)):
            comma = _COMMA.get(language, ", ")
            first = spoken[0].text
            if language == SOURCE and not lexicon_of(voice.context).begins_with_name(first):
                first = first[:1].lower() + first[1:]
            spoken[0] = replace(spoken[0], text=f"{ordinal}{comma}{first}")
        lines += spoken
    return lines


def _ordinal(number: int, context: Context) -> str:
    """ "Thứ nhất" and so on; nothing where the language has no word for it: Vietnamese inside a sentence would jar."""
    key = f"radio.ordinal.{number}"
    if key not in context.strings:
        return ""
    found = context.strings.get(key)
    return found.text if found.lang == context.lang else ""
