"""Shells complete what the commands really take."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import support

from loa import cli

# On Windows that name starts another system, which need not be there.
BASH = shutil.which("bash") if sys.platform != "win32" else None
# What bash does when Tab is pressed after the words on its command line.
TAB = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
"$(complete -p loa | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def script(shell: str) -> str:
    """What `loa completion` prints."""
    command = [sys.executable, "-P", str(cli.root() / "scripts" / "completion.py"), shell]
    done = subprocess.run(command, env=support.environment(), capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def bash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script for bash, in a file."""
    path = tmp_path_factory.mktemp("bash") / "loa.sh"
    path.write_text(script("bash"), encoding="utf-8", newline="\n")
    return path


@pytest.mark.skipif(not BASH, reason="no bash of this system")
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("bui", {"build"}),
        ("build --pro", {"--production"}),
        ("new me", {"message"}),
        ("services import --ty", {"--type"}),
        ("translations export --format x", {"xliff"}),
        ("build --messages ", {"vi", "en"}),
    ],
)
def test_bash_completes(bash: Path, typed: str, wanted: set[str]) -> None:
    done = subprocess.run(
        [str(BASH), "-c", TAB, "bash", str(bash), "loa", *typed.split(" ")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert set(done.stdout.split()) == wanted


def test_every_command_is_offered_in_both_shells(bash: Path) -> None:
    names = cli.commands(cli.root() / "scripts").keys()
    for text in (bash.read_text(encoding="utf-8"), script("zsh")):
        assert [name for name in names if name not in text] == []
