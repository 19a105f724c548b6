"""Numbers that could be phone numbers, in prose and in fields."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from loa.model.phones import is_phone as is_phone
from loa.model.phones import is_sample as is_sample

# In prose: 1800/1900 lines, and 9 to 11 digits that begin with 0 or +84, however they are grouped and in
# whatever digits they are written. 1900–1975 is a span of years.
_GAP = r"[ \u00a0\u2009\u200b\u202f.()\-\u2010-\u2014·]{0,3}"
_LONG = re.compile(
    rf"(?<![\d.,])(?:1[89]00(?! ?[-\u2010-\u2014] ?(?:1[5-9]|20)\d\d(?!\d))(?:{_GAP}\d){{4,6}}"
    rf"|(?:\+84|0)(?:{_GAP}\d){{8,10}})(?!\d)"
)
# Emergency and child lines are ordinary numbers too ("113 người"): only where somebody is told to call them.
_SHORT = re.compile(
    r"(?:gọi|số|tổng đài|đường dây(?: nóng)?|nhắn tin|call|dial|hotline)\s+"
    r"(?:tới |đến |cho |số |tổng đài )*(11[0-9])(?!\d|[.,-]\d|/\d{4})",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def find_phones(text: str) -> tuple[str, ...]:
    """The phone-like literals in a text, as they are written there."""
    folded = "".join(map(_ascii_digit, text))
    places = [match.span() for match in _LONG.finditer(folded)]
    places += [match.span(1) for match in _SHORT.finditer(folded)]
    return tuple(text[start:end] for start, end in places)


def _ascii_digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() and not char.isascii() else char
