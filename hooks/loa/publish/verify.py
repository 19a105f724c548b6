"""A deployed folder against its manifest."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loa.errors import LoaError, Problem
from loa.load.files import why
from loa.publish.manifest import NAME, read_manifest


@dataclass(frozen=True, slots=True)
class Verification:
    """What differs: paths that are missing, changed, or that no build made."""

    files: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the folder is exactly what was built."""
        return not (self.missing or self.changed or self.unknown)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {"good": self.good, **asdict(self)}


def verify(folder: Path, kept: Path | None = None) -> Verification:
    """Compare every file of `folder` with the hash in its `manifest.json`.

    Args:
        kept: the folder that was built, whose manifest is taken instead: whoever changes a deployed page can write its
            new hash into the manifest beside it.

    Raises:
        LoaError: LOA105, there is no manifest or it cannot be read.
    """
    source = kept or folder
    try:
        listed = {file["path"]: file["sha256"] for file in read_manifest(source)["files"]}
        own = (source / NAME).read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = why(error) if isinstance(error, OSError) else error
        raise LoaError([Problem.of("LOA105", (source / NAME).as_posix(), reason=reason)]) from error
    if kept:
        listed[NAME] = hashlib.sha256(own).hexdigest()
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    present -= set() if kept else {NAME}
    changed = [
        path
        for path in sorted(present & set(listed))
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != listed[path]
    ]
    return Verification(
        len(listed),
        tuple(sorted(set(listed) - present)),
        tuple(changed),
        tuple(sorted(present - set(listed))),
    )
