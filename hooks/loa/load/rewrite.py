"""Writing YAML: files of our own, and front matter whose comments, order and body stay as they were."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def yaml_text(data: Mapping[str, Any]) -> str:
    """Mappings, lists and plain values as YAML in their order: the same data give the same text."""
    buffer = io.StringIO()
    _writer().dump(data, buffer)
    return buffer.getvalue()


def _writer() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def set_fields(path: Path, values: Mapping[str, Any]) -> None:
    """Set fields in the front matter of a Markdown file, in place.

    Raises:
        ValueError: the file has no front matter.
        OSError: it cannot be read or written.
    """
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError(f"{path}: no front matter")
    yaml = _writer()
    data = yaml.load(parts[1])
    for key, value in values.items():
        data[key] = value
    buffer = io.StringIO()
    yaml.dump(data, buffer)
    path.write_text(f"---\n{buffer.getvalue()}---\n{parts[2]}", encoding="utf-8", newline="\n")
