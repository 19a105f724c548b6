"""YAML as people write it in front matter: plain values only, every scalar a string, each key with its line.

Reading scalars as strings and leaving types to the schema removes YAML's surprises (`no` as false, `01` as a
number, `12:30` as 750). Anchors, aliases, tags and merge keys are refused, so no text can grow when read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from loa.errors import Report, say
from loa.load.files import hidden

MAX_CHARS = 60_000  # front matter
MAX_FILE_CHARS = 400_000  # a file of its own: the facts of a whole country fit
MAX_DEPTH = 8

# What libyaml complains of, in the writer's words: the part of its English sentence that tells the case, and
# (Vietnamese, English). The first that fits is taken.
_REASONS = (
    (
        "mapping values",
        "có dấu hai chấm trong giá trị chưa đặt trong dấu nháy, hoặc dòng này thụt lệch",
        "a colon inside a value that is not quoted, or an uneven indentation",
    ),
    ("tab character", "dòng này thụt lề bằng phím Tab", "a line is indented with Tab"),
    ("expected ':'", "thiếu dấu hai chấm sau tên mục", "the colon after a field's name is missing"),
    (
        "cannot start any token",
        "giá trị mở đầu bằng phím Tab, @, ` hoặc %",
        "a value begins with Tab, @, ` or %",
    ),
    ("or ']'", "thiếu dấu ] đóng danh sách", "the list is not closed with ]"),
    ("or '}'", "thiếu dấu } đóng nhóm", "the group is not closed with }"),
    ("end of stream", "thiếu dấu nháy đóng", "a quote is not closed"),
    ("escape character", "dấu \\ trong ngoặc kép không đúng", "a wrong \\ inside double quotes"),
    (
        "expected key",
        "thụt lề không đều, hoặc dấu nháy đặt sai chỗ",
        "uneven indentation or a misplaced quote",
    ),
    ("block end", "thụt lề không đều, hoặc dấu nháy đặt sai chỗ", "uneven indentation or a misplaced quote"),
    ("document start", "có chữ thừa sau phần đầu", "text follows the end of the block"),
)

_MISSED = ("expected ':'", "or ']'", "or '}'", "end of stream")

Path_ = tuple[str, ...]


@dataclass(slots=True)
class YamlSource:
    """The data (mappings, lists, strings, None) and the 1-based line of every key and list entry."""

    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)


class _Refused(Exception):
    """Reading stops; the report holds the reason."""


def read_yaml(
    text: str, shown: str, report: Report, first_line: int = 1, limit: int = MAX_CHARS
) -> YamlSource | None:
    """Read one YAML document whose first line is line `first_line` of its file; None if the report says why not."""
    if len(text) > limit:
        report.add("LOA205", shown, first_line, what=f"{len(text):,} > {limit:,}")
        return None
    reader = _Reader(text, shown, report, first_line)
    try:
        return reader.document()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        # A sign that closes something is missed further down than where the thing began, which is the line to mend.
        unclosed = any(sign in str(error.problem) for sign in _MISSED)
        mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        report.add("LOA202", shown, line, reason=_reason(f"{error.context} {error.problem}"))
        return None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: an escape that is no character
        report.add("LOA202", shown, first_line, reason=_reason(str(error)))
        return None


def _reason(complaint: str) -> str:
    for sign, vi, en in _REASONS:
        if sign in complaint:
            return say(vi, en)
    return say("cách viết không đúng", "it is not well formed")


class _Reader:
    def __init__(self, text: str, shown: str, report: Report, first_line: int) -> None:
        self.events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.shown, self.report, self.first_line = shown, report, first_line
        self.result = YamlSource()
        self.duplicates = False

    def document(self) -> YamlSource:
        for event in self.events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.DocumentEndEvent):
                break
            if isinstance(event, yaml.StreamEndEvent):
                return self.result
            self.result.data = self._value(event, ())
        for event in self.events:
            # A second document would be dropped unseen, with every fact in it.
            if not isinstance(event, yaml.StreamEndEvent):
                reason = say("có chữ thừa sau dòng “---” hoặc “...”", "text follows a line “---” or “...”")
                self.report.add("LOA202", self.shown, self._line(event), reason=reason)
                raise _Refused
        if self.duplicates:
            raise _Refused
        return self.result

    def _refuse(self, event: Any, what: str) -> None:
        self.report.add("LOA203", self.shown, self._line(event), what=what)
        raise _Refused

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)

    def _text(self, event: Any) -> str:
        r"""The scalar's text, NFC: an escape such as "\u202e" may bring in what the file itself does not hold."""
        text = unicodedata.normalize("NFC", str(event.value))
        for _, char in hidden(text):
            self.report.add("LOA104", self.shown, self._line(event), char=char)
            raise _Refused
        return text

    def _plain(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, say("dấu * (bí danh)", "an alias (*)"))
        if event.anchor:
            self._refuse(event, say("dấu & (neo)", "an anchor (&)"))
        if event.tag:
            self._refuse(event, say("dấu ! (thẻ)", "a tag (!)"))

    def _value(self, event: Any, path: Path_) -> Any:
        if len(path) > MAX_DEPTH:
            self.report.add("LOA205", self.shown, self._line(event), what=say("lồng quá sâu", "too deep"))
            raise _Refused
        self._plain(event)
        self.result.lines.setdefault(path, self._line(event))
        if isinstance(event, yaml.ScalarEvent):
            # A plain scalar has the style None or "", as the reader in C or the one in Python found it.
            empty = not event.style and event.value in ("", "~", "null")
            return None if empty else self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path_) -> list[Any]:
        found: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event, (*path, str(len(found)))))
        return found

    def _mapping(self, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, say("danh sách làm tên mục", "a list as a key"))
            key = self._text(event)
            if key == "<<":
                self._refuse(event, "<<")
            if key in found:
                self.report.add("LOA204", self.shown, self._line(event), key=key)
                self.duplicates = True
            self.result.lines[(*path, key)] = self._line(event)
            value = self._value(next(self.events), (*path, key))
            if value is not None:
                found[key] = value
        return found
