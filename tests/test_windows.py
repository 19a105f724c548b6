"""What Windows does differently, as far as it can be tried elsewhere; CI runs the whole suite there too."""

from __future__ import annotations

import ast
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import support
import tiny

from loa import cli
from loa.model.slug import file_stem, is_device

ROOT = cli.root()
CODE = sorted([*(ROOT / "hooks").rglob("*.py"), *(ROOT / "scripts").glob("*.py")])
# Names of the standard library that Windows lacks, each with the modules that ask first which system it is.
POSIX = {
    "execv": {"cli.py"},
    "geteuid": {"machine.py"},
    "fcntl": {"bootstrap.py", "swap.py"},
}
NEVER = {
    "fork",
    "getuid",
    "getpgid",
    "killpg",
    "setsid",
    "chown",
    "mkfifo",
    "symlink_to",
    "symlink",
    "preexec_fn",
}
NEVER |= {"SIGKILL", "SIGHUP", "SIGALRM", "pwd", "grp", "resource", "pty", "uname"}
# The longest path that old Windows programs open is 259 characters; a project folder rarely takes more than this.
ROOM = 259 - 110


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_nothing_assumes_posix(path: Path) -> None:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                found.add(name)
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
    assert not found & NEVER
    assert [name for name in POSIX.keys() & found if path.name not in POSIX[name]] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--source", "HUB"),
        ("new", "message", "--title", "Nhà mình: “ba” / mẹ? *", "--campaign", "thu", "--source", "HUB"),
        ("translations", "status", "--source", "HUB"),
        ("services", "export", "--format", "csv", "--preview", "--out", "HUB/dịch vụ.csv", "--source", "HUB"),
        ("--help",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_old_console_gets_whole_letters_and_files_are_utf8(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """A code page without Vietnamese letters; whatever is opened without naming its encoding is told."""
    tiny.write(tmp_path / "campaigns", {"thu/messages/viec-nha.md": tiny.item()})
    name, *rest = (argument.replace("HUB", str(tmp_path)) for argument in arguments)
    script = "loa" if name == "--help" else name
    rest = ["--help"] if name == "--help" else rest
    command = [sys.executable, "-P", "-X", "warn_default_encoding", "-W", "always::EncodingWarning"]
    done = subprocess.run(
        [*command, str(ROOT / "scripts" / f"{script}.py"), *rest],
        env=support.environment(PYTHONIOENCODING="cp1252:strict"),
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
    assert done.returncode == 0, said
    assert not said.isascii()
    assert [
        line for line in said.splitlines() if "EncodingWarning" in line and "site-packages" not in line
    ] == []


@pytest.mark.parametrize("name", ["con", "Con", "NUL.md", "com1.html", "aux.km.md"])
def test_names_of_devices_are_no_file_names(tmp_path: Path, name: str) -> None:
    assert is_device(name)
    hub = tiny.opened(tmp_path, {f"thu/messages/{name.partition('.')[0]}.md": tiny.item()})
    assert "LOA110" in tiny.codes(hub)


def test_names_that_windows_takes_for_one_are_told(tmp_path: Path) -> None:
    names = ("bài.md", unicodedata.normalize("NFD", "Bài.md"))
    hub = tiny.opened(
        tmp_path,
        {f"thu/messages/{name}": tiny.item(identifier=f"tg{number}") for number, name in enumerate(names)},
    )
    told = tiny.codes(hub).count("LOA110")
    # A system that keeps one of both has nothing to tell.
    assert told == len(list((tmp_path / "thu" / "messages").iterdir())) - 1


def test_a_title_that_is_a_device_gets_another_file_name() -> None:
    assert [file_stem(text) for text in ("Con", "Con trai", "Aux")] == ["con-1", "con-trai", "aux-1"]


def test_paths_of_a_site_leave_room_for_the_folder_it_lies_in(preview: support.Site) -> None:
    longest = max(preview.files, key=len)
    assert len(longest) <= ROOM, longest


def test_no_two_paths_of_a_site_differ_in_case_alone(preview: support.Site) -> None:
    assert len({path.lower() for path in preview.files}) == len(preview.files)
