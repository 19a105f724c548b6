"""The fonts of a language, for print and for the web: which files, which families, which characters they
lack.

A locale names font families. A family is found in a font package (PyPI `fontpkg-*`, hashed in the lock file)
or as a file in a language's `fonts/` folder; never on the machine, so that bytes do not depend on it. The
packages hold variable fonts: pictures use their weights. In print, static cuts of the Latin family go before it,
which take a fifth off Typst's time (`tests/bench/README.md`); it still sets what they lack.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont

from loa.locales import Locale

# The family that has all Latin letters of all our languages.
LATIN = "Noto Sans"
# Its regular and bold as static fonts with the letters of our languages alone (`subsets.py`).
PRINT_LATIN = "Loa Sans"
# Print family → our web subset in docs/assets/fonts/. Not here: families that phones bring along (Chinese).
WEB_FONTS = {
    "Noto Sans": "loa-latin.woff2",
    "Noto Sans Khmer": "loa-khmer.woff2",
    "Noto Sans Tai Viet": "loa-tai-viet.woff2",
    "Noto Sans Cham": "loa-cham.woff2",
}


def font_files(locale: Locale) -> list[Path]:
    """The TrueType and OpenType files that print uses for `locale`, in order of use."""
    names = [name for family in families(locale) for name in _in_print(family)]
    return [path for name in names for path in _family_files(name, _font_folders(locale))]


def print_families(locale: Locale) -> list[str]:
    """The names of the families that print uses for `locale`, the Latin ones first (see `latin_first`)."""
    names = [name for family in latin_first(locale) for name in _in_print(family.name)]
    return [name for name in names if _family_files(name, _font_folders(locale))]


def _in_print(family: str) -> tuple[str, ...]:
    return (PRINT_LATIN, LATIN) if family == LATIN else (family,)


def font_folders(locales: Iterable[Locale]) -> list[Path]:
    """The folders of the font files of `locales`, each once: what a Typst compiler takes as `font_paths`."""
    return list(dict.fromkeys(path.parent for locale in locales for path in font_files(locale)))


def families(locale: Locale) -> list[str]:
    """The registered families of `locale` that exist, in order of use (see `missing_glyphs`)."""
    return [name for name in locale.fonts if _family_files(name, _font_folders(locale))]


@dataclass(frozen=True, slots=True)
class Family:
    """A family that exists: its files, and the characters that all of them have."""

    name: str
    files: tuple[Path, ...]
    characters: frozenset[int] = field(compare=False, repr=False)


@lru_cache(maxsize=64)
def latin_first(locale: Locale) -> tuple[Family, ...]:
    """The families of `locale`, the Latin one first.

    The others hold a part of the Latin letters only, and a Vietnamese name in a Khmer sentence would be set from
    both, letter by letter.
    """
    folders = _font_folders(locale)
    found = [
        Family(name, files, _covered((name,), folders))
        for name in families(locale)
        if (files := _family_files(name, folders))
    ]
    return tuple(sorted(found, key=lambda family: family.name != LATIN))


@lru_cache(maxsize=256)
def style_file(family: Family, weight: int) -> Path:
    """The file of `family` that is nearest to `weight`: its only one where it is variable or has one weight."""

    def distance(path: Path) -> int:
        with TTFont(path, lazy=True) as font:
            return 0 if "fvar" in font else abs(font["OS/2"].usWeightClass - weight)

    return min(family.files, key=distance)


def web_fonts(locale: Locale) -> list[str]:
    """The names of the web subsets that pages in `locale` use, in order of use."""
    return [WEB_FONTS[name] for name in locale.fonts if name in WEB_FONTS]


def fonts_key(locale: Locale) -> str:
    """A hash of the bytes of all font files of `locale`: an input of all that is set with them."""
    digest = hashlib.sha256()
    for path in font_files(locale):
        digest.update(_file_hash(path))
    return digest.hexdigest()


def missing_glyphs(locale: Locale, text: str) -> str:
    """The characters of `text` that no font of `locale` has, sorted, each once; "" when all can be set.

    White space and format characters (such as U+200B between Khmer words) need no glyph. A family covers only
    what all its files have: bold text in a letter that only the regular weight has would show an empty box.
    """
    covered = _covered(locale.fonts, _font_folders(locale))
    wanted = set(unicodedata.normalize("NFC", text))
    return "".join(sorted(c for c in wanted if ord(c) not in covered and _has_shape(c)))


def _has_shape(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


@lru_cache(maxsize=64)
def _font_folders(locale: Locale) -> tuple[Path, ...]:
    """The `fonts/` folders in which `locale` finds files: its own first, then those of its neighbours.

    A font serves every language that names it; Black and White Tai share one file.
    """
    own = [folder / "fonts" for folder in reversed(locale.folders)]
    neighbours = [path for folder in locale.folders for path in sorted(folder.parent.glob("*/fonts"))]
    return tuple(dict.fromkeys(path for path in own + neighbours if path.is_dir()))


@lru_cache(maxsize=256)
def _family_files(name: str, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    package = fontpkg.families().get(fontpkg.slugify(name))
    if package is not None:
        return tuple(file.path for file in package.files if file.style == "normal")
    for folder in folders:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".ttf", ".otf"))
        if matching := tuple(path for path in files if _face(path)[0] == name):
            return matching
    return ()


@lru_cache(maxsize=256)
def _file_hash(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@lru_cache(maxsize=256)
def _face(path: Path) -> tuple[str, frozenset[int]]:
    """(family name, code points) of a font file; ("", nothing) for a file that is no readable font."""
    try:
        # From memory: fontTools leaves the file open when it is no font.
        with TTFont(io.BytesIO(path.read_bytes()), lazy=True) as font:
            return font["name"].getBestFamilyName() or "", frozenset(font.getBestCmap() or {})
    except Exception:  # a broken font fails in as many ways as there are tables; it then counts as absent
        return "", frozenset()


@lru_cache(maxsize=256)
def _covered(names: tuple[str, ...], folders: tuple[Path, ...]) -> frozenset[int]:
    """What the families cover together, each with what all its files have."""
    found: set[int] = set()
    for name in names:
        faces = [_face(path)[1] for path in _family_files(name, folders)]
        found |= frozenset.intersection(*faces) if faces else frozenset()
    return frozenset(found)
