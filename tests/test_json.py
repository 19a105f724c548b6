"""`--json` means the same in every command: one JSON object on standard output and nothing else, failures included."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import tiny

from loa import bootstrap, cli, screenshots
from loa.machine import SetupError
from loa.render.paper import sample
from loa.render.pictures import gallery

SCRIPTS = cli.root() / "scripts"
MISSING = "không-có"
SOURCE, OUT = "--source {hub}", "--out {out}"
CODE = "24175"
# Every command and every action of it, and the exit code that is expected on the hub below. What needs the network, a
# browser or minutes ends here with a failure, whose answer counts as well; their own tests have the rest.
CASES = {
    "bench speech": 0,
    f"build --source {MISSING} {OUT}": 1,
    f"campaigns keys {OUT}": 0,
    "campaigns pull ftp://loa.example/": 1,
    f"check {SOURCE}": 0,
    "explain LOA208 LOA824": 0,
    f"gallery {OUT}": 0,
    f"handbook make {OUT}": 0,
    "handbook codes": 0,
    "handbook pictures": 3,
    "lock": 0,
    f"new message --title Thử {SOURCE}": 0,
    **{f"news {action} {SOURCE}": 0 for action in ("fetch", "list")},
    f"news approve {MISSING} --by A {SOURCE}": 1,
    f"news reject {MISSING} {SOURCE}": 1,
    f"print --commune {CODE} {SOURCE} {OUT}": 0,
    f"radio --commune {CODE} {SOURCE} {OUT}": 1,
    f"report make --from 2026-11-01 --to 2026-11-30 {SOURCE} {OUT}/b.docx": 0,
    f"report form {SOURCE} {OUT}/p.xlsx": 0,
    f"report import {MISSING}.xlsx {SOURCE}": 1,
    f"report review {SOURCE} {OUT}/l.xlsx": 0,
    "schema": 0,
    "serve --port 99999": 2,
    f"services import {MISSING}.xlsx {SOURCE}": 1,
    f"services export --format csv --preview {SOURCE} {OUT}/d.csv": 0,
    f"speak {MISSING}.txt": 1,
    "test": 0,
    f"translations status {SOURCE}": 0,
    f"translations export --lang km {SOURCE} {OUT}/km.po --format po": 0,
    f"translations import {MISSING}.po --translator A {SOURCE}": 1,
    f"translations accept {{hub}}/thu/messages/a.km.md {MISSING}.md {SOURCE}": 1,
    "translations convert {hub}/thu/messages/a.km.md {hub}/thu/messages/a.md": 0,
    "verify {out}": 1,
}


def module(name: str) -> SimpleNamespace:
    return importlib.import_module(f"scripts.{name.replace('-', '_')}")  # type: ignore[return-value]


def offered() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands that know `--json`, each with its parser."""
    for name in cli.commands(SCRIPTS):
        parser = cli.parser_of(module(name).main)
        if "--json" in parser._option_string_actions:
            yield name, parser


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """argparse's own sentences are English again after each test."""
    for name in ("_", "ngettext"):
        monkeypatch.setattr(argparse, name, getattr(argparse, name))


def answer(words: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> tuple:
    """(exit code, the answer) of a command as it is started by a person."""
    monkeypatch.setattr(sys, "argv", [f"scripts/{words[0]}.py", *words[1:], "--json"])
    with pytest.raises(SystemExit) as ended:
        cli.run(module(words[0]).main)
    found = json.loads(capfd.readouterr().out)
    assert isinstance(found, dict) and found
    return ended.value.code, found


def test_every_command_and_action_is_tried() -> None:
    wanted = set()
    for name, parser in offered():
        if name == "fonts":  # takes long: tests/test_fonts_command.py asks for the answer and for a failure
            continue
        choices = [a.choices for a in parser._actions if not a.option_strings and a.choices]
        # Each measurement takes minutes, but for one; test_new_files makes every kind of item.
        few = {"bench": ["speech"], "new": ["message"]}
        actions = few.get(name, [choice for of in choices for choice in of])
        wanted |= {f"{name} {action}" for action in actions} or {name}
    assert {" ".join(case.split()[:2]) for case in CASES} >= {case for case in wanted if " " in case}
    assert {case.split()[0] for case in CASES} == {case.split()[0] for case in wanted}


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_one_object(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    files = {"thu/messages/a.md": tiny.item(), "thu/messages/a.km.md": tiny.variant()}
    hub, out = tiny.write(tmp_path / "hub", files), tmp_path / "out"
    out.mkdir()

    def no_browser(*_: object) -> None:
        raise SetupError("không có trình duyệt")

    # What takes minutes, or changes this project, is left out; the answers are made by the commands themselves.
    monkeypatch.setattr(screenshots, "draw", no_browser)
    monkeypatch.setattr(gallery, "gallery", lambda *_: [])
    monkeypatch.setattr(sample, "gallery", lambda *_: {"a.png": b""})
    monkeypatch.setattr(bootstrap, "ensure_dev", lambda *_, **__: None)
    if case in ("lock", "test"):
        monkeypatch.setattr(module("test"), "provide", lambda **_: None)
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0))
    if case in ("schema", "handbook codes"):
        written = {"schema": ("FOLDER", out), "handbook codes": ("HANDBOOK", out)}[case]
        monkeypatch.setattr(module(case.split()[0]), *written)
    code, found = answer(case.format(hub=hub, out=out).split(), monkeypatch, capfd)
    assert code == CASES[case], found
    assert code == 0 or {"error", "problems", "missing", "refused"} & found.keys()


@pytest.mark.parametrize("name", [name for name, _ in offered()])
def test_a_wrong_command_line_is_answered_too(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code, found = answer([name, "--khong-co-tuy-chon-nay"], monkeypatch, capfd)
    assert code == 2 and list(found) == ["error"]
