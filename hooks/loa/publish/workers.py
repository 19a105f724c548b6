"""Rendering the directory's pages, in several processes where there is enough to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from loa.publish.processes import processors, run
from loa.publish.store import Made
from loa.render.directory.pages import Pages
from loa.render.directory.records import Book
from loa.render.directory.words import Words

# A second process costs about a second until it has the records of a whole country: five thousand pages (measured).
_PAYS = 20_000

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
        processes = processors() if count >= _PAYS else 1
    # A share has every n-th page of each language: provinces, which cost more, fall to all.
    shares = [
        Task(book, [(words, codes[at::processes]) for words, codes in jobs], keys, os.fspath(folder))
        for at in range(processes)
    ]
    found, *others = run(write, shares)
    for made in others:
        for name, pages in made.items():
            found[name].update(pages)
    return found


def write(task: Task) -> Result:
    """Write one share of the pages."""
    found: Result = {}
    for words, codes in task.jobs:
        pages = Pages(task.book, words)
        folder = os.path.join(task.folder, words.folder)  # noqa: PTH118  # Path would drop the slash at its end
        found[words.folder] = {
            code: Made.write(f"{folder}{code}.html", task.keys[code], pages.page(code).encode())
            for code in codes
        }
    return found
