"""Writing YAML: files of our own, and front matter whose comments, order and what is not named stay as they were."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

# The front matter of a variant that the program writes anew.
_ORDER = (
    *(
        "title",
        "summary",
        "status",
        "reviewed_by",
        "approved_by",
        "approved_on",
        "translated_by",
        "translated_on",
    ),
    *("call_to_action", "claim", "fact", "leaflet", "radio", "short", "source_hashes"),
)


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


def with_fields(path: Path, values: Mapping[str, Any]) -> bytes:
    """A Markdown file with these fields set in its front matter.

    Raises:
        ValueError: the file has no front matter.
        OSError: it cannot be read.
    """
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError(f"{path}: no front matter")
    data = _writer().load(parts[1])
    for key, value in values.items():
        data[key] = value
    return _file(data, parts[2]).encode("utf-8")


def variant_text(old: str | None, values: Mapping[str, Any], body: str) -> str:
    """The text of a variant's file.

    Args:
        old: the file as it is; comments, and fields that `values` does not name, stay. `values`: fields by dotted
            name (`leaflet.lead`); None takes a field away. `body`: Markdown.
    """
    data = _writer().load(old.split("---\n", 2)[1]) if old else CommentedMap()
    for name, value in values.items():
        _set(data, name.split("."), value)
    if not old:
        data = CommentedMap((key, data[key]) for key in _ORDER if key in data)
    return _file(data, body)


def _file(data: CommentedMap, body: str) -> str:
    out = io.StringIO()
    _writer().dump(data, out)
    return f"---\n{out.getvalue()}---\n{body}"


def _set(data: CommentedMap, keys: list[str], value: Any) -> None:
    key, *rest = keys
    if rest:
        if value is not None or key in data:
            inner = data.setdefault(key, CommentedMap())
            _set(inner, rest, value)
            if not inner:
                del data[key]
    elif value is None:
        data.pop(key, None)
    else:
        data[key] = value
