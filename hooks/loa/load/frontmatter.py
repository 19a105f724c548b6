"""Front matter: split from the body, then checked against the kind's typed fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from loa.errors import Report, say
from loa.load.yamlsource import YamlSource, read_yaml

_Fields = TypeVar("_Fields", bound=BaseModel)

FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?:^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)

_DATE_TYPES = {"date_type", "date_from_datetime_parsing", "date_parsing", "date_from_datetime_inexact"}


def split(text: str, shown: str, report: Report) -> tuple[YamlSource, str, int] | None:
    """(front matter, body, line of the body's first line), or None when the report says why not."""
    match = FRONT.match(text)
    if not match:
        report.add("LOA201", shown, 1)
        return None
    source = read_yaml(match.group(1), shown, report, first_line=2)
    if source is None:
        return None
    if not is_mapping(source, shown, report, 2):
        return None
    return source, text[match.end() :], text.count("\n", 0, match.end()) + 1


def is_mapping(source: YamlSource, shown: str, report: Report, line: int = 1) -> bool:
    """Whether the YAML is fields with values, as everything here is; the report says so if not."""
    if isinstance(source.data, dict):
        return True
    report.add("LOA202", shown, line, reason=say("phải là các dòng “tên: giá trị”", "it holds no fields"))
    return False


def line_of(lines: Mapping[tuple[str, ...], int], location: tuple[str, ...], default: int) -> int:
    """The line of a key path, or of the nearest key above it."""
    while location:
        if location in lines:
            return lines[location]
        location = location[:-1]
    return default


def validate(
    fields: type[_Fields], source: YamlSource, shown: str, report: Report, first_line: int = 1
) -> _Fields | None:
    """The typed fields, or None; every fault is reported with its line."""
    try:
        return fields.model_validate(source.data)
    except ValidationError as error:
        for details in error.errors():
            _report(fields, details, source, shown, report, first_line)
        return None


def _report(
    fields: type[BaseModel],
    details: ErrorDetails,
    source: YamlSource,
    shown: str,
    report: Report,
    first_line: int,
) -> None:
    location = tuple(str(part) for part in details["loc"])
    key, kind, context = key_path(location), details["type"], details.get("ctx", {})
    line = line_of(source.lines, location, first_line)
    value = shown_value(details["input"])
    reason = str(context.get("error", ""))
    if kind == "missing":
        report.add("LOA207", shown, line, key=key, name=location[-1], what=_description(fields, location))
    elif kind == "extra_forbidden":
        known = list(_model_at(fields, location[:-1]).model_fields)
        near = did_you_mean(location[-1], known)
        report.add("LOA206", shown, line, key=key, nearest=near, known=", ".join(known))
    elif kind in _DATE_TYPES or reason == "date" or kind.startswith("date"):
        report.add("LOA209", shown, line, key=key, value=value)
    elif reason == "hours":
        report.add(
            "LOA610", shown, line, value=value, reason=say("sai giờ hoặc sai thứ tự", "wrong time or order")
        )
    elif reason == "hours-form":
        report.add("LOA611", shown, line, value=value)
    elif reason == "id":
        report.add("LOA212", shown, line, value=value)
    elif reason == "address":
        report.add("LOA307", shown, line, value=value)
    elif kind in ("literal_error", "enum"):
        known = re.findall(r"'([^']*)'", context.get("expected", ""))
        report.add("LOA210", shown, line, key=key, value=value, known=", ".join(known))
    elif kind == "string_too_long":
        report.add("LOA211", shown, line, key=key, size=len(details["input"]), limit=context["max_length"])
    else:
        report.add("LOA208", shown, line, key=key, value=value, what=_wanted(kind, fields, location))


def shown_value(value: object) -> str:
    """A value as messages print it: text as it is, lists and groups by what they are."""
    match value:
        case str() if value.strip():
            return value
        case dict():
            return say("một nhóm mục con", "a group of fields")
        case list():
            return say("một danh sách", "a list")
        case _:
            return say("để trống", "empty")


def _wanted(kind: str, fields: type[BaseModel], location: tuple[str, ...]) -> str:
    match kind:
        case "string_type" | "string_too_short":
            return say("Viết một dòng chữ.", "Write text.")
        case "tuple_type" | "list_type":
            return say("Viết thành danh sách: [một, hai] hoặc mỗi dòng một gạch đầu dòng.", "Write a list.")
        case "bool_parsing" | "bool_type":
            return say("Viết true hoặc false.", "Write true or false.")
        case "dict_type" | "model_type" | "model_attributes_type":
            return say("Viết các mục con thụt vào ở những dòng dưới.", "Write sub-fields on indented lines.")
        case _ if kind.startswith(("int", "greater", "less")):
            return say("Viết một số nguyên trong khoảng cho phép.", "Write a whole number in range.")
        case _:
            return _description(fields, location) or say("Xem lại giá trị.", "Check the value.")


def nearest(word: str, known: list[str]) -> str:
    """The known word closest to `word`; empty when none is close."""
    close = difflib.get_close_matches(word, known, 1, 0.5)
    return close[0] if close else ""


def did_you_mean(word: str, known: list[str]) -> str:
    """A sentence that offers the known word closest to `word`, with a space behind it; empty when none is close."""
    close = nearest(word, known)
    return say(f"Có phải ý bạn là “{close}”? ", f"Did you mean “{close}”? ") if close else ""


def key_path(location: tuple[str, ...]) -> str:
    """Where a value stands, as people count: `phones › 1 › number` for the first phone's number."""
    return " › ".join(str(int(part) + 1) if part.isdecimal() else part for part in location)


def _model_at(fields: type[BaseModel], location: tuple[str, ...]) -> type[BaseModel]:
    model = fields
    for part in location:
        if part.isdigit():
            continue
        info = model.model_fields.get(part)
        if info is None:
            break
        inner = [info.annotation, *get_args(info.annotation)]
        found = next((i for i in inner if isinstance(i, type) and issubclass(i, BaseModel)), None)
        if found is None:
            break
        model = found
    return model


def _description(fields: type[BaseModel], location: tuple[str, ...]) -> str:
    model: Any = _model_at(fields, location[:-1])
    info = model.model_fields.get(location[-1]) if location else None
    return str(info.description or "") if info else ""
