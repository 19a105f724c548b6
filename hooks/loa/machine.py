"""What the machine offers: a whole Python, system packages on Debian, a browser. Standard library only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loa.cli import say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""Names under which a Chromium that Playwright can drive is found, best first."""

_BROWSER_PLACES = (
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class SetupError(Exception):
    """This machine lacks something that the program cannot bring itself. Its text is for the reader."""


def is_root() -> bool:
    """Whether system packages may be installed; never on Windows."""
    return sys.platform != "win32" and os.geteuid() == 0


def has_apt() -> bool:
    """Whether this is Debian, Ubuntu or a relative."""
    return shutil.which("apt-get") is not None


def apt_command(packages: Iterable[str]) -> str:
    """What a person types to install `packages`."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def apt_install(packages: Iterable[str], pass_fds: tuple[int, ...] = ()) -> None:
    """Install Debian packages without questions. The caller is root and has apt-get.

    Raises:
        SetupError: apt-get failed; holds the end of what it said.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            pass_fds=pass_fds,
        )
        # An update that missed one source still lets the install succeed, so only the install decides.
        if done.returncode and command[0] == "install":
            raise SetupError("\n".join(["apt-get " + " ".join(command), *done.stdout.splitlines()[-15:]]))


@dataclass(frozen=True)
class Remedy:
    """How a Python without ensurepip gets it: Debian packages to install now, or a sentence to show."""

    packages: tuple[str, ...] = ()
    sentence: str = ""


def venv_remedy(
    *, ensurepip: bool, root_user: bool, apt: bool, system_python: bool, version: tuple[int, int]
) -> Remedy | None:
    """What to do so that `python -m venv` works; None when it already does.

    Debian takes ensurepip out of python3 and puts it into python3-venv; `system_python` tells whether this
    Python is Debian's, because no package helps another one.
    """
    if ensurepip:
        return None
    number = f"{version[0]}.{version[1]}"
    packages = ("python3-venv", f"python{number}-venv")
    if apt and system_python:
        if root_user:
            return Remedy(packages)
        command = apt_command(packages)
        return Remedy(
            sentence=say(
                f"Python trên máy này thiếu phần venv. Hãy chạy lệnh sau rồi thử lại: {command}",
                f"This Python lacks its venv part. Run this command, then try again: {command}",
            )
        )
    return Remedy(
        sentence=say(
            f"Python {number} này thiếu ensurepip. Hãy cài bản Python đầy đủ (3.11 trở lên) rồi thử lại.",
            f"This Python {number} lacks ensurepip. Install a complete Python, 3.11 or later, and retry.",
        )
    )


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new environment."""
    found = importlib.util.find_spec("ensurepip")
    # A folder that a removed package left behind is found too, but without a file of its own.
    return found is not None and found.origin is not None


def find_browser(
    environment: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    exists: Callable[[str], bool] = lambda place: Path(place).is_file(),
) -> str | None:
    """The path of a Chromium, Chrome or Edge; None when there is none. LOA_BROWSER names one to use."""
    named = environment.get("LOA_BROWSER")
    if named:
        return which(named) or (named if exists(named) else None)
    for name in BROWSERS:
        if found := which(name):
            return found
    for place in _BROWSER_PLACES:
        try:
            path = place.format_map(environment)
        except KeyError:
            continue
        if exists(path):
            return path
    return None
