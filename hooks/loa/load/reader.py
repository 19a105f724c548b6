"""One file of the hub as what it is meant to be: a YAML sheet or a Markdown text with its fields."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from loa.errors import Report
from loa.load import beside, frontmatter, markdown
from loa.load.files import is_file, read_text
from loa.load.source import Source
from loa.load.yamlsource import MAX_FILE_CHARS, YamlSource, read_yaml
from loa.locales.letters import is_legacy, with_breves
from loa.locales.locale import Locale
from loa.model.catalog import Text
from loa.model.kinds import KINDS, VariantFields

_Fields = TypeVar("_Fields", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files of a source; what is wrong with one goes into the report and gives None.

    `languages`: the tags that variants may have; `locales`: their alphabets, where known.
    """

    source: Source
    languages: frozenset[str]
    report: Report
    locales: Mapping[str, Locale]

    def root(self, path: Path) -> Path:
        """The folder that a file may not lead out of: docs/ or campaigns/."""
        in_docs = path.is_relative_to(self.source.docs)
        return self.source.docs if in_docs else self.source.campaigns

    def hub_path(self, path: Path) -> PurePosixPath:
        """The path as links write it: some systems store file names decomposed, texts are NFC."""
        root = self.root(path)
        name = "docs" if root is self.source.docs else "campaigns"
        return PurePosixPath(name, unicodedata.normalize("NFC", path.relative_to(root).as_posix()))

    def yaml(self, path: Path, root: Path | None = None) -> YamlSource | None:
        """The values and lines of a YAML file, which lies under `root`."""
        shown = Source.shown(path)
        raw = read_text(path, root or self.root(path), shown, self.report)
        return None if raw is None else read_yaml(raw, shown, self.report, limit=MAX_FILE_CHARS)

    def sheet(self, path: Path, fields: type[_Fields]) -> tuple[_Fields, Text] | None:
        """A YAML file that may be missing, typed."""
        shown = Source.shown(path)
        yaml = self.yaml(path) if is_file(path) else None
        typed = frontmatter.validate(fields, yaml, shown, self.report) if yaml else None
        if not (typed and yaml):
            return None
        return typed, Text(self.hub_path(path), shown=shown, lines=yaml.lines)

    def markdown(self, path: Path, fields: type[_Fields]) -> tuple[_Fields, Text] | None:
        """The typed front matter and the blocks of a Markdown file."""
        shown = Source.shown(path)
        raw = read_text(path, self.root(path), shown, self.report)
        if raw is None:
            return None
        if locale := self.locales.get(beside.language_of(path, self.languages)):
            raw = self._letters(raw, locale, shown)
        parts = frontmatter.split(raw, shown, self.report)
        if parts is None:
            return None
        yaml, body, body_line = parts
        hub = self.hub_path(path)
        blocks = markdown.parse(body, hub, shown, self.report, body_line)
        if fields is VariantFields and isinstance(yaml.data, dict):
            self._source_only(yaml.data, shown, yaml.lines)
        typed = frontmatter.validate(fields, yaml, shown, self.report)
        return (typed, Text(hub, blocks, shown, yaml.lines)) if typed else None

    def _letters(self, text: str, locale: Locale, shown: str) -> str:
        """The text with carons that a keyboard typed for breves mended, each line said; old fonts only said."""
        if is_legacy(text, locale):
            self.report.add("LOA509", shown, 1, language=locale.tag, file=shown)
        mended, changes = with_breves(text, locale)
        for position, wrong, right in changes:
            line = text.count("\n", 0, position) + 1
            self.report.add("LOA508", shown, line, value=wrong, write=right)
        return mended

    def _source_only(self, data: dict[str, object], shown: str, lines: dict[tuple[str, ...], int]) -> None:
        """A variant may not set what its source sets: a message that says so, instead of "unknown key"."""
        source_keys = {name for kind in KINDS.values() for name in kind.fields.model_fields}
        for key in [key for key in data if key in source_keys and key not in VariantFields.model_fields]:
            self.report.add("LOA215", shown, lines.get((key,), 1), key=key)
            del data[key]
