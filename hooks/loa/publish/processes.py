"""Sharing work among processes: the first share is done here, each other one by a program of its own.

A program of its own instead of multiprocessing: forking beside threads (MkDocs' server, the PDF libraries) may hang,
and "spawn" would run the main program of whoever called us a second time.

Pickle, as multiprocessing itself: what goes through the two pipes was made by this program a moment ago and lies in no
file, so nobody else can write what is unpickled.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

_MOST = 4
# A terminal sends Ctrl-C to every process of a group. The one that answers it ends the others without their tracebacks.
_GROUP_OF_ITS_OWN = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows

Share = TypeVar("Share")
Result = TypeVar("Result")


def processors() -> int:
    """How many processes may work at once."""
    return min(os.cpu_count() or 1, _MOST)


def run(work: Callable[[Share], Result], shares: Sequence[Share]) -> list[Result]:
    """`work` done on each share; it must be a function of a module, as other processes find it by its name."""
    others: list[subprocess.Popen[bytes] | None] = []
    try:
        others += (_start(work, share) for share in shares[1:])
        found = [work(shares[0])]
        for share, process in zip(shares[1:], others, strict=True):
            made: list[Result] | None = _finish(process)
            found += made or [work(share)]  # a machine that refuses processes still gets its work done
    finally:
        for process in filter(None, others):
            with process:
                process.kill()  # those that are at work when this one is interrupted or fails
    return found


def _start(work: object, share: object) -> subprocess.Popen[bytes] | None:
    package = Path(__file__).resolve().parents[2]
    paths = [os.fspath(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=_GROUP_OF_ITS_OWN,
            process_group=None if os.name == "nt" else 0,
        )
        assert process.stdin
        with process.stdin as pipe:
            pickle.dump((work, share), pipe, pickle.HIGHEST_PROTOCOL)
    except OSError:
        return None
    return process


def _finish(process: subprocess.Popen[bytes] | None) -> list[Result] | None:
    """What a process made, in a list; None where it failed."""
    if process is None:
        return None
    assert process.stdout
    with process, process.stdout as pipe:
        data = pipe.read()
    if process.returncode:
        return None
    made: list[Result] = [pickle.loads(data)]  # noqa: S301  # from the program that we have just started
    return made


def _main() -> None:
    work, share = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the program that started us
    pickle.dump(work(share), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _main()
