"""The words by which a search compares."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.errors import Report
from loa.hub import PROJECT
from loa.locales import load_locales
from loa.model.folding import indexed_words, typed_words

RUNS = "កខគងចដតនបមយរលសហអាិីឹុូេែំះ់៍្ក្រស្តង្សា ꪀꪁꪂꪱꪴꪲ ꨀꨁꨯ 性別平等 bạo lực đi ƀuôn 0123456789 .-/"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Bạo  lực", ["bao", "luc"]),
        ("ĐI ĐÂU?", ["di", "dau"]),
        ("Ƀuôn Đôn", ["buon", "don"]),
        ("hŏ̆ êăñ", ["ho", "ean"]),
        ("1900 969 680", ["1900969680"]),
        ("1900969680", ["1900969680"]),
        ("1900.969.680", ["1900969680"]),
        ("1900 96", ["1900", "96"]),
        ("111, 113", ["111", "113"]),
        ("១១១", ["111"]),
        ("ហិង្សា", ["ហិង្សា"]),
        ("ហិង\u200b្សា", ["ហិង្សា"]),
        ("ខ្មែរ", ["ខ្មែរ"]),
        ("性別平等", ["性別", "別平", "平等"]),
        ("ꪀꪱꪁ", ["ꪀꪱ", "ꪱꪁ"]),
        ("?!…", []),
    ],
)
def test_what_is_typed_becomes_words(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words
    assert typed_words(unicodedata.normalize("NFD", typed)) == words


def test_a_word_inside_a_run_has_the_same_pairs() -> None:
    assert set(typed_words("ហិង្សា")) <= set(indexed_words("អំពើហិង្សាក្នុងគ្រួសារ"))
    assert not set(typed_words("ហិង្សា")) <= set(indexed_words("ហិតង្សា"))


def test_a_name_is_found_without_its_blank() -> None:
    assert typed_words("buondon")[0] in indexed_words("Xã Buôn Đôn")
    assert typed_words("dakrong")[0] in indexed_words("Đa Krông")


@given(st.text(st.sampled_from(RUNS), max_size=40))
@settings(max_examples=200, deadline=None)
def test_what_stands_in_a_text_is_found_by_typing_it(text: str) -> None:
    assert set(typed_words(text)) <= set(indexed_words(text))


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_words_without_marks_and_blanks(text: str) -> None:
    for word in typed_words(text):
        assert (
            word and word == word.lower() and not any(c.isspace() or "\u0300" <= c <= "\u036f" for c in word)
        )


def test_every_letter_of_every_language_can_be_searched() -> None:
    """A letter that folding drops would cut the words of its language in two."""
    report = Report()
    for locale in load_locales([PROJECT / "locales"], report).values():
        for letter in locale.letters():
            if letter.isalpha():
                words = typed_words(f"a{letter}a") if locale.script == "Latn" else typed_words(letter)
                assert len(words) == 1, (locale.tag, letter, words)
