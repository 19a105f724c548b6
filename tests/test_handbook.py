"""Every command and field that the handbook names exists in the program."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import pytest

from loa import cli
from loa.editor.documents import form_fields
from loa.editor.fields import Field

PAGES = sorted((cli.root() / "docs" / "so-tay").glob("*.md"))
COMMAND = re.compile(r"^python3 scripts/loa\.py (.+)$", re.MULTILINE)


def names(fields: tuple[Field, ...], prefix: str = "") -> set[str]:
    """The dotted names of fields and of those inside them."""
    own = {prefix + field.key for field in fields}
    return own.union(*(names(field.fields, f"{prefix}{field.key}.") for field in fields))


def helped(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The help of a command."""
    with pytest.raises(SystemExit) as ended:
        importlib.import_module(f"scripts.{name.replace('-', '_')}").main(["--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_exist_with_their_options(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = COMMAND.findall(page.read_text(encoding="utf-8"))
    assert found
    for line in found:
        name, *arguments = shlex.split(line)
        text = helped(name, capsys)
        for option in (argument for argument in arguments if argument.startswith("--")):
            assert re.search(rf"(?<!\S){option}\b", text), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_fields_exist(page: Path) -> None:
    known = names(form_fields("message"))
    for field in re.findall(r"^\| `([^`]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE):
        assert field in known
