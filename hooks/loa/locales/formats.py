"""Numbers and dates as each language writes them: `date_format`, `months`, `thousands`, `decimals` of its `locale.yml`.

Without them the Vietnamese form holds, as in official documents (dot for thousands, comma for decimals): readers of
languages of which CLDR knows nothing meet numbers in Vietnamese papers. Digits are always 0–9, in Khmer too (the
default of Unicode CLDR 45): they are what a phone dials and what a form asks for.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formats:
    """How one language writes numbers and dates; `months`: twelve names, or none where a month is a number."""

    date_format: str = "{day}/{month}/{year}"
    months: tuple[str, ...] = ()
    thousands: str = "."
    decimals: str = ","

    def number(self, value: Decimal | int) -> str:
        """`value` as text: 3321 → 3.321 and Decimal("62.9") → 62,9 in Vietnamese.

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
        whole, _, rest = f"{number:,f}".partition(".")
        return whole.replace(",", self.thousands) + (self.decimals + rest if rest else "")

    def date(self, date: datetime.date) -> str:
        """`date` as text: 15/11/2026, 2026年11月15日, 15 វិច្ឆិកា 2026."""
        month = self.months[date.month - 1] if self.months else date.month
        return self.date_format.format(day=date.day, month=month, year=date.year)
