"""Punctuation and signs.

What a reader needs stays as . , ; : ? !, signs with a reading in the lexicon are said, the rest is an error.
"""

from __future__ import annotations

import re
import unicodedata

from loa.speech.documents import rules as document_rules
from loa.speech.lexicon import Lexicon
from loa.speech.numbers import DIGITS
from loa.speech.quantities import COUNTED_BEFORE, unit_pattern
from loa.speech.rules import DASH, Rule, Take, words_pattern

_QUOTES = "\"“”„‟«»‹›‘’‚‛'`´"
_OPEN, _CLOSE = r"(\[{（［【", r")\]}）］】"
_BULLETS = "•●○◦▪▫■□◆◇►▶➤✓✔✦★☆→⇒➔⁃·"
_MONTHS_OF = re.compile(r"\d\s+tháng\s*\Z", re.IGNORECASE)
_YEAR_NEXT = re.compile(r"(?:19|20)\d\d(?!\d)")
_COLD = re.compile(r"(?<!\w)(?:âm|còn|xuống|dưới|mức|nhiệt độ|là|từ|đến)\s+\Z", re.IGNORECASE)
_DEGREES = re.compile(r"\d[\d.,]*\s?(?:°|độ)")
_NUMBER = re.compile(r"\s*\d[\d.,]*(?:\s?%)?")
_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|phần trăm)")
# "thứ 2 - thứ 6", "8 giờ - 10 giờ": the same word on both sides of a dash is a range.
_NOUN = re.compile(
    r"(?<!\w)(thứ|ngày|tháng|năm|quý|tuần|điều|khoản|lớp|trang)\s+[\d/.]{1,10}\s*\Z", re.IGNORECASE
)
_COUNT = re.compile(
    r"\d\s*(giờ|phút|tháng|năm|tuổi|nghìn|ngàn|triệu|tỷ|tỉ)(?:\s\d{1,2})?\s*\Z", re.IGNORECASE
)
# "từ 6 tháng - 5 tuổi": ages and spans of time in two units.
_TIMES = "(?:giờ|phút|ngày|tuần|tháng|năm|tuổi)"
_AGE = re.compile(rf"(?<!\w)(?:từ|khoảng)\s+\d[\d.,]*\s*{_TIMES}(?:\s+tuổi)?\s*\Z", re.IGNORECASE)
_AGE_NEXT = re.compile(rf"\d[\d.,]*\s*{_TIMES}(?!\w)")
_NUMERIC = "[²³¹¼½¾\u2070-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
_FOREIGN = (
    "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u2e80-\u2fdf\u3005-\u3007\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefe"
    "\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)
_FRACTIONS = {2: "hai", 3: "ba", 4: "tư", 5: "năm", 6: "sáu", 8: "tám", 7: "bảy", 9: "chín", 10: "mười"}


def _pairs(lexicon: Lexicon) -> list[tuple[str, str]]:
    pairs = (pair.partition(" - ") for pair in lexicon.joined)
    return [(left.casefold(), right.casefold()) for left, _, right in pairs]


def _of_script(take: Take) -> str:
    """Letters of a script that a reader of Vietnamese may not know stay, with an error."""
    text = take.match[0]
    take.line.report("LOA803", text)
    return "".join(char if unicodedata.category(char)[0] in "LM" else " " for char in text)


def _range(before: str, after: str) -> bool:
    """The dash between these stands for "đến"."""
    after = after.lstrip().casefold()
    if noun := _NOUN.search(before):
        return re.match(rf"{noun[1].casefold()}\s+\d", after) is not None
    if _AGE.search(before) and _AGE_NEXT.match(after):
        return True
    count = _COUNT.search(before)
    return count is not None and re.match(rf"\d[\d.,]*\s*{count[1].casefold()}(?!\w)", after) is not None


def _numeric(take: Take) -> str | None:
    """½, ² after a letter, ①: characters that are numbers."""
    value = unicodedata.numeric(take.match[0], -1.0)
    if value < 0:
        return None
    if value == int(value) and take.at_line_start:
        return f"Thứ {take.line.reader.ordinal(int(value))}, "
    if value == int(value):
        return take.line.reader.value(int(value))
    for bottom, name in _FRACTIONS.items():
        top = value * bottom
        if abs(top - round(top)) < 1e-9 and 0 < top < 10:
            return f"{DIGITS[round(top)]} phần {name}"
    return None


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """In declared order; the last one takes everything."""
    pairs = _pairs(lexicon)
    per = words_pattern(lexicon.per) or "(?!)"

    def dash(take: Take) -> str:
        before, after = take.context(24), take.after(24)
        if _DEGREES.match(after) or (after[:1].isdigit() and (_COLD.search(before) or take.match[0] == "−")):
            return "âm "
        if take.at_line_start:
            # The mark of a list, or a minus that would be lost: the writer knows, we do not.
            if share := _SHARE.match(after):
                take.line.report("LOA803", take.match[0] + share[0])
            return ""
        if before[-1:] in " (" and before.rstrip(" (")[-1:].isalpha() and _SHARE.match(after):
            return "âm "
        if _range(before, after):
            return " đến "
        left, right = before.rstrip().casefold(), after.lstrip().casefold()
        if any(left.endswith(a) and right.startswith(b) for a, b in pairs):
            return " "
        # HĐND-UBND are two names; kinh tế-xã hội, Covid-19, Ê-đê are one.
        two_names = before[-2:].isupper() and after[:2].isupper()
        return " " if before[-1:].isalpha() and after[:1].isalnum() and not two_names else ", "

    def per_unit(take: Take) -> str | None:
        return " mỗi " if COUNTED_BEFORE.search(take.context(40)) else None

    def per_measure(take: Take) -> str | None:
        unit = take.match["u"]
        found = COUNTED_BEFORE.search(take.context(40)) or (len(unit) > 1 and take.context(1).isalpha())
        return f" mỗi {lexicon.units[unit]}" if found else None

    def per_number(take: Take) -> str | None:
        if _MONTHS_OF.search(take.context(24)) and _YEAR_NEXT.match(take.after(5)):
            return " năm "
        return " trên " if COUNTED_BEFORE.search(take.context(40)) else None

    def bullet(take: Take) -> str:
        return "" if take.at_line_start else ", "

    def between_numbers(take: Take) -> str | None:
        return " nhân " if take.context(1).isdigit() or take.context(2)[:1].isdigit() else None

    def plus(take: Take) -> str | None:
        return "" if take.at_line_start and take.after(1).isspace() else None

    def quoted(take: Take) -> str | None:
        if take.at_line_start and (number := _NUMBER.match(take.after(16))):
            take.line.report("LOA803", take.match[0] + number[0])
        return "" if take.at_line_start else None

    def ellipsis(take: Take) -> str:
        following = re.search(r"\w", take.after(8))
        return ", " if following and following[0].islower() else ". "

    def sign(take: Take) -> str:
        said = lexicon.symbols[take.match[0]]
        return f" {said} " if said.strip() else said

    def unreadable(take: Take) -> str:
        take.line.report("LOA803", take.match[0])
        return " "

    blank_document = next(rule for rule in document_rules(lexicon) if rule.name == "blank-document")
    signs = words_pattern(tuple(lexicon.symbols))
    return (
        blank_document,
        Rule("table-rule", r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*$", lambda take: ""),
        Rule("end-mark", r"/\.(?=\s|$)", lambda take: "."),
        Rule("per", rf"/\s?(?=(?:{per})(?!\w))", per_unit),
        Rule("per-measure", rf"/\s?(?P<u>{unit_pattern(lexicon)})", per_measure),
        Rule("per-number", r"/\s?(?=\d+(?![\d:A-ZĐ]))", per_number),
        Rule("slash", r"[/\\]+", lambda take: ", "),
        Rule("dash", DASH + "+", dash),
        Rule("ellipsis", r"…[.…]*|\.{2,}…*", ellipsis),
        Rule("footnote", r"\[\^?\d{1,3}\]", lambda take: ""),
        Rule("quote", f"[{_QUOTES}]+", lambda take: ""),
        Rule("opening", f"[{_OPEN}]+", lambda take: "" if take.at_line_start else ", "),
        Rule("closing", f"[{_CLOSE}]+", lambda take: ", "),
        Rule("cell", r"\|+", lambda take: ", "),
        Rule("bullet", f"[{_BULLETS}]+", bullet),
        Rule("arrow", r"[-=]+>", lambda take: ", "),
        Rule("quotation", r">+(?=\s)", quoted),
        Rule("plus-bullet", r"\+", plus),
        Rule("times", r"\*(?=\s?\d)", between_numbers),
        Rule("sign", signs or "(?!)", sign),
        Rule("numeric", _NUMERIC, _numeric),
        Rule("script", f"{_FOREIGN}+", _of_script),
        Rule("unreadable", r"[^\w\s\x00-\x7f\u2010-\u2027\u2030-\u205e]+|\S", unreadable),
    )
