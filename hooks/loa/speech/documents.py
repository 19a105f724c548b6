"""Numbers of documents: on air their title and year, the number only when asked.

Symbols are built by Decree 30/2020/NĐ-CP, Annex III: number/[year/]type-issuer; an official letter (công văn) has no
type, its symbol is issuer-department; the Party's are number-type/issuer.
"""

from __future__ import annotations

import re

from loa.speech.lexicon import Lexicon
from loa.speech.numbers import digit_by_digit
from loa.speech.rules import EndsWith, Rule, Take, words_pattern

_CODE = r"(?!(?:[IVX]+)(?!\w))[A-ZĐƯ][A-Za-zĐđƯư]{1,9}(?:&[A-ZĐ]{2,6})?\d{0,2}(?!\w)"
_CODES = rf"{_CODE}(?:\s?[-–]\s?{_CODE}){{0,4}}"
_YEAR = r"(?:19|20)\d\d"
_STATE = rf"\d{{1,5}}[a-z]?\s?/\s?(?:{_YEAR}\s?/\s?)?(?:{_CODES})"
_PARTY = rf"\d{{1,4}}\s?-\s?(?:{_CODE})/(?:{_CODES})"
_DOCUMENT = rf"(?:{_STATE}|{_PARTY})"

_PARTS = re.compile(
    rf"(?P<n>\d{{1,5}})[a-z]?\s?[/-]\s?(?:(?P<y>{_YEAR})\s?/\s?)?(?P<codes>{_CODES}(?:/{_CODES})?)"
)
_SPLIT = re.compile(r"\s?[-–/]\s?")
_BEFORE = r"(?:[:,]\s*)?(?<!\w)(?:số|Số)\s*:?\s*"
_OF_NEXT = re.compile(r"\s*(?:,\s*)?(?:ngày\s+[\d/.\- ]{1,12},?\s*)?(?:của|do)(?!\w)")
_DATED_NEXT = re.compile(r"\s*(?:,\s*)?(?:ngày|năm)\s+\d")
_LOCAL_NEXT = re.compile(r"\s+(?:tỉnh|thành phố|huyện|thị xã|xã|phường)(?!\w)")
_CLAUSE = re.compile(r"[.;]\s")
# "Mẫu số 01/BLGĐ" is a form and its topic, no document and its maker.
_FORM = EndsWith(("mẫu", "biểu", "biểu mẫu", "phụ lục", "phiếu", "bảng"), ("số",))
_LOCAL = r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường|tp|TP)"


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """One rule for numbered documents, one for a letter whose number is still blank, one for a bare symbol."""
    titles = tuple(dict.fromkeys((*lexicon.titles.values(), *lexicon.documents)))
    noun = re.compile(
        rf"(?<!\w)(?:(?i:{words_pattern(titles) or '(?!)'})|{words_pattern(tuple(lexicon.titles)) or '(?!)'})(?!\w)"
    )
    local_gap = rf"(?:\s+của(?=\s+{_LOCAL}(?!\w)))?"

    def known(code: str) -> bool:
        return code in lexicon.titles or code in lexicon.issuers or code in lexicon.abbreviations

    def issuer(take: Take, code: str) -> str:
        said = lexicon.issuers.get(code) or lexicon.abbreviations.get(code)
        if said:
            return said
        if match := re.fullmatch(r"QH(\d{1,2})", code):
            return f"Quốc hội khóa {take.line.reader.whole(match[1])}"
        if "&" in code:
            return " và ".join(issuer(take, part) for part in code.split("&"))
        take.line.report("LOA801", code)
        letters = "".join(re.findall(r"[^\W\d_]", code)).upper()
        digits = digit_by_digit("".join(re.findall(r"\d", code)))
        return " ".join([*(lexicon.letters.get(letter, letter) for letter in letters), digits]).strip()

    def named(take: Take, title: str | None) -> bool:
        """The sentence has said already what kind of document this is."""
        start = max(take.line.ends.get("document", 0), take.start - 160)
        clause = _CLAUSE.split(take.line.text[start : take.start])[-1]
        found = {lexicon.titles.get(match[0], match[0]).casefold() for match in noun.finditer(clause)}
        return bool(found) and (title is None or title.casefold() in found)

    def one(take: Take, text: str, first: bool) -> str:
        match = _PARTS.match(text)
        assert match is not None, "every alternative of _DOCUMENT has these parts"
        codes = _SPLIT.split(match["codes"])
        title = lexicon.titles.get(codes[0])
        makers = codes[1:] if title else codes
        reader = take.line.reader
        words: list[str] = []
        is_named = named(take, title) if first else True
        numbered = take.line.with_numbers
        after = (take.match["of"] or "") + take.after()
        if not is_named:
            words.append(title or ("Văn bản" if codes[0].startswith("QH") else "Công văn"))
        if numbered:
            words.append(f"số {reader.whole(match['n'].lstrip('0') or '0')}")
        if match["y"] and not _DATED_NEXT.match(after):
            if numbered and not title:
                words.append(",")
            words.append(f"năm {reader.whole(match['y'])}")
        if makers and numbered and not title:
            # A letter's symbol names its maker and the department; "của" may follow in the text.
            listed = "".join(f", {issuer(take, code)}" for code in makers)
            words.append(listed + ("," if _OF_NEXT.match(after) or _DATED_NEXT.match(after) else ""))
        elif makers and not _OF_NEXT.match(after):
            # Without its number, its year and its day, only the maker tells which document is meant.
            bare = not match["y"] and not _DATED_NEXT.match(after) and known(makers[0])
            if numbered or not is_named or bare or _LOCAL_NEXT.match(after):
                words.append(f"của {issuer(take, makers[0])}")
        return " ".join(words).replace(" ,", ",")

    def document(take: Take) -> str | None:
        if _FORM(take.before()):
            return None
        symbols = re.findall(_DOCUMENT, take.match["list"])
        codes = [code for symbol in symbols for code in _SPLIT.split(symbol)[1:] if not code.isdigit()]
        if len(codes) < 2 and not (codes and (known(codes[0]) or codes[0].startswith("QH"))):
            return None
        local = take.match["of"]
        if take.line.with_numbers and local and len(symbols) == 1:
            maker = _SPLIT.split(symbols[0])[-1]
            if lexicon.titles.get(codes[0]) and codes[-1] == maker:
                said = one(take, symbols[0], first=True)
                return f"{said} của {issuer(take, maker)}"
        parts = [one(take, symbol, first=index == 0) for index, symbol in enumerate(symbols)]
        said = ", ".join(dict.fromkeys(part for part in parts if part))
        return said + (" của" if local else "")

    def blank(take: Take) -> str:
        codes = _SPLIT.split(take.match[0].lstrip("/ "))
        title = lexicon.titles.get(codes[0])
        maker = codes[1] if title and len(codes) > 1 else codes[0]
        return f"{title or 'Công văn'} của {issuer(take, maker)}"

    def symbol(take: Take) -> str | None:
        kind, maker = _SPLIT.split(take.match[0])[:2]
        title = lexicon.titles.get(kind)
        if title is None or not known(maker):
            return None
        said = "" if named(take, title) else title
        return said if _OF_NEXT.match(take.after()) else f"{said} của {issuer(take, maker)}".strip()

    drops = frozenset({"số"})
    more = rf"(?:\s?[,;]\s*(?:số\s+)?{_DOCUMENT}){{0,9}}"
    return (
        Rule("document", rf"(?P<list>{_DOCUMENT}{more})(?P<of>{local_gap})", document, _BEFORE, drops),
        Rule("blank-document", rf"/\s?{_CODE}(?:\s?[-–]\s?{_CODE}){{1,4}}", blank, _BEFORE, drops),
        Rule("symbol", rf"{_CODE}-{_CODE}(?:-{_CODE}){{0,3}}", symbol),
    )
