"""The languages: registry entries, interface strings, and how each writes numbers and dates.

A language is added in one place, its folder `locales/<tag>/`. Nothing here knows campaigns, renderers or
MkDocs.
"""

from loa.locales.formats import Formats
from loa.locales.locale import Locale
from loa.locales.registry import load_locales
from loa.locales.strings import Phrase, Strings, untranslated
from loa.locales.tags import is_well_formed

__all__ = [
    "Formats",
    "Locale",
    "Phrase",
    "Strings",
    "is_well_formed",
    "load_locales",
    "untranslated",
]
