"""The fonts of every registered language cover what is written in it, in print and on the web."""

import io
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from loa.errors import Report
from loa.locales import Locale, load_locales
from loa.render import fonts
from loa.render.subsets import make, plan

PROJECT = Path(__file__).resolve().parents[2]
LOCALES = load_locales([PROJECT / "locales"], Report())
EVERYDAY = "Xin chào: 0123456789 – “Bình đẳng giới” (1/7/2025), 62,9 % … 10.000 đ?!"

each_language = pytest.mark.parametrize("locale", LOCALES.values(), ids=list(LOCALES))


def chinese() -> str:
    lines = (PROJECT / "locales/zh-Hant/fonts/characters.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def alphabet(locale: Locale) -> str:
    return locale.characters() if locale.script != "Hant" else chinese()


@each_language
def test_print_fonts_cover_the_alphabet(locale: Locale) -> None:
    assert len(alphabet(locale)) > 50
    assert fonts.families(locale) == list(locale.fonts)
    assert fonts.missing_glyphs(locale, alphabet(locale) + locale.autonym + EVERYDAY) == ""


@each_language
def test_letters_of_print_come_from_static_fonts(locale: Locale) -> None:
    """Typst takes a fifth more time for a variable one, which then only sets what is rare."""
    assert fonts.print_families(locale)[:2] == ["Loa Sans", "Noto Sans"]
    files = [path for path in fonts.font_files(locale) if path.name.startswith("LoaSans")]
    assert [path.name for path in files] == ["LoaSans-Bold.ttf", "LoaSans-Regular.ttf"]
    letters = alphabet(locale) if locale.script == "Latn" else ""
    for path in files:
        with TTFont(path) as font:
            assert "fvar" not in font
            weight = font["OS/2"].usWeightClass
            assert (weight, font["head"].macStyle) == ((700, 1) if "Bold" in path.name else (400, 0))
            covered = set(font.getBestCmap())
        assert {char for char in letters + EVERYDAY if ord(char) not in covered} == set()


# Not Chinese: phones bring fonts for it along, and a subset would be incomplete.
@pytest.mark.parametrize("tag", [tag for tag in LOCALES if tag != "zh-Hant"])
def test_web_fonts_cover_the_alphabet(tag: str) -> None:
    locale = LOCALES[tag]
    covered: set[int] = set()
    for name in fonts.web_fonts(locale):
        covered |= set(TTFont(PROJECT / "docs/assets/fonts" / name).getBestCmap())
    wanted = alphabet(locale) + EVERYDAY + unicodedata.normalize("NFD", EVERYDAY + locale.name)
    assert {char for char in wanted if ord(char) not in covered} == set()


def test_every_letter_of_khmer_prose_in_all_weights() -> None:
    text = "សមភាពយេនឌ័រ​ និងការទប់ស្កាត់អំពើហិង្សា។ ទូរស័ព្ទ ១១១"
    assert fonts.missing_glyphs(LOCALES["km"], text) == ""
    assert fonts.missing_glyphs(LOCALES["km"], text + "中") == "中"


def test_missing_glyphs_names_each_character_once_and_no_white_space() -> None:
    assert fonts.missing_glyphs(LOCALES["vi"], "Hoa 中文中\u200b\n\u00a0\u202e ខ") == "ខ中文"


def test_decomposed_text_counts_as_composed() -> None:
    assert fonts.missing_glyphs(LOCALES["rad"], unicodedata.normalize("NFD", "čhê̆č Ô̆")) == ""


def test_a_family_that_nobody_has_covers_nothing() -> None:
    lost = replace(LOCALES["km"], fonts=("Noto Sans", "Noto Sans Of Nowhere"))
    assert fonts.families(lost) == ["Noto Sans"]
    assert fonts.missing_glyphs(lost, "ខ្មែរ x")


def test_a_letter_that_only_one_weight_has_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "cjm" / "fonts"
    folder.mkdir(parents=True)
    for weight in ("Regular", "Bold"):
        font = TTFont(PROJECT / f"locales/cjm/fonts/NotoSansCham-{weight}.ttf")
        if weight == "Bold":
            for table in font["cmap"].tables:
                table.cmap.pop(0xAA00, None)
        font.save(folder / f"Cham-{weight}.ttf")
    cham = replace(LOCALES["cjm"], folders=(tmp_path / "cjm",))
    assert len(fonts.font_files(cham)) == 3
    assert fonts.missing_glyphs(cham, "\uaa00\uaa01") == "\uaa00"


def test_a_source_brings_a_font_for_a_language_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "locales" / "xx"
    (own / "fonts").mkdir(parents=True)
    (own / "fonts" / "broken.ttf").write_bytes(b"no font at all")
    shutil.copy(PROJECT / "locales/blt/fonts/NotoSansTaiViet-Regular.ttf", own / "fonts" / "tai.ttf")
    locale = replace(LOCALES["blt"], tag="xx", folders=(own,))
    assert fonts.font_files(locale)[1] == own / "fonts" / "tai.ttf"
    assert fonts.missing_glyphs(locale, "ꪼꪕ ꪒꪾ") == ""


def test_both_tai_languages_share_one_file() -> None:
    assert fonts.font_files(LOCALES["twh"]) == fonts.font_files(LOCALES["blt"])
    assert fonts.font_folders([LOCALES["twh"], LOCALES["blt"]]) == fonts.font_folders([LOCALES["blt"]])


def test_fonts_key_changes_with_the_bytes(tmp_path: Path) -> None:
    keys = []
    for name, extra in (("same", b""), ("other", b"\0")):
        for tag in ("cjm", "vi"):
            shutil.copytree(PROJECT / "locales" / tag, tmp_path / name / tag)
        with (tmp_path / name / "cjm/fonts/NotoSansCham-Bold.ttf").open("ab") as file:
            file.write(extra)
        keys.append(fonts.fonts_key(replace(LOCALES["cjm"], folders=(tmp_path / name / "cjm",))))
    assert keys[0] == fonts.fonts_key(LOCALES["cjm"])
    assert keys[1] != keys[0]


def test_every_font_folder_has_its_licence() -> None:
    folders = {
        path.parent for pattern in ("*.ttf", "*.otf") for path in PROJECT.glob(f"locales/*/fonts/{pattern}")
    }
    assert folders
    for folder in [*folders, PROJECT / "docs/assets/fonts"]:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")


# --- our subsets ----------------------------------------------------------------------------------------------


def test_web_fonts_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (PROJECT / "docs/assets/fonts").glob("*.woff2")}
    assert set(sizes) == set(fonts.WEB_FONTS.values())
    assert max(sizes.values()) < 45 * 1024, sizes


def test_the_latin_web_font_keeps_two_weights_and_places_the_breve() -> None:
    font = TTFont(PROJECT / "docs/assets/fonts/loa-latin.woff2")
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
        ("wght", 400, 700)
    ]
    marks = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"mark", "mkmk"} <= marks


def test_packaged_subsets_are_those_of_the_repository_and_deterministic() -> None:
    items = [item for item in plan(LOCALES, PROJECT) if item.package.startswith("fontpkg-")]
    assert len(items) == 4
    for item in items:
        made, kept = TTFont(io.BytesIO(make(item))), TTFont(PROJECT / item.target)
        assert made.getBestCmap().keys() == kept.getBestCmap().keys(), "run `loa fonts`"
    assert make(items[1]) == make(items[1])


def test_system_subsets_are_those_of_the_repository() -> None:
    items = [item for item in plan(LOCALES, PROJECT) if item.package == "fonts-noto-core"]
    if not all(item.source.is_file() for item in items):
        pytest.skip("fonts-noto-core is not installed where Debian puts it")
    for item in items:
        made, kept = TTFont(io.BytesIO(make(item))), TTFont(PROJECT / item.target)
        assert made.getBestCmap().keys() == kept.getBestCmap().keys(), "run `loa fonts`"


def test_chinese_texts_of_the_project_can_be_set() -> None:
    texts = [*sorted(PROJECT.glob("campaigns/**/*.zh-Hant.md")), PROJECT / "locales/zh-Hant/ui.yml"]
    for path in texts:
        missing = fonts.missing_glyphs(LOCALES["zh-Hant"], path.read_text(encoding="utf-8"))
        assert missing == "", f"{path.name}: run `loa fonts`"
