"""The script as SSML 1.1 (W3C, 2010) for software that speaks: sentences, pauses at cues, voices."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from loa.model.slug import slug
from loa.render.radio.script import Line, Part, Script
from loa.render.radio.timing import CUE_SECONDS, pause_of

_NAMESPACE = "http://www.w3.org/2001/10/synthesis"
_GENDERS = {"nam": "male", "nữ": "female"}


def ssml(script: Script, lang: str) -> bytes:
    """The document; cues and directions become pauses with a mark, never words.

    Args:
        lang: the language of the script, as a BCP 47 tag.
    """
    body = "\n".join(_part(part, lang) for part in script.parts if part.cue or part.said)
    head = f'<speak version="1.1" xmlns="{_NAMESPACE}" xml:lang={quoteattr(lang)}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{body}\n</speak>\n'.encode()


def _part(part: Part, lang: str) -> str:
    if part.cue:
        return _pause(part.cue, pause_of(part))
    return "<p>\n" + "\n".join(_line(line, lang) for line in part.said) + "\n</p>"


def _line(line: Line, lang: str) -> str:
    if line.kind == "cue":
        return _pause(line.text, CUE_SECONDS)
    if line.kind == "direction":
        return f'<mark name="{slug(line.text)}"/>'
    other = f" xml:lang={quoteattr(line.lang)}" if line.lang and line.lang != lang else ""
    sentence = f"<s{other}>{escape(line.text)}</s>"
    return f"<voice {_voice(line.voice)}>{sentence}</voice>" if line.voice else sentence


def _voice(name: str) -> str:
    gender = _GENDERS.get(unicodedata.normalize("NFC", name).casefold())
    return f'gender="{gender}"' if gender else f'name="{slug(name)}"'


def _pause(text: str, seconds: float) -> str:
    return f'<mark name="{slug(text)}"/><break time="{round(seconds * 1000)}ms"/>'
