"""The script as data: parts, lines, what is spoken and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loa.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or a direction or sound cue that stands between sentences and is never spoken.

    `speaker` is set on the first sentence of what a named voice says; `voice` on all of them. `lang` is the language of
    the words, `source` their line in the file.
    """

    text: str
    kind: Literal["say", "direction", "cue"] = "say"
    speaker: str = ""
    voice: str = ""
    lang: str = ""
    source: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A cue line, or spoken sentences.

    `rank`: 1 must be read, 2 should, 3 goes first when time is short; `dropped`: what to leave out so that the
    script fits its slot. `section` is the heading that the part stands under.
    """

    name: str
    said: tuple[Line, ...] = ()
    cue: str = ""
    section: str = ""
    rank: int = 1
    dropped: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The spoken sentences."""
        return tuple(line.text for line in self.said if line.kind == "say")


@dataclass(frozen=True, slots=True)
class Script:
    """A script ready for a station. `problems`: what could not be read, or was left out with a warning.

    `seconds` is 0 where the duration is not known; `slot` the minutes it is planned for, 0 for none; `over` the
    seconds by which it is too long.
    """

    title: str
    parts: tuple[Part, ...]
    path: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()
    syllables: int = 0
    seconds: int = 0
    slot: int = 0
    over: int = 0
    cast: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether nothing is left that a reader would stumble over."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    def text(self) -> str:
        """What is spoken and nothing else: one sentence a line, UTF-8, for the loudspeaker's software."""
        return "".join(line + "\n" for part in self.parts for line in part.lines)
