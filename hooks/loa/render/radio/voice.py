"""From written sentences of one language to spoken ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from loa.errors import Problem
from loa.locales import Locale
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.render.context import FACT, Context
from loa.render.radio.script import Line
from loa.speech import Lexicon, Spoken, load_lexicon, phone_digits, spaced, speaker_for

# Khmer and Chinese end a sentence with signs of their own, with or without a blank behind.
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)|(?<=[។៕。！？])\s*(?=\S)")
_ENDS = (".", "!", "?", "…", ":", ";", "។", "៕", "៖", "。", "！", "？", "：")
# The dot of "chị H. kể lại" and "em N. T. H." closes a name that stays hidden, not a sentence.
_INITIAL = re.compile(r"\b[A-ZĐ]\.\Z")
_INITIAL_NEXT = re.compile(r"[A-ZĐ]\b")
_FULL_STOP = {"km": "។", "zh-Hant": "。"}


@dataclass(slots=True)
class Voice:
    """Says texts of one file and keeps what went wrong."""

    context: Context
    path: str
    addresses: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    lexicon: Lexicon = field(init=False)

    def __post_init__(self) -> None:
        self.lexicon = lexicon_of(self.context)

    def say(self, text: str, source: int = 0, voice: str = "") -> list[Line]:
        """The sentences of a written text as spoken, fact references filled in."""
        # A no-break space keeps a unit beside its number on paper; loudspeaker software need not know it.
        filled = spoken_text(text, self.context).replace("\u00a0", " ")
        spoken = _spoken(filled, self.context.language, self.lexicon, tuple(self.addresses.items()))
        for problem in spoken.problems:
            self.problems.append(Problem(problem.code, self.path, source, problem.values))
        lang = self.context.lang
        return [Line(part, voice=voice, lang=lang, source=source) for part in sentences(spoken.text)]

    def phrase(self, key: str, **values: object) -> list[Line]:
        """An interface string as spoken: in the language that it is written in, which may be Vietnamese."""
        found = self.context.say(key, **values)
        if found.lang == self.context.lang:
            return self.say(found.text)
        return [Line(part, lang=found.lang) for part in sentences(found.text)]

    def fault(self, code: str, source: int, **values: object) -> None:
        """Record a problem at a line of the file."""
        self.problems.append(Problem.of(code, self.path, source, **values))


# Every script greets and names the same help; and after a change the preview says all other texts again.
@lru_cache(maxsize=8192)
def _spoken(text: str, language: str, lexicon: Lexicon, addresses: tuple[tuple[str, str], ...]) -> Spoken:
    return speaker_for(language, lexicon)(text, addresses=dict(addresses))


def sentences(text: str) -> list[str]:
    """The sentences of a spoken text, without blanks around them."""
    found: list[str] = []
    for part in filter(None, map(str.strip, _SENTENCE_END.split(text))):
        if found and _INITIAL.search(found[-1]) and (part[0].islower() or _INITIAL_NEXT.match(part)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


@cache
def _lexicon(folder: str, locale: Locale) -> Lexicon:
    return load_lexicon(locale.folder)


def lexicon_of(context: Context) -> Lexicon:
    """The lexicon of the language, or that of Vietnamese where it has none (its rules are then not applied)."""
    hub = context.editions.hub
    locale = context.locale if context.locale.file("speech.yml") else hub.locale(SOURCE)
    return _lexicon(str(locale.folder), locale)


def spoken_number(number: str, language: str) -> str:
    """A telephone number: in Vietnamese words, elsewhere single digits, groups apart, for a reader who says them."""
    return phone_digits(number) if language == SOURCE else spaced(number)


def spoken_fact(name: str, context: Context) -> str:
    """A fact for the ear: a phone number is always digits, whatever words stand around it."""
    fact = context.facts[name]
    return context.fact(name) if fact.kind != "phone" else spoken_number(fact.value, context.language)


def spoken_text(text: str, context: Context) -> str:
    """A text with its fact references filled in for the ear."""
    return FACT.sub(lambda match: spoken_fact(match.group(1), context), text)


def plain(inlines: Iterable[b.Inline], context: Context) -> str:
    """Inlines as running text with facts filled in; pictures are silent."""
    parts = []
    for inline in b.walk_inlines(inlines):
        match inline:
            case b.Text():
                parts.append(inline.text)
            case b.FactRef():
                parts.append(spoken_fact(inline.fact, context))
            case b.Break():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)


def stop(text: str, language: str) -> str:
    """The text with a full stop where it has no sign at its end: a voice needs to know where to pause."""
    text = text.strip()
    return text if text.endswith(_ENDS) else text + _FULL_STOP.get(language, ".")
