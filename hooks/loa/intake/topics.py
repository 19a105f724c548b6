"""Which stories a campaign wants, and which may be about a victim somebody could know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from loa.model.folding import fold_words

# Words of reports on a single case. They only ask the editor to read the story itself; nothing is decided by them.
_CASE_WORDS = (
    "nạn nhân", "bị hại", "hiếp dâm", "xâm hại", "dâm ô", "bạo hành", "giết", "chém", "tử vong", "tự tử",
    "đánh đập", "đánh vợ", "khởi tố", "bắt giữ", "bị cáo", "nghi phạm", "trú tại", "sinh năm", "mua bán người",
    "lừa bán", "cưỡng bức", "cưỡng hiếp", "quấy rối", "nhập viện", "thương tích", "tố cáo", "cầu cứu", "ngụ tại",
    "bị chồng", "bị vợ", "bị cha", "bị bố", "bị mẹ", "bị bạn trai", "bị người yêu", "bị đánh", "bị ép", "bị lừa",
)  # fmt: skip
# How reports name somebody without naming her: “em T., 14 tuổi”, “chị H.T.N (sinh …)”, “cháu bé 9 tuổi”.
_SOMEBODY = re.compile(
    r"\b(?:[Ee]m|[Cc]háu|[Bb]é|[Cc]hị|[Aa]nh|[Cc]ô|[Bb]à|[Ôô]ng|[Nn]ữ sinh|[Nn]am sinh)\s+[A-ZĐ](?:\.|\b)"
    r"|[,(]\s*\d{1,3} tuổi|(?:[Ee]m|[Cc]háu|[Bb]é)(?: gái| trai| bé)? \d{1,2} tuổi"
)


def wanted(text: str, topics: Iterable[str]) -> bool:
    """Whether a text has one of the topics as whole words; any text where no topic is named."""
    topics = [topic for topic in topics if topic.strip()]
    return not topics or any(mentions(text, topic) for topic in topics)


def about_a_case(text: str) -> bool:
    """Whether a text has a word of reports on a single case, or speaks of one person: a victim may be known from it."""
    plain = unicodedata.normalize("NFC", text)
    return bool(_SOMEBODY.search(plain)) or any(mentions(text, word) for word in _CASE_WORDS)


def mentions(text: str, words: str) -> bool:
    """Whether `words` stand in `text`, by tone marks where both have them, without where either has none."""
    exact_text, exact_words = _spaced(text), _spaced(words)
    if exact_words in exact_text:
        return True
    if _has_marks(text) and _has_marks(words):
        return False
    folded = fold_words(words)
    return bool(folded) and f" {folded} " in f" {fold_words(text)} "


def _spaced(text: str) -> str:
    plain = unicodedata.normalize("NFC", text.casefold())
    if not any("a" <= char <= "z" for char in plain):
        return plain.strip()  # scripts that write no spaces between words
    return f" {' '.join(''.join(char if char.isalnum() else ' ' for char in plain).split())} "


def _has_marks(text: str) -> bool:
    lowered = text.casefold()
    return "đ" in lowered or any(
        unicodedata.combining(char) for char in unicodedata.normalize("NFD", lowered)
    )
