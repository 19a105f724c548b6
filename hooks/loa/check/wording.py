"""A translation against its source sentence by sentence: numbers, terms, letters, script, words left in Vietnamese.

Every finding is a hint for a person who reads the language: none of these rules can know a translation to be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from loa.check.fields import FACT
from loa.locales.glossary import missing_terms
from loa.locales.locale import SOURCE, Locale

# Vietnamese words in a row that a translation does not happen to share with its source.
COPIED = 5
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SENTENCE = re.compile(r"[.!?…;:។៕。！？]\s*|\n")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_LINK = re.compile(r"\]\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
# ISO 15924 code → how Unicode names the letters of the script.
_SCRIPTS = {
    "Latn": "LATIN", "Khmr": "KHMER", "Hant": "CJK", "Hans": "CJK", "Tavt": "TAI VIET", "Cham": "CHAM",
    "Hmng": "PAHAWH HMONG", "Hmnp": "NYIAKENG PUACHUE HMONG", "Yiii": "YI",
}  # fmt: skip

# (code of the rule, values of its text)
Finding = tuple[str, dict[str, str]]


@lru_cache(maxsize=4096)
def findings(source: str, target: str, locale: Locale) -> tuple[Finding, ...]:
    """What a reader should look at in one translated text (LOA520 to LOA524).

    Args:
        source, target: texts as segments or plain, facts as `{{id}}`; `locale`: the language of the target.
    """
    return tuple(_findings(source, target, locale))


def _findings(source: str, target: str, locale: Locale) -> Iterator[Finding]:
    source, target = _LINK.sub("]", source), _LINK.sub("]", target)
    yield from _numbers(source, target, locale)
    for term, ways in missing_terms(source, target, locale.glossary):
        yield "LOA521", {"term": term, "wanted": " / ".join(ways)}
    if locale.html_lang == SOURCE:
        return
    if copied := _copied(source, target):
        yield "LOA522", {"value": copied}
    elif wrong := _wrong_script(target, locale):
        yield "LOA523", {"value": wrong, "language": locale.name}
    if strange := _strange(source, target, locale):
        yield "LOA524", {"value": ", ".join(strange), "language": locale.name}


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, in ASCII digits, thousands unseparated, decimals with a point, dates as their numbers."""
    digits = "".join(
        str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in FACT.sub(" ", text)
    )
    found: Counter[str] = Counter()
    for match in _NUMBER.finditer(digits):
        number = match.group()
        if _THOUSANDS.fullmatch(number):
            number = re.sub("[.,]", "", number)
        # "2.1.3" is a chain of numbers, "62,9" one with a decimal sign.
        parts = (
            [number.replace(",", ".")] if len(re.findall("[.,]", number)) < 2 else re.split("[.,]", number)
        )
        found.update(part.lstrip("0") or "0" for part in parts)
    return found


def _numbers(source: str, target: str, locale: Locale) -> Iterator[Finding]:
    ours, theirs = numbers(source), numbers(target)
    missing = ours - theirs - _months(target, locale)
    extra = theirs - ours - _quoted(source, target)
    if missing or extra:
        yield (
            "LOA520",
            {
                "source": str(ours.total()),
                "variant": str(theirs.total()),
                "missing": ", ".join(missing.elements()) or "–",
                "extra": ", ".join(extra.elements()) or "–",
            },
        )


def _months(target: str, locale: Locale) -> Counter[str]:
    """The months that a text names, as their numbers. They may answer a number of the source and are never too many:
    in a script without spaces the name of a month also stands inside other words (តុលា, October, in តុលាការ, court).
    """
    names = enumerate(locale.formats.months, 1)
    return Counter({str(month): count for month, name in names if (count := target.count(name))})


def _quoted(source: str, target: str) -> Counter[str]:
    """The numbers of what a translation repeats from the source in brackets, such as the article of a law."""
    said = source.casefold()
    return sum((numbers(text) for text in _BRACKETS.findall(target) if text.casefold() in said), Counter())


def _copied(source: str, target: str) -> str:
    """The first sentence of a translation that is for the better part Vietnamese words of the source in a row."""
    ours = _WORD.findall(FACT.sub(" . ", source))
    runs = {tuple(ours[at : at + COPIED]) for at in range(len(ours) - COPIED + 1)}
    for sentence in _SENTENCE.split(FACT.sub(" ", target)):
        theirs = _WORD.findall(sentence)
        copied: set[int] = set()
        for at in range(len(theirs) - COPIED + 1):
            if tuple(theirs[at : at + COPIED]) in runs:
                copied.update(range(at, at + COPIED))
        # A long name of a law or an office is quoted as it is, inside a sentence.
        if len(copied) * 3 > len(theirs) * 2:
            return " ".join(theirs[min(copied) :][:COPIED])
    return ""


def _wrong_script(target: str, locale: Locale) -> str:
    """The beginning of a text that has no letter of the language's script, though it is long enough for a sentence."""
    name = _SCRIPTS.get(locale.script)
    letters = [char for char in FACT.sub("", target) if char.isalpha()]
    if name is None or len(letters) < 12 or any(_script(char) == name for char in letters):
        return ""
    return target[:40]


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return next((script for script in _SCRIPTS.values() if name.startswith(script)), "")


@cache
def _known(letters: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """(whole letters, single characters) of an alphabet."""
    return frozenset(letters), frozenset("".join(letters))


def _strange(source: str, target: str, locale: Locale) -> list[str]:
    """Words with letters that the alphabet lacks, at most three.

    Names keep the spelling of their own language, and so do Vietnamese words that the translator quotes.
    """
    if not locale.alphabet or not locale.confirmed or locale.script != "Latn":
        return []
    whole, single = _known(locale.letters())
    found = []
    quoted = set(_WORD.findall(source.casefold()))
    for word in dict.fromkeys(_WORD.findall(FACT.sub(" ", target))):
        if word.casefold() in quoted:
            continue
        letters = re.findall(r".[\u0300-\u036f]*", unicodedata.normalize("NFC", word))
        if word[:1].islower() and any(x not in whole and not set(x) <= single for x in letters):
            found.append(word)
    return found[:3]
