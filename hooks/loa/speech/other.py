"""Other languages: never Vietnamese rules on them.

Numbers stay digits, which the reader says in the language; telephone numbers are spaced digit by digit. Where a
language has a lexicon of its own, its abbreviations are written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from loa.errors import Problem
from loa.speech.addresses import addresses as find_addresses
from loa.speech.lexicon import Lexicon
from loa.speech.phones import PHONE, phone_groups
from loa.speech.rules import Span, words_pattern
from loa.speech.vietnamese import NO_ADDRESSES, Spoken, prepare

# The national three-digit lines and the four-digit 10xx services; in any language they are dialled digit by digit.
_SHORT = r"(?:11[1-9]|10(?:22|80))(?![\d.,]?\d)"
_NUMBER = re.compile(rf"(?<![\w.,/])(?:{PHONE}|{_SHORT})(?!\w)")


def spaced(number: str) -> str:
    """A telephone number for a reader in any language: "1900 969 680" is "1 9 0 0, 9 6 9, 6 8 0"."""
    groups = ", ".join(map(" ".join, phone_groups(number)))
    return f"+ {groups}" if number.lstrip().startswith("+") else groups


def speak_other(
    text: str,
    tag: str,
    *,
    lexicon: Lexicon | None = None,
    addresses: Mapping[str, str] = NO_ADDRESSES,
) -> Spoken:
    """The read-aloud form of a text in the language `tag`, which is not Vietnamese.

    One output line for each input line. Addresses are said as `addresses` gives them or left out (LOA802). Digits of
    the language's own script become 0-9 only inside telephone numbers.
    """
    # The source keeps its own digits: readers of Khmer expect Khmer digits.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shorthand = _shorthand(lexicon)
    problems: dict[Problem, None] = {}
    spans: list[Span] = []
    out: list[str] = []
    for number, line in enumerate(lines, start=1):
        pieces: list[str] = []
        done = 0
        for start, end, rule, said in _found(line, shorthand, lexicon, addresses):
            if rule == "address" and not said:
                problems[Problem.of("LOA802", line=number, value=line[start:end])] = None
            pieces += (line[done:start], said)
            spans.append(Span(number, start, end, rule, said))
            done = end
        out.append("".join((*pieces, line[done:])))
    return Spoken("\n".join(out), tuple(problems), "\n".join(lines), tuple(spans))


def _shorthand(lexicon: Lexicon | None) -> re.Pattern[str] | None:
    keys = tuple(lexicon.abbreviations) if lexicon else ()
    return re.compile(rf"(?<!\w)(?:{words_pattern(keys)})(?!\w)") if keys else None


def _found(
    line: str, shorthand: re.Pattern[str] | None, lexicon: Lexicon | None, addresses: Mapping[str, str]
) -> list[tuple[int, int, str, str]]:
    found = [
        (start, end, "address", addresses.get(line[start:end], "")) for start, end in find_addresses(line)
    ]
    plain = prepare(line)
    # Numbers are looked for in the plain form, which has 0-9 for the digits of every script, when places agree.
    where = plain if len(plain) == len(line) else line
    found += [(m.start(), m.end(), "phone", spaced(m[0])) for m in _NUMBER.finditer(where)]
    if shorthand and lexicon:
        found += [
            (m.start(), m.end(), "abbreviation", lexicon.abbreviations[m[0]])
            for m in shorthand.finditer(line)
        ]
    chosen: list[tuple[int, int, str, str]] = []
    for item in sorted(found):
        if not chosen or item[0] >= chosen[-1][1]:
            chosen.append(item)
    return chosen
