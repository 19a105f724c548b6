"""The rules: one entry a code, read from `rules.toml`."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its stable code and, for each message language, (what is wrong, what to write instead)."""

    code: str
    severity: Severity
    texts: dict[str, tuple[str, str]]

    def text(self, language: str) -> tuple[str, str]:
        """Message and hint in `language` ("vi" or "en"); Vietnamese where that language has none."""
        return self.texts.get(language) or self.texts["vi"]


def _read() -> dict[str, Rule]:
    raw = tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
    return {
        code: Rule(
            code,
            Severity(entry["severity"]),
            {language: (entry[language][0], entry[language][1]) for language in ("vi", "en")},
        )
        for code, entry in raw.items()
    }


RULES: dict[str, Rule] = _read()

_PRODUCTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("products.toml").read_text(encoding="utf-8")
)


def product_name(name: str, language: str) -> str:
    """What messages in `language` call a product; its own name where nobody gave it another."""
    names = _PRODUCTS.get(name, {})
    return names.get(language) or names.get("vi") or name


_language = "en" if os.environ.get("LOA_MESSAGES") == "en" else "vi"


def set_language(language: str) -> None:
    """Choose the language of messages for this process: "vi" or "en".

    Raises:
        ValueError: another language was asked for.
    """
    global _language
    if language not in ("vi", "en"):
        raise ValueError(f"messages exist in vi and en, not in {language!r}")
    _language = language


def message_language() -> str:
    """The language that messages are written in: "vi" or "en"."""
    return _language


def say(vi: str, en: str) -> str:
    """The Vietnamese or the English wording, by the language of messages: for values inside messages."""
    return en if _language == "en" else vi
