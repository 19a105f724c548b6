"""Short texts for SMS and messaging apps: how many parts an SMS takes, and the same text without tone marks.

Rules: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension table; UCS-2 for everything else) and TS 23.040 (a
message in parts spends six octets of each on the header): 160 or 153 septets, 70 or 67 UTF-16 units a part.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each of these takes two septets: the escape and the character.
_EXTENSION = frozenset("\f^{}\\[~]|€")
_GSM_PARTS, _UCS2_PARTS = (160, 153), (70, 67)
# Marks that editors type and that would turn a plain message into UCS-2.
_PLAIN = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "\u00a0": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Sms:
    """A text as SMS: `encoding` is GSM-7 or UCS-2, `units` its septets or UTF-16 units."""

    encoding: str
    units: int
    parts: int


def count(text: str) -> Sms:
    """How a network sends this text. A character is never cut in two between parts."""
    if all(char in _GSM or char in _EXTENSION for char in text):
        return _counted("GSM-7", [2 if char in _EXTENSION else 1 for char in text], *_GSM_PARTS)
    return _counted("UCS-2", [2 if ord(char) > 0xFFFF else 1 for char in text], *_UCS2_PARTS)


def _counted(encoding: str, sizes: list[int], single: int, part: int) -> Sms:
    units = sum(sizes)
    if units <= single:
        return Sms(encoding, units, 1 if units else 0)
    parts, room = 1, part
    for size in sizes:
        if size > room:
            parts, room = parts + 1, part
        room -= size
    return Sms(encoding, units, parts)


def without_marks(text: str) -> str:
    """The text in plain letters, as phones without Vietnamese show it: `Báo tin` → `Bao tin`."""
    decomposed = unicodedata.normalize("NFD", text.translate(_PLAIN))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", plain)
