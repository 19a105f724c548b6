"""Make `.venv` from the hashed lock files on a machine that has only Python. Standard library only."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from loa.cli import say
from loa.machine import SetupError, apt_install, has_apt, has_ensurepip, is_root, venv_remedy

BASE_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"


class State(Enum):
    """What must be done before a command can run."""

    READY = "ready"
    PROJECT = "project"  # the packages are right; pyproject.toml changed, so Loa itself is installed again
    ALL = "all"


def venv_python(root: Path) -> Path:
    """The Python of the project's environment, whether or not it exists yet."""
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return root.joinpath(".venv", *inside)


def stamp(root: Path, lock: str) -> dict[str, str]:
    """What an environment made now would rest on: lock, project, interpreter and place.

    The interpreter is the one behind `.venv` with all links followed: when the system replaces it by the next
    version, the packages inside `.venv` no longer fit. The place counts because an editable install names it.
    """
    return {
        "lock": hashlib.sha256((root / lock).read_bytes()).hexdigest(),
        "project": hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest(),
        "python": str(venv_python(root).resolve()),
        "root": str(root),
    }


def stamp_file(root: Path, lock: str) -> Path:
    """Where the stamp of `lock` stands; written last, so that a half-made environment has none."""
    return root / ".venv" / f"loa-{lock}.json"


def state(root: Path, lock: str = BASE_LOCK) -> State:
    """Compare the stamp with what is there now."""
    try:
        made = json.loads(stamp_file(root, lock).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return State.ALL
    wanted = stamp(root, lock)
    if not isinstance(made, dict) or not _interpreter_exists(root):
        return State.ALL
    if any(made.get(key) != wanted[key] for key in ("lock", "python", "root")):
        return State.ALL
    return State.READY if made.get("project") == wanted["project"] else State.PROJECT


def _interpreter_exists(root: Path) -> bool:
    if not venv_python(root).is_file():
        return False
    if os.name != "nt":
        return True
    # On Windows python.exe in .venv is a starter that outlives the Python it starts.
    settings = (root / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    homes = [line.partition("=")[2].strip() for line in settings if line.startswith("home")]
    return all(Path(home, "python.exe").is_file() for home in homes)


def ensure(root: Path, quiet: bool = False) -> Path:
    """Make sure that `.venv` fits the lock and the project; its Python.

    Raises:
        SetupError: the machine lacks something; the text says what to do.
    """
    return _ensure(root, BASE_LOCK, quiet)


def ensure_dev(root: Path, quiet: bool = False) -> Path:
    """`ensure`, and what tests, lint and types need on top, in the same `.venv`."""
    _ensure(root, BASE_LOCK, quiet)
    return _ensure(root, DEV_LOCK, quiet)


def _ensure(root: Path, lock: str, quiet: bool) -> Path:
    python = venv_python(root)
    try:
        if state(root, lock) is State.READY:
            return python
        with exclusive(root / ".cache" / "venv.lock", quiet) as held:
            todo = state(root, lock)  # another call may have made it while this one waited
            if todo is not State.READY:
                _Maker(root, quiet, held).make(lock, todo)
    except OSError as error:
        raise SetupError(
            say(
                f"Không tạo được thư mục .venv ({error}). Đóng các lệnh Loa khác đang chạy, "
                "kiểm tra quyền ghi và chỗ trống trên đĩa rồi thử lại.",
                f"The folder .venv could not be made ({error}). Close other running Loa commands, "
                "check that you may write here and that the disk has room, then try again.",
            )
        ) from error
    return python


@contextlib.contextmanager
def exclusive(path: Path, quiet: bool = False) -> Iterator[int]:
    """Hold `path` as a lock, waiting for whoever has it; its descriptor, with which a child holds it too.

    The system lets go of the lock when its last holder ends, however that happened.
    """
    path.parent.mkdir(exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        waited = False
        while not _try_lock(descriptor):
            if not waited:
                waited = True
                _progress(quiet, say("Chờ một lệnh Loa khác cài xong…", "Waiting for another Loa command…"))
            time.sleep(0.2)
        yield descriptor
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _progress(quiet: bool, text: str) -> None:
    if not quiet:
        print(text, file=sys.stderr, flush=True)


class _Maker:
    """One making of the environment, under the lock `held`."""

    def __init__(self, root: Path, quiet: bool, held: int) -> None:
        self.root = root
        self.quiet = quiet
        # A child outlives a killed parent: as long as it writes into .venv, nobody else may begin.
        self.pass_fds = () if os.name == "nt" else (held,)

    def make(self, lock: str, todo: State) -> None:
        stamp_file(self.root, lock).unlink(missing_ok=True)
        if lock == BASE_LOCK:
            if todo is State.ALL:
                self._create()
                self._packages(lock)
            self._project()
        elif todo is State.ALL:
            self._packages(lock)
        made = json.dumps(stamp(self.root, lock), indent=1)
        stamp_file(self.root, lock).write_text(made + "\n", encoding="utf-8")

    def _create(self) -> None:
        remedy = venv_remedy(
            ensurepip=has_ensurepip(),
            root_user=is_root(),
            apt=has_apt(),
            system_python=sys.base_prefix == "/usr",
            version=sys.version_info[:2],
        )
        if remedy and remedy.sentence:
            raise SetupError(remedy.sentence)
        _progress(
            self.quiet,
            say(
                "Chuẩn bị môi trường, mất khoảng một phút (cần mạng).",
                "Preparing the environment; about a minute, and the network is needed.",
            ),
        )
        if remedy:
            names = " ".join(remedy.packages)
            _progress(
                self.quiet, say(f"  cài gói hệ thống: {names}", f"  installing system packages: {names}")
            )
            apt_install(remedy.packages, self.pass_fds)
        _progress(self.quiet, say("  tạo thư mục .venv", "  making the folder .venv"))
        folder = self.root / ".venv"
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
        # Started from an environment, sys.executable may be the very one that was just removed.
        base = getattr(sys, "_base_executable", None) or sys.executable
        self._run([base, "-m", "venv", str(folder)], say("Không tạo được .venv.", "Making .venv failed."))

    def _packages(self, lock: str) -> None:
        count = sum("==" in line for line in (self.root / lock).read_text(encoding="utf-8").splitlines())
        _progress(
            self.quiet, say(f"  cài {count} gói theo {lock}", f"  installing {count} packages of {lock}")
        )
        self._pip(["--require-hashes", "--only-binary", ":all:", "-r", str(self.root / lock)])

    def _project(self) -> None:
        _progress(self.quiet, say("  cài Loa", "  installing Loa"))
        self._pip(["--no-index", "--no-build-isolation", "--no-deps", "--editable", str(self.root)])

    def _pip(self, arguments: list[str]) -> None:
        self._run(
            [str(venv_python(self.root)), "-m", "pip", "install", "--progress-bar", "off", *arguments],
            say(
                "Không cài được các gói. Kiểm tra kết nối mạng rồi chạy lại lệnh.",
                "The packages could not be installed. Check the network, then run the command again.",
            ),
        )

    def _run(self, command: list[str], failure: str) -> None:
        settings = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **settings, "PYTHONUTF8": "1"},
            pass_fds=self.pass_fds,
        )
        if done.returncode:
            lines = [line for line in done.stdout.splitlines() if not line.startswith("WARNING: Location")]
            raise SetupError("\n".join([*("  | " + line for line in lines[-12:]), failure]))
