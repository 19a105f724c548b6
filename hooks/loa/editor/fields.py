"""Fields of a form made from a JSON Schema of `loa.model.schema`, and the way back from a form to values."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Control = Literal["line", "text", "choice", "lines", "pairs", "lists", "group", "rows"]

# Values that a form leaves alone: shown, never changed by hand.
FIXED = frozenset({"id", "source_hashes"})
_DATE = "Viết năm-tháng-ngày, ví dụ 2026-11-15"
_SIMPLE = ("line", "text", "choice")
_YES_NO = (("true", "có"), ("false", "không"))

# Fields whose description explains the values and leaves the name out.
_NAMES = {
    "status": "Tình trạng duyệt",
    "document_type": "Loại văn bản",
    "legal_status": "Hiệu lực của văn bản",
    "level": "Mức công khai",
    "priority": "Mức ưu tiên trên loa",
    "type": "Cách liên lạc",
    "service_status": "Tình trạng hoạt động",
    "confidence": "Độ tin cậy của nguồn",
    "kind": "Loại giá trị",
    "week": "Tuần",
    "weeks_before": "Số tuần trước ngày mở đầu",
    "day": "Ngày trong tuần",
    "trust": "Loại nguồn tin",
    "bound": "Số này là đúng, ít nhất hay nhiều nhất",
}
# Values that no description explains.
_VALUES = {
    "draft": "bản nháp",
    "needs-check": "cần người có trách nhiệm kiểm tra",
    "reviewed": "đã đọc soát",
    "approved": "đã duyệt (ghi cả người duyệt và ngày duyệt)",
    "public": "công khai",
    "phone-only": "chỉ công khai số điện thoại",
    "internal": "nội bộ (chỉ để trong private/)",
    "withdrawn": "đã rút (chỉ để trong private/)",
    "textphone": "điện thoại gõ chữ",
    "video": "gọi có hình",
    "fax": "máy fax",
    "H": "nguồn chắc chắn",
    "M": "nguồn tương đối chắc",
    "L": "chưa xác nhận, không được in",
    "number": "số",
    "date": "ngày",
    "phone": "số điện thoại",
    "text": "chữ",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `key`: its name in YAML; `label`, `help`: Vietnamese; `fields`: those of a group or of each row."""

    key: str
    label: str
    help: str
    control: Control
    required: bool = False
    default: str = ""
    options: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()


def fields_of(schema: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of an object's schema in their order."""
    required = schema.get("required", [])
    return tuple(_field(key, part, key in required) for key, part in schema["properties"].items())


def _field(key: str, schema: Mapping[str, Any], required: bool) -> Field:
    label, help_text = _words(key, schema)
    if schema.get("format") == "date":
        help_text = f"{help_text}. {_DATE}" if help_text else _DATE
    default = schema.get("default", "")
    shown = str(default).lower() if isinstance(default, bool) else str(default)

    def made(control: Control, **more: Any) -> Field:
        return Field(key, label, help_text, control, required, shown, **more)

    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "enum" in schema:
        return made("choice", options=tuple(_options(schema)))
    if "boolean" in kinds:
        return made("choice", options=_YES_NO)
    if "array" in kinds:
        items = schema.get("items", {})
        if "properties" in items:
            return made("rows", fields=fields_of(items))
        return made("lines")
    if "properties" in schema:
        return made("group", fields=fields_of(schema))
    if "object" in kinds:
        return made("lists" if schema["additionalProperties"]["type"] == "array" else "pairs")
    return made("text" if schema.get("maxLength", 0) > 200 else "line")


def _words(key: str, schema: Mapping[str, Any]) -> tuple[str, str]:
    """(label, help): the description, cut where its explanation begins."""
    description = re.sub(r"^true: ", "", str(schema.get("description", key)))
    if key in _NAMES:
        return _NAMES[key], "" if "enum" in schema else description
    label = re.split(r"; |: |, ví dụ|, không ", description, maxsplit=1)[0]
    rest = description[len(label) :].lstrip(" ,;:")
    return label[:1].upper() + label[1:], rest[:1].upper() + rest[1:]


def _options(schema: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """(value, words): what the description says of each value, else what is known of it here, else nothing."""
    description = str(schema.get("description", ""))
    for value in (str(value) for value in schema["enum"] if value is not None):
        said = re.search(rf"(?:^|; ){re.escape(value)}: ([^;]+)", description)
        yield value, said.group(1) if said else _VALUES.get(value, "")


def fits(field: Field, value: Any) -> bool:
    """Whether the form can hold this value; what it cannot hold stays in the file as it is."""
    match field.control:
        case "line" | "text" | "choice":
            return value is None or isinstance(value, str)
        case "lines":
            return value is None or (
                isinstance(value, list) and all(isinstance(one, str) and "\n" not in one for one in value)
            )
        case "pairs":
            return value is None or (
                isinstance(value, dict)
                and all(isinstance(one, str) and "\n" not in one for one in value.values())
                and not any("=" in name for name in value)
            )
        case "lists":
            return value is None or (
                isinstance(value, dict)
                and all(isinstance(one, list) and all(map(_is_word, one)) for one in value.values())
                and not any("=" in name for name in value)
            )
        case "group":
            return value is None or (isinstance(value, dict) and _fit(field.fields, value))
        case "rows":
            return value is None or (
                isinstance(value, list)
                and all(isinstance(row, dict) and _fit(field.fields, row) for row in value)
            )


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and not set(",\n") & set(value)


def _fit(fields: Iterable[Field], value: Mapping[str, Any]) -> bool:
    known = {field.key: field for field in fields}
    return all(key in known and fits(known[key], one) for key, one in value.items())


def editable(field: Field, value: Any) -> bool:
    """Whether the form offers this field for change."""
    return field.key not in FIXED and fits(field, value)


def row_numbers(field: Field, name: str, form: Mapping[str, str]) -> list[int]:
    """The rows that a form shows of a list: those with content and an empty one."""
    used = _used_rows(field, name, form)
    return [*used, max(used, default=-1) + 1]


def row_name(
    fields: Iterable[Field], name: str, form: Mapping[str, str], words: Callable[[str, str], str]
) -> str:
    """What a row says in short, for a person who looks for one; empty for an empty row.

    Args:
        words: what a value of a field means, empty where it speaks for itself.
    """
    said = []
    for field in fields:
        value = form.get(f"{name}.{field.key}", "").strip()
        if not value or value == field.default or field.key == "id" or field.control not in _SIMPLE:
            continue
        meaning = dict(field.options).get(value) or words(field.key, value) or value
        said.append(f"{field.label} {value}" if value.isdecimal() else meaning)
    return textwrap.shorten(" · ".join(said[:4]), 110, placeholder=" …")


def below(names: Iterable[str], name: str) -> bool:
    """Whether one of these names is that of a field, or of one inside it."""
    return any(one == name or one.startswith(f"{name}.") for one in names)


def _used_rows(field: Field, name: str, form: Mapping[str, str]) -> list[int]:
    wanted = re.compile(rf"{re.escape(name)}\.(\d{{1,3}})\..+")
    sent = {int(match.group(1)) for key in form if (match := wanted.fullmatch(key))}
    return [number for number in sorted(sent) if group(form, field.fields, f"{name}.{number}")]


def read_form(form: Mapping[str, str], fields: Sequence[Field], old: Mapping[str, Any]) -> dict[str, Any]:
    """What a sent form changes: new values by field, None for one that was emptied.

    Args:
        form: sent names and texts, `leaflet.lead`, `sources.0.title`; `old`: the values in the file.
    """
    changes: dict[str, Any] = {}
    shown = flat(fields, old)
    for field in fields:
        if not editable(field, old.get(field.key)):
            continue
        before, after = _sent(shown, field, field.key), _sent(form, field, field.key)
        # A value that only repeats the default is not written into a file that did without it.
        if after != before and not (field.key not in old and after == field.default):
            changes[field.key] = after or None
    return changes


def flat(fields: Iterable[Field], values: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Values as the form shows and sends them: `leaflet.lead`, `sources.0.title`; what it cannot hold is left out."""
    found: dict[str, str] = {}
    for field in fields:
        value, name = values.get(field.key), prefix + field.key
        if value is None or not fits(field, value):
            continue
        match field.control:
            case "line" | "text" | "choice":
                found[name] = str(value).strip()
            case "lines":
                found[name] = "\n".join(value)
            case "pairs":
                found[name] = "\n".join(f"{key} = {one}" for key, one in value.items())
            case "lists":
                found[name] = "\n".join(f"{key} = {', '.join(words)}" for key, words in value.items())
            case "group":
                found |= flat(field.fields, value, f"{name}.")
            case "rows":
                for number, row in enumerate(value):
                    found |= flat(field.fields, row, f"{name}.{number}.")
    return found


def _sent(form: Mapping[str, str], field: Field, name: str) -> Any:
    text = form.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()
    match field.control:
        case "choice":
            return text
        case "line":
            return " ".join(text.split())
        case "text":
            return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
        case "lines":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "pairs":
            return dict(_pairs(text))
        case "lists":
            return {
                key: [word.strip() for word in value.split(",") if word.strip()]
                for key, value in _pairs(text)
            }
        case "group":
            return group(form, field.fields, name)
        case "rows":
            return [group(form, field.fields, f"{name}.{number}") for number in _used_rows(field, name, form)]


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """(name, value) of every line `name = value`."""
    for line in text.split("\n"):
        name, sign, value = line.partition("=")
        if sign and name.strip():
            yield name.strip(), value.strip()


def group(form: Mapping[str, str], fields: Iterable[Field], name: str) -> dict[str, Any]:
    """What a form says of the fields below `name`; empty ones and those that repeat a default are left out."""
    found = {}
    for field in fields:
        value = _sent(form, field, f"{name}.{field.key}")
        if value and value != field.default:
            found[field.key] = value
    return found
