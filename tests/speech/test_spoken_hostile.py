"""Bad input: a clear result soon, and nothing lost without a word."""

from __future__ import annotations

import time

import pytest
from spoken_cases import LEFT_OVER, vietnamese

from loa.speech import speak, speak_other

MEGABYTE = 10**6
# One second of processor time is wanted; a machine whose two processors share one core needs more.
PATIENCE = 4.0

HOSTILE = {
    "a megabyte of prose in one line": "Chị em gọi 111 khi bị bạo lực, UBND xã giúp ngày 15/11. "
    * (MEGABYTE // 70),
    "digits": "1" * 100_000,
    "dots": "." * 100_000,
    "fractions": "1/" * 50_000,
    "dashes": "1-" * 50_000,
    "commas": "1,1." * 25_000,
    "clock": "1:" * 50_000,
    "document numbers": "13/2022/" * 12_500,
    "codes": "KH-" * 33_000,
    "roman": "XIV" * 33_000,
    "at signs": "a@" * 50_000,
    "local part": "a" * MEGABYTE + "@example.vn",
    "domains": "a.vn" * 25_000,
    "colons": "://" * 33_000,
    "brackets": "(" * 100_000,
    "quotes": "'" * 100_000,
    "emoji": "😀" * MEGABYTE,
    "zero width": "a\u200b" * (MEGABYTE // 2),
    "direction marks": "\u202e" * MEGABYTE,
    "combining marks": "e" + "\u0306" * MEGABYTE,
    "capitals": "A" * MEGABYTE,
    "one long word": "ă" * MEGABYTE,
    "blanks": " " * MEGABYTE,
    "table rule": "|---" * 25_000,
    "mixed scripts": "Việt ភាសា 12 русский 中文 " * 3_000,
    "unknown abbreviations": "XZQ " * 10_000,
    "telephones": "0912 345 678 " * 5_000,
    "lines": "1\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_result_within_patience(name: str) -> None:
    text = HOSTILE[name]
    speak("ấm máy 1 – UBND", vietnamese())
    start = time.process_time()
    spoken = speak(text, vietnamese())
    other = speak_other(text, "jra")
    assert time.process_time() - start < PATIENCE
    assert spoken.text.count("\n") == text.count("\n")
    assert other.text.count("\n") == text.count("\n")
    if name not in ("mixed scripts", "a megabyte of prose in one line"):
        assert LEFT_OVER.search(spoken.text) is None


# One short token for a megabyte: every one of them wakes the rules. And prose, a number in every sentence.
DENSE = {token: token * (MEGABYTE // len(token)) for token in ("AB ", "1 ", "1/3 ", "I ", "😀 ", "a1 ", "( ")}
DENSE["prose"] = HOSTILE["a megabyte of prose in one line"]


@pytest.mark.parametrize("token", DENSE)
def test_a_line_with_too_many_places_keeps_its_rest_as_written(token: str) -> None:
    text = DENSE[token].strip()
    spoken = speak(text, vietnamese())
    assert len(spoken.spans) <= 20_000  # the work is bounded, whatever the length of the line
    told = [problem for problem in spoken.problems if problem.code == "LOA804"]
    assert len(told) == 1 and "Chia thành nhiều dòng" in told[0].render("vi")
    done = max((span.end for span in spoken.spans), default=0)
    assert spoken.text.endswith(text[done:].strip()) and len(text) - done > len(text) // 2
    # The lines around it are read as if it were not there.
    around = speak(f"Gọi 111\n{text}\nNgày 15/11", vietnamese()).text.split("\n")
    assert (around[0], around[2]) == ("Gọi một một một", "Ngày mười lăm tháng mười một")


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(size: int) -> float:
        text = "Ngày 15/11 - 15/12, UBND xã gọi 1900 969 680 (trực 24/7), số 12/KH-UBND. " * size
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            speak(text, vietnamese())
            best = min(best, time.process_time() - start)
        return best

    assert seconds(2_000) < 8 * seconds(500)


def test_what_is_no_text_is_named_as_a_whole_and_keeps_its_words() -> None:
    spoken = speak("Trước " + "ab1/" * 200 + " sau", vietnamese())
    assert [problem.code for problem in spoken.problems] == ["LOA803"]
    assert spoken.text == "Trước " + " ".join(["ab"] * 200) + " sau"


def test_a_problem_is_told_once_for_each_value_of_a_line() -> None:
    assert len(speak("XZQ " * 1000, vietnamese()).problems) == 1


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\x85", "\u2028", "\U0010ffff", "\ue000"])
def test_strange_characters_never_raise(text: str) -> None:
    spoken = speak(f"Trước {text} sau", vietnamese())
    assert spoken.text.startswith("Trước ")
    assert spoken.text.endswith(" sau")
    spoken.text.encode("utf-8")
