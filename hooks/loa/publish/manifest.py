"""`manifest.json`: every file of a build, what it is, what it was made from, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loa import __version__
from loa.hub import Settings

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one file beside its hash and size."""

    product: str
    item: str = ""
    language: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()


def write_manifest(folder: Path, entries: Mapping[str, Entry], settings: Settings) -> dict[str, Any]:
    """Write the manifest of a finished folder and return it. Files that `entries` lacks are assets."""
    files = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name == NAME:
            continue
        data = path.read_bytes()
        entry = entries.get(name, Entry("asset"))
        files.append(
            {
                "path": name,
                "product": entry.product,
                "item": entry.item,
                "language": entry.language,
                "status": entry.status,
                "sources": list(entry.sources),
                "sha256": hashlib.sha256(data).hexdigest(),
                "bytes": len(data),
            }
        )
    manifest = {
        "generator": f"loa {__version__}",
        "date": settings.date.isoformat(),
        "mode": "production" if settings.production else "preview",
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a built folder.

    Raises:
        OSError, ValueError: there is none, or it is not JSON.
    """
    manifest: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return manifest
