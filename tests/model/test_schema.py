"""The JSON Schemas: as committed, in Vietnamese, and true to what the loader takes."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from loa.errors import Report
from loa.load.frontmatter import validate
from loa.load.yamlsource import MAX_FILE_CHARS, read_yaml
from loa.model.kinds import KINDS, CampaignFields, FactFields, PageFields, VariantFields
from loa.model.schema import schemas

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "hooks" / "loa" / "data" / "schemas"
SCHEMAS = schemas()


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor's language server reads it: by the core schema of YAML 1.2, in which a date is text."""


EditorLoader.yaml_implicit_resolvers = {
    char: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
    ]
    for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def problems(name: str, text: str) -> list[str]:
    """What an editor marks in this YAML."""
    data = yaml.load(text, EditorLoader)
    return [error.message for error in jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(data)]


def front(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n")[1]


def content() -> Iterator[tuple[str, str, str]]:
    """(schema, file, YAML) of everything in this repository."""
    for file in [*(PROJECT / "campaigns").rglob("*.yml"), *(PROJECT / "campaigns").glob("*.yml")]:
        if file.stem in ("campaign", "facts", "plan", "tasks", "news"):
            yield file.stem, file.relative_to(PROJECT).as_posix(), file.read_text(encoding="utf-8")
    folders = {kind.folder: name for name, kind in KINDS.items()}
    for file in [*(PROJECT / "campaigns").rglob("*.md"), *(PROJECT / "docs").glob("*.md")]:
        if file.name == "README.md" or file.parent.name == ".translations":  # copies of older texts
            continue
        kind = "variant" if "." in file.stem else folders.get(file.parent.name, "page")
        kind = "spoken" if file.stem.endswith(".radio") else kind
        yield kind, file.relative_to(PROJECT).as_posix(), front(file)


CONTENT = sorted(set(content()))


def test_committed_files_are_the_generated_ones() -> None:
    spec = importlib.util.spec_from_file_location("schema_command", PROJECT / "scripts" / "schema.py")
    assert spec and spec.loader
    command = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command)
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert there == command.texts(), "run: python3 scripts/loa.py schema"


def test_there_is_one_for_each_kind_of_file() -> None:
    assert set(SCHEMAS) == {*KINDS, "variant", "spoken", "page", "campaign", "facts", "plan", "tasks", "news"}
    assert {name for name, _, _ in CONTENT} | {"spoken"} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_they_are_schemas(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    assert "$ref" not in json.dumps(SCHEMAS[name])


def descriptions(node: Any, place: str = "") -> Iterator[tuple[str, str]]:
    for name, field in node.get("properties", {}).items():
        yield f"{place}.{name}", field.get("description", "")
        yield from descriptions(field, f"{place}.{name}")
        yield from descriptions(field.get("items", {}), f"{place}.{name}")
    for field in node.get("patternProperties", {}).values():
        yield from descriptions(field, place)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_explained_in_vietnamese(name: str) -> None:
    found = list(descriptions(SCHEMAS[name]))
    assert found
    assert [place for place, text in found if not text.strip()] == []
    # A sentence without one marked letter would be English.
    assert [place for place, text in found if text.isascii() and "HSDS" not in text] == []
    assert not SCHEMAS[name]["title"].isascii()
    assert set(re.findall(r'"title": "([^"]*)"', json.dumps(SCHEMAS[name], ensure_ascii=False))) == {
        SCHEMAS[name]["title"]
    }


@pytest.mark.parametrize(("name", "file", "text"), CONTENT, ids=[file for _, file, _ in CONTENT])
def test_content_of_this_repository_passes(name: str, file: str, text: str) -> None:
    assert problems(name, text) == []


FIELDS = {**{name: kind.fields for name, kind in KINDS.items()}, "variant": VariantFields, "page": PageFields}
MESSAGE = "id: tg1\ntitle: Việc nhà\nsummary: Chung.\ncall_to_action: Chia việc.\n"


@pytest.mark.parametrize(
    ("extra", "good"),
    [
        ("", True),
        ("checked: 2026-11-15\n", True),
        ("checked: 15/11/2026\n", True),
        ("checked: 15 tháng 11\n", False),
        ("checked:\n", True),
        ("places: [66, '04', 11908]\n", True),
        ("places: 66\n", False),
        ("status: approved\n", True),
        ("status:\n", True),
        ("status: xong\n", False),
        ("sensitive: true\n", True),
        ("sensitive: maybe\n", False),
        ("leaflet: {lead: Câu đầu, skip: false}\n", True),
        ("leaflet: {leed: Câu đầu}\n", False),
        ("sources: [{title: 2026, url: https://example.org/, confidence: H}]\n", True),
        ("sources: [{publisher: a}]\n", False),
        ("sources: [{title: a, url: javascript:x}]\n", False),
        ("radio: {addresses: {vwu.vn: v w u chấm v n}}\n", True),
        ("tiitle: x\n", False),
        ("number: x\n", False),
        (f"topics: [{'a' * 201}]\n", False),
    ],
)
def test_editor_and_loader_agree(extra: str, good: bool) -> None:
    text = MESSAGE + extra
    source = read_yaml(text, "a.md", report := Report())
    assert source is not None
    loaded = validate(FIELDS["message"], source, "a.md", report) is not None
    assert loaded == good
    assert (problems("message", text) == []) == good


@pytest.mark.parametrize("missing", ["id", "title", "summary", "call_to_action"])
def test_required_fields_are_required(missing: str) -> None:
    text = "".join(f"{line}\n" for line in MESSAGE.splitlines() if not line.startswith(missing))
    assert problems("message", text)


def test_facts_and_campaigns(tmp_path: Path) -> None:
    fact = "value: 62.9\nkind: number\nabout: a\nsource: a\nconfidence: H\nchecked: 5/3/2026\n"
    indented = "".join(f"  {line}\n" for line in fact.splitlines())
    assert problems("facts", f"ti-le:\n{indented}") == []
    assert problems("facts", f"Tỉ lệ:\n{indented}")
    assert problems("facts", "ti-le: 5\n")
    campaign = "title: A\nsummary: B\nlocalities: [66]\nstart: 2026-11-15\nexit_url: https://example.org/\n"
    assert problems("campaign", campaign) == []
    assert problems("campaign", campaign + "theme_unconfirmed: chưa\n")
    for model, text in ((FactFields, fact), (CampaignFields, campaign)):
        source = read_yaml(text, "a.yml", report := Report(), limit=MAX_FILE_CHARS)
        assert source is not None
        assert validate(model, source, "a.yml", report) is not None


def test_vs_code_knows_where_they_belong() -> None:
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for schema, patterns in settings["yaml.schemas"].items():
        assert (PROJECT / schema).is_file()
        for pattern in patterns:
            assert pattern.endswith(f"{Path(schema).stem}.yml")
    assert set(settings["yaml.schemas"]) == {
        f"./hooks/loa/data/schemas/{name}.json" for name in ("campaign", "facts", "news", "plan", "tasks")
    }
