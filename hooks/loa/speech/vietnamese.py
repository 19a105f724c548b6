"""The read-aloud form of Vietnamese: rules plus the lexicon, no network, no model.

Time grows with the length of the text: a trigger finds the few places where a rule can begin, and no pattern reads
further than a bounded number of characters around such a place.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from loa.errors import Problem
from loa.speech import dates, documents, phones, quantities, symbols, times, words
from loa.speech.addresses import addresses as find_addresses
from loa.speech.lexicon import Lexicon
from loa.speech.numbers import Reader
from loa.speech.rules import LETTER, Line, Rule, Span, Take

NO_ADDRESSES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it is said.

    `text` has one line for each line of the source. `source` is the text that the rules saw: NFC, without invisible
    characters, its lines parted by \\n. `spans` tells which passage of it each changed passage of `text` stands for;
    everything between the spans is said as it was written.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    source: str = ""
    spans: tuple[Span, ...] = ()


_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_FOREIGN_DIGITS = re.compile("[\u0660-\u1dff\ua620-\uabff\uff10-\uff19\U00010000-\U0001fbff]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_LINE_END = re.compile("\r\n?")


def prepare(text: str) -> str:
    """The text that the rules work on: NFC, plain line ends and digits, degrees as °, nothing invisible."""
    # Keyboards offer º, which is a letter, for the sign.
    text = text.replace("º", "°")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if _INVISIBLE.search(text):
        # Taking characters away can bring a letter and its mark together.
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if _FOREIGN_DIGITS.search(text):
        text = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    return _CONTROL.sub(" ", text)


_UPPER = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())


def _trigger(lexicon: Lexicon) -> re.Pattern[str]:
    """Finds where a rule may begin: digits, signs, capitals, and the lexicon's keys in small letters.

    Every alternative begins with a plain set of characters, which the engine skips to quickly.
    """
    keys: dict[str, list[str]] = {}
    for key in (*lexicon.abbreviations, *lexicon.phrases):
        second = key[1:2]
        if key[0].isalpha() and not (
            key[0].isupper() and (second.isupper() or second in (".", "&", "/", ""))
        ):
            keys.setdefault(key[0], []).append(re.escape(key[1:]))
    literal = [
        rf"{initial}(?<!{LETTER}{initial})(?:{'|'.join(rest)})" for initial, rest in sorted(keys.items())
    ]
    return re.compile(
        "|".join(
            (
                r"[0-9\"#$%&()*+\-/<=>@\[\\\]^_`{|}~\x80-\xbf\xd7\xf7\u0250-\u02af\u02b0-\u02bb\u02bd-\u02ff"
                r"\u0370-\u1dff\u1f00-\u2017\u201a-\U0010ffff]",
                rf"['’‘](?:(?<!{LETTER}.)|(?!{LETTER}))",
                r"\.(?=\.)",
                rf"[{_UPPER}](?<!{LETTER}.)(?<!{LETTER}['’ʼ].)(?=[{_UPPER}.&/]|[0-9])",
                rf"[IVX](?<!{LETTER}.)(?!{LETTER})",
                r"x(?<=\s.)(?=\s\d)",
                *literal,
            )
        ),
        re.DOTALL,
    )


_NAMED = re.compile(r"\(\?P<\w+>")


class _Table:
    """Rules tried at one place: all at once first, then, when the first that fits declines, one by one."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = [
            (rule, re.compile(rule.pattern), re.compile(rf"(?:{rule.before})\Z") if rule.before else None)
            for rule in rules
        ]
        self._unions: dict[int, re.Pattern[str]] = {}

    def _from(self, index: int) -> re.Pattern[str]:
        """Any rule from `index` on; made when first needed, because few rules ever decline."""
        union = self._unions.get(index)
        if union is None:
            parts = (f"({_NAMED.sub('(?:', rule.pattern)})" for rule, _, _ in self.rules[index:])
            union = self._unions[index] = re.compile("|".join(parts) or r"(?!)")
        return union

    def take(self, line: Line, start: int) -> tuple[Take, Rule, str] | None:
        """The first rule that applies at `start`, what it took and what it says."""
        index = 0
        while first := self._from(index).match(line.text, start, line.stop):
            index += first.lastindex or 1
            rule, pattern, before = self.rules[index - 1]
            match = pattern.match(line.text, start, line.stop)
            if match is None:
                continue
            take = Take(line, match, start, match.end())
            if before and (words_before := before.search(take.before(16))):
                take.reach_back(len(words_before[0]))
            said = rule.say(take)
            if said is not None:
                return take, rule, said
        return None


_WIDE_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r"[ \t]{2,}")
_SPACE_BEFORE = re.compile(r"(?<=\S)[ \t]+([.,;:?!])")
_PUNCTUATION = re.compile(r"[.,;:?!](?:[ \t]*[.,;:?!])+")
_GLUED = re.compile(r"([.,;:?!])(?=[^\W_])")
_EDGES = " \t.,;:?!"
_SKIP = re.compile(rf"(?:{words.TOKEN})|.", re.DOTALL)


def _strongest(match: re.Match[str]) -> str:
    return next(mark for mark in "?!.;:," if mark in match[0])


def _tidy(text: str) -> str:
    """One mark where several meet, none at the start of a line, no comma at its end."""
    if _WIDE_SPACE.search(text):
        text = _WIDE_SPACE.sub(" ", text)
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    text = _PUNCTUATION.sub(_strongest, text)
    if any(mark in text for mark in (" ,", " .", " ;", " :", " ?", " !")):
        text = _SPACE_BEFORE.sub(r"\1", text)
    return _GLUED.sub(r"\1 ", text).lstrip(_EDGES).rstrip(" \t,")


# No Vietnamese word is without a vowel: what is left of such tokens is an abbreviation that the lexicon does not know.
_VOWELLESS = re.compile(r"\b(?<!['’ʼ])[bcdđghklmnpqrstvx]{2,}\b(?!['’ʼ])")

# What is looked at in a line before the rest stays as it was written: an hour on air has some three thousand places
# with a number or sign. Beyond that it is no text to be read, and its writer must not wait more than a second.
_MOST_PLACES = 20_000
_LONGEST_WORD = 400
# Signs and digits without a blank for so long are no text: not read sign by sign, but named as a whole.
_RUN = re.compile(rf"(?<!\S)\S{{{_LONGEST_WORD},}}")


def _words_of(run: str) -> str:
    """The letters of a run, its other characters as blanks."""
    return " ".join("".join(char if unicodedata.category(char)[0] in "LM" else " " for char in run).split())


class Vietnamese:
    """The rules of one lexicon, ready to use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.trigger = _trigger(lexicon)
        self.numbers = _Table(
            (
                words.phrase_rule(lexicon),
                *(rule for rule in documents.rules(lexicon) if rule.name == "document"),
                *phones.rules(lexicon),
                *times.time_rules(),
                dates.fraction_range_rule(lexicon),
                *dates.day_rules(),
                *dates.fraction_rules(lexicon),
                *quantities.rules(lexicon),
            )
        )
        self.letters = _Table(
            (
                *(rule for rule in documents.rules(lexicon) if rule.name == "symbol"),
                *dates.letter_rules(),
                *words.rules(lexicon),
            )
        )
        self.signs = _Table(
            (
                phones.rules(lexicon)[0],
                words.gloss_rule(lexicon),
                *quantities_signs(lexicon),
                *symbols.rules(lexicon),
            )
        )

    def rules(self) -> tuple[Rule, ...]:
        """Every rule in declared order: those that begin with a digit, a letter, a sign."""
        return tuple(rule for table in (self.numbers, self.letters, self.signs) for rule, _, _ in table.rules)

    def speak(
        self,
        text: str,
        *,
        with_numbers: bool = False,
        region: str = "north",
        addresses: Mapping[str, str] = NO_ADDRESSES,
    ) -> Spoken:
        """See `loa.speech.speak`."""
        source = prepare(text)
        if region not in self.lexicon.regions:
            raise ValueError(f"no region {region!r}: {', '.join(self.lexicon.regions)}")
        reader = Reader(self.lexicon.regions[region])
        problems: dict[Problem, None] = {}
        spans: list[Span] = []
        said: list[str] = []
        for number, content in enumerate(source.split("\n"), start=1):
            line = Line(content, number, self.lexicon, reader, with_numbers, problems)
            said.append(self._line(line, spans, addresses))
            for word in _VOWELLESS.findall(said[-1]):
                if word not in self.lexicon.spoken_as_written:
                    line.report("LOA801", word)
        return Spoken("\n".join(said), tuple(problems), source, tuple(spans))

    def _line(self, line: Line, spans: list[Span], spoken_addresses: Mapping[str, str]) -> str:
        text = line.text
        search = self.trigger.search
        out: list[str] = []
        untidy = False

        def put(start: int, end: int, rule: str, said: str) -> None:
            nonlocal untidy
            end_before = line.done
            if start > end_before:
                out.append(text[end_before:start])
            spans.append(Span(line.number, start, end, sys.intern(rule), said))
            glued = text[start - 1 : start] in (",", ";", ":", ".")
            if glued or not said or not said[0].isalpha() or not said[-1].isalpha():
                untidy = True
            last = (text[start - 1 : start] if start > end_before or not out else out[-1][-1:]).isalnum()
            following = text[end : end + 1].isalnum()
            if last and (said[:1].isalnum() or (not said and following)):
                out.append(" ")
            if said:
                # A dot that a rule has taken ("KP. 3") ends no sentence.
                ended = start - 2 >= end_before and text[start - 2 : start] in (". ", "? ", "! ")
                if (start == 0 or ended) and text[start].isalnum():
                    said = said[0].upper() + said[1:]
                out.append(said)
                if said[-1].isalnum() and following:
                    out.append(" ")
            line.done = end
            line.ends[rule] = end

        def scan(stop: int) -> None:
            line.stop = stop
            position = line.done
            while line.places < _MOST_PLACES and (found := search(text, position, stop)):
                line.places += 1
                start = found.start()
                first = text[start]
                table = self.numbers if first.isdecimal() else self.letters if first.isalpha() else self.signs
                taken = table.take(line, start)
                if taken is None and table is self.letters and first >= "\u0370" and first not in _UPPER:
                    taken = self.signs.take(line, start)
                if taken is None:
                    skipped = _SKIP.match(text, start)
                    position = skipped.end() if skipped else start + 1
                    continue
                take, rule, said = taken
                put(take.start, take.end, rule.name, said)
                position = line.done

        def skip_runs(stop: int) -> None:
            for run in _RUN.finditer(text, line.done, stop) if stop - line.done > _LONGEST_WORD else ():
                if run.end() > line.done and self.trigger.search(run[0]):
                    scan(run.start())
                    if line.places >= _MOST_PLACES:
                        return
                    line.report("LOA803", run[0])
                    put(run.start(), run.end(), "run", _words_of(run[0]))

        for start, end in find_addresses(text):
            if start < line.done:
                continue
            skip_runs(start)
            scan(start)
            if line.places >= _MOST_PLACES:
                break
            line.places += 1
            address = text[start:end]
            said = spoken_addresses.get(address) or spoken_addresses.get(address.rstrip("/")) or ""
            if not said:
                line.report("LOA802", address)
            put(start, end, "address", said)
        skip_runs(len(text))
        scan(len(text))
        rest = text[line.done :]
        if line.places < _MOST_PLACES:
            said = "".join((*out, rest))
            return _tidy(said) if untidy else said
        if rest := rest.strip():
            line.report("LOA804", rest)
        return f"{_tidy(''.join(out))} {rest}".strip()


def quantities_signs(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Of the quantities, what begins with a sign: $500."""
    return tuple(rule for rule in quantities.rules(lexicon) if rule.name == "money")


@lru_cache(maxsize=8)
def compiled(lexicon: Lexicon) -> Vietnamese:
    """The rules of `lexicon`, made once."""
    return Vietnamese(lexicon)
