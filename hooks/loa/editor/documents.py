"""One file in the editor: its kind, values and body, what a sent form makes of it, where its faults stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from loa.editor import files
from loa.editor.fields import Field, fields_of, flat, read_form
from loa.errors import Problem, Report
from loa.hub import Hub
from loa.load import Source
from loa.load.facts import FACT_NAME
from loa.load.frontmatter import FRONT
from loa.load.splice import EMPTY, changed, changed_file
from loa.load.yamlsource import read_yaml
from loa.locales.locale import SOURCE
from loa.model.catalog import Item, Page, Variant
from loa.model.kinds import KINDS
from loa.model.schema import schemas
from loa.translation import source_hashes

BODY = "body"
_SPOKEN = ".radio"
_OF_ONE_KIND = {"call_to_action", "claim", "fact"}
_NEW_SPOKEN = "---\nstatus: draft\n---\n"  # no other field is needed, and front matter is never empty


@cache
def form_fields(schema: str) -> tuple[Field, ...]:
    """The fields of a schema of `loa.model.schema`, by its name; of `facts`, those of one fact."""
    found = schemas()[schema]
    (inside,) = found.get("patternProperties", {"": found}).values()
    return fields_of(inside)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that may be edited.

    `stored`: the file as read, None for one that does not exist yet; `schema`: the name of its schema; `source`: for
    a variant and a text for the air, the item or page that it is made from; `values`: its front matter; `body`: its
    Markdown, None for a file of fields alone; `fact`: the one fact of `facts.yml` that is edited.
    """

    hub_path: str
    path: Path
    stored: files.Stored | None
    schema: str
    language: str
    source: Item | Page | None
    values: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]
    body: str | None
    body_line: int
    fact: str = ""

    @classmethod
    def open(cls, hub: Hub, hub_path: str) -> Document:
        """The document at a hub path; `#` and a name after that of `facts.yml` tell which fact.

        Raises:
            files.NotAllowed: the path names nothing that may be edited.
            ValueError: its front matter cannot be read; it has to be mended in the file first.
        """
        file, _, fact = hub_path.partition("#")
        path = files.locate(hub.source, file)
        schema, language, source = _kind(hub, file)
        stored = files.read(path)
        if (stored is None and source is None) or bool(fact) != (schema == "facts"):
            raise files.NotAllowed
        if fact and not FACT_NAME.fullmatch(fact):
            raise files.NotAllowed
        text = stored.text if stored else _new(schema)
        if not path.name.endswith(".md"):
            values, lines = _values(text, 1, fact)
            return cls(hub_path, path, stored, schema, language, None, values, lines, None, 0, fact)
        match = FRONT.match(text)
        if not match:
            raise ValueError("no front matter")
        values, lines = _values(match.group(1), 2)
        line = text.count("\n", 0, match.end()) + 1
        return cls(hub_path, path, stored, schema, language, source, values, lines, text[match.end() :], line)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the form; of a variant, not those that only other kinds of source have."""
        found = form_fields(self.schema)
        if self.schema != "variant" or self.source is None:
            return found
        own = type(self.source.fields).model_fields.keys() | self.values.keys()
        return tuple(field for field in found if field.key in own or field.key not in _OF_ONE_KIND)

    @property
    def stamp(self) -> str:
        """The stamp of the file as read, empty for one that does not exist yet."""
        return self.stored.stamp if self.stored else ""

    def shown(self) -> dict[str, str]:
        """The form as the file has it: names and texts."""
        form = flat(self.fields, self.values)
        return form if self.body is None else {**form, BODY: self.body.strip("\n")}

    def text_with(self, form: Mapping[str, str], accept: bool = False) -> str:
        """The file's text as the sent form wants it.

        Args:
            accept: for a variant, record that it was made from its source as it stands now.

        Raises:
            ValueError: the file's front matter cannot be changed line by line.
        """
        changes = read_form(form, self.fields, self.values)
        if accept and self.source and self.schema == "variant":
            changes["source_hashes"] = source_hashes(self.source)
        if self.fact:
            whole = {**self.values, **changes}
            changes = {self.fact: {key: value for key, value in whole.items() if value is not None}}
        return self.text_of(changes, self._body(form))

    def text_of(self, changes: Mapping[str, Any], body: str | None = None) -> str:
        """The file's text with these fields changed, and another body unless that is None.

        Raises:
            ValueError: the file's front matter cannot be changed line by line.
        """
        order = [field.key for field in self.fields]
        text = self.stored.text if self.stored else _new(self.schema)
        return (
            changed(text, changes, order) if self.body is None else changed_file(text, changes, body, order)
        )

    def change(self, text: str) -> files.Change:
        """What is to be written so that the file reads as `text`, with the line ends that it has."""
        return files.Change(self.path, files.encoded(text, self.stored), self.stamp)

    def reading(self, text: str) -> Document:
        """The same document with the lines of `text`, for which problems are to be placed."""
        if self.body is None:
            return replace(self, lines=_values(text, 1, self.fact)[1])
        match = FRONT.match(text)
        assert match  # `text_with` has written it
        line = text.count("\n", 0, match.end()) + 1
        return replace(self, lines=_values(match.group(1), 2)[1], body_line=line)

    def _body(self, form: Mapping[str, str]) -> str | None:
        """The sent body, or None when it says what the file says."""
        sent = form.get(BODY, "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        return None if sent == (self.body or "").strip("\n") else f"{sent}\n"


def _new(schema: str) -> str:
    return _NEW_SPOKEN if schema == "spoken" else EMPTY


def _kind(hub: Hub, hub_path: str) -> tuple[str, str, Item | Page | None]:
    """(schema, language, source of a variant)."""
    parts = hub_path.split("/")
    if parts[-1].endswith(".yml"):
        return parts[-1].removesuffix(".yml"), SOURCE, None
    stem = parts[-1].removesuffix(".md")
    spoken = stem.endswith(_SPOKEN)
    match = re.fullmatch(r"(.+)\.([A-Za-z0-9-]+)", stem.removesuffix(_SPOKEN))
    if match or spoken:
        name, language = match.groups() if match else (stem.removesuffix(_SPOKEN), SOURCE)
        source = hub.catalog.by_path().get("/".join([*parts[:-1], f"{name}.md"]))
        if source is None or language not in hub.locales or (match and language == SOURCE):
            raise files.NotAllowed
        if spoken and not isinstance(source, Item):
            raise files.NotAllowed
        return "spoken" if spoken else "variant", language, source
    if parts[0] == "docs":
        return "page", SOURCE, None
    kind = next((kind for kind in KINDS.values() if kind.folder == parts[2]), None)
    if kind is None:
        raise files.NotAllowed
    return kind.name, SOURCE, None


def _values(
    text: str, first_line: int, inside: str = ""
) -> tuple[dict[str, Any], Mapping[tuple[str, ...], int]]:
    """The fields and their lines, of the whole text or of the mapping `inside`; a new one has none."""
    report = Report()
    source = read_yaml(text, "", report, first_line)
    data = {} if source is None else source.data or {}
    if inside and isinstance(data, dict):
        data = data.get(inside, {})
    if source is None or not isinstance(data, dict):
        raise ValueError("unreadable YAML")
    if not inside:
        return data, source.lines
    return data, {keys[1:]: line for keys, line in source.lines.items() if keys[:1] == (inside,)}


def variants_of(source: Item | Page | None) -> Mapping[str, Variant]:
    """The variants of a source."""
    return source.variants if source else {}


def by_field(problems: Iterable[Problem], document: Document) -> dict[str, list[Problem]]:
    """Problems by the name of the field where they stand; "" for those of the file, `BODY` for the text.

    Args:
        document: the file with the text that was judged: its lines tell which field a line belongs to.
    """
    found: dict[str, list[Problem]] = {}
    own = Source.shown(document.path)
    for problem in problems:
        name = _field_of(problem, document) if problem.path == own else ""
        found.setdefault(name, []).append(problem)
    return found


def _field_of(problem: Problem, document: Document) -> str:
    said = dict(problem.values).get("key", "").replace(" › ", ".")
    names = [field.key for field in document.fields]
    if said.split(".")[0] in names:
        return _known_name(_counted(said), document.fields)
    if document.body is not None and problem.line >= document.body_line:
        return BODY
    at = [(line, keys) for keys, line in document.lines.items() if keys and line <= problem.line]
    if problem.line < 2 or not at:
        return ""
    _, keys = max(at, key=lambda pair: (pair[0], len(pair[1])))
    return _known_name(keys, document.fields)


def _counted(said: str) -> list[str]:
    """Messages count rows from 1, names of a form from 0."""
    return [str(int(part) - 1) if part.isdecimal() else part for part in said.split(".")]


def _known_name(keys: Sequence[str], fields: Sequence[Field]) -> str:
    """The name of the innermost field of the form on this path: lists of words are one field."""
    names: list[str] = []
    inside: Sequence[Field] = fields
    for key in keys:
        field = next((field for field in inside if field.key == key), None)
        if field is None and not key.isdecimal():
            break
        if field is None and not (names and inside):
            break
        names.append(key)
        inside = field.fields if field else inside
        if field and not inside:
            break
    return ".".join(names)
