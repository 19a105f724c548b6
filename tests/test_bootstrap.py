"""A bare machine: making `.venv`, noticing what changed, and saying what is missing."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from loa import bootstrap, cli
from loa.bootstrap import State

ROOT = cli.root()

# A project of the smallest kind: its build backend stands beside it, so that nothing is downloaded.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "tiny"
version = "1"
"""
BACKEND = """
import os, time, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    open("backend-began", "w").close()
    time.sleep(float(os.environ.get("TINY_SLEEP", "0")))
    name = "tiny-1-py3-none-any.whl"
    info = "tiny-1.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("tiny.pth", os.path.join(os.getcwd(), "hooks"))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""
HELLO = '''"""Chào.
Greets."""
import json, sys
from loa import cli
print(json.dumps([sys.prefix != sys.base_prefix, cli.language(), *sys.argv[1:]]))
sys.exit(7)
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project with the real launcher, in a folder whose name has spaces and diacritics."""
    root = tmp_path / "dự án Đắk Lắk"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "loa.py", root / "scripts")
    (root / "scripts" / "hello.py").write_text(HELLO, encoding="utf-8")
    shutil.copytree(ROOT / "hooks" / "loa" / "errors", root / "hooks" / "loa" / "errors")
    for name in ("__init__", "bootstrap", "cli", "machine", "progress"):
        shutil.copy(ROOT / "hooks" / "loa" / f"{name}.py", root / "hooks" / "loa")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    return root


def start(project: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    inherited = {k: v for k, v in os.environ.items() if k not in ("LOA_MESSAGES", "PYTHONPATH")}
    return subprocess.Popen(
        [sys.executable, str(project / "scripts" / "loa.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**inherited, "PIP_NO_INDEX": "1", **settings},
    )


def call(project: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    process = start(project, *arguments, **settings)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.slow
def test_two_calls_at_once_replace_a_half_made_environment_once(project: Path) -> None:
    junk = project / ".venv" / "lib" / "half"
    junk.mkdir(parents=True)
    both = [start(project, "hello", "một", "--messages", "en") for _ in range(2)]
    results = [(*process.communicate(timeout=120), process.returncode) for process in both]
    for out, err, code in results:
        assert code == 7, err
        assert json.loads(out) == [True, "en", "một", "--messages", "en"]
    assert sum("making the folder .venv" in err for _, err, _ in results) == 1
    assert not junk.exists()
    assert bootstrap.state(project) is State.READY

    code, out, err = call(project, "hello")
    assert (code, json.loads(out), err) == (7, [True, "vi"], "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_first_call_is_made_good_by_the_next(project: Path) -> None:
    killed = start(project, "hello", TINY_SLEEP="2")
    began = project / "backend-began"
    deadline = time.monotonic() + 60
    while not began.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert began.exists()
    assert bootstrap.state(project) is State.ALL

    code, out, err = call(project, "hello", "--json")
    assert (code, json.loads(out), err) == (7, [True, "vi", "--json"], "")
    for stream in (killed.stdout, killed.stderr):
        assert stream
        stream.close()

    # A lock with a package that cannot be had: a sentence, no traceback, and nothing that looks finished.
    (project / "requirements.lock").write_text(f"absent==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = call(project, "hello")
    assert (code, out) == (3, "")
    assert "Kiểm tra kết nối mạng" in err and "absent==1" in err and "Traceback" not in err
    assert bootstrap.state(project) is State.ALL


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder that looks like a project with a finished environment."""
    root = tmp_path / "made"
    python = bootstrap.venv_python(root)
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (root / ".venv" / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\n", encoding="utf-8")
    for name in (bootstrap.BASE_LOCK, bootstrap.DEV_LOCK, "pyproject.toml"):
        (root / name).write_text(f"# {name}\n", encoding="utf-8")
    for lock in (bootstrap.BASE_LOCK, bootstrap.DEV_LOCK):
        text = json.dumps(bootstrap.stamp(root, lock))
        bootstrap.stamp_file(root, lock).write_text(text, encoding="utf-8")
    return root


def test_nothing_to_do_when_nothing_changed(made: Path) -> None:
    assert bootstrap.state(made) is State.READY
    assert bootstrap.state(made, bootstrap.DEV_LOCK) is State.READY


def test_a_changed_project_alone_keeps_the_packages(made: Path) -> None:
    (made / "pyproject.toml").write_text("# changed\n", encoding="utf-8")
    assert bootstrap.state(made) is State.PROJECT


def test_a_changed_dev_lock_does_not_touch_what_users_have(made: Path) -> None:
    (made / bootstrap.DEV_LOCK).write_text("# changed\n", encoding="utf-8")
    assert bootstrap.state(made) is State.READY
    assert bootstrap.state(made, bootstrap.DEV_LOCK) is State.ALL


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}"])
def test_an_unreadable_stamp_counts_as_none(made: Path, text: str) -> None:
    bootstrap.stamp_file(made, bootstrap.BASE_LOCK).write_text(text, encoding="utf-8")
    assert bootstrap.state(made) is State.ALL


def test_a_changed_lock_a_moved_folder_or_a_lost_python_mean_a_new_environment(made: Path) -> None:
    moved = made.with_name("moved")
    shutil.copytree(made, moved)
    assert bootstrap.state(moved) is State.ALL

    lock = made / bootstrap.BASE_LOCK
    before = lock.read_bytes()
    lock.write_bytes(before + b"# changed\n")
    assert bootstrap.state(made) is State.ALL
    lock.write_bytes(before)
    assert bootstrap.state(made) is State.READY
    bootstrap.venv_python(made).unlink()
    assert bootstrap.state(made) is State.ALL


@pytest.mark.skipif(sys.platform == "win32", reason="environments hold links on POSIX only")
def test_another_python_behind_the_link_means_a_new_environment(made: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "python3.11", tmp_path / "python3.13"
    old.write_bytes(b"")
    new.write_bytes(b"")
    python = bootstrap.venv_python(made)
    python.unlink()
    python.symlink_to(old)
    text = json.dumps(bootstrap.stamp(made, bootstrap.BASE_LOCK))
    bootstrap.stamp_file(made, bootstrap.BASE_LOCK).write_text(text, encoding="utf-8")
    assert bootstrap.state(made) is State.READY
    python.unlink()
    python.symlink_to(new)
    assert bootstrap.state(made) is State.ALL


@pytest.fixture(scope="module")
def launcher() -> ModuleType:
    """scripts/loa.py as a module of another name."""
    spec = importlib.util.spec_from_file_location("launcher", ROOT / "scripts" / "loa.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_launcher_can_be_read_by_python_3_8() -> None:
    source = (ROOT / "scripts" / "loa.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_an_old_python_is_told_so(launcher: ModuleType) -> None:
    vietnamese = launcher.too_old((3, 9), ["build"], {})
    assert "3.11 trở lên" in vietnamese and "3.9" in vietnamese
    for arguments, environment in (
        (["build", "--messages", "en"], {}),
        (["build", "--messages=en"], {"LOA_MESSAGES": "vi"}),
        (["build"], {"LOA_MESSAGES": "en"}),
    ):
        assert "needs Python 3.11 or later" in launcher.too_old((3, 8), arguments, environment)
    assert launcher.too_old((3, 11), [], {}) is None
    assert launcher.too_old((4, 0), [], {}) is None


def test_help_lists_every_command_without_an_environment(project: Path) -> None:
    for path in (ROOT / "scripts").glob("*.py"):
        shutil.copy(path, project / "scripts")
    code, out, err = call(project, "--help")
    assert (code, err) == (0, "")
    for name, (vietnamese, _) in cli.commands(ROOT / "scripts").items():
        assert any(line.split()[:1] == [name] and vietnamese in line for line in out.splitlines())
    assert {"hello", "test", "lock"} <= {line.split()[0] for line in out.splitlines() if line[:2] == "  "}
    assert call(project)[1] == out
    assert "Greets." in call(project, "--messages", "en", "--help")[1]
    assert not (project / ".venv").exists()


def test_an_unknown_command_names_the_nearest(project: Path) -> None:
    code, out, err = call(project, "helo")
    assert (code, out) == (2, "")
    assert "“helo”" in err and "“hello”" in err
    code, _, err = call(project, "--messages", "en", "hllo")
    assert code == 2 and "Did you mean “hello”?" in err
    for hostile in ("../scripts/hello", "loa", "hello.py", "", "_x"):
        assert call(project, hostile)[0] == 2
    assert not (project / ".venv").exists()
