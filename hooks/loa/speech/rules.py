"""What a rule of the read-aloud form is, and what it sees while it works."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from loa.errors import Problem
from loa.speech.lexicon import Lexicon
from loa.speech.numbers import Reader

DASH = r"[-‐‑‒–—―−]"
"""Every hyphen and dash that writers and word processors produce."""

LETTER = r"[^\W\d_²³¹¼½¾\u2070-\u218b\u2460-\u24ff\u2776-\u2793]"
"""A letter; ½ and ② are not, whatever `\\w` says."""


class Span(NamedTuple):
    """A passage that a rule took: where it stands in `Spoken.source`, and what is said for it."""

    line: int
    start: int
    end: int
    rule: str
    said: str


@dataclass(slots=True)
class Line:
    """One line on its way through the rules."""

    text: str
    number: int
    lexicon: Lexicon
    reader: Reader
    with_numbers: bool
    problems: dict[Problem, None]
    stop: int = 0
    """Where the next address begins: no rule may read past it."""
    done: int = 0
    """The end of the last span: no rule may reach back before it."""
    ends: dict[str, int] = field(default_factory=dict)
    """Where the last span of each rule ended."""
    places: int = 0
    """How many places the rules have looked at."""
    _reported: set[tuple[str, str]] = field(default_factory=set)

    def report(self, code: str, value: str) -> None:
        """Record a problem of this line, once for each value."""
        if (code, value) not in self._reported:
            self._reported.add((code, value))
            self.problems[Problem.of(code, line=self.number, value=value)] = None


@dataclass(slots=True)
class Take:
    """A rule's view of the passage that it may take: the match, and the words on both sides."""

    line: Line
    match: re.Match[str]
    start: int
    end: int

    def before(self, width: int = 48) -> str:
        """Up to `width` characters before the passage that no rule has taken yet."""
        return self.line.text[max(self.line.done, self.start - width) : self.start]

    def context(self, width: int = 48) -> str:
        """Up to `width` characters before the passage, taken or not."""
        return self.line.text[max(0, self.start - width) : self.start]

    def after(self, width: int = 48) -> str:
        """Up to `width` characters after the passage."""
        return self.line.text[self.end : self.end + width]

    def reach_back(self, characters: int) -> None:
        """Take that many characters before the passage too."""
        self.start -= characters

    @property
    def at_line_start(self) -> bool:
        """Only blanks and Markdown marks stand before it."""
        return self.start <= 40 and not self.line.text[: self.start].strip(" \t#*_>•-–+")

    def follows(self, rule: str, gap: re.Pattern[str]) -> bool:
        """The last span of `rule` is parted from this one by no more than `gap`."""
        end = self.line.ends.get(rule)
        return (
            end is not None
            and self.start - end <= 24
            and bool(gap.fullmatch(self.line.text, end, self.start))
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `pattern` is what it takes, from the character on that woke it; `before` what it may take in addition just
    before that. `say` gives the words for it, or None where the rule does not apply. Of the plain words inside
    what it takes, only `drops` may be missing from what is said.
    """

    name: str
    pattern: str
    say: Callable[[Take], str | None]
    before: str = ""
    drops: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def words_pattern(words: tuple[str, ...]) -> str:
    """Any of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


class EndsWith:
    """Does the text before a passage end with one of some words? Any case; blanks and opening signs may follow.

    String methods instead of a pattern: a search for an end tries every place before it, for every number.
    """

    def __init__(self, words: tuple[str, ...], links: tuple[str, ...] = ()) -> None:
        self._words = tuple(word.casefold() for word in words)
        self._links = links

    def __call__(self, text: str) -> bool:
        """`text` ends with one of the words, or with one of them and up to two of the links."""
        text = text.rstrip(' \t\u00a0:([*“"').casefold()
        if self._found(text, self._words):
            return True
        for _ in range(2):
            link = self._found(text, self._links)
            if not link:
                return False
            text = text[: -len(link)].rstrip()
            if self._found(text, self._words):
                return True
        return False

    @staticmethod
    def _found(text: str, words: tuple[str, ...]) -> str:
        """The word at the end of `text`, or nothing."""
        if not text.endswith(words):
            return ""
        for word in words:
            if text.endswith(word) and not text[-len(word) - 1 : -len(word)].isalnum():
                return word
        return ""


def begins_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches one of `words` at the beginning of the text after a passage."""
    return re.compile(rf"\s*(?:{words_pattern(words)})(?!\w)") if words else re.compile(r"(?!)")
