"""`manifest.json`: every file of a build, what it is, what it was made from, and its hash."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring as _text
from pathlib import Path
from typing import Any, NamedTuple

from loa import __version__
from loa.hub import Settings

NAME = "manifest.json"


class Entry(NamedTuple):
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
            entry = entry._replace(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
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
    said = _said(entry.product, entry.item, entry.language, entry.status, entry.sources)
    alt = f', "alt": {_text(entry.alt)}' if entry.alt else ""
    return f'{{"path": {_text(name)}, {said}, "sha256": "{entry.sha256}", "bytes": {entry.bytes}{alt}}}'


@lru_cache(maxsize=256)
def _said(product: str, item: str, language: str, status: str, sources: tuple[str, ...]) -> str:
    """What the entries of many pages have in common."""
    return (
        f'"product": {_text(product)}, "item": {_text(item)}, "language": {_text(language)}, '
        f'"status": {_text(status)}, "sources": [{", ".join(map(_text, sources))}]'
    )


def _names(folder: str, prefix: str) -> list[str]:
    found, folders = [], []
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        else:
            found.append(prefix + entry.name)
    for name in folders:
        found += _names(f"{folder}/{name}", f"{prefix}{name}/")
    return found


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a built folder.

    Raises:
        OSError, ValueError: there is none, or it is not JSON.
    """
    manifest: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return manifest
