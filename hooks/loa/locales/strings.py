"""Interface strings (`ui.yml`): read, and handed out with the language that they are really in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from loa.locales.locale import Locale, UiStatus
from loa.locales.reader import Faults, Fields
from loa.locales.reasons import nearest

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}", re.ASCII)
STATUS_KEYS = ("status", "approved_by", "approved_on")
_KEYS = (*STATUS_KEYS, "strings")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of the interface, and the value of `lang` for the element that holds it."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


class Strings:
    """The interface strings of one language, with Vietnamese under them."""

    def __init__(self, locale: Locale, vietnamese: Locale, *, production: bool) -> None:
        """Strings of `locale` over those of `vietnamese`.

        Production takes only approved strings of other languages; Vietnamese, the source, is always used
        because nothing stands under it (its own status is the caller's to report).
        """
        own = locale.ui if locale.ui_status == "approved" or not production else {}
        self._layers: tuple[tuple[Mapping[str, str], str], ...] = (
            (own, locale.html_lang),
            (vietnamese.ui, vietnamese.tag),
        )

    def get(self, key: str, **values: object) -> Phrase:
        """The string `key` with `{placeholders}` filled from `values`, and the language it is in.

        Values go in as text, unescaped: whoever writes HTML escapes the whole.

        Raises:
            KeyError: Vietnamese has no such string, or a placeholder has no value; both are mistakes in the
                program or in `locales/vi/ui.yml`, never in a translation.
        """
        for strings, lang in self._layers:
            if key in strings:
                filled = _PLACEHOLDER.sub(lambda match: str(values[match[1]]), strings[key])
                return Phrase(filled, lang)
        raise KeyError(f"locales/vi/ui.yml has no string {key!r}")

    def lang_of(self, key: str) -> str:
        """The value of `lang` of the string `key`, before it is filled.

        Raises:
            KeyError: Vietnamese has no such string.
        """
        for strings, lang in self._layers:
            if key in strings:
                return lang
        raise KeyError(f"locales/vi/ui.yml has no string {key!r}")

    def __contains__(self, key: str) -> bool:
        return any(key in strings for strings, _ in self._layers)


def untranslated(locale: Locale, vietnamese: Locale) -> list[str]:
    """The keys of the Vietnamese strings that `locale` does not have yet, in their order."""
    return [key for key in vietnamese.ui if key not in locale.ui]


def placeholders(text: str) -> frozenset[str]:
    """The names between braces in `text`."""
    return frozenset(_PLACEHOLDER.findall(text))


def read_ui(fields: Fields, faults: Faults) -> tuple[dict[str, str], UiStatus]:
    """(strings, status) of one `ui.yml`. A status that is not fully backed counts as `draft`."""
    for key in fields.values:
        if key not in _KEYS:
            faults.add("unknown", fields.lines[key], key=key, nearest=nearest(key, _KEYS))
    strings = fields.values.get("strings", {})
    if not isinstance(strings, dict):
        if strings:  # `strings:` with nothing after it is an empty file, as one begins
            faults.add("not-strings", fields.lines["strings"])
        strings = {}
    good = {}
    for key, text in strings.items():
        line = fields.lines[f"strings.{key}"]
        if not text:
            faults.add("empty", line, key=key)
        elif set("{}") & set(_PLACEHOLDER.sub("", text)):
            faults.add("braces", line, key=key)
        else:
            good[key] = text
    return good, read_status(fields, faults)


def read_status(fields: Fields, faults: Faults) -> UiStatus:
    """The status of a file of strings; one that is not fully backed counts as `draft`."""
    status = fields.values.get("status", "")
    line = fields.lines.get("status", 0)
    if status not in ("draft", "approved"):
        faults.add("choice", line, key="status", known="draft, approved")
        return "draft"
    if status == "draft":
        return "draft"
    by, on = fields.values.get("approved_by"), fields.values.get("approved_on")
    if not (isinstance(by, str) and by and isinstance(on, str) and on):
        faults.add("approval", line)
        return "draft"
    try:
        datetime.date.fromisoformat(on)
    except ValueError:
        faults.add("date", fields.lines["approved_on"], value=on)
        return "draft"
    return "approved"


def fit(strings: dict[str, str], source: Mapping[str, str], fields: Fields, faults: Faults) -> dict[str, str]:
    """Those of a translation's `strings` that Vietnamese has with the same placeholders; the rest is
    reported.

    The same, not only no others: a sentence that lost its number or its date says something else.
    """
    good = {}
    for key, text in strings.items():
        line = fields.lines[f"strings.{key}"]
        if key not in source:
            faults.add("unknown", line, key=f"strings.{key}", nearest=nearest(key, source))
        elif placeholders(text) != placeholders(source[key]):
            wanted = ", ".join(f"{{{name}}}" for name in sorted(placeholders(source[key]))) or "–"
            faults.add("placeholder", line, key=key, wanted=wanted)
        else:
            good[key] = text
    return good
