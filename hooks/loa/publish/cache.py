"""Bytes of products kept by the hash of all their inputs, so that an unchanged leaflet is not set again."""

from __future__ import annotations

import os
from pathlib import Path


class Cache:
    """A folder of files named by key; a missing or unwritable folder only means that nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The bytes kept under `key`, or None."""
        try:
            return (self.folder / key[:2] / key).read_bytes() if key else None
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; written beside and renamed, so that a killed build leaves no half file."""
        if not key:
            return
        target = self.folder / key[:2] / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f"{key}.{os.getpid()}")
            try:
                beside.write_bytes(data)
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)
        except OSError:
            return
