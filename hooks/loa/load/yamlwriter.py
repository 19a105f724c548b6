"""Writing YAML files of our own; what people wrote is changed by `loa.load.splice`."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML


def yaml_text(data: Mapping[str, Any]) -> str:
    """Mappings, lists and plain values as YAML in their order: the same data give the same text."""
    writer = YAML()
    writer.width = 4096
    writer.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    writer.dump(data, buffer)
    return buffer.getvalue()
