"""Is a word in capitals a Vietnamese word or an abbreviation? The spelling rules of the syllable tell."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:uyê|uya|uyu|iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uâ|uê|uô|uơ|uy|ưa|ươ|ưi|ưu|ia|iê|yê|oa|oă|oe|oo|ai|ao|au|ay|"
    "âu|ây|eo|êu|iu|oi|ôi|ơi|ua|ui|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")
# Place names of the Tây Nguyên: Krông, Búk, M'Gar. Three consonants may begin them, any may end them.
_LOOSE = re.compile(r"[^\W\daeiouy]{0,3}[aeiouy]{1,3}[^\W\daeiouy]{0,2}")


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """`word`, in any case, is spelled like a Vietnamese syllable; c, ch, p, t at the end demand sắc or nặng."""
    marks = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", _TONES.sub("", marks))
    if not _SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(("c", "ch", "p", "t")) or "\u0301" in marks or "\u0323" in marks


@lru_cache(maxsize=4096)
def is_marked(word: str) -> bool:
    """`word` carries a tone or a letter ă â ê ô ơ ư (abbreviations are made of first letters, which rarely do)."""
    return any(unicodedata.category(c) == "Mn" for c in unicodedata.normalize("NFD", word))


@lru_cache(maxsize=4096)
def is_pronounceable(word: str) -> bool:
    """`word` has vowels in the middle and few consonants around them, as place names in any language of Viet Nam."""
    marks = unicodedata.normalize("NFD", word.lower())
    return bool(_LOOSE.fullmatch("".join(c for c in marks if unicodedata.category(c) != "Mn")))
