"""One folder a rule: `in/` shows the fault and `expected.txt` what the writer reads; `ok/` is the nearest clean text.

`pytest tests/rules --update-goldens` writes every expected.txt anew; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loa.errors import RULES
from loa.hub import Settings, open_hub

HERE = Path(__file__).parent
# A project with three languages and nothing else, so that examples do not change with this repository's content.
PROJECT = HERE.parent / "fixtures" / "project"
EXAMPLES = sorted(path for path in HERE.iterdir() if path.name.startswith("LOA"))

# Rules about content that no committed text file can show: bytes, links, sizes. → the test that shows each.
GENERATED = {
    "LOA101": "test_generated.py::test_bytes_that_are_not_utf8",
    "LOA102": "test_generated.py::test_too_large",
    "LOA103": "test_generated.py::test_links_that_leave_the_source",
    "LOA105": "test_generated.py::test_unreadable",
    "LOA107": "test_generated.py::test_no_source_folder",
    "LOA110": "test_generated.py::test_names_that_cannot_be_used",
    "LOA313": "test_generated.py::test_pictures_that_are_none",
    # They need a language with a registered alphabet, which the small project of these examples has not.
    "LOA508": "../radio/test_letters.py::test_carons_are_mended_with_a_warning_for_each_line",
    "LOA509": "../radio/test_letters.py::test_old_fonts_are_never_changed_in_silence",
}


def problems(source: Path) -> str:
    """What `loa check` says of a source that is the working directory."""
    report = open_hub(Settings.of(source, date="2026-11-15"), PROJECT).report
    return "".join(problem.render("vi") + "\n" for problem in report)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_fault_is_reported(
    folder: Path, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "in")
    found = problems(Path())
    assert f" {folder.name[:6]} " in found
    golden(folder / "expected.txt", found)


@pytest.mark.parametrize(
    "folder", [path for path in EXAMPLES if (path / "ok").is_dir()], ids=lambda path: path.name
)
def test_nearest_clean_text_passes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "ok")
    assert problems(Path()) == ""


def test_every_rule_about_content_has_an_example() -> None:
    shown = {path.name[:6] for path in EXAMPLES}
    assert not shown & GENERATED.keys()
    assert shown | GENERATED.keys() == {code for code in RULES if code[3] in "123456"}


@pytest.mark.parametrize("test", GENERATED.values())
def test_generated_examples_exist(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in (HERE / file).read_text(encoding="utf-8")


def test_every_example_has_both_sides() -> None:
    assert [path.name for path in EXAMPLES if not (path / "ok").is_dir()] == []
