"""Our own font subsets: print fonts for scripts without a font package, static cuts of the Latin one, and small web
fonts.

Made by `loa fonts` and committed, so that a build needs neither the system's fonts nor this module. The same
fonts in and the same versions of fontTools and brotli give the same bytes.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import fontpkg
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fontTools.varLib import instancer

from loa.locales import Locale
from loa.render.fonts import LATIN, PRINT_LATIN

# Debian's packages fonts-noto-core and fonts-noto-cjk, and where they put the fonts.
SYSTEM = Path("/usr/share/fonts")
_CORE = "truetype/noto/{}"
_CJK = "opentype/noto/{}"

_PUNCTUATION = "‐‑–—‘’‚“”„•…‹›«»§©°±·×÷²³½¼¾₫€→←↑↓✓✗"
_LATIN1 = "".join(map(chr, range(0x20, 0x7F)))
# Marks on their own: ê̆ ô̆ ơ̆ ư̆ have no precomposed form (U+0306), and text may come decomposed.
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u030c\u031b\u0323"
_KHMER = "".join(map(chr, (*range(0x1780, 0x17B4), *range(0x17B6, 0x17DE), *range(0x17E0, 0x17EA))))
_CHAM = "".join(map(chr, (*range(0xAA00, 0xAA37), *range(0xAA40, 0xAA4E), *range(0xAA50, 0xAA60))))
_TAI_VIET = "".join(map(chr, (*range(0xAA80, 0xAAC3), *range(0xAADB, 0xAAE0))))
_INVISIBLE = "\u00a0\u200b\u200c\u200d\u25cc"  # spaces, joiners, and the circle under a mark that has no base


@dataclass(frozen=True, slots=True)
class Subset:
    """One file that we make: where it goes below the project, from which font, with which characters."""

    target: str
    source: Path
    characters: str
    package: str  # what to install when `source` is missing
    family: str = ""  # the face to take out of a collection
    weights: tuple[int, int] | None = None  # what is left of a variable font's weight axis; equal: static
    name: str = ""  # the new family name of a static cut, so that it can stand beside its source
    features: tuple[str, ...] = ()  # OpenType features kept; () for fontTools' own choice


def plan(locales: Mapping[str, Locale], project: Path, system: Path = SYSTEM) -> list[Subset]:
    """Everything that `loa fonts` makes. `project` is the folder that holds `locales/` and `docs/`.

    Raises:
        OSError: the list of Chinese characters or a Chinese text cannot be read.
    """
    return [*_static(locales), *_print(locales, project, system), *_web(locales, system)]


def _static(locales: Mapping[str, Locale]) -> Iterator[Subset]:
    characters = _latin(locales.values())
    # Tables of numbers ask for digits of one width.
    features = (*subset.Options().layout_features, "tnum", "lnum")
    for style, weight in (("Regular", 400), ("Bold", 700)):
        yield Subset(
            f"locales/vi/fonts/LoaSans-{style}.ttf",
            _packaged(LATIN),
            characters,
            "fontpkg-noto-sans",
            weights=(weight, weight),
            features=features,
            name=PRINT_LATIN,
        )


def _print(locales: Mapping[str, Locale], project: Path, system: Path) -> Iterator[Subset]:
    core, cjk = "fonts-noto-core", "fonts-noto-cjk"
    source = system / _CORE.format("NotoSansTaiViet-Regular.ttf")
    yield Subset("locales/blt/fonts/NotoSansTaiViet-Regular.ttf", source, _TAI_VIET + _INVISIBLE, core)
    chinese = _chinese(project)
    for weight in ("Regular", "Bold"):
        source = system / _CORE.format(f"NotoSansCham-{weight}.ttf")
        yield Subset(f"locales/cjm/fonts/NotoSansCham-{weight}.ttf", source, _CHAM + _INVISIBLE, core)
        source = system / _CJK.format(f"NotoSansCJK-{weight}.ttc")
        target = f"locales/zh-Hant/fonts/NotoSansCJKtc-{weight}.otf"
        # Without features: those of this font drag in the Japanese and vertical forms of every character.
        yield Subset(target, source, chinese, cjk, family="Noto Sans CJK TC", features=("palt",))


def _web(locales: Mapping[str, Locale], system: Path) -> Iterator[Subset]:
    folder = "docs/assets/fonts/"
    latin = _latin(locales.values())
    yield Subset(folder + "loa-latin.woff2", _packaged(LATIN), latin, "fontpkg-noto-sans", weights=(400, 700))
    source = _packaged("Noto Sans Khmer")
    khmer = _KHMER + _INVISIBLE
    yield Subset(folder + "loa-khmer.woff2", source, khmer, "fontpkg-noto-sans-khmer", weights=(400, 700))
    core = "fonts-noto-core"
    source = system / _CORE.format("NotoSansTaiViet-Regular.ttf")
    yield Subset(folder + "loa-tai-viet.woff2", source, _TAI_VIET + _INVISIBLE, core)
    source = system / _CORE.format("NotoSansCham-Regular.ttf")
    yield Subset(folder + "loa-cham.woff2", source, _CHAM + _INVISIBLE, core)


def _packaged(family: str) -> Path:
    files = fontpkg.family(family).files
    return Path(next(file.path for file in files if file.style == "normal"))


def _latin(locales: Iterable[Locale]) -> str:
    return _LATIN1 + _PUNCTUATION + _MARKS + _INVISIBLE + latin_letters(locales)


def latin_letters(locales: Iterable[Locale]) -> str:
    """All letters of the languages written in Latin script, and what these letters are composed of."""
    letters = "".join(locale.characters() for locale in locales if locale.script == "Latn")
    return letters + unicodedata.normalize("NFD", letters)


def _chinese(project: Path) -> str:
    """The characters of `characters.txt` and of our Chinese texts; not ASCII, which Noto Sans sets."""
    listed = (project / "locales/zh-Hant/fonts/characters.txt").read_text(encoding="utf-8")
    texts = [line for line in listed.splitlines() if not line.startswith("#")]
    patterns = ("campaigns/**/*.zh-Hant.*", "docs/**/*.zh-Hant.*", "locales/zh-Hant/*.yml")
    for path in sorted(path for pattern in patterns for path in project.glob(pattern) if path.is_file()):
        texts.append(path.read_text(encoding="utf-8"))
    kept = {char for text in texts for char in text if _belongs_to_chinese(char)}
    return "".join(sorted(kept))


def _belongs_to_chinese(char: str) -> bool:
    if char in "“”‘’…—·①②③④⑤⑥":
        return True
    return "\u3000" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff01" <= char <= "\uff65"


def make(item: Subset) -> bytes:
    """The bytes of the subset: woff2 where the target says so, else as the source (TrueType or CFF).

    Raises:
        OSError: the source cannot be read.
        fontTools.ttLib.TTLibError: the source is no font, or its collection lacks the face.
    """
    font = _open(item)
    options = subset.Options(
        hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    )
    options.name_languages = [0x409]
    if item.features:
        options.layout_features = list(item.features)
    if item.family:
        options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=item.characters)
    subsetter.subset(font)
    if item.weights is not None:
        low, high = item.weights
        # After the cut: 2 seconds instead of 12.
        instancer.instantiateVariableFont(
            font, {"wdth": 100, "wght": low if low == high else (low, high)}, inplace=True
        )
    if item.name:
        _rename(font, item.name)
    font.flavor = "woff2" if item.target.endswith(".woff2") else None
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _rename(font: TTFont, family: str) -> None:
    bold = font["OS/2"].usWeightClass >= 600
    style = "Bold" if bold else "Regular"
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}"}
    names[6] = f"{family.replace(' ', '')}-{style}"
    for number in (*names, 16, 17):
        font["name"].removeNames(nameID=number)
    for number, value in names.items():
        font["name"].setName(value, number, 3, 1, 0x409)
    font["head"].macStyle = int(bold)
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)


def _open(item: Subset) -> TTFont:
    number = -1
    if item.family:
        with TTCollection(item.source, lazy=True) as collection:
            names = [font["name"].getBestFamilyName() for font in collection]
        number = names.index(item.family)
    return TTFont(item.source, fontNumber=number, recalcTimestamp=False, lazy=False)
