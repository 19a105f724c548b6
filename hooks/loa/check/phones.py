"""Numbers that could be phone numbers, in prose and in fields."""

from __future__ import annotations

import re

from loa.model.phones import is_phone as is_phone
from loa.model.phones import is_sample as is_sample

# In prose: 1800/1900 lines, and 9 to 11 digits that begin with 0 or +84, however they are grouped.
_LONG = re.compile(r"(?<![\d.,])(?:1[89]00(?:[ .-]?\d){4,6}|(?:\+84|0)(?:[ .-]?\d){8,10})(?![\d])")
# Emergency and child lines are ordinary numbers too ("113 người"): only where somebody is told to call them.
_SHORT = re.compile(
    r"(?:gọi|số|tổng đài|đường dây(?: nóng)?|nhắn tin|call|dial|hotline)\s+"
    r"(?:tới |đến |cho |số |tổng đài )*(11[0-9])(?![\d]|[.,]\d)",
    re.IGNORECASE,
)


def find_phones(text: str) -> list[str]:
    """The phone-like literals in a text."""
    return [match.group() for match in _LONG.finditer(text)] + [
        match.group(1) for match in _SHORT.finditer(text)
    ]
