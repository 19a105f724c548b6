"""Changing fields of a text that people wrote: every line that is not about a changed field stays as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

from loa.load.frontmatter import FRONT

# The text of a Markdown file that has nothing yet.
EMPTY = "---\n---\n"
# Other programs would read these as a number, or as nothing.
_NO_TEXT = r"(?:0\d+|~|null|)$"
_NEVER_BARE = re.compile(_NO_TEXT)
# YAML 1.1, which reads our files, knows more marks between brackets than the writer, which writes 1.2.
_NEVER_BARE_IN_BRACKETS = re.compile(rf"{_NO_TEXT}|(?!\w[\w ./-]*$)")


class _Strings(VersionedResolver):
    """Every plain scalar is text, as `loa.load.yamlsource` reads it; only null is not."""

    @property
    def versioned_resolver(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        """The patterns of plain scalars that are no text, by first letter."""
        null = ("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$"))
        return {"~": [null], "n": [null], "": [null]}


def changed_file(text: str, values: Mapping[str, Any], body: str | None, order: Sequence[str] = ()) -> str:
    """A Markdown file with fields of its front matter set, and its body replaced unless `body` is None.

    Args:
        text: the file with `\\n` line ends; `values`, `order`: see `changed`.

    Raises:
        ValueError: there is no front matter, or one that is not plain lines of fields.
    """
    match = FRONT.match(text)
    if not match:
        raise ValueError("no front matter")
    front = changed(match.group(1), values, order)
    rest = text[match.end() :] if body is None else body
    return f"---\n{front}---\n{rest}"


def changed(text: str, values: Mapping[str, Any], order: Sequence[str] = ()) -> str:
    """YAML with fields set.

    Args:
        values: text, lists and mappings of text by field; None takes the field away. `leaflet.lead` is one field of
            a mapping, whose others stay. `order`: where a new field goes, after the fields that stand before it
            here; a line `# field:` of our own templates is its place too.

    Raises:
        ValueError: the YAML cannot be read, or is no block of fields.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    spans = _spans(lines)
    for name, value in values.items():
        key, *rest = name.split(".")
        if key in spans:
            first, end = spans[key]
            lines[first:end] = _written(key, rest, value, "\n".join(lines[first:end]))
        elif value is not None:
            first, end = _place(lines, spans, key, order)
            lines[first:end] = _written(key, rest, value)
        else:
            continue
        spans = _spans(lines)
    return "".join(f"{line}\n" for line in lines)


def _spans(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The lines of each field; comments and empty lines before the next field belong to that one."""
    try:
        node = yaml.compose("\n".join(lines) + "\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("unreadable YAML") from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("no block of fields")
    starts = [key.start_mark.line for key, _ in node.value]
    found: dict[str, tuple[int, int]] = {}
    for (key, _), first, end in zip(node.value, starts, [*starts[1:], len(lines)], strict=True):
        while end > first + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        if str(key.value) in found:
            raise ValueError("a field stands twice")
        found[str(key.value)] = (first, end)
    return found


def _place(
    lines: list[str], spans: Mapping[str, tuple[int, int]], key: str, order: Sequence[str]
) -> tuple[int, int]:
    """Where a field that is not there yet goes: in the place of its line `# field:`, else by `order`, else last."""
    waiting = re.compile(rf"#\s*{re.escape(key)}:\s*$")
    for number, line in enumerate(lines):
        if waiting.match(line):
            return number, number + 1
    before = [name for name in order[: order.index(key)] if name in spans] if key in order else []
    place = max((spans[name][1] for name in before), default=len(lines))
    return place, place


def _written(key: str, rest: Sequence[str], value: Any, old: str = "") -> list[str]:
    """The lines of the field `key`, or of one that has a value in `rest` below it; none when nothing is left."""
    writer = _yaml()
    data = writer.load(old + "\n") if old else CommentedMap()
    _set(data, [key, *rest], value)
    if not data:
        return []
    buffer = io.StringIO()
    writer.dump(data, buffer)
    return buffer.getvalue().rstrip("\n").split("\n")


def _set(data: CommentedMap, keys: Sequence[str], value: Any) -> None:
    key, *rest = keys
    if rest:
        inner = data.get(key)
        if not isinstance(inner, CommentedMap):
            inner = data[key] = CommentedMap()
        _set(inner, rest, value)
        if not inner:
            del data[key]
    elif value is None:
        data.pop(key, None)
    else:
        data[key] = _merged(data.get(key), value, bool(data.fa.flow_style()))


def _yaml() -> YAML:
    made = YAML()
    made.Resolver = _Strings
    made.preserve_quotes = True
    made.width = 4096
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def _merged(old: Any, new: Any, flow: bool = False) -> Any:
    """`new` with the comments, the order and the quotes of `old` where both say the same thing.

    `flow`: it stands between brackets.
    """
    match old, new:
        case CommentedMap(), dict():
            for key in [key for key in old if key not in new]:
                del old[key]
            flow = bool(old.fa.flow_style())
            for key, value in new.items():
                old[key] = _merged(old.get(key), value, flow)
            return old
        case CommentedSeq(), list():
            for number in reversed(range(len(new), len(old))):
                del old[number]
            flow = bool(old.fa.flow_style())
            for number, value in enumerate(new):
                if number < len(old):
                    old[number] = _merged(old[number], value, flow)
                else:
                    old.append(_merged(None, value, flow))
            return old
        case _, str():
            return _scalar(old, new, flow)
        case _, dict():
            return CommentedMap((key, _merged(None, value)) for key, value in new.items())
        case _, list():
            return CommentedSeq([_merged(None, value) for value in new])
    raise TypeError(f"neither text nor fields nor a list: {new!r}")


def _scalar(old: Any, new: str, flow: bool) -> str:
    if isinstance(old, str) and str(old) == new:
        return old
    style: Callable[[str], str] = str
    if "\n" in new:
        style = LiteralScalarString
    elif isinstance(old, DoubleQuotedScalarString | SingleQuotedScalarString):
        style = type(old)
    elif (_NEVER_BARE_IN_BRACKETS if flow else _NEVER_BARE).match(new):
        style = SingleQuotedScalarString
    return style(new)
