"""Letters that a wrong keyboard or an old font left behind in the Tây Nguyên languages (domain dossier 5).

Popular keyboards type a caron for the breve (ě for ĕ); texts typed for old 8-bit fonts survive as ASCII signs
(`[ing` for ƀing, `do\\` for dŏ). What is wrong follows from the language's own registered alphabet.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from loa.locales.locale import Locale

_BREVE, _CARON = "\u0306", "\u030c"
# Whole letters; a backslash puts a breve on the letter before it, a bar a breve or (after C) a caron.
_SIGNS = {"[": "ƀ", "{": "Ƀ", "]": "č", "}": "Č", "^": "ĭ", "`u": "ñu"}
_VOWELS = "aeiouâêôơưAEIOUÂÊÔƠƯ"
# Any of these inside a word is no way to write a word today; brackets alone may be a link or a cue.
_LEGACY = re.compile(rf"[{_VOWELS}]\\|\w\^|\^\w|[êÊC]\||(?<!\w)`u\w")
_BRACKET = re.compile(r"\w[\[\]{}]\w|(?<!\w)[\[{](?=\w[^\[\]{}()]*(?:\s|$))")


@cache
def carons(alphabet: tuple[str, ...]) -> dict[str, str]:
    """What to write for each letter with a caron that an alphabet lacks, where it has the same one with a breve."""
    known = {normalize("NFC", form) for letter in alphabet for form in (letter, letter.upper())}
    return {
        wrong: letter
        for letter in known
        if (parts := normalize("NFD", letter)).endswith(_BREVE)
        and (wrong := normalize("NFC", parts[:-1] + _CARON)) not in known
    }


def with_breves(text: str, locale: Locale) -> tuple[str, list[tuple[int, str, str]]]:
    """The text with the language's own letters, and each change as (position in `text`, wrong, right)."""
    table = carons(locale.alphabet)
    found: list[tuple[int, str, str]] = []
    if not table:
        return text, found
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))

    def mend(match: re.Match[str]) -> str:
        found.append((match.start(), match.group(), table[match.group()]))
        return table[match.group()]

    return pattern.sub(mend, text), found


def is_legacy(text: str, locale: Locale) -> bool:
    """Whether a text looks as if it had been typed for an old 8-bit font: several such words, not one odd sign."""
    if "ƀ" not in locale.alphabet and not any(letter.endswith(_BREVE) for letter in locale.alphabet):
        return False
    return len(_LEGACY.findall(text)) + len(_BRACKET.findall(text)) >= 3 and bool(_LEGACY.search(text))


def from_legacy(text: str) -> str:
    """The text in Unicode letters. A preview: a reader of the language must look at it."""
    text = re.sub(rf"([{_VOWELS}])\\", lambda match: match[1] + _BREVE, text)
    text = re.sub(r"([êÊ])\|", lambda match: match[1] + _BREVE, text)
    text = re.sub(r"C\|", "Č", text)
    for sign, letter in _SIGNS.items():
        text = text.replace(sign, letter)
    return normalize("NFC", text)
