"""`manifest.json`: every file of a build, what it is, what it was made from, and its hash."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from json.encoder import encode_basestring as _text
from pathlib import Path
from typing import Any

from loa import __version__
from loa.hub import Settings

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one file; `item`: the id of the item that it shows, of none for a list of many.

    `alt`: the text alternative of a picture. Who has just written a file may give its hash and size: it is not
    read again.
    """

    product: str
    item: str = ""
    language: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()
    sha256: str = ""
    bytes: int = 0
    alt: str = ""


def write_manifest(folder: Path, entries: Mapping[str, Entry], settings: Settings) -> None:
    """Write the manifest of a finished folder. Files that `entries` lacks are assets."""
    lines = []
    for name in sorted(_names(os.fspath(folder), "")):
        if name == NAME:
            continue
        entry = entries.get(name, Entry("asset"))
        if not entry.sha256:
            data = (folder / name).read_bytes()
            entry = replace(entry, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
        lines.append(_line(name, entry))
    head: dict[str, object] = {
        "generator": f"loa {__version__}",
        "date": settings.date.isoformat(),
        "mode": "production" if settings.production else "preview",
        "files": [],
    }
    text = json.dumps(head, ensure_ascii=False).removesuffix("]}") + "\n" + ",\n".join(lines) + "\n]}\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def _line(name: str, entry: Entry) -> str:
    """One file as JSON on a line of its own; `json.dumps` takes seconds for the pages of a whole country."""
    return (
        f'{{"path": {_text(name)}, "product": {_text(entry.product)}, "item": {_text(entry.item)}, '
        f'"language": {_text(entry.language)}, "status": {_text(entry.status)}, '
        f'"sources": [{", ".join(map(_text, entry.sources))}], '
        f'"sha256": "{entry.sha256}", "bytes": {entry.bytes}'
        + (f', "alt": {_text(entry.alt)}}}' if entry.alt else "}")
    )


def _names(folder: str, prefix: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _names(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a built folder.

    Raises:
        OSError, ValueError: there is none, or it is not JSON.
    """
    manifest: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return manifest
