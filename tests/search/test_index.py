"""The index as files."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys

import pytest
import support
from search_support import national

from loa.hub import PROJECT
from loa.model.folding import indexed_words
from loa.render.search.index import BLOCK, MOST, RANGE, Index, index
from loa.render.search.records import Record


def parts(made: Index) -> dict[str, object]:
    """What each file hands over, by name."""
    found = {}
    for name, data in made.files.items():
        call = re.fullmatch(r'loaFound\("([tr]\d+)",(.*)\)\n', data.decode(), re.DOTALL)
        assert call and name == f"{made.version}-{call[1]}.js"
        found[call[1]] = json.loads(call[2])
    return found


def numbers(postings: str) -> list[list[int]]:
    """The records of a word, by weight."""
    lists = []
    for text in postings.removeprefix("+").split(";"):
        at, found = 0, []
        for step in text.split(",") if text else []:
            at += int(step, 36)
            found.append(at)
        lists.append(found)
    return lists


def test_each_word_leads_to_its_records_where_it_weighs_most() -> None:
    made = parts(
        index(
            [
                Record("a.html", "Một hai", "Hai ba", "law", ("Ba bốn", "năm")),
                Record("b.html", "Ba", "", "law"),
            ]
        )
    )
    words = made["t0"]
    assert isinstance(words, dict)
    assert numbers(words["mot"]) == numbers(words["hai"]) == numbers(words["mothai"]) == [[0]]
    assert numbers(words["ba"]) == [[1], [0]]
    assert numbers(words["bon"]) == [[], [], [0]]
    assert made["r0"] == [["a.html", "Một hai", "Hai ba", 0], ["b.html", "Ba", "", 0]]


def test_nothing_to_find_makes_no_file() -> None:
    assert index([]).files == {}


@pytest.fixture(scope="module")
def country() -> Index:
    return index(national())


def test_a_country_in_small_files_in_the_order_of_words(country: Index) -> None:
    found = parts(country)
    ranges = [found[f"t{number}"] for number in range(len(country.starts))]
    words = [word for part in ranges for word in part]  # type: ignore[union-attr]
    assert words == sorted(set(words))
    assert [next(iter(part)) for part in ranges] == list(country.starts)  # type: ignore[call-overload]
    assert all(len(data) < RANGE + 4096 for data in country.files.values())
    blocks = [found[f"r{number}"] for number in range(len(found) - len(ranges))]
    assert all(len(block) == BLOCK for block in blocks[:-1])  # type: ignore[arg-type]
    assert sum(len(block) for block in blocks) == len(national())  # type: ignore[arg-type, misc]


def test_a_word_of_everything_keeps_its_best_records(country: Index) -> None:
    found = {word: of for name, part in parts(country).items() if name[0] == "t" for word, of in part.items()}  # type: ignore[attr-defined]
    assert found["xa"].startswith("+")
    assert sum(map(len, numbers(found["xa"]))) == MOST
    assert not found["buondon"].startswith("+")


def test_the_same_records_give_the_same_bytes_in_another_process(country: Index) -> None:
    """The order of sets differs from process to process."""
    code = (
        "import sys; sys.path.insert(0, 'tests/search'); sys.path.insert(0, 'tests')\n"
        "from search_support import national; from loa.render.search.index import index\n"
        "import hashlib; print(hashlib.sha256(b''.join(index(national()).files.values())).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=PROJECT,
        env=support.environment(PYTHONHASHSEED="7"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(b"".join(country.files.values())).hexdigest()


def test_words_are_those_of_folding() -> None:
    record = Record("a.html", "Đi đâu, gọi 1900 969 680?", "", "law")
    words = parts(index([record]))["t0"]
    assert set(words) == set(indexed_words(record.title))  # type: ignore[call-overload]
