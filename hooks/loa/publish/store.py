"""The folder in which the pages of the directory are kept between builds.

Pages are linked from there into the site. Tens of thousands of links cost more than all else in a build with one
change, so each folder of the site has a spare: the same links, ready to be moved into the next site. The folder of the
site that it replaces becomes the next spare. A spare may be a build behind, or somebody may have edited it while it was
public: each file is looked at before it counts.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from loa.publish.swap import take_lock

_STATE = "state.json"
_SPARE = "spare"
_ROOMS = 4


class Made(NamedTuple):
    """A kept file: the hash of what it was made from, the hash of its bytes, their number, when it was written."""

    key: str
    sha256: str
    size: int
    written: int

    @classmethod
    def write(cls, path: str, key: str, data: bytes) -> Made:
        """Write a new file at `path`, never into an old one: sites built before hold links to it."""
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108  # tens of thousands of times: Path costs more than the system call
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
        try:
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            written = os.fstat(handle).st_mtime_ns
        finally:
            os.close(handle)
        return cls(key, hashlib.sha256(data).hexdigest(), len(data), written)


_SIZE = Made._fields.index("size")  # and after it when it was written


def room_of(cache: Path, *identity: object) -> Path:
    """The folder of one hub and mode in `cache`: hubs that are built in turn do not throw each other's pages away.

    A few are kept; the one that was not used for longest makes room.
    """
    room = cache / hashlib.sha256(repr(identity).encode()).hexdigest()[:16]
    with suppress(OSError):
        room.mkdir(parents=True, exist_ok=True)
        os.utime(room)
        rooms = sorted((of for of in cache.iterdir() if of.is_dir()), key=lambda of: of.stat().st_mtime)
        for old in rooms[:-_ROOMS]:
            with (old / "lock").open("a+b") as handle:
                if take_lock(handle.fileno()):
                    shutil.rmtree(old, ignore_errors=True)
    return room


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[str, int | None]]:
    """The start of a file's path in `folder`, and an open folder that it is relative to, where systems have that.

    The system then need not walk the whole path tens of thousands of times.
    """
    if not {os.link, os.stat, os.unlink} <= os.supports_dir_fd:
        yield os.path.join(folder, ""), None  # noqa: PTH118  # Path would drop the slash at its end
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield "", handle
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether `folder` is there and no other build uses it; none will until the end of the block."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / "lock").open("a+b")
    except OSError:
        yield False
        return
    with handle:
        yield take_lock(handle.fileno())


@dataclass
class Store:
    """What is kept, by folder of the `site`. `folder` is None where nothing can be kept: no disk, or another build."""

    site: Path
    folder: Path | None
    _before: dict[str, tuple[str, dict[str, Made]]] = field(default_factory=dict)
    _after: dict[str, tuple[str, Mapping[str, Made]]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _there: dict[str, dict[str, Made]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, folder: Path | None, site: Path) -> Iterator[Store]:
        """The store in `folder`, for one build at a time; what was kept is written down when all went well."""
        if folder is None:
            yield cls(site, None)
            return
        with _locked(folder) as mine:
            if not mine:
                yield cls(site, None)
                return
            store = cls(site, folder, _read(folder / _STATE))
            yield store
            store._write_state()

    @staticmethod
    def take_back(folder: Path, names: Iterable[str], old: Path) -> None:
        """Keep the folders `names` of a site that nobody sees any more as spares, where there are none."""
        with _locked(folder) as mine:
            for name in names if mine else ():
                _move(old / name, folder / _SPARE / name)

    def lend(self, names: Iterable[str]) -> None:
        """Move the spares of the folders `names` into a fresh site; call before `kept`."""
        if self.folder:
            for name in names:
                _move(self.folder / _SPARE / name, self.site / name)

    def kept(self, name: str, key: str) -> dict[str, Made]:
        """The files of folder `name` that were made under the same shared `key` and are as they were written.

        Whoever edits a built site in place edits these files too, as they are the same.
        """
        if self.folder is None:
            return {}
        self._keys[name] = key
        found, files = self._before.get(name, ("", {}))
        if found != key:
            files = {}
        there = self._there[name] = _unchanged(self.site / name, files, clean=True)
        rest = {code: made for code, made in files.items() if code not in there}
        return {**there, **(_unchanged(self.folder / name, rest) if rest else {})}

    def count(self, name: str) -> int:
        """How many files folder `name` had when it was written."""
        return len(self._before.get(name, ("", {}))[1])

    def begin(self) -> None:
        """Call before the first file is written: a build that is killed then leaves nothing to be believed."""
        if self.folder:
            (self.folder / _STATE).unlink(missing_ok=True)

    def put(self, name: str, suffix: str, files: Mapping[str, Made]) -> None:
        """Let folder `name` of the site hold `files`, which lie in the store or, without one, are there already."""
        if self.folder is None:
            return
        self._after[name] = self._keys[name], files
        there, source, spare = self._there[name], self.folder / name, self.folder / _SPARE / name
        for code, made in there.items():
            if files.get(code) is not made:
                (self.site / name / f"{code}{suffix}").unlink()
        _link(
            source, self.site / name, [code + suffix for code in files if files[code] is not there.get(code)]
        )
        if not there and not spare.exists():
            # A disk without links is given no copies: they would not be known again.
            with suppress(OSError):
                _link(source, spare, [code + suffix for code in files], copy=False)

    def _write_state(self) -> None:
        assert self.folder
        # A language that this build does not have may come back.
        state = {**{name: of for name, of in self._before.items() if name not in self._after}, **self._after}
        if state == self._before and (self.folder / _STATE).exists():
            return
        text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
        Made.write(os.fspath(self.folder / _STATE), "", text.encode())


def _move(source: Path, target: Path) -> None:
    """Rename a folder where that is possible: it is there, nothing stands at `target`, both are on one disk."""
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


def _unchanged(folder: Path, files: Mapping[str, Made], clean: bool = False) -> dict[str, Made]:
    """Those of `files` that lie in `folder` as they were written; `clean`: all other files there are removed."""
    good, others = {}, []
    if not folder.is_dir():
        return {}
    with _opened(folder) as (path, handle):
        with os.scandir(path if handle is None else handle) as entries:
            for entry in entries:
                code = entry.name.partition(".")[0]
                made = files.get(code)
                if made and made[_SIZE:] == (
                    (of := entry.stat(follow_symlinks=False)).st_size,
                    of.st_mtime_ns,
                ):
                    good[code] = made
                elif clean and not entry.is_dir(follow_symlinks=False):
                    others.append(entry.name)
        for name in others:
            os.unlink(path + name, dir_fd=handle)
    return good


def _link(source: Path, target: Path, names: Iterable[str], copy: bool = True) -> None:
    """Put the files `names` of `source` into `target` as links; `copy`: as copies where the system has no links.

    Raises:
        OSError: a file cannot be linked, nor copied if it may be.
    """
    target.mkdir(parents=True, exist_ok=True)
    with _opened(source) as (from_folder, from_handle), _opened(target) as (to_folder, to_handle):
        for name in names:
            try:
                os.link(from_folder + name, to_folder + name, src_dir_fd=from_handle, dst_dir_fd=to_handle)
            except OSError:
                if not copy:
                    raise
                shutil.copyfile(source / name, target / name)


def _read(path: Path) -> dict[str, tuple[str, dict[str, Made]]]:
    """The state, or nothing where it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
        return {
            name: (key, dict(zip(files, starmap(Made, files.values()), strict=True)))
            for name, (key, files) in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
