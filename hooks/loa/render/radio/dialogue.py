"""Two hosts, named parts, short dramas: who speaks, and what is never spoken.

Written as a radio person writes it (VOV Cơ Tu's dramas, domain dossier 2.3): `**Nam:** …`, a stage direction in round
brackets "(Khóc)", a sound cue in square brackets or one that begins with a word for sound "(Tiếng đập bát đĩa)".
"""

from __future__ import annotations

import re
from dataclasses import replace

from loa.model import blocks as b
from loa.render.radio.script import Line
from loa.render.radio.voice import Voice, plain, stop

_ASIDE = re.compile(r"\((?P<round>[^()]{1,200})\)|\[(?P<square>[^\[\]]{1,120})\]")
_SOUND = re.compile(r"(?:tiếng|nhạc|âm thanh|đài hiệu)\b", re.IGNORECASE)
_NAME = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<aside>[^()]+)\)")
_SENTENCE_ENDS = ".!?…:"


def direction(text: str, source: int) -> Line | None:
    """A text that is wholly in brackets, as a direction or sound cue; None for any other text."""
    match = _ASIDE.fullmatch(text.rstrip("."))
    return _aside(match, source) if match else None


def dialogue(block: b.Dialogue, voice: Voice) -> list[Line]:
    """What a named voice says, directions and cues apart."""
    name, source = block.speaker, block.line
    lines: list[Line] = []
    if found := _NAME.fullmatch(name):
        name = found["name"]
        lines.append(Line(found["aside"].strip(), "direction", source=source))
    text = plain(block.content, voice.context)
    done = 0
    for match in _ASIDE.finditer(text):
        if not _acted(text, match):
            continue
        lines += _speech(text[done : match.start()], voice, source, name)
        lines.append(_aside(match, source))
        done = match.end()
    lines += _speech(text[done:], voice, source, name)
    for position, line in enumerate(lines):
        if line.kind == "say":
            lines[position] = replace(line, speaker=name)
            break
    else:
        voice.fault("LOA825", source)
    return lines


def _acted(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket is a direction and not a part of the sentence, such as "(năm 2022)".

    A direction stands in square brackets, begins with a capital letter, or stands where a sentence could begin.
    """
    if match["square"]:
        return True
    inside, before = match["round"].strip(), text[: match.start()].rstrip()
    if any(char.isdigit() for char in inside):
        return False
    return inside[:1].isupper() or not before or before[-1] in _SENTENCE_ENDS


def _aside(match: re.Match[str], source: int) -> Line:
    text = (match["round"] or match["square"]).strip()
    sound = match["square"] or _SOUND.match(text)
    return Line(text, "cue" if sound else "direction", source=source)


def _speech(text: str, voice: Voice, source: int, name: str) -> list[Line]:
    if not text.strip(" .,;"):
        return []
    return voice.say(stop(text, voice.context.language), source, voice=name)
