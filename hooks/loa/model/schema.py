"""JSON Schemas of everything people write, made from the typed fields: with them editors complete and explain.

They describe YAML as an editor's language server reads it (YAML 1.2), where `66` is a number and `key:` without a
value is null; the loader takes both as people mean them.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from loa.model.kinds import KINDS, CampaignFields, FactFields, PageFields, SpokenFields, VariantFields
from loa.model.news import NewsFields
from loa.model.plan import PlanFields
from loa.model.tasks import TasksFields

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_FACT_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
# What pydantic says for its own use, in English and after the names in the code.
_DROPPED = {"title", "$defs"}


def schemas() -> dict[str, Schema]:
    """The schemas by name: one for the front matter of each kind and other sort of text, one for each YAML file."""
    found = {
        kind.name: _whole(kind.fields, f"Phần đầu bài: {kind.label} (thư mục {kind.folder}/)")
        for kind in KINDS.values()
    }
    found["variant"] = _whole(VariantFields, "Phần đầu của bản dịch (tệp .km.md, .rad.md và các tiếng khác)")
    found["spoken"] = _whole(SpokenFields, "Phần đầu của lời đọc trên loa (tệp .radio.md)")
    found["page"] = _whole(PageFields, "Phần đầu của trang cố định (thư mục docs/)")
    found["campaign"] = _whole(CampaignFields, "campaign.yml: một chiến dịch")
    found["tasks"] = _whole(TasksFields, "tasks.yml: việc của người làm truyền thông")
    found["plan"] = _whole(PlanFields, "plan.yml: lịch phát")
    found["news"] = _whole(NewsFields, "news.yml: các nguồn tin")
    found["facts"] = {
        "$schema": _DRAFT,
        "title": "facts.yml: dữ kiện dùng chung, viết trong bài là {{tên-dữ-kiện}}",
        "type": "object",
        "patternProperties": {_FACT_ID: _of(FactFields)},
        "additionalProperties": False,
    }
    return found


def _whole(fields: type[BaseModel], title: str) -> Schema:
    return {"$schema": _DRAFT, "title": title, **_of(fields)}


def _of(fields: type[BaseModel]) -> Schema:
    raw = fields.model_json_schema()
    schema = _clean(raw, raw.get("$defs", {}))
    schema.pop("description", None)  # the docstring, for engineers
    return schema


def _clean(node: Schema, definitions: dict[str, Schema]) -> Schema:
    """`node` with its references put in place, optional values as nullable types, and text that may be a number."""
    if "$ref" in node:
        target = _clean(definitions[node["$ref"].rpartition("/")[2]], definitions)
        target.pop("description", None)
        return {**target, **_notes(node)}
    if "anyOf" in node:
        inner = _clean(next(part for part in node["anyOf"] if part.get("type") != "null"), definitions)
        return {**_nullable(inner), **_notes(node)}
    found: Schema = {}
    for key, value in node.items():
        match key, value:
            case "properties", dict():
                required = node.get("required", [])
                found[key] = {
                    name: part if name in required else _nullable(part)
                    for name, part in ((name, _clean(raw, definitions)) for name, raw in value.items())
                }
            case (("items" | "additionalProperties"), dict()):
                found[key] = _clean(value, definitions)
            case _ if key not in _DROPPED:
                found[key] = value
    found.update(_notes(node))
    if found.get("type") == "string" and not {"enum", "const", "pattern"} & found.keys():
        found["type"] = ["string", "number"]
    if isinstance(found.get("default"), list | dict):
        del found["default"]
    return found


def _nullable(schema: Schema) -> Schema:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "null" in kinds:
        return schema
    found = {**schema, "type": [*kinds, "null"]}
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found


def _notes(node: Schema) -> Schema:
    """What a field says beside its type; defaults that are groups of fields say nothing to a writer."""
    found: Schema = {key: node[key] for key in ("description", "default") if key in node}
    if not isinstance(found.get("default"), str | bool | int):
        found.pop("default", None)
    return found
