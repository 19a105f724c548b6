"""Every code has its entry with an example and the way out, on the page and in the terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from scripts import explain, handbook

from loa import cli
from loa.errors import RULES
from loa.handbook.codes import PAGE, entry, page, shown, told

EXAMPLES = cli.root() / handbook.EXAMPLES
TEXT = (cli.root() / handbook.HANDBOOK / PAGE).read_text(encoding="utf-8")


def test_the_page_is_what_the_rules_and_examples_give() -> None:
    assert page(EXAMPLES) == TEXT, "run: python3 scripts/loa.py handbook codes"


def test_every_code_has_one_example_that_says_what_and_how() -> None:
    own, folders = told(), shown(EXAMPLES)
    assert not own.keys() & folders.keys()
    assert own.keys() | folders.keys() == RULES.keys()
    for code, example in (own | folders).items():
        assert code in example.line
        assert len(example.way_out) > 5, code
        assert "{}" not in example.line + example.way_out


@pytest.mark.parametrize("code", RULES)
def test_every_entry_can_be_found(code: str) -> None:
    text = entry(code, TEXT)
    assert text.count("Ví dụ.") == text.count("Cách sửa.") == 1
    assert f"{code} " in text and "**Ví dụ" not in text and "~~~" not in text


def test_an_example_shows_the_line_that_is_wrong() -> None:
    text = entry("LOA204", TEXT)
    assert "\n    summary: Hai.\n" in text
    assert "\n    thu/messages/viec-nha.md:5: LOA204 " in text


def test_a_rule_without_an_example_is_refused(tmp_path: Path) -> None:
    examples = Path(shutil.copytree(EXAMPLES, tmp_path / "rules"))
    shutil.rmtree(next(examples.glob("LOA209*")))
    with pytest.raises(KeyError, match="LOA209"):
        page(examples)


@pytest.mark.parametrize("given", ["LOA849", "loa849", "849"])
def test_explaining(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain.main([given]) == 0
    said = capsys.readouterr().out
    assert said.startswith("LOA849\n") and "--production" in said and "Cách sửa." in said


def test_explaining_to_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain.main(["LOA208", "LOA824", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["codes"]
    assert [(row["code"], row["severity"]) for row in found] == [("LOA208", "error"), ("LOA824", "note")]
    assert all(row["entry"] and row["message"] for row in found)


def test_explaining_in_english(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_MESSAGES", "en")
    assert explain.main(["LOA204"]) == 0
    assert "stands twice" in capsys.readouterr().out


def test_a_code_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        explain.main(["LOA999"])
    assert ended.value.code == 2
    assert "LOA999" in capsys.readouterr().err
