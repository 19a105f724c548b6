"""Reading `speech.yml`: what editors may write, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoken_cases import vietnamese

from loa.errors import LoaError
from loa.speech import load_lexicon, speak, speaker_for


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "speech.yml").write_text(text, encoding="utf-8")
    return folder


def test_every_value_is_text(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "vi", 'abbreviations:\n  NO: nô\nphrases:\n  24/7: cả ngày\nshort_numbers: [111, "0"]\n'
    )
    lexicon = load_lexicon(folder)
    assert dict(lexicon.abbreviations) == {"NO": "nô"}
    assert lexicon.short_numbers == ("111", "0")
    assert speak("NO trực 24/7", lexicon).text == "Nô trực cả ngày"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("abbreviations:\n  A: một\n  A: hai\n", 3, "hai lần"),
        ("abbreviations:\n  A:\n", 0, "thiếu cách đọc"),
        ("abbreviations:\n  TP: [a]\n", 0, "thiếu cách đọc"),
        ("units:\n  m2: m 2\n", 0, "còn chữ số"),
        ("abbreviation:\n  A: một\n", 0, "không có mục"),
        ("per: người\n", 0, "danh sách"),
        ("- a\n", 0, "abbreviations"),
        ("regions:\n  north: {thousand: nghìn}\n", 0, "regions"),
        ("regions:\n  south: {thousand: ngàn, zero_tens: lẻ, four: bốn}\n", 0, "north"),
        ("a: [\n", 2, ""),
        ("a: !!python/object/apply:os.getcwd []\n", 1, ""),
    ],
)
def test_a_fault_names_the_file_the_line_and_the_reason(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    with pytest.raises(LoaError) as caught:
        load_lexicon(write(tmp_path / "vi", text))
    problem = caught.value.problems[0]
    assert (problem.code, problem.path, problem.line) == ("LOA505", "locales/vi/speech.yml", line)
    assert reason in problem.render("vi")


def test_all_faults_at_once(tmp_path: Path) -> None:
    with pytest.raises(LoaError) as caught:
        load_lexicon(write(tmp_path / "vi", "wrong: 1\nper: x\nunits: y\n"))
    assert len(caught.value.problems) == 3


def test_a_missing_or_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(LoaError):
        load_lexicon(tmp_path / "vi")
    write(tmp_path / "vi", "")
    (tmp_path / "vi" / "speech.yml").write_bytes(b"abbreviations:\n  A: \xff\n")
    with pytest.raises(LoaError, match="UTF-8"):
        load_lexicon(tmp_path / "vi")


def test_another_language_writes_out_its_own_abbreviations_only(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path / "jra", "abbreviations:\n  ABC: plei pla\n"))
    assert speaker_for("jra", lexicon)("ABC 25 UBND").text == "plei pla 25 UBND"


def test_what_the_project_lexicon_says_needs_no_further_reading() -> None:
    lexicon = vietnamese()
    for table in (lexicon.abbreviations, lexicon.phrases, lexicon.units, lexicon.titles, lexicon.issuers):
        for key, said in table.items():
            assert speak(said, lexicon).text.lower() == said.rstrip(":").lower() or said.endswith(":"), key
            assert speak(said, lexicon).problems == (), key
