"""Text as people type it in a hurry: without tone marks, with `d` for `đ`, with or without inner blanks.

`docs/assets/search.js` folds what is typed as `typed_words` does; a test compares the two in a browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_NOT_WORD = re.compile(r"[^0-9a-z]+")

# Letters without a decomposition, digits of other scripts, and characters that are not seen.
_PLAIN = str.maketrans(
    {"đ": "d", "ƀ": "b", **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")}
    | {chr(zero + digit): str(digit) for zero in (0x17E0, 0xAA50) for digit in range(10)}
)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
# Khmer, Cham and Tai Viet signs that belong to the letter before them (Unicode categories Mn and Mc).
_SIGNS = "\u17b4-\u17d3\u17dd\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1"
# A letter with the letters written below it (after U+17D2) and its signs: what a reader takes for one letter.
_CLUSTER = re.compile(f"[^{_SIGNS}](?:\u17d2[\u1780-\u17b3]|[{_SIGNS}])*")
_OTHER = "\u1780-\u17d3\u17d7\u17dc\u17dd\uaa00-\uaa4d\uaa80-\uaadd\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"[0-9a-z]+|[{_OTHER}]+")
# Between the groups of digits of one phone number; how many digits such a number has in Viet Nam.
_BETWEEN_DIGITS = frozenset(" \u00a0\u202f./-")
_PHONE = range(8, 12)


def fold_words(text: str) -> str:
    """Small letters a–z and digits in words: `Xã  Đa Krông` → `xa da krong`; other scripts fall away."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def fold(text: str) -> str:
    """`fold_words` without blanks, so that `Đakrông` and `Đa Krông` are one: `dakrong`."""
    return fold_words(text).replace(" ", "")


def typed_words(text: str) -> list[str]:
    """The words by which a search compares, in order, as folded from what a reader typed.

    Groups of digits that make up a phone number are one word. Khmer, Tai Viet and Chinese are written without
    blanks between words: a run of clusters is its pairs of neighbours, so that a word is found inside a run.
    """
    found: list[str] = []
    for group in _groups(text):
        joined = _number(group)
        found += [joined] if joined else group
    return found


def indexed_words(text: str) -> list[str]:
    """The words of a text under which a search finds it: `typed_words`, and what somebody may type of them.

    Besides: each group of digits of a number alone, the last cluster of a run, and two neighbouring words written as
    one (`buondon`), which is also how two words in this order are told from two words anywhere.
    """
    found: list[str] = []
    latin = ""
    for group in _groups(text):
        found += group
        if joined := _number(group):
            found.append(joined)
        for word in group:
            if not word.isascii():
                latin = ""
                continue
            if latin:
                found.append(latin + word)
            latin = word
        if not group[-1].isascii() and (clusters := _CLUSTER.findall(group[-1])):
            found.append(clusters[-1])
    return found


def _groups(text: str) -> Iterator[list[str]]:
    """Words in groups: digits that stand together, the pairs of a run, or one word alone."""
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text.lower()).translate(_PLAIN))
    digits: list[str] = []
    end = -1
    for run in _RUN.finditer(plain):
        word = run.group()
        together = run.start() == end + 1 and plain[end] in _BETWEEN_DIGITS
        if digits and not (word.isdigit() and together):
            yield digits
            digits = []
        end = run.end()
        if word.isdigit():
            digits.append(word)
        elif word.isascii():
            yield [word]
        else:
            clusters = _CLUSTER.findall(word)
            if clusters:
                pairs = [a + b for a, b in pairwise(clusters)]
                yield pairs or clusters
    if digits:
        yield digits


def _number(group: list[str]) -> str:
    """The digits of a group as one word if they can be a phone number."""
    joined = "".join(group)
    return joined if len(group) > 1 and joined.isdigit() and len(joined) in _PHONE else ""
