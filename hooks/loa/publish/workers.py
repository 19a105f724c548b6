"""Rendering the directory's pages, in several processes where there is enough to do."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from loa.publish.store import Made
from loa.render.directory.pages import Pages
from loa.render.directory.records import Book
from loa.render.directory.words import Words

# A second process costs about a second until it has the records of a whole country: five thousand pages (measured).
_PAYS = 20_000
_MOST = 4

Job = tuple[Words, list[str]]
Result = dict[str, dict[str, Made]]


class Task(NamedTuple):
    """A share of the pages: which, from what, into which folder; `keys`: what each page is kept under."""

    book: Book
    jobs: list[Job]
    keys: Mapping[str, str]
    folder: str


def render(book: Book, jobs: list[Job], keys: Mapping[str, str], folder: Path, processes: int = 0) -> Result:
    """Write the pages of `jobs` below `folder`; what was made, by the folder of the language and the page's code.

    `processes`: 0 for as many as pay.
    """
    for words, _ in jobs:
        (folder / words.folder).mkdir(parents=True, exist_ok=True)
    if not processes:
        count = sum(len(codes) for _, codes in jobs)
        processes = min(os.cpu_count() or 1, _MOST) if count >= _PAYS else 1
    # A share has every n-th page of each language: provinces, which cost more, fall to all.
    shares = [
        Task(book, [(words, codes[at::processes]) for words, codes in jobs], keys, os.fspath(folder))
        for at in range(processes)
    ]
    others = [(share, _start(share)) for share in shares[1:]]
    found = write(shares[0])
    for share, process in others:
        made = _finish(process) or write(share)  # a machine that refuses processes still gets its pages
        for name, pages in made.items():
            found[name].update(pages)
    return found


def write(task: Task) -> Result:
    """Write one share of the pages."""
    found: Result = {}
    for words, codes in task.jobs:
        pages = Pages(task.book, words)
        folder = os.path.join(task.folder, words.folder)  # noqa: PTH118
        found[words.folder] = {
            code: Made.write(f"{folder}{code}.html", task.keys[code], pages.page(code).encode())
            for code in codes
        }
    return found


def _start(task: Task) -> subprocess.Popen[bytes] | None:
    # A program of its own instead of multiprocessing: forking beside threads (MkDocs' server, the PDF libraries) may
    # hang, and "spawn" would run the main program of whoever called us a second time.
    package = Path(__file__).resolve().parents[2]
    paths = [os.fspath(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        assert process.stdin
        with process.stdin as pipe:
            pickle.dump(task, pipe, pickle.HIGHEST_PROTOCOL)
    except OSError:
        return None
    return process


def _finish(process: subprocess.Popen[bytes] | None) -> Result | None:
    if process is None:
        return None
    assert process.stdout
    with process, process.stdout as pipe:
        data = pipe.read()
    if process.returncode:
        return None
    made: Result = pickle.loads(data)  # noqa: S301  # from the program that we have just started
    return made


def _main() -> None:
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the program that started us
    pickle.dump(write(task), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    # Pickle looks types up by name: under "__main__" they would be others.
    from loa.publish import workers

    workers._main()
