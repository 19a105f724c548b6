"""The whole site, built by `loa build` in a process of its own whenever writing pauses: directory, pictures, search."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread

from loa.hub import PROJECT, Settings

# Seconds without a change before a build begins: it takes a processor that the next page may need.
QUIET = 1.5


class Backstage:
    """Builds one after the other into `place`; what is asked for during a build is one more build after it."""

    def __init__(
        self, settings: Settings, place: Path, done: Callable[[], None], project: Path = PROJECT
    ) -> None:
        self.place, self._done = place, done
        self._command = [
            *(sys.executable, "-P", str(project / "scripts" / "build.py"), "--json", "--out", str(place)),
            *("--date", settings.date.isoformat()),
            *(("--source", str(settings.source)) if settings.source else ()),
        ]
        self._condition = Condition()
        self._wanted = self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to wait for wishes."""
        self._thread.start()

    def ask(self) -> None:
        """The content has changed: build when it has been quiet for `QUIET` seconds."""
        with self._condition:
            self._wanted = True
            self._condition.notify_all()

    def close(self) -> None:
        """End; a build that runs is broken off, and the site of the one before it stays."""
        with self._condition:
            self._closed = True
            if self._process:
                self._process.terminate()
            self._condition.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while self._wait():
            with self._condition:
                if self._closed:
                    return
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            # Errors of content are on the pages already.
            if self._process.wait() == 0:
                self._done()

    def _wait(self) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._wanted or self._closed)
            while self._wanted and not self._closed:
                self._wanted = False
                self._condition.wait_for(lambda: self._wanted or self._closed, timeout=QUIET)
            return not self._closed
