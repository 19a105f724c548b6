"""Slugs: readable, safe names for anchors and files, in every script."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LIMIT = 80
_BYTES = 240  # a file name holds 255 bytes on every file system in use; room for ".html" and a language tag

# Latin letters whose Unicode name does not lead back to a letter a–z.
_SPELLED = {"æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ŋ": "ng", "ð": "d", "þ": "th", "ə": "e"}
_LATIN = re.compile(r"LATIN SMALL LETTER ([A-Z])(?: WITH .+)?")


# Names of devices, which Windows gives to no file whatever its ending (Microsoft, “Naming Files, Paths, and
# Namespaces”).
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows takes a file name for a device."""
    return bool(_DEVICE.match(name))


def file_stem(text: str) -> str:
    """The slug of a text as the name of a file or folder on every system: `Con` gives `con-1`."""
    made = slug(text)
    return f"{made}-1" if is_device(made) else made


def ascii_name(text: str, limit: int) -> str:
    """`text` in the letters a-z, digits and hyphens alone, at most `limit` of them, cut between words; may be empty."""
    plain = re.sub(r"[^a-z0-9]+", "-", _fold(text)).strip("-")
    return plain if len(plain) <= limit else plain[: limit + 1].rpartition("-")[0] or plain[:limit]


def slug(text: str) -> str:
    """A slug that keeps what `text` says: `Địa chỉ tin cậy – nhà tạm lánh` → `dia-chi-tin-cay-nha-tam-lanh`.

    Latin letters lose their marks (đ → d, ƀ → b, ê̆ → e); letters, vowel signs and digits of other scripts
    stay as they are, NFC; all else becomes one hyphen. At most 80 characters, cut between words where there
    are words. Text without a letter or digit gives `m` and the start of its SHA-256, so a slug is never empty
    and never changes. The slug of a slug is itself.
    """
    folded = _fold(text)
    # Folding can bring forth what folds again (a compatibility letter that lower-cases into a composed one).
    while (again := _fold(folded)) != folded:
        folded = again
    if not folded:
        normal = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
        return "m" + hashlib.sha256(normal).hexdigest()[:8]
    return _cut(folded)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    out: list[str] = []
    for char in unicodedata.normalize("NFD", plain):
        if piece := _fold_char(char, out[-1] if out else ""):
            out.append(piece)
    return unicodedata.normalize("NFC", re.sub("-{2,}", "-", "".join(out)).strip("-"))


def _fold_char(char: str, before: str) -> str:
    """What stands for one decomposed `char` after the output `before` (the last piece, "" for none)."""
    if char.isascii():
        return char if char.isalnum() else "-"
    category = unicodedata.category(char)
    if category[0] == "M":
        return char if before and not before.isascii() else ""
    if category == "Cf":  # zero-width spaces and joiners: nobody sees them, and old browsers show their codes
        return ""
    name = unicodedata.name(char, "")
    if category[0] == "L" and not name.startswith("MODIFIER LETTER"):  # U+02BC is an apostrophe
        latin = _LATIN.fullmatch(name)
        return _SPELLED.get(char) or (latin[1].lower() if latin else char)
    return char if category == "Nd" else "-"


def _cut(text: str) -> str:
    if len(text) <= LIMIT and len(text.encode()) <= _BYTES:
        return text
    end = LIMIT
    while len(text[:end].encode()) > _BYTES:
        end -= 1
    if text[end : end + 1] != "-" and "-" in text[:end]:
        return text[: text.rindex("-", 0, end)]
    while end > 1 and unicodedata.category(text[end])[0] == "M":  # never part a letter from its vowel sign
        end -= 1
    return text[:end].rstrip("-")
