"""Variants to disk: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from loa.errors import LoaError, Problem


def write_all(texts: Mapping[Path, str]) -> None:
    """Write files; when one cannot be written, those before it are as they were.

    Raises:
        LoaError: LOA708.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    started: list[Path] = []
    try:
        for path, text in texts.items():
            draft = path.with_name(f".{path.name}.new")
            started.append(draft)
            draft.write_bytes(text.encode("utf-8"))
        for path in texts:
            started.append(path)
            path.with_name(f".{path.name}.new").replace(path)
    except OSError as error:
        for path in started:
            old = before.get(path)
            if old is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(old)
        raise LoaError([Problem.of("LOA708", reason=error.strerror or error)]) from error
