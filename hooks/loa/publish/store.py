"""The folder in which the pages of the directory are kept between builds."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from loa.publish.swap import take_lock

_STATE = "state.json"
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
def opened(folder: Path) -> Iterator[tuple[str, int | None]]:
    """The start of a file's path in `folder`, and an open folder that it is relative to, where systems have that.

    The system then need not walk the whole path tens of thousands of times.
    """
    if not {os.link, os.stat} <= os.supports_dir_fd:
        yield os.path.join(folder, ""), None  # noqa: PTH118  # Path would drop the slash at its end
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield "", handle
    finally:
        os.close(handle)


@dataclass
class Store:
    """What is kept, by folder. `folder` is None where nothing can be kept: another build uses it, or no disk."""

    folder: Path | None
    _before: dict[str, tuple[str, dict[str, Made]]] = field(default_factory=dict)
    _after: dict[str, tuple[str, Mapping[str, Made]]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, folder: Path | None) -> Iterator[Store]:
        """The store in `folder`, for one build at a time; what was kept is written down when all went well."""
        if folder is None:
            yield cls(None)
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle = (folder / "lock").open("a+b")
        except OSError:
            yield cls(None)
            return
        with handle:
            if not take_lock(handle.fileno()):
                yield cls(None)
                return
            store = cls(folder, _read(folder / _STATE))
            yield store
            store._write_state()

    def kept(self, name: str, key: str) -> dict[str, Made]:
        """The files of folder `name` that were made under the same shared `key` and are as they were written.

        Whoever edits a built site in place edits these files too, as they are the same.
        """
        self._keys[name] = key
        found, files = self._before.get(name, ("", {}))
        folder = self.folder / name if self.folder else None
        if found != key or folder is None or not folder.is_dir():
            return {}
        good = {}
        with opened(folder) as (path, handle), os.scandir(path if handle is None else handle) as entries:
            for entry in entries:
                code = entry.name.partition(".")[0]
                made = files.get(code)
                if made and made[_SIZE:] == (
                    (of := entry.stat(follow_symlinks=False)).st_size,
                    of.st_mtime_ns,
                ):
                    good[code] = made
        return good

    def count(self, name: str) -> int:
        """How many files folder `name` had when it was written."""
        return len(self._before.get(name, ("", {}))[1])

    def keep(self, name: str, files: Mapping[str, Made]) -> None:
        """What folder `name` holds now."""
        self._after[name] = self._keys[name], files

    def begin(self) -> None:
        """Call before the first file is written: a build that is killed then leaves nothing to be believed."""
        if self.folder:
            (self.folder / _STATE).unlink(missing_ok=True)

    def _write_state(self) -> None:
        assert self.folder
        # A language that this build does not have may come back.
        state = {**{name: of for name, of in self._before.items() if name not in self._after}, **self._after}
        if state == self._before and (self.folder / _STATE).exists():
            return
        text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
        Made.write(os.fspath(self.folder / _STATE), "", text.encode())


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
