"""The file of a variant as the program writes it: front matter in a fixed order, then the body."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

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


def variant_text(old: str | None, values: Mapping[str, Any], body: str) -> str:
    """The text of a variant's file.

    Args:
        old: the file as it is; comments, and fields that `values` does not name, stay. `values`: fields by dotted
            name (`leaflet.lead`); None takes a field away. `body`: Markdown.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(old.split("---\n", 2)[1]) if old else CommentedMap()
    for name, value in values.items():
        _set(data, name.split("."), value)
    if not old:
        data = CommentedMap((key, data[key]) for key in _ORDER if key in data)
    out = io.StringIO()
    yaml.dump(data, out)
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
