"""Reading the small YAML files of a language: text only, no aliases, every fault reported."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from loa.errors import Report
from loa.locales.reasons import reason

LIMIT = 256 * 1024
# Khmer writes U+200B between words; joiners shape some scripts. Everything else of these categories is unseen
# by the writer and can turn text around or hide it.
_JOINERS = "\u200b\u200c\u200d"

Value = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Faults:
    """Where the faults of one file go: a report, the language's tag, the path shown to the writer."""

    report: Report
    tag: str
    path: str

    def add(self, why: str, line: int = 0, /, **values: object) -> None:
        """Record a LOA505 whose reason is `why` (see `reasons.REASONS`)."""
        self.report.add("LOA505", self.path, line, value=self.tag, reason=reason(why, **values))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one file: values as written (NFC), and their lines (`strings.key` for nested ones)."""

    values: dict[str, Value]
    lines: dict[str, int]


class _Loader(yaml.BaseLoader):
    """Every scalar stays text (`no` is a language, not False); aliases and tags are refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # no types for PyYAML's parser
        marked = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or marked:
            raise _Refused(event.start_mark.line + 1 if event.start_mark else 0)
        return super().compose_node(parent, index)


class _Refused(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read(path: Path, root: Path, faults: Faults) -> Fields | None:
    """The fields of `path`, a file below `root`; None, with the fault reported, if it cannot be read."""
    text = _text(path, root, faults)
    if text is None:
        return None
    try:
        node = _Loader(text).get_single_node()
    except _Refused as refused:
        faults.add("alias", refused.line)
    except RecursionError:
        faults.add("deep")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.add("syntax", mark.line + 1 if mark else 0)
    except (ValueError, OverflowError):  # a number in an escape such as "\UFFFFFFFF" that is no character
        faults.add("syntax")
    else:
        if isinstance(node, yaml.MappingNode):
            return _fields(node, faults)
        faults.add("not-mapping")
    return None


def _text(path: Path, root: Path, faults: Faults) -> str | None:
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            faults.add("outside")
            return None
        if path.stat().st_size > LIMIT:
            faults.add("too-large", limit=LIMIT // 1024)
            return None
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add("not-utf8")
    except (OSError, RuntimeError):  # RuntimeError: a symbolic link that leads back to itself
        faults.add("unreadable", name=path.name)
    return None


def _pairs(node: yaml.MappingNode, faults: Faults) -> Iterator[tuple[str, yaml.Node, int]]:
    seen: set[str] = set()
    for key_node, value in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str):
            faults.add("syntax", line)
        elif key in seen:
            faults.add("twice", line, key=key)
        else:
            seen.add(key)
            yield key, value, line


def _fields(node: yaml.MappingNode, faults: Faults) -> Fields:
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key, child, line in _pairs(node, faults):
        value = _value(key, child, faults, lines)
        if value is not None:
            values[key] = value
            lines[key] = line
    return Fields(values, lines)


def _value(key: str, node: yaml.Node, faults: Faults, lines: dict[str, int]) -> Value | None:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(key, node, faults)
    if isinstance(node, yaml.SequenceNode):
        items = [_scalar(key, item, faults) for item in node.value]
        return [item for item in items if item is not None]
    if not isinstance(node, yaml.MappingNode):  # YAML has no fourth kind; for the type checker
        return None
    nested: dict[str, str] = {}
    for name, child, line in _pairs(node, faults):
        text = _scalar(f"{key}.{name}", child, faults)
        if text is not None:
            nested[name] = text
            lines[f"{key}.{name}"] = line
    return nested


def _scalar(key: str, node: yaml.Node, faults: Faults) -> str | None:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.ScalarNode):
        faults.add("not-text", line, key=key)
        return None
    text = unicodedata.normalize("NFC", node.value)
    for char in text.replace("\n", ""):
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in _JOINERS:
            faults.add("hidden", line, key=key, char=f"U+{ord(char):04X}")
            return None
    return text.strip()
