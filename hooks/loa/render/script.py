"""The radio script: what a station reads aloud, sentence by sentence, and the frame around it.

Parts after the programme grids of provincial stations: signature tune, greeting, lead, text, help with every
number said twice, close. Cues are never spoken; a script with a token that cannot be read is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from loa.editions import Edition
from loa.errors import Problem, Severity
from loa.locales import Locale
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.model.kinds import MessageFields, MythFields
from loa.render.context import FACT, Context
from loa.render.leaflet import omit_sections
from loa.speech import Lexicon, load_lexicon, phone_digits, speaker_for

# Tiếng a minute for a person at a loudspeaker, with pauses: below the 233 of VOV news (Nguyễn Thị Thanh Nga 2012).
RATE = 180
SENTENCE_PAUSE, PART_PAUSE, CUE_SECONDS = 0.4, 0.8, 10

# Khmer and Chinese end a sentence with signs of their own, with or without a blank behind.
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)|(?<=[។៕。！？])\s*(?=\S)")
_ENDS = (".", "!", "?", "…", ":", ";", "។", "៕", "៖", "。", "！", "？", "：")
_FULL_STOP = {"km": "។", "zh-Hant": "。"}
_COMMA = {"km": " ", "zh-Hant": "，"}


@dataclass(frozen=True, slots=True)
class Part:
    """A cue line, or spoken sentences one a line."""

    name: str
    lines: tuple[str, ...] = ()
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A script ready for a station. `problems`: what could not be read, or was left out with a warning."""

    title: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()
    syllables: int = 0
    seconds: int = 0
    foreign: frozenset[str] = frozenset()  # lines and cues in Vietnamese, in a script of another language

    @property
    def readable(self) -> bool:
        """Whether nothing is left that a reader would stumble over."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    def text(self) -> str:
        """What is spoken and nothing else: one sentence a line, UTF-8, for the loudspeaker's software."""
        return "".join(line + "\n" for part in self.parts for line in part.lines)


@dataclass(slots=True)
class _Voice:
    """Turns written sentences of one language into spoken ones and keeps what went wrong."""

    context: Context
    path: str
    addresses: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)

    def ui(self, key: str, **values: object) -> str:
        """An interface string, remembered where it is not in the language of the script."""
        found = self.context.strings.get(key, **values)
        return self.note(found.text, found.lang)

    def note(self, text: str, lang: str) -> str:
        """`text`, whose sentences are remembered where they are in another language than the script."""
        if lang != self.context.lang:
            self.foreign.update([text, *(part.strip() for part in _SENTENCE_END.split(text))])
        return text

    def say(self, text: str, line: int = 0) -> list[str]:
        spoken = speaker_for(self.context.language, lexicon_of(self.context))(text, addresses=self.addresses)
        for problem in spoken.problems:
            self.problems.append(Problem(problem.code, self.path, line, problem.values))
        return [part.strip() for part in _SENTENCE_END.split(spoken.text) if part.strip()]


@cache
def _lexicon(folder: str, locale: Locale) -> Lexicon:
    return load_lexicon(locale.folder)


def lexicon_of(context: Context) -> Lexicon:
    """The lexicon of the language, or that of Vietnamese where it has none (its rules are then not applied)."""
    hub = context.editions.hub
    locale = context.locale if context.locale.file("speech.yml") else hub.locale(SOURCE)
    return _lexicon(str(locale.folder), locale)


def script_of(edition: Edition, context: Context) -> Script:
    """`make_script`, once for each edition of a build."""
    key = ("script", edition.id, edition.language)
    memo = context.editions.memo
    if key not in memo:
        memo[key] = make_script(edition, context)
    script: Script = memo[key]
    return script


def make_script(edition: Edition, context: Context) -> Script:
    """The script of an edition; look at `readable` before putting it on air."""
    wishes = getattr(edition.fields, "radio", None)
    own = getattr(edition.item_fields, "radio", None)
    addresses = {**(own.addresses if own else {}), **(wishes.addresses if wishes else {})}
    voice = _Voice(context, edition.text.shown, addresses)
    parts = [Part("tune", cue=voice.ui("radio.cue.tune"))]
    if edition.marks:
        parts.append(Part("mark", tuple(voice.say(voice.ui("radio.mark")))))
    greeting = voice.say(voice.ui("radio.greeting"))
    title = voice.say(_stop(_spoken_text(edition.title, context), context.language))
    hook = wishes.hook if wishes and wishes.hook else edition.summary
    parts.append(Part("opening", (*greeting, *title, *voice.say(_spoken_text(hook, context)))))
    omit = (*(wishes.omit if wishes else ()), *(own.omit if own else ()))
    parts += _body(omit_sections(edition.text.blocks, omit), context, voice)
    parts += _closing(edition, context, voice, wishes.close if wishes else None)
    return _timed(" ".join(title), parts, voice)


def _closing(edition: Edition, context: Context, voice: _Voice, close: str | None) -> Iterator[Part]:
    fields = edition.item_fields
    if edition.language == SOURCE:
        if isinstance(fields, MessageFields):
            yield Part("call", tuple(voice.say(_spoken_text(fields.call_to_action, context))))
        if isinstance(fields, MythFields):
            yield Part("fact", tuple(voice.say(_spoken_text(fields.fact, context))))
    yield Part("pause", cue=voice.ui("radio.cue.pause"))
    lines = voice.say(voice.ui("radio.help"))
    for entry in context.help_lines():
        number = phone_digits(entry.number) if context.language == SOURCE else _spaced(entry.number)
        own = entry.lang == context.lang
        if own:
            lines += voice.say(_stop(entry.title, context.language))
        else:
            lines.append(voice.note(_stop(entry.title, SOURCE), SOURCE))
        lines.append(voice.ui("radio.number", number=number))
        lines.append(voice.ui("radio.number_again", number=number))
    yield Part("help", tuple(lines))
    ending = voice.say(_spoken_text(close, context)) if close else []
    yield Part("close", (*ending, *voice.say(voice.ui("radio.close"))))
    yield Part("tune", cue=voice.ui("radio.cue.tune"))


def _spaced(number: str) -> str:
    """A number for a reader who says the digits in their own language: single digits, groups apart."""
    return ", ".join(" ".join(group) for group in number.split())


def _stop(text: str, language: str) -> str:
    text = text.strip()
    return text if text.endswith(_ENDS) else text + _FULL_STOP.get(language, ".")


def _body(blocks: Iterable[b.Block], context: Context, voice: _Voice) -> Iterator[Part]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, b.Heading) and lines:
            yield Part("text", tuple(lines))
            lines = []
        if isinstance(block, b.Cue):
            if lines:
                yield Part("text", tuple(lines))
                lines = []
            yield Part("cue", cue=block.text)
            continue
        lines += _spoken(block, context, voice)
    if lines:
        yield Part("text", tuple(lines))


def _spoken(block: b.Block, context: Context, voice: _Voice) -> list[str]:
    match block:
        case b.Heading() | b.Paragraph():
            text = plain(block.content, context)
            return voice.say(_stop(text, context.language), block.line) if text.strip() else []
        case b.Dialogue():
            words = voice.say(_stop(plain(block.content, context), context.language), block.line)
            return [f"{block.speaker}: {words[0]}", *words[1:]] if words else []
        case b.ListBlock():
            return _list(block, context, voice)
        case b.Quote() | b.Callout():
            return [line for inner in block.blocks for line in _spoken(inner, context, voice)]
        case b.Cue():
            return []


def _list(block: b.ListBlock, context: Context, voice: _Voice) -> list[str]:
    lines = []
    for number, item in enumerate(block.items, block.start):
        spoken = [line for inner in item for line in _spoken(inner, context, voice)]
        if block.ordered and spoken and (ordinal := _ordinal(number, context)):
            comma = _COMMA.get(context.language, ", ")
            spoken[0] = f"{ordinal}{comma}{_small(spoken[0], context.language)}"
        lines += spoken
    return lines


def _ordinal(number: int, context: Context) -> str:
    """ "Thứ nhất" and so on; nothing where the language has no word for it: Vietnamese inside a sentence would jar."""
    key = f"radio.ordinal.{number}"
    if key not in context.strings:
        return ""
    found = context.strings.get(key)
    return found.text if found.lang == context.lang else ""


def _small(sentence: str, language: str) -> str:
    """The first letter small after "Thứ nhất,", unless the first word looks like a name (two capitals in a row)."""
    words = sentence.split(" ", 2)
    name = len(words) > 1 and words[1][:1].isupper()
    return sentence if name or language != SOURCE else sentence[:1].lower() + sentence[1:]


def plain(inlines: Iterable[b.Inline], context: Context) -> str:
    """Inlines as running text with facts filled in; pictures are silent."""
    parts = []
    for inline in b.walk_inlines(inlines):
        match inline:
            case b.Text():
                parts.append(inline.text)
            case b.FactRef():
                parts.append(_spoken_fact(inline.fact, context))
            case b.Break():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)


def _spoken_fact(name: str, context: Context) -> str:
    """A fact for the ear: a phone number is always digits, whatever words stand around it."""
    fact = context.facts[name]
    if fact.kind != "phone":
        return context.fact(name)
    return phone_digits(fact.value) if context.language == SOURCE else _spaced(fact.value)


def _spoken_text(text: str, context: Context) -> str:
    """A front-matter text for the ear, with its fact references filled in."""
    return FACT.sub(lambda match: _spoken_fact(match.group(1), context), text)


def _timed(title: str, parts: list[Part], voice: _Voice) -> Script:
    lines = [line for part in parts for line in part.lines]
    syllables = sum(len(line.split()) for line in lines)
    seconds = syllables * 60 / RATE + SENTENCE_PAUSE * len(lines) + PART_PAUSE * len(parts)
    seconds += CUE_SECONDS * sum(bool(part.cue) for part in parts)
    problems, foreign = tuple(voice.problems), frozenset(voice.foreign)
    return Script(title, tuple(parts), problems, syllables, round(seconds), foreign)
