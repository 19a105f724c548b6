"""What the check would say if a file read as somebody wants it to: tried on a copy, before anything is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from loa.editor.files import Change
from loa.errors import Problem, Report, Severity
from loa.hub import Hub, open_source
from loa.load import Source

_READ = {".md", ".yml", ".csv", ".vtt"}


def problems_with(hub: Hub, path: Path, changes: Iterable[Change]) -> list[Problem]:
    """The problems of the file at `path` after these changes, and new ones that they would bring to other files."""
    source = hub.source
    with tempfile.TemporaryDirectory(prefix="loa-thu-") as name:
        folders = {source.campaigns: Path(name, "campaigns")}
        if not source.borrows_docs:
            folders[source.docs] = Path(name, "docs")
        for old, new in folders.items():
            _copy(old, new)
        for change in changes:
            copied = _moved(change.path, folders)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(change.raw)
        there = replace(
            source,
            campaigns=folders[source.campaigns],
            docs=folders.get(source.docs, source.docs),
            facts=tuple(_moved(fact, folders) for fact in source.facts),
        )
        tried = open_source(hub.settings, there, (hub.locales, Report()))
        names = {Source.shown(new): Source.shown(old) for old, new in folders.items()}
    found = [_renamed(problem, names) for problem in tried.report]
    own = Source.shown(path)
    known = set(hub.report)
    mine = [problem for problem in found if problem.path == own]
    if any(problem.severity is Severity.ERROR for problem in mine):
        return mine  # a file that cannot be read breaks links to it: mended with it
    return [*mine, *(problem for problem in found if problem.path != own and problem not in known)]


def _moved(path: Path, folders: dict[Path, Path]) -> Path:
    for old, new in folders.items():
        if path.is_relative_to(old):
            return new / path.relative_to(old)
    return path


def _renamed(problem: Problem, names: dict[str, str]) -> Problem:
    """The problem as it would be in the real folders: other files may stand in its text too."""

    def real(text: str) -> str:
        for new, old in names.items():
            text = text.replace(new, old)
        return text

    values = tuple((key, real(value)) for key, value in problem.values)
    return replace(problem, path=real(problem.path), values=values)


def _copy(old: Path, new: Path) -> None:
    """Texts as copies; pictures and sound, which nobody writes to here, as further names of the same files."""
    for folder, subfolders, files in os.walk(old):
        subfolders[:] = [name for name in subfolders if not name.startswith((".", "_")) and name != "private"]
        place = new / Path(folder).relative_to(old)
        place.mkdir(parents=True, exist_ok=True)
        for name in files:
            file = Path(folder, name)
            if file.is_symlink() or not file.is_file():
                continue
            if file.suffix in _READ:
                shutil.copyfile(file, place / name)
            else:
                _link(file, place / name)


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # another drive
        shutil.copyfile(file, place)
