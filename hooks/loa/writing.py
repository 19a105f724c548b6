"""Files that people own, written whole or not at all: a full disk, a lock or Ctrl-C leaves the old ones alone."""

from __future__ import annotations

import itertools
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from loa.errors import LoaError, Problem

# Windows refuses to replace a file that somebody has open. A virus scanner or a search index lets go within moments,
# Excel does not: seconds between attempts, and how many.
_LOCKED_WHILE_OPEN = os.name == "nt"
_PAUSE, _ATTEMPTS = 0.1, 20
_NUMBERS = itertools.count()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the end of the block: for steps that belong together and take no time.

    Raises:
        KeyboardInterrupt: at the end, when Ctrl-C was pressed meanwhile.
    """
    before = signal.getsignal(signal.SIGINT)
    # Other threads get no signals, and must not set them; one that is ignored stays so.
    if threading.current_thread() is not threading.main_thread() or before in (None, signal.SIG_IGN):
        yield
        return
    pressed = False

    def remember(*_: object) -> None:
        nonlocal pressed
        pressed = True

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


@contextmanager
def draft(path: Path, data: bytes) -> Iterator[Path]:
    """A finished file beside `path`, on the disk and with its rights; gone at the end unless `move` took it.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A short name: that of `path` may be as long as a name can be. The loader passes over names with a dot in front.
    made = path.with_name(f".loa-{os.getpid()}-{next(_NUMBERS)}.new")
    try:
        with made.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            made.chmod(path.stat().st_mode & 0o777)
        yield made
    finally:
        made.unlink(missing_ok=True)


def move(made: Path, path: Path) -> None:
    """Put `made`, a file or a folder, in the place of `path` in one step.

    Raises:
        OSError: another program does not let go of the old one, or nothing can be written there.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            made.replace(path)
            return
        except PermissionError:
            if not _LOCKED_WHILE_OPEN or attempt == _ATTEMPTS:
                raise
            time.sleep(_PAUSE)


def write_all(files: Mapping[Path, bytes | None], ready: Callable[[], None] | None = None) -> None:
    """Write these files, remove those of which None stands here: all of it, or nothing.

    Args:
        ready: called when only the moves are left, which take microseconds; what it raises stops them.

    Raises:
        LoaError: LOA708, one of them cannot be written; all are as they were.
    """
    done: dict[Path, bytes | None] = {}
    try:
        with ExitStack() as drafts:
            made = {
                path: drafts.enter_context(draft(path, data))
                for path, data in files.items()
                if data is not None
            }
            with uninterrupted():
                if ready:
                    ready()
                try:
                    for path in files:
                        done[path] = path.read_bytes() if path.exists() else None
                        if path in made:
                            move(made[path], path)
                        else:
                            path.unlink(missing_ok=True)
                except OSError:
                    _put_back(done)
                    raise
    except OSError as error:
        raise LoaError([Problem.of("LOA708", reason=error.strerror or error)]) from error


def _put_back(files: Mapping[Path, bytes | None]) -> None:
    for path, data in files.items():
        with suppress(OSError):  # the last one is the one that could not be changed
            if data is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)


def write(path: Path, data: bytes) -> None:
    """Write one file.

    Raises:
        LoaError: LOA708, it cannot be written; the old one is as it was.
    """
    write_all({path: data})
