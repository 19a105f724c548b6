"""A guard for builds on other people's machines: restricted records that were put under version control by mistake."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from loa.errors import LoaError, Problem

_PRIVATE = "private"
_FALSE = {"", "0", "false", "no"}


def refuse_tracked_records(folders: Iterable[Path]) -> None:
    """In CI (the variable `CI`, which GitHub, GitLab and others set), refuse to build where git tracks `private/`.

    What is under version control has left the machine: it lies in every clone, and in the history after it is deleted.

    Args:
        folders: the folders of the content; `tracked_records` looks at the repository of each.

    Raises:
        LoaError: LOA791 for each tracked file.
    """
    if os.environ.get("CI", "").lower() in _FALSE:
        return
    found = {path for folder in folders if folder.is_dir() for path in tracked_records(folder)}
    if found:
        raise LoaError(Problem.of("LOA791", path) for path in sorted(found))


def tracked_records(folder: Path) -> list[str]:
    """The tracked files below any `private/` of the repository that `folder` lies in, from its top.

    Where git cannot tell, every file there counts: on a CI machine it came with the checkout. A shallow clone is no
    hindrance, as only what is checked out is looked at.
    """
    # Runners often work as another user than the one who owns the checkout, and git would refuse to look.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "-C",
        os.fspath(folder),
        "ls-files",
        "-z",
        "--full-name",
        "--",
    ]
    command.append(f":(top,glob,icase)**/{_PRIVATE}/**")
    try:
        done = subprocess.run(command, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode:
        return list(_lying_there(folder.resolve()))
    return [name.decode("utf-8", "replace") for name in done.stdout.split(b"\0") if name]


def _lying_there(folder: Path) -> Iterator[str]:
    """The files below any `private/` of the checkout that `folder` lies in, or of `folder` where there is none."""
    top = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    for name, folders, files in os.walk(top):
        # What is hidden, or fetched by a package manager, came from elsewhere and is full of folders of any name.
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one != "node_modules")
        inside = Path(name).relative_to(top)
        if _PRIVATE in map(str.lower, inside.parts):
            yield from ((inside / file).as_posix() for file in sorted(files))
