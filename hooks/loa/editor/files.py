"""The files that the editor may touch: found by their hub path, read with a stamp, replaced in one step."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from loa.load import Source
from loa.load.files import MAX_BYTES, inside, is_file
from loa.writing import write_all

FACTS = "facts.yml"
SHEETS = ("campaign.yml", "plan.yml", "tasks.yml", "news.yml")
"""The files of fields that a campaign may have."""

_SPECIAL = frozenset('<>:"|?*\\\0')


class NotAllowed(Exception):
    """The path names no file that may be edited. Its text says nothing more: the asker may be an attacker."""


class Changed(Exception):
    """The file on disk is no longer the one that was read."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as read: its text with `\\n` line ends, and the stamp by which a later change is noticed."""

    text: str
    stamp: str
    windows_ends: bool = False


def locate(source: Source, hub_path: str) -> Path:
    """The file behind a hub path such as `campaigns/thu-vien/laws/a.km.md` or `docs/index.md`; it need not exist.

    Only texts, a campaign's files of fields and facts inside the source folder: nothing hidden, no link.

    Raises:
        NotAllowed: anything else.
    """
    top, *rest = hub_path.split("/")
    roots = {"campaigns": source.campaigns} | ({} if source.borrows_docs else {"docs": source.docs})
    is_text = len(rest) == {"campaigns": 3, "docs": 1}.get(top) and rest[-1].endswith(".md")
    is_sheet = top == "campaigns" and len(rest) == 2 and rest[1] in (*SHEETS, FACTS)
    if top not in roots or not (is_text or is_sheet or (top == "campaigns" and rest == [FACTS])):
        raise NotAllowed
    if any(_strange(part) for part in rest):
        raise NotAllowed
    if top == "campaigns" and rest[1:] and not source.is_campaign(source.campaigns / rest[0]):
        raise NotAllowed
    root = roots[top]
    path = root
    for part in rest:
        path = path / part
        if path.is_symlink() or not inside(path, root):
            raise NotAllowed
    if path.exists() and not path.is_file():
        raise NotAllowed
    return path


def _strange(part: str) -> bool:
    """Whether a part of a path is hidden, climbs, or holds what a file name may not hold on some system."""
    return (
        not part
        or part.startswith((".", "_", "~"))
        or part != part.strip(" .")
        or len(part.encode("utf-8", "replace")) > 200
        or any(char in _SPECIAL or unicodedata.category(char)[0] == "C" for char in part)
    )


def read(path: Path) -> Stored | None:
    """The file as it is on disk, or None when there is none.

    Raises:
        NotAllowed: it is too large, or no UTF-8 text.
        OSError: it cannot be read.
    """
    if not is_file(path):
        return None
    if path.stat().st_size > MAX_BYTES:
        raise NotAllowed
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAllowed from error
    ends = "\r\n" in text
    return Stored(unicodedata.normalize("NFC", text.replace("\r\n", "\n")), _stamp(raw), ends)


def encoded(text: str, stored: Stored | None) -> bytes:
    """`text` as bytes, with the line ends that the stored file has."""
    return (text.replace("\n", "\r\n") if stored and stored.windows_ends else text).encode("utf-8")


def _stamp(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """New bytes for a file; `stamp`: that of the file as it was read, empty where there was none."""

    path: Path
    raw: bytes
    stamp: str


def save(*changes: Change) -> None:
    """Put the new bytes in the place of all these files, or of none.

    Raises:
        Changed: the disk holds another file by now.
        LoaError: LOA708, one of them cannot be written.
    """

    def unchanged() -> None:
        for change in changes:
            current = _stamp(change.path.read_bytes()) if change.path.exists() else ""
            if current != change.stamp:
                raise Changed

    write_all({change.path: change.raw for change in changes}, ready=unchanged)
