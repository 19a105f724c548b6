"""The languages of this repository: their entries, alphabets, numbers and dates."""

from __future__ import annotations

import datetime
import pickle
from decimal import Decimal

import pytest

from loa.errors import Report
from loa.hub import PROJECT
from loa.locales import Formats, Locale, is_well_formed, load_locales, untranslated

REGISTERED = {
    "vi", "rad", "jra", "bdq", "sed", "cmo", "kpm", "ktv", "cjm", "km", "blt", "twh", "hmn",
    "hmn-Latn-VN-x-rpa", "hmn-Latn-VN-x-viet", "ium", "tyz", "nut", "bru", "pac", "zh-Hant", "vi-x-easy",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> dict[str, Locale]:
    report = Report()
    locales = load_locales((PROJECT / "locales",), report)
    assert not report.problems
    return locales


def test_every_language_of_the_brief_is_registered_vietnamese_first(registry: dict[str, Locale]) -> None:
    assert set(registry) >= REGISTERED
    assert next(iter(registry)) == "vi"


def test_entries_are_complete(registry: dict[str, Locale]) -> None:
    provinces = (PROJECT / "hooks/loa/data/places/provinces.tsv").read_text(encoding="utf-8").splitlines()
    codes = {line.split("\t")[0] for line in provinces[1:]}
    for locale in registry.values():
        assert locale.name.startswith("Tiếng "), locale.tag
        assert locale.provinces, locale.tag
        assert set(locale.provinces) <= codes, locale.tag
        assert locale.letters() or locale.script == "Hant", locale.tag
    assert set(registry["vi"].provinces) == codes


def test_an_unattested_autonym_is_the_vietnamese_name(
    registry: dict[str, Locale],
) -> None:
    assert (registry["sed"].autonym, registry["sed"].autonym_lang) == ("Tiếng Xơ Đăng", "vi")
    assert (registry["km"].autonym, registry["km"].autonym_lang) == ("ភាសាខ្មែរ", "km")


def test_easy_vietnamese_is_an_alternate_in_vietnamese(registry: dict[str, Locale]) -> None:
    easy = registry["vi-x-easy"]
    assert (easy.alternate_of, easy.html_lang) == ("vi", "vi")


def test_no_text_needs_a_direction_of_its_own(registry: dict[str, Locale]) -> None:
    """A language written from the right needs `dir` on its fragments in other pages, beside `lang`."""
    assert {locale.direction for locale in registry.values()} == {"ltr"}


def test_alphabets(registry: dict[str, Locale]) -> None:
    rade = registry["rad"].letters()
    assert {"ê̆", "ô̆", "ơ̆", "ư̆", "ƀ", "Ƀ", "Ê̆", "č", "Ñ"} <= set(rade)
    assert "\u0306" in registry["rad"].characters()
    vietnamese = registry["vi"].letters()
    assert {"ệ", "Ữ", "đ", "Đ", "ỵ", "ẳ"} <= set(vietnamese)
    assert all(len(letter) == 1 for letter in vietnamese)
    assert "\u17d2" in registry["km"].characters()


@pytest.mark.parametrize("tag", ["km", "zh-Hant"])
def test_the_interface_is_complete_as_a_draft(registry: dict[str, Locale], tag: str) -> None:
    """A new Vietnamese string needs its drafts; approving them is for people who speak the language."""
    assert untranslated(registry[tag], registry["vi"]) == []
    assert registry[tag].ui_status == "draft"


def test_a_locale_can_be_hashed_and_sent_to_another_process(registry: dict[str, Locale]) -> None:
    vietnamese = registry["vi"]
    again = pickle.loads(pickle.dumps(vietnamese))  # noqa: S301 — our own bytes
    assert again == vietnamese
    assert hash(again) == hash(vietnamese)


# --- tags, numbers, dates
# -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    ["vi", "rad", "zh-Hant", "zh-Hant-TW", "hmn-Latn-VN-x-rpa", "vi-x-easy", "zh-yue", "es-419", "de-CH-1901",
     "sl-rozaj", "en-a-bbb-x-a-ccc", "en-u-ca-buddhist"],
)  # fmt: skip
def test_well_formed_tags(tag: str) -> None:
    assert is_well_formed(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "v", "vi_VN", "vi-", "-vi", "vi--VN", "vi VN", "x-easy", "i-klingon", "vi-x", "vi-x-ninechars",
     "en-a", "de-1901-1901", "en-a-bb-a-cc", "../vi", "vi\n", "việt", "vi-VN-Latn"],
)  # fmt: skip
def test_tags_that_are_not_well_formed(tag: str) -> None:
    assert not is_well_formed(tag)


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        (3321, "vi", "3.321"),
        (Decimal("62.9"), "vi", "62,9"),
        (Decimal("62.90"), "vi", "62,90"),
        (-1234567, "vi", "-1.234.567"),
        (0, "vi", "0"),
        (Decimal("1E+6"), "vi", "1.000.000"),
        (Decimal("30933.5"), "km", "30.933,5"),
        (Decimal("30933.5"), "zh-Hant", "30,933.5"),
        (Decimal("30933.5"), "rad", "30.933,5"),
        (Decimal("30933.5"), "hmn-Latn-VN-x-rpa", "30.933,5"),
        (Decimal("1e3") * 10**40, "vi", "10" + ".000" * 14),
    ],
)
def test_numbers(registry: dict[str, Locale], value: Decimal | int, tag: str, expected: str) -> None:
    assert registry[tag].formats.number(value) == expected


def test_numbers_that_cannot_be_printed() -> None:
    with pytest.raises(TypeError):
        Formats().number(62.9)  # type: ignore[arg-type]
    for value in ("NaN", "Infinity"):
        with pytest.raises(ValueError, match="printed"):
            Formats().number(Decimal(value))


def test_dates(registry: dict[str, Locale]) -> None:
    date = datetime.date(2026, 11, 15)
    assert registry["vi"].formats.date(date) == "15/11/2026"
    assert registry["zh-Hant"].formats.date(date) == "2026年11月15日"
    assert registry["km"].formats.date(date) == "15 វិច្ឆិកា 2026"
    assert registry["blt"].formats.date(date) == "15/11/2026"
    assert registry["vi"].formats.date(datetime.date(2025, 7, 1)) == "1/7/2025"


def test_khmer_months_are_those_of_cldr(registry: dict[str, Locale]) -> None:
    babel = pytest.importorskip("babel.dates")
    for month in range(1, 13):
        date = datetime.date(2026, month, 9)
        assert registry["km"].formats.date(date) == babel.format_date(date, "d MMMM y", locale="km")
