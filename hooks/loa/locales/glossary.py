"""Terms of a language (`glossary.yml`): what translators are shown, and what their texts are checked against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loa.locales.reader import Faults, Fields
from loa.locales.reasons import nearest
from loa.locales.strings import STATUS_KEYS, read_status

GLOSSARY = "glossary.yml"

# A Vietnamese term, and the ways to write it; the first is the one to offer.
Glossary = Mapping[str, tuple[str, ...]]


def read_glossary(fields: Fields, faults: Faults) -> dict[str, tuple[str, ...]]:
    """The terms of one `glossary.yml`: `terms:` with lines `Vietnamese: way | other way`."""
    for key in fields.values:
        if key not in (*STATUS_KEYS, "terms"):
            known = (*STATUS_KEYS, "terms")
            faults.add("unknown", fields.lines[key], key=key, nearest=nearest(key, known))
    read_status(fields, faults)
    terms = fields.values.get("terms", {})
    if not isinstance(terms, dict):
        faults.add("not-strings", fields.lines["terms"])
        return {}
    found = {}
    for term, text in terms.items():
        ways = tuple(way for part in text.split("|") if (way := part.strip()))
        if ways:
            found[term] = ways
        else:
            faults.add("empty", fields.lines[f"terms.{term}"], key=term)
    return found


def terms_in(text: str, glossary: Glossary) -> Iterator[str]:
    """The terms that a Vietnamese text uses; a term inside a longer one ("bạo lực gia đình") is not counted."""
    rest = text.casefold()
    for term in sorted(glossary, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(term.casefold())}(?!\w)"
        rest, count = re.subn(pattern, "\0", rest)
        if count:
            yield term


def missing_terms(source: str, translation: str, glossary: Glossary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The terms of a source that its translation writes in none of the ways that the glossary has."""
    folded = translation.casefold()
    for term in terms_in(source, glossary):
        if not any(way.casefold() in folded for way in glossary[term]):
            yield term, glossary[term]
