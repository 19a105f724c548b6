"""No regular expression of the package takes more than a short time for a text that was written to hold it up.

Every pattern that a module keeps is found by importing the whole package, none is listed by hand. Each runs in a
process of its own, which a limit ends: a backtracking pattern would otherwise hold the tests for hours.
"""

from __future__ import annotations

import importlib
import multiprocessing
import pkgutil
import re
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

import loa

# Repetitions of what patterns repeat, each ended by something that makes the whole fail late.
_SEEDS = (
    *(
        "a",
        "1",
        " ",
        "\n",
        "-",
        ".",
        "/",
        ":",
        ",",
        "(",
        "[",
        "{",
        "<",
        '"',
        "'",
        "*",
        "_",
        "#",
        "=",
        "0 ",
        "a ",
        "a-",
    ),
    *(
        "1.",
        "1,",
        "1/",
        "ab",
        "{{",
        "[[",
        "((",
        "a.b",
        "00",
        "+84",
        "ư",
        "ư ",
        "ê\u0306",
        "km.",
        "A",
        "Aa ",
        "IV",
        "\t",
    ),
    *("--", "==", "a=", "%", "a,b", "1-1", "x1", "**", "a:\n", "\r\n", " \n", "<a ", "var(", "é"),
)
_ENDS = ("", "!", "\x00", "\n~", "}")
_LENGTH = 300
# Far more than any needs, cubic ones apart; far less than a pattern that backtracks exponentially: it never ends.
_SECONDS = 60.0


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(loa.__path__, "loa."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


def _unique() -> dict[str, re.Pattern[str]]:
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for name, value in _patterns():
        found.setdefault((value.pattern, value.flags), (name, value))
    return dict(found.values())


PATTERNS = _unique()


def _run(pattern: str, flags: int, done: Connection) -> None:
    compiled = re.compile(pattern, flags)
    for seed in (*_SEEDS, pattern[:40]):
        for end in _ENDS:
            text = seed * (_LENGTH // len(seed)) + end
            for way in (compiled.search, compiled.match, compiled.fullmatch):
                way(text)
            compiled.sub("", text)
    done.send(True)


def survives(pattern: re.Pattern[str], seconds: float = _SECONDS) -> bool:
    """Whether a pattern is done with every adversary in time."""
    context = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    )
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(pattern.pattern, pattern.flags, there))
    process.start()
    try:
        return here.poll(seconds) and bool(here.recv())
    finally:
        process.kill()
        process.join()


def test_the_package_s_patterns_are_found() -> None:
    assert len(PATTERNS) > 60
    assert {"loa.load.files", "loa.model.fields", "loa.exchange.sheet"} & {
        name.rpartition(".")[0] for name in PATTERNS
    }


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_text_holds_a_pattern_up(name: str) -> None:
    assert survives(PATTERNS[name]), f"{name}: {PATTERNS[name].pattern}"


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_pattern_that_backtracks_would_be_found() -> None:
    assert not survives(re.compile(r"(a+)+$"), 3.0)
