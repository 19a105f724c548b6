"""The whole source as one catalog."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from loa.errors import Report
from loa.load import frontmatter, markdown
from loa.load.files import inside, read_text
from loa.load.private import PRIVATE
from loa.load.safety import make_safe
from loa.load.servicelists import load_list
from loa.load.source import Source
from loa.load.yamlsource import read_yaml
from loa.model.catalog import Campaign, Catalog, Item, Page, Text, Variant
from loa.model.kinds import (
    KINDS,
    CampaignFields,
    FactFields,
    Kind,
    PageFields,
    ServiceFields,
    VariantFields,
)

_VARIANT = re.compile(r"(?P<stem>.+)\.(?P<tag>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")
_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
# Files that may lie in a campaign beside its items; later products read some of them.
_KNOWN_FILES = {"campaign.yml", "facts.yml", "news.yml", "ledger.csv", "README.md"}

_Fields = TypeVar("_Fields", bound=BaseModel)


def load_catalog(source: Source, languages: Iterable[str], report: Report) -> Catalog:
    """Everything people wrote, as far as it can be read; every fault is in the report.

    Args:
        source: where the hub lies; `languages`: tags that variants may have.
    """
    return _Loader(source, frozenset(languages), report).catalog()


class _Loader:
    def __init__(self, source: Source, languages: frozenset[str], report: Report) -> None:
        self.source, self.languages, self.report = source, languages, report
        self.facts: dict[str, FactFields] = {}
        self.fact_texts: dict[str, tuple[str, int]] = {}
        self.media: dict[str, Path] = {}

    def catalog(self) -> Catalog:
        for path in self.source.facts:
            if path.is_file():
                self._facts(path, path.parent, override=True)
        campaigns = {folder.name: self._campaign(folder) for folder in self.source.campaign_folders()}
        return Catalog(
            {slug: campaign for slug, campaign in campaigns.items() if campaign},
            self._pages(),
            self.facts,
            self.fact_texts,
            self.media,
        )

    # --- campaigns ----------------------------------------------------------------------------------------

    def _campaign(self, folder: Path) -> Campaign | None:
        if not inside(folder, self.source.campaigns):
            self.report.add("LOA103", Source.shown(folder))
            return None
        file = folder / "campaign.yml"
        shown = Source.shown(file)
        if not file.is_file():
            if any(folder.rglob("*.md")):
                self.report.add("LOA105", shown, reason="campaign.yml ?")
            return None
        text = Text(self._hub_path(file), shown=shown)
        fields: CampaignFields | None = None
        raw = read_text(file, self.source.campaigns, shown, self.report)
        if raw is not None and (yaml := read_yaml(raw, shown, self.report)):
            fields = frontmatter.validate(CampaignFields, yaml, shown, self.report)
            text = replace(text, lines=yaml.lines)
        if (folder / "facts.yml").is_file():
            self._facts(folder / "facts.yml", self.source.campaigns)
        self._media(folder / "media")
        items = self._items(folder)
        return Campaign(folder.name, fields, text, items) if fields else None

    def _hub_path(self, path: Path) -> PurePosixPath:
        return PurePosixPath("campaigns", path.relative_to(self.source.campaigns).as_posix())

    def _items(self, folder: Path) -> tuple[Item, ...]:
        kinds = {kind.folder: kind for kind in KINDS.values()}
        found: list[Item] = []
        for entry in sorted(folder.iterdir()):
            if entry.name.startswith((".", "_")) or entry.name in _KNOWN_FILES | {"media"}:
                continue
            if entry.is_dir() and (kind := kinds.get(entry.name)):
                found += self._kind(entry, kind, folder.name)
            elif entry.is_dir():
                names = list(kinds)
                near = frontmatter.nearest(entry.name, names)
                self.report.add(
                    "LOA106", Source.shown(entry), folder=entry.name, known=", ".join(names), nearest=near
                )
            else:
                self.report.add("LOA108", Source.shown(entry), name=entry.name)
        return tuple(found)

    def _kind(self, folder: Path, kind: Kind, campaign: str) -> list[Item]:
        sources, variants = self._sort(folder)
        found = []
        for stem, path in sources.items():
            loaded = self._markdown(path, self._hub_path(path), kind.fields, self.source.campaigns)
            if loaded:
                fields, text = loaded
                found.append(Item(kind, fields, text, campaign, self._variants(variants.get(stem, {}))))
        if kind.fields is ServiceFields:
            for path in sorted(folder.glob("*.csv")):
                if not path.name.startswith((".", "_")):
                    hub = self._hub_path(path)
                    found += load_list(path, hub, self.source.campaigns, campaign, self.report)
        return [safe for item in found if (safe := self._publishable(item))]

    def _publishable(self, item: Item) -> Item | None:
        """The item without what its level forbids; None for a record that may not be in the public source at all."""
        if not isinstance(item.fields, ServiceFields):
            return item
        safe = make_safe(item.fields, item.text, self.report)
        if safe.level in PRIVATE:
            self.report.add("LOA604", item.text.shown, item.text.line("level"), value=safe.level)
            return None
        return replace(item, fields=safe)

    def _sort(self, folder: Path) -> tuple[dict[str, Path], dict[str, dict[str, Path]]]:
        """Source files by stem, and variant files by stem and language; orphans are reported."""
        sources: dict[str, Path] = {}
        variants: dict[str, dict[str, Path]] = {}
        for path in sorted(folder.iterdir()):
            if path.name.startswith((".", "_")) or path.name == "README.md" or path.is_dir():
                continue
            if path.suffix != ".md":
                if path.suffix.lower() not in _PICTURES | {".mp3", ".csv", ".yml"}:
                    self.report.add("LOA108", Source.shown(path), name=path.name)
                continue
            match = _VARIANT.fullmatch(path.stem)
            if match and match["tag"] in self.languages:
                variants.setdefault(match["stem"], {})[match["tag"]] = path
            elif match:
                known = ", ".join(sorted(self.languages))
                self.report.add("LOA302", Source.shown(path), value=match["tag"], known=known)
            else:
                sources[path.stem] = path
        for stem, by_tag in variants.items():
            if stem not in sources:
                for path in by_tag.values():
                    self.report.add("LOA501", Source.shown(path), value=f"{stem}.md")
        return sources, variants

    def _variants(self, paths: dict[str, Path]) -> dict[str, Variant]:
        found = {}
        for tag, path in paths.items():
            in_docs = path.is_relative_to(self.source.docs)
            root = self.source.docs if in_docs else self.source.campaigns
            hub = (
                PurePosixPath("docs", path.relative_to(root).as_posix()) if in_docs else self._hub_path(path)
            )
            loaded = self._markdown(path, hub, VariantFields, root)
            if loaded:
                found[tag] = Variant(tag, *loaded)
        return found

    def _markdown(
        self, path: Path, hub: PurePosixPath, fields: type[_Fields], root: Path
    ) -> tuple[_Fields, Text] | None:
        shown = Source.shown(path)
        raw = read_text(path, root, shown, self.report)
        if raw is None:
            return None
        parts = frontmatter.split(raw, shown, self.report)
        if parts is None:
            return None
        yaml, body, body_line = parts
        blocks = markdown.parse(body, hub, shown, self.report, body_line)
        if fields is VariantFields and isinstance(yaml.data, dict):
            self._source_only(yaml.data, shown, yaml.lines)
        typed = frontmatter.validate(fields, yaml, shown, self.report)
        return (typed, Text(hub, blocks, shown, yaml.lines)) if typed else None

    def _source_only(self, data: dict[str, object], shown: str, lines: dict[tuple[str, ...], int]) -> None:
        """A variant may not set what its source sets: a message that says so, instead of "unknown key"."""
        source_keys = {name for kind in KINDS.values() for name in kind.fields.model_fields}
        for key in [key for key in data if key in source_keys and key not in VariantFields.model_fields]:
            self.report.add("LOA215", shown, lines.get((key,), 1), key=key)
            del data[key]

    # --- facts, media, pages ------------------------------------------------------------------------------

    def _facts(self, path: Path, root: Path, override: bool = False) -> None:
        shown = Source.shown(path)
        raw = read_text(path, root, shown, self.report)
        yaml = read_yaml(raw, shown, self.report) if raw is not None else None
        if yaml is None or yaml.data is None:
            return
        if not isinstance(yaml.data, dict):
            self.report.add("LOA208", shown, 1, key="facts.yml", value="…", what="tên-dữ-kiện:")
            return
        for name, value in yaml.data.items():
            line = yaml.lines.get((name,), 1)
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
                self.report.add("LOA407", shown, line, value=name)
                continue
            if name in self.facts and not override:
                self.report.add("LOA213", shown, line, value=name, other=self.fact_texts[name][0])
                continue
            own = {k[1:]: n for k, n in yaml.lines.items() if k[:1] == (name,)}
            fields = frontmatter.validate(
                FactFields, type(yaml)(value, own), shown, self.report, first_line=line
            )
            if fields:
                self.facts[name], self.fact_texts[name] = fields, (shown, line)

    def _media(self, folder: Path) -> None:
        if not folder.is_dir():
            return
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _PICTURES and path.is_file():
                if inside(path, self.source.campaigns):
                    self.media[str(self._hub_path(path))] = path
                else:
                    self.report.add("LOA103", Source.shown(path))

    def _pages(self) -> dict[str, Page]:
        if not self.source.docs.is_dir():
            return {}
        found = {}
        sources, variants = self._sort(self.source.docs)
        for stem, path in sources.items():
            hub = PurePosixPath("docs", path.relative_to(self.source.docs).as_posix())
            loaded = self._markdown(path, hub, PageFields, self.source.docs)
            if loaded:
                found[stem] = Page(stem, *loaded, self._variants(variants.get(stem, {})))
        return found
