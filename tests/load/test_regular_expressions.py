"""No regular expression of the package takes more than a short time for a text that was written to hold it up.

Every pattern is found, none is listed by hand: those that modules keep by importing the whole package, those that
functions build by opening a hub and reading a text aloud, and those written inside functions in their source. Each
runs in a process of its own, which a limit ends: a backtracking pattern would otherwise hold the tests for hours.
"""

from __future__ import annotations

import ast
import importlib
import multiprocessing
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

import pytest
import support

import loa
from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.render.context import Context
from loa.render.radio.compose import script_of

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
_LENGTH, _LONG = 300, 3_000
# Far more than any needs, cubic ones apart; far less than a pattern that backtracks exponentially: it never ends.
_SECONDS = 60.0
# How much longer a text ten times as long may take: a hundred times is quadratic, a thousand cubic. What takes less
# than a moment (CPU seconds) may grow as it likes: at that size clocks are too coarse.
_GROWTH, _MOMENT = 400, 0.05
# How `re` is called with a pattern, and where the flags stand.
_CALLS = {
    "compile": 1,
    "search": 2,
    "match": 2,
    "fullmatch": 2,
    "findall": 2,
    "finditer": 2,
    "split": 3,
    "sub": 4,
}
_SOURCES = sorted((support.PROJECT / "hooks" / "loa").rglob("*.py")) + sorted(
    (support.PROJECT / "scripts").glob("*.py")
)


def _kept() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that modules keep under a name."""
    for module in pkgutil.walk_packages(loa.__path__, "loa."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


def _written() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that stand as a literal in a call, inside functions too."""
    for path in _SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=call),
                    args=[ast.Constant(value=str(pattern)), *_],
                ) if call in _CALLS:
                    named = [word.value for word in node.keywords if word.arg == "flags"]
                    flags = [ast.unparse(flag) for flag in (*node.args[_CALLS[call] :][:1], *named)]
                    found = eval(flags[0], {"re": re}) if flags else 0  # noqa: S307  (our own source)
                    yield f"{path.stem}.py:{node.lineno}", re.compile(pattern, found)


def _built() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that functions put together from tables: of alphabets, terms, hours, words read aloud."""
    found: list[tuple[str, re.Pattern[str]]] = []
    real: Callable[..., re.Pattern[str]] = re.compile

    def note(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled = real(pattern, flags)
        caller = sys._getframe(1)
        if caller.f_globals.get("__name__", "").startswith("loa.") and isinstance(compiled.pattern, str):
            found.append((f"{Path(caller.f_code.co_filename).stem}.py:{caller.f_lineno}", compiled))
        return compiled

    with mock.patch.object(re, "compile", note):
        editions = Editions(open_hub(Settings.of(support.HUB, date=support.DATE)))
        for edition in editions:
            if edition.kind == "message":
                script_of(edition, Context.of(editions, edition.language))
    yield from found


def _unique() -> dict[str, re.Pattern[str]]:
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for name, value in (*_kept(), *_written(), *_built()):
        found.setdefault((value.pattern, value.flags), (name, value))
    return dict(found.values())


PATTERNS = _unique()


def _texts(pattern: str, length: int) -> Iterator[str]:
    for seed in (*_SEEDS, pattern[:40]):
        for end in _ENDS:
            yield seed * (length // len(seed)) + end


def _seconds(way: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    way(text)
    return time.process_time() - begun


def _run(pattern: str, flags: int, done: Connection) -> None:
    """Send how much longer the worst texts take at ten times their length."""
    compiled = re.compile(pattern, flags)
    ways = (compiled.search, compiled.fullmatch, lambda text: compiled.sub("", text))
    short, long = _texts(pattern, _LENGTH), _texts(pattern, _LONG)
    tried = [
        (_seconds(way, one), one, ten, way) for one, ten in zip(short, long, strict=True) for way in ways
    ]
    growth = 0.0
    for _, one, ten, way in sorted(tried, key=lambda each: each[0])[-3:]:
        if (taken := _seconds(way, ten)) > _MOMENT:
            growth = max(growth, taken / max(min(_seconds(way, one) for _ in range(3)), 1e-6))
    done.send(growth)


def growth(pattern: re.Pattern[str], seconds: float = _SECONDS) -> float:
    """How much longer a pattern takes for texts ten times as long; endless where it is not done in time."""
    context = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    )
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(pattern.pattern, pattern.flags, there))
    process.start()
    try:
        return float(here.recv()) if here.poll(seconds) else float("inf")
    finally:
        process.kill()
        process.join()


def test_the_package_s_patterns_are_found() -> None:
    assert len(PATTERNS) > 150
    places = {name.rpartition(".")[0] for name in PATTERNS} | {name.partition(":")[0] for name in PATTERNS}
    kept, written, built = (
        {"loa.load.files", "loa.model.fields"},
        {"pull.py", "sheet.py"},
        {"vietnamese.py"},
    )
    assert kept | written | built <= places


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_text_holds_a_pattern_up(name: str) -> None:
    assert growth(PATTERNS[name]) <= _GROWTH, f"{name}: {PATTERNS[name].pattern}"


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("pattern", [r"(a+)+$", r"a*a*a*$"], ids=["exponential", "cubic"])
def test_a_pattern_that_backtracks_would_be_found(pattern: str) -> None:
    assert growth(re.compile(pattern), 6.0) > _GROWTH
