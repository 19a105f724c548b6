"""The content as it is on disk now, read again only when a file has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import RLock

from loa.errors import Report
from loa.hub import PROJECT, Hub, Settings, open_source
from loa.load import Source
from loa.locales import Locale, load_locales

Snapshot = frozenset[tuple[str, int, int]]
_SKIPPED = {"private", "assets", "overrides"}


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """(path, time of the last change in ns, size) of every file that people may be writing."""
    return frozenset(row for folder in folders for row in _files(folder))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name in _SKIPPED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path))
                else:
                    found = entry.stat()
                    yield entry.path, found.st_mtime_ns, found.st_size
    except OSError:  # a folder or a file that goes while we look: the next look will tell
        return


class Desk:
    """The hub of one running preview; safe to ask from several threads."""

    def __init__(self, settings: Settings, project: Path = PROJECT) -> None:
        self.settings = settings
        self.source = Source.find(project, settings.source)
        self._lock = RLock()
        self._seen: tuple[Snapshot, Snapshot] | None = None
        self._locales: tuple[dict[str, Locale], Report] | None = None
        self._hub: Hub | None = None

    def look(self) -> tuple[Snapshot, Snapshot]:
        """What the disk holds: languages, then content."""
        facts = {fact.parent for fact in self.source.facts} - {self.source.campaigns}
        beside = frozenset(row for row in snapshot(facts) if row[0].endswith("facts.yml"))
        return snapshot(self.source.locales), snapshot((self.source.campaigns, self.source.docs)) | beside

    def hub(self) -> Hub:
        """The hub as it is on disk now, checked. The same object as long as nothing changes.

        Raises:
            LoaError: the source folder is gone.
        """
        with self._lock:
            now = self.look()
            if self._hub is None or now != self._seen:
                if self._locales is None or self._seen is None or now[0] != self._seen[0]:
                    report = Report()
                    self._locales = load_locales(self.source.locales, report), report
                self._hub = open_source(self.settings, self.source, self._locales)
                self._seen = now
            return self._hub
