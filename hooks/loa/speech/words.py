"""Words in capitals, abbreviations and Roman numerals.

A token in capitals that is neither in the lexicon nor spelled like a word is an error (LOA801): no reading is ever
guessed (domain dossier §6.1, "unknown all-caps token = build error").
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from loa.speech.lexicon import Lexicon
from loa.speech.numbers import ROMAN, roman
from loa.speech.quantities import COUNTED_BEFORE
from loa.speech.rules import DASH, LETTER, EndsWith, Rule, Take, words_pattern
from loa.speech.syllables import is_marked, is_pronounceable, is_syllable

TIMES_SIGN = r"(?<=\s)[xX]\s(?=\d)"
"""The letter x for a sign of multiplication."""

TOKEN = rf"{LETTER}(?:{LETTER}|[\u0300-\u036f]|['’ʼ](?={LETTER}))*"
"""A word with its marks and the apostrophes inside it (H'leo)."""

_ROMAN_GAP = re.compile(rf"\s*(?:,|và|đến|hoặc|{DASH})\s*(?:thứ\s+)?")
_ORDINAL = EndsWith(("thứ",))
_LAST_WORD = re.compile(rf"({LETTER}{{2,}})[^\w.!?]*\Z")
_FIRST_WORD = re.compile(rf"[^\w.!?]*({LETTER}{{2,}})")
_NAME_NEXT = re.compile(r"\s?(?:\d|[^\W\d_a-z])")
_FIRST = re.compile(rf"{LETTER}+")
_ROOM = re.compile(r"\s?\d{3}(?!\d)")  # wards have one or two digits
_LAW = EndsWith(("luật",))
_DAY = EndsWith(("ngày", "hôm", "sáng", "trưa", "chiều", "tối", "dịp", "lễ", "kỷ niệm"))
_ALL_DAY = EndsWith(("cả ngày", "suốt ngày", "hằng ngày", "hàng ngày"))


def _bounded(keys: tuple[str, ...]) -> str:
    """Any of `keys`, as a whole word."""
    open_ended = words_pattern(tuple(key for key in keys if key[-1].isalnum()))
    closed = words_pattern(tuple(key for key in keys if not key[-1].isalnum()))
    # The closed ones first: "TP." is longer than "TP".
    return rf"(?<!{LETTER})(?:(?:{closed or '(?!)'})|(?:{open_ended or '(?!)'})(?!{LETTER}))"


def _in_capitals(take: Take) -> bool:
    """A neighbour is a Vietnamese word in capitals too, as in headings."""
    last, first = _LAST_WORD.search(take.context(24)), _FIRST_WORD.match(take.after(24))
    return any(found and found[1].isupper() and is_syllable(found[1]) for found in (last, first))


def _is_word(take: Take, word: str) -> bool:
    if any(sign in word for sign in "'’ʼ"):
        return True
    if len(word) > 2 and is_syllable(word):
        return True
    if is_marked(word) and is_pronounceable(word):
        return True
    return is_pronounceable(word) and _in_capitals(take)


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Lexicon first, Roman numerals in their places, then what is left in capitals."""
    readings: Mapping[str, str] = {**lexicon.abbreviations, **lexicon.phrases}
    keys = tuple(key for key in readings if not key[0].isdigit())
    numbered = EndsWith(lexicon.roman_before)
    person = EndsWith(lexicon.person_words)
    written, spelled = frozenset(lexicon.spoken_as_written), frozenset(lexicon.spelled)

    def abbreviation(take: Take) -> str | None:
        key = take.match[0]
        if key == "P." and _ROOM.match(take.after(5)):
            return "phòng "
        # "P. Tân Lợi" and "Q.1" are places; "chị P." is a person whose name stays hidden.
        if (
            len(key) == 2
            and key[1] == "."
            and (person(take.context(16)) or not _NAME_NEXT.match(take.after(4)))
        ):
            return None
        if len(key) < 3 and key.isupper() and is_syllable(key) and _in_capitals(take):
            return None
        said = readings[key]
        if _LAW(take.before(8)):
            said = said[:1].upper() + said[1:]  # the name of the law begins with a capital letter
        if key.endswith(".") and not take.after(2).strip():
            said += "."  # the dot closes the sentence as well
        return said

    def roman_range(take: Take) -> str | None:
        if not numbered(take.before()):
            return None
        reader = take.line.reader
        return f"{reader.value(roman(take.match['a']))} đến {reader.value(roman(take.match['b']))}"

    def numeral(take: Take) -> str | None:
        text = take.match[0]
        in_place = numbered(take.before()) or take.follows("roman", _ROMAN_GAP)
        if not in_place and (len(text) < 2 or is_syllable(text)):
            return None
        reader = take.line.reader
        return reader.ordinal(roman(text)) if _ORDINAL(take.before()) else reader.value(roman(text))

    def dotted(take: Take) -> str | None:
        first, *rest = take.match["n"].split(".")
        if len(first) < 2 and not (take.at_line_start or numbered(take.before())):
            return None
        reader = take.line.reader
        said = " chấm ".join([reader.value(roman(first)), *map(reader.whole, rest)])
        return f"Phần {said}," if take.at_line_start else said

    def month_or_weekday(take: Take) -> str:
        """T7 may be Saturday or July: the writer must say which."""
        take.line.report("LOA801", take.match[0])
        return f"T {take.line.reader.whole(take.match[0][1:])}"

    def part(take: Take) -> str | None:
        return f"Phần {take.line.reader.value(roman(take.match['a']))}," if take.at_line_start else None

    def times(take: Take) -> str | None:
        """2 viên x 3 lần: the sign stands between words."""
        return "nhân " if COUNTED_BEFORE.search(take.context(40)) else None

    def token(take: Take) -> str | None:
        word = take.match[0]
        if word in spelled:
            return " ".join(lexicon.letters.get(letter, letter) for letter in word)
        if len(word) < 2 or not word[1].isupper() or word in written or _is_word(take, word):
            return None
        take.line.report("LOA801", word)
        return word

    return (
        Rule("counted-times", TIMES_SIGN, times),
        Rule("abbreviation", _bounded(keys), abbreviation),
        Rule("part", rf"(?P<a>{ROMAN})[.)/](?=\s)", part),
        Rule("dotted-part", rf"(?P<n>{ROMAN}(?:\.\d{{1,2}}){{1,3}})\.?(?!\w|\.\d)", dotted),
        Rule("month-or-weekday", r"T(?:1[0-2]|[2-9])(?!\w|[./]\d)", month_or_weekday),
        Rule("roman-range", rf"(?P<a>{ROMAN})\s?{DASH}\s?(?P<b>{ROMAN})(?!{LETTER})", roman_range),
        Rule("roman", rf"{ROMAN}(?!{LETTER}|/|\.{LETTER})", numeral),
        Rule("capitals", TOKEN, token),
    )


def phrase_rule(lexicon: Lexicon) -> Rule:
    """Set phrases that begin with a digit, as 24/7. Their first word is not said twice: "suốt 24/7"."""
    keys = words_pattern(tuple(key for key in lexicon.phrases if key[0].isdigit()))

    def phrase(take: Take) -> str | None:
        said = lexicon.phrases[take.match[0]]
        before = take.before(16)
        if _DAY(before) and not _ALL_DAY(before):
            return None  # "ngày 24/7" is a day
        first = _FIRST.match(said)
        if first and re.search(rf"(?<!\w){first[0]}\s+\Z", before, re.IGNORECASE):
            return said[first.end() :].lstrip()
        return said

    return Rule("phrase", rf"(?<![\w/.,])(?:{keys or '(?!)'})(?![\w/]|[.,]\d)", phrase)


def gloss_rule(lexicon: Lexicon) -> Rule:
    """An abbreviation introduced in brackets just after its full form: it would be said twice, and is dropped."""
    keys = words_pattern(tuple(lexicon.abbreviations))

    def gloss(take: Take) -> str | None:
        wanted = re.findall(rf"{LETTER}+", lexicon.abbreviations[take.match["key"]].casefold())
        said = re.findall(rf"{LETTER}+", take.context(120).casefold())
        return "" if said[-len(wanted) :] == wanted else None

    return Rule("gloss", rf"\((?P<key>{keys or '(?!)'})\)", gloss)
