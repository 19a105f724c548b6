"""Bars: on a terminal alone, for every stage that long work tells of."""

from __future__ import annotations

import ast
import io
import sys

import pytest

from loa import bars, cli
from loa.progress import report


class Terminal(io.StringIO):
    """Standard error as a terminal has it."""

    def isatty(self) -> bool:
        return True


def stages() -> set[str]:
    """The names of stages anywhere in the program."""
    found = set()
    for path in [*(cli.root() / "hooks").rglob("*.py"), *(cli.root() / "scripts").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "report":
                assert isinstance(node.args[0], ast.Constant), path
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize(("terminal", "quiet"), [(True, False), (True, True), (False, False)])
def test_a_terminal_shows_every_stage_and_nobody_else_does(
    terminal: bool, quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(bars, "DELAY", 0)
    with bars.progress_bars(quiet):
        for stage in stages():
            report(stage, 0, 3)
            report(stage, 3, 3)
        report("download", 0, 0)  # a server that does not say how much there is
        report("download", 9_000_000, 0)
    report("pages", 1, 2)  # nobody listens any more
    said = stream.getvalue()
    assert ("danh bạ" in said and "tải về" in said) if terminal and not quiet else said == ""
