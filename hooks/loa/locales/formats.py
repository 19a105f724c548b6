"""Numbers and dates as each language writes them.

Conventions: Vietnamese as in official documents (dot for thousands, comma for decimals); Khmer and Chinese
after Unicode CLDR 45 (Khmer with ASCII digits, its default numbering). CLDR knows none of the other languages
of the registry; their readers meet numbers in Vietnamese papers, so they get the Vietnamese form.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

_KHMER_MONTHS = (
    "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ",
)  # fmt: skip

_VIETNAMESE_SEPARATORS = (".", ",")
_SEPARATORS = {"zh": (",", ".")}  # (thousands, decimals); Khmer writes them as Vietnamese does


def _language(tag: str) -> str:
    return tag.split("-", 1)[0].lower()


def format_number(value: Decimal | int, tag: str) -> str:
    """`value` for readers of `tag`: 3321 → 3.321 and Decimal("62.9") → 62,9 in Vietnamese.

    The digits after the point are kept as given, zeros too: they say how exact a figure is. Years, phone
    numbers and document numbers are names, not quantities, and do not come here.

    Raises:
        TypeError: a float, which cannot hold 62.9 exactly.
        ValueError: infinity or not-a-number.
    """
    if isinstance(value, float):
        raise TypeError("give Decimal('62.9'), not a float")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{value} is not a number that can be printed")
    thousands, decimals = _SEPARATORS.get(_language(tag), _VIETNAMESE_SEPARATORS)
    whole, _, rest = f"{number:,f}".partition(".")
    return whole.replace(",", thousands) + (decimals + rest if rest else "")


def format_date(date: datetime.date, tag: str) -> str:
    """`date` for readers of `tag`: 15/11/2026, 2026年11月15日, 15 វិច្ឆិកា 2026."""
    language = _language(tag)
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日"
    if language == "km":
        return f"{date.day} {_KHMER_MONTHS[date.month - 1]} {date.year}"
    return f"{date.day}/{date.month}/{date.year}"
