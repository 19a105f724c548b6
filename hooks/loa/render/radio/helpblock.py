"""The help block: who helps and the number, every number twice, digit by digit (domain dossier 2.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.radio.script import Line
from loa.render.radio.voice import Voice, spoken_number, stop


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """One number of the help block. `lang`: the language of `title`."""

    title: str
    number: str
    lang: str = SOURCE


def national(context: Context) -> list[HelpEntry]:
    """The lines of the whole country, verified and not overdue."""
    return [HelpEntry(entry.title, entry.number, entry.lang) for entry in context.help_lines()]


def help_lines(entries: Iterable[HelpEntry], voice: Voice) -> tuple[Line, ...]:
    """The sentences of the help block; a title in another language stands as it is, for the reader to say."""
    context = voice.context
    lines: list[Line] = []
    for entry in entries:
        if entry.lang == context.lang:
            lines += voice.say(stop(entry.title, context.language))
        else:
            lines.append(Line(stop(entry.title, entry.lang), lang=entry.lang))
        number = spoken_number(entry.number, context.language)
        for key in ("radio.number", "radio.number_again"):
            phrase = context.say(key, number=number)
            lines.append(Line(phrase.text, lang=phrase.lang))
    return (*voice.phrase("radio.help"), *lines) if lines else ()
