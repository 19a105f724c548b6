"""Putting a finished folder in the place of the old one, so that readers see either the old site or the new."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from loa.errors import LoaError, Problem, say
from loa.writing import move, uninterrupted

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def swap(new: Path, place: Path, salvage: Callable[[Path], None] = lambda old: None) -> None:
    """Put `new` at `place` and remove what was there, after `salvage` took out what can be used again.

    On Linux the two change places in one step. Elsewhere the old folder is renamed first; a kill between the two
    steps leaves it as `<place>.old`, which `recover` puts back.

    Raises:
        LoaError: LOA708, the folder cannot be written.
    """
    old = place.with_name(place.name + ".old")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() and _exchange(new, place):
            salvage(new)
            shutil.rmtree(new)
            return
        if old.exists() and place.exists():
            shutil.rmtree(old)
        with uninterrupted():
            if place.exists():
                move(place, old)
            move(new, place)
        if old.exists():
            salvage(old)
            shutil.rmtree(old)
    except OSError as error:
        recover(place)
        raise LoaError([Problem.of("LOA708", reason=error.strerror or error)]) from error


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def recover(place: Path) -> None:
    """Put back the old folder if a build was killed between two renames."""
    old = place.with_name(place.name + ".old")
    if old.is_dir() and not place.exists():
        old.rename(place)


@contextlib.contextmanager
def building(place: Path) -> Iterator[Path]:
    """A fresh folder beside `place` to build in, removed at the end; one build at a time for each place.

    Raises:
        LoaError: LOA707, another build runs; LOA708, the folder cannot be made.
    """
    folder = place.with_name(place.name + ".new")
    lock = place.with_name(place.name + ".lock")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("a+b") as handle:
            if not take_lock(handle.fileno()):
                raise LoaError([Problem.of("LOA707")])
            recover(place)
            _refuse_what_is_no_site(place)
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise LoaError([Problem.of("LOA708", reason=error.strerror or error)]) from error


def _refuse_what_is_no_site(place: Path) -> None:
    """A wrong --out must not cost anybody their documents: only a site of ours, or nothing, is replaced."""
    if place.is_dir() and ((place / "manifest.json").is_file() or not any(place.iterdir())):
        return
    if place.exists():
        reason = say(f"{place.name} không phải trang web do Loa dựng", f"{place.name} is no site made by Loa")
        raise LoaError([Problem.of("LOA708", reason=reason)])


def take_lock(handle: int) -> bool:
    """Lock an open file for this process; the system lets go of it however the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
