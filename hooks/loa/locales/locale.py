"""`Locale`: what the registry knows about one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from loa.locales.formats import Formats

SOURCE = "vi"

UiStatus = Literal["draft", "approved", "missing"]

_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_VOWELS = "aăâeêioôơuưy"


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the hub."""

    tag: str
    name: str  # in Vietnamese
    autonym: str  # the Vietnamese name where no attested autonym is registered
    script: str  # ISO 15924
    direction: str
    alphabet: tuple[str, ...]  # letters and clusters as registered
    tones: bool  # whether every vowel also takes the five tone marks of quốc ngữ
    provinces: tuple[str, ...]  # official codes; a hint for sorting and offers, not a fact to print
    fonts: tuple[str, ...]  # family names in order of use
    alternate_of: str
    confirmed: bool  # whether the alphabet is attested
    folders: tuple[Path, ...]  # where its files lie, the strongest last
    ui: Mapping[str, str] = field(default_factory=dict, hash=False)
    ui_status: UiStatus = "missing"
    formats: Formats = field(default_factory=Formats)
    glossary: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, hash=False
    )  # term → ways to write it
    rate: int = 0  # syllables a minute at a loudspeaker; 0: duration is not counted from the text

    @property
    def folder(self) -> Path:
        """The folder in which the language was registered first."""
        return self.folders[0]

    @property
    def html_lang(self) -> str:
        """The value of `lang` for its text: an alternate is written in the language it belongs to."""
        return self.alternate_of or self.tag

    @property
    def autonym_lang(self) -> str:
        """The value of `lang` for `autonym`: Vietnamese where the Vietnamese name stands in for it."""
        return SOURCE if self.autonym == self.name else self.html_lang

    def file(self, name: str) -> Path | None:
        """The file `name` of this language from the strongest folder that has it; None where none has."""
        found = [folder / name for folder in self.folders if (folder / name).is_file()]
        return found[-1] if found else None

    def letters(self) -> tuple[str, ...]:
        """The alphabet small and capital, with toned vowels where the language has tones; NFC."""
        small = list(self.alphabet)
        if self.tones:
            small += [vowel + mark for vowel in _VOWELS for mark in _TONE_MARKS]
        both = (normalize("NFC", form) for letter in small for form in (letter, letter.upper()))
        return tuple(dict.fromkeys(both))

    def characters(self) -> str:
        """Every character of `letters()`, sorted, each once: what the fonts must cover."""
        return "".join(sorted(set("".join(self.letters()))))
