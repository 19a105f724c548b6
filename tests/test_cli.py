"""What all commands share: options, messages, problems, endings."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loa import cli
from loa.errors import LoaError, Problem, Report, set_language


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("LOA_MESSAGES", raising=False)
    for name in ("_", "ngettext"):
        monkeypatch.setattr(argparse, name, getattr(argparse, name))
    yield
    set_language("vi")


def command_line(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> argparse.ArgumentParser:
    monkeypatch.setattr(sys, "argv", ["scripts/thu_nghiem.py", *arguments])
    parser = cli.parser("Thử.", "Try.")
    parser.add_argument("--production", action="store_true")
    parser.add_argument("--out", metavar="DIR")
    return parser


@pytest.mark.parametrize(
    "path", sorted((cli.root() / "scripts").glob("[!_]*.py")), ids=lambda path: path.stem
)
def test_every_command_has_a_line_in_each_language(path: Path) -> None:
    if path.stem == "loa":
        return
    vietnamese, english = cli.commands(path.parent)[path.stem.replace("_", "-")]
    assert vietnamese and english and vietnamese != english
    assert not vietnamese.isascii() and english.isascii()


def test_the_language_comes_from_the_command_line_then_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["x"])
    assert cli.language() == "vi"
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert cli.language() == "en"
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert cli.language() == "vi"
    monkeypatch.setenv("LOA_MESSAGES", "en")
    assert cli.language() == "en"
    monkeypatch.setattr(sys, "argv", ["x", "--messages", "vi"])
    assert cli.language() == "vi"
    monkeypatch.setattr(sys, "argv", ["x", "--messages=en"])
    assert cli.say("vâng", "yes") == "yes"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--prodution"], ["không có tùy chọn: --prodution", "có phải ý bạn là --production?"]),
        (["--out"], ["--out: cần một giá trị"]),
        (["--messages", "fr"], ["không nhận 'fr'"]),
        (["--prod"], ["không có tùy chọn: --prod"]),
        (["--messages=en", "--prodution"], ["unrecognized arguments", "did you mean --production?"]),
    ],
)
def test_a_wrong_option_is_explained(
    arguments: list[str],
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = command_line(monkeypatch, *arguments)
    with pytest.raises(SystemExit) as ended:
        parser.parse_args()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "loa thu-nghiem" in said
    for word in words:
        assert word in said


def test_help_is_in_the_language_of_messages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, words in (
        ([], ["cách dùng:", "Thử.", "tùy chọn"]),
        (["--messages=en"], ["usage:", "Try."]),
    ):
        with pytest.raises(SystemExit):
            command_line(monkeypatch, *arguments).parse_args(["--help"])
        said = capsys.readouterr().out
        assert all(word in said for word in words)


def report() -> Report:
    made = Report()
    made.add("LOA102", "b.md", 0, size="9 MB", limit="1 MB")
    made.add("LOA108", "a.txt", 0, name="a.txt")
    return made


def test_problems_are_lines_and_a_count() -> None:
    stream = io.StringIO()
    cli.print_problems(report(), as_json=False, stream=stream)
    first, second, count, more = stream.getvalue().splitlines()
    assert first.startswith("a.txt: LOA108 ") and second.startswith("b.md: LOA102 ")
    assert count == "1 lỗi, 1 cảnh báo, 0 ghi chú."
    assert more.endswith(" explain LOA102")  # the error, not the warning before it


def test_problems_as_json_are_one_object() -> None:
    stream = io.StringIO()
    cli.print_problems(report(), as_json=True, stream=stream)
    data = json.loads(stream.getvalue())
    assert (data["errors"], data["warnings"], data["notes"]) == (1, 1, 0)
    assert [problem["code"] for problem in data["problems"]] == ["LOA108", "LOA102"]


def test_no_problems_print_nothing() -> None:
    stream = io.StringIO()
    cli.print_problems(Report(), as_json=False, stream=stream)
    assert stream.getvalue() == ""


def fails() -> int:
    raise LoaError([Problem.of("LOA102", "b.md", 0, size="9 MB", limit="1 MB")])


def interrupted() -> int:
    raise KeyboardInterrupt


def test_endings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def code(command: object) -> object:
        with pytest.raises(SystemExit) as ended:
            cli.run(command)  # type: ignore[arg-type]
        return ended.value.code

    monkeypatch.setattr(sys, "argv", ["x"])
    assert code(lambda: 4) == 4
    assert code(interrupted) == 130
    assert capsys.readouterr() == ("", "\nĐã dừng. Không có gì bị ghi dở.\n")
    assert code(fails) == 1
    said = capsys.readouterr()
    assert said.out == "" and "LOA102" in said.err
    monkeypatch.setattr(sys, "argv", ["x", "--json"])
    assert code(fails) == 1
    assert json.loads(capsys.readouterr().out)["errors"] == 1
