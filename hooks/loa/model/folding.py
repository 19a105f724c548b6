"""Text as people type it in a hurry: without tone marks, with `d` for `đ`, with or without inner blanks."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold_words(text: str) -> str:
    """Small letters a–z and digits in words: `Xã  Đa Krông` → `xa da krong`; other scripts fall away."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def fold(text: str) -> str:
    """`fold_words` without blanks, so that `Đakrông` and `Đa Krông` are one: `dakrong`."""
    return fold_words(text).replace(" ", "")
