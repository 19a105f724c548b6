"""The read-aloud form of Vietnamese, by examples: the forty cases, our own, and the source documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spoken_cases import HERE, LEFT_OVER, ROOT, Case, forty, heard, more, vietnamese

from loa.speech import speak

SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
OWN = (HERE / "own-sentences.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", list(forty()), ids=lambda case: case.written)
def test_the_forty_cases(case: Case) -> None:
    spoken = speak(case.written, vietnamese())
    if case.drops_address:
        assert spoken.text == "Xem tại nhé"
        assert [problem.code for problem in spoken.problems] == ["LOA802"]
        return
    assert heard(spoken.text) in [heard(reading) for reading in case.readings]
    assert spoken.problems == ()


@pytest.mark.parametrize(
    "case", [case for case in forty() if case.with_numbers], ids=lambda case: case.written
)
def test_numbers_of_documents_when_asked(case: Case) -> None:
    spoken = speak(case.written, vietnamese(), with_numbers=True)
    assert heard(spoken.text) == heard(case.with_numbers)
    assert spoken.problems == ()


def test_there_are_forty_and_many_more() -> None:
    assert len(list(forty())) == 40
    assert len(list(more())) >= 120


@pytest.mark.parametrize(("written", "wanted", "how"), list(more()), ids=lambda value: value)
def test_our_own_cases_to_the_letter(written: str, wanted: str, how: str) -> None:
    spoken = speak(
        written, vietnamese(), with_numbers=how == "numbers", region="south" if how == "south" else "north"
    )
    assert spoken.text == wanted
    assert {problem.code for problem in spoken.problems} <= {"LOA802"}


def assert_ready_for_air(text: str) -> None:
    spoken = speak(text, vietnamese())
    assert [problem.render("en") for problem in spoken.problems] == []
    assert LEFT_OVER.findall(spoken.text) == []
    short = set(vietnamese().abbreviations) - set(vietnamese().spoken_as_written)
    assert short & set(re.findall(r"\w+", spoken.text)) == set()
    assert spoken.text.count("\n") == text.count("\n")
    again = speak(spoken.text, vietnamese())
    assert (again.text, again.problems) == (spoken.text, ())


@pytest.mark.parametrize("line", OWN.splitlines())
def test_sentences_like_those_of_the_source_documents(line: str) -> None:
    assert_ready_for_air(line)


@pytest.mark.skipif(not SEEDS, reason="the source documents are not part of the repository")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_source_documents_themselves(path: Path) -> None:
    assert_ready_for_air(path.read_text(encoding="utf-8"))
