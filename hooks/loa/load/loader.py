"""The whole source as one catalog."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from loa.errors import Report, say
from loa.load import beside, frontmatter, markdown
from loa.load.files import entries, inside, is_file, is_folder, read_text
from loa.load.ledger import NAME as LEDGER
from loa.load.ledger import load_ledger
from loa.load.private import PRIVATE
from loa.load.safety import make_safe
from loa.load.servicelists import load_list
from loa.load.source import Source
from loa.load.video import sign_video
from loa.load.yamlsource import MAX_FILE_CHARS, YamlSource, read_yaml
from loa.locales.letters import is_legacy, with_breves
from loa.locales.locale import Locale
from loa.model.bundle import ORIGIN, OriginFields
from loa.model.catalog import (
    Campaign,
    Catalog,
    Item,
    Ledger,
    News,
    Page,
    Plan,
    SignVideo,
    Spoken,
    Tasks,
    Text,
    Variant,
)
from loa.model.fields import SignLanguage
from loa.model.kinds import (
    KINDS,
    CampaignFields,
    FactFields,
    Kind,
    PageFields,
    ServiceFields,
    SpokenFields,
    VariantFields,
)
from loa.model.news import NewsEntries, NewsFields
from loa.model.plan import PlanFields
from loa.model.slug import slug
from loa.model.tasks import TasksFields

FACT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VARIANT = re.compile(r"(?P<stem>.+)\.(?P<tag>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")
_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
NEWS_ENTRIES = "news-entries.yml"
# Files that may lie in a campaign beside its items; later products read some of them.
_KNOWN_FILES = {
    "campaign.yml", "facts.yml", "plan.yml", "tasks.yml", "news.yml", NEWS_ENTRIES, ORIGIN, LEDGER, "README.md",
}  # fmt: skip

_Fields = TypeVar("_Fields", bound=BaseModel)


def load_catalog(source: Source, languages: Iterable[str] | Mapping[str, Locale], report: Report) -> Catalog:
    """Everything people wrote, as far as it can be read; every fault is in the report.

    Args:
        source: where the hub lies; `languages`: tags that variants may have, with their alphabets where known.
    """
    locales = languages if isinstance(languages, Mapping) else {}
    return _Loader(source, frozenset(languages), report, locales).catalog()


class _Loader:
    def __init__(
        self, source: Source, languages: frozenset[str], report: Report, locales: Mapping[str, Locale]
    ) -> None:
        self.source, self.languages, self.report = source, languages, report
        self.locales = locales
        self.facts: dict[str, FactFields] = {}
        self.fact_texts: dict[str, tuple[str, int]] = {}
        self.media: dict[str, Path] = {}

    def catalog(self) -> Catalog:
        for path in self.source.facts:
            if is_file(path):
                self._facts(path, path.parent, override=True)
        campaigns: dict[str, Campaign] = {}
        for folder in self._campaign_folders():
            campaign = self._campaign(folder)
            if campaign is None:
                continue
            other = campaigns.setdefault(campaign.slug, campaign)
            if other is not campaign:
                shown = campaign.text.shown
                self.report.add("LOA213", shown, value=campaign.slug, other=other.text.shown)
        return Catalog(
            campaigns,
            self._pages(),
            self.facts,
            self.fact_texts,
            self.media,
        )

    # --- campaigns ----------------------------------------------------------------------------------------

    def _campaign_folders(self) -> list[Path]:
        root = self.source.campaigns
        found = entries(root, Source.shown(root), self.report) if is_folder(root) else []
        return [path for path in found if self.source.is_campaign(path)]

    def _campaign(self, folder: Path) -> Campaign | None:
        if not inside(folder, self.source.campaigns):
            self.report.add("LOA103", Source.shown(folder))
            return None
        file = folder / "campaign.yml"
        shown = Source.shown(file)
        if not is_file(file):
            if any(folder.rglob("*.md")):
                self.report.add("LOA109", Source.shown(folder), folder=folder.name)
            return None
        text = Text(self._hub_path(file), shown=shown)
        fields: CampaignFields | None = None
        if yaml := self._yaml(file, self.source.campaigns, shown):
            if frontmatter.is_mapping(yaml, shown, self.report):
                fields = frontmatter.validate(CampaignFields, yaml, shown, self.report)
            text = replace(text, lines=yaml.lines)
        if is_file(folder / "facts.yml"):
            self._facts(folder / "facts.yml", self.source.campaigns)
        self._media(folder / "media")
        items = self._items(folder)
        # Names become addresses, in which only plain letters travel well.
        if fields is None:
            return None
        plan = self._sheet(folder / "plan.yml", PlanFields)
        tasks = self._sheet(folder / "tasks.yml", TasksFields)
        return Campaign(
            slug(folder.name),
            fields,
            text,
            items,
            Plan(*plan) if plan else None,
            Tasks(*tasks) if tasks else None,
            self._news(folder),
            origin[0] if (origin := self._sheet(folder / ORIGIN, OriginFields)) else None,
            self._ledger(folder / LEDGER),
        )

    def _ledger(self, file: Path) -> Ledger | None:
        if not is_file(file):
            return None
        return load_ledger(file, self._hub_path(file), self.source.campaigns, self.locales, self.report)

    def _news(self, folder: Path) -> News | None:
        sources = self._sheet(folder / "news.yml", NewsFields)
        if sources is None:
            return None
        entries = self._sheet(folder / NEWS_ENTRIES, NewsEntries)
        return News(*sources, *((entries[0].entries, entries[1]) if entries else ((), sources[1])))

    def _sheet(self, file: Path, fields: type[_Fields]) -> tuple[_Fields, Text] | None:
        """A YAML file that a campaign may have beside its items."""
        shown = Source.shown(file)
        yaml = self._yaml(file, self.source.campaigns, shown) if is_file(file) else None
        typed = frontmatter.validate(fields, yaml, shown, self.report) if yaml else None
        if not (typed and yaml):
            return None
        return typed, Text(self._hub_path(file), shown=shown, lines=yaml.lines)

    def _yaml(self, file: Path, root: Path, shown: str) -> YamlSource | None:
        raw = read_text(file, root, shown, self.report)
        return None if raw is None else read_yaml(raw, shown, self.report, limit=MAX_FILE_CHARS)

    def _hub_path(self, path: Path) -> PurePosixPath:
        """The path as links write it: some systems store file names decomposed, texts are NFC."""
        relative = path.relative_to(self.source.campaigns).as_posix()
        return PurePosixPath("campaigns", unicodedata.normalize("NFC", relative))

    def _items(self, folder: Path) -> tuple[Item, ...]:
        kinds = {kind.folder: kind for kind in KINDS.values()}
        found: list[Item] = []
        for entry in entries(folder, Source.shown(folder), self.report):
            if entry.name.startswith((".", "_")) or entry.name in _KNOWN_FILES | {"media"}:
                continue
            if is_folder(entry) and (kind := kinds.get(entry.name)):
                found += self._kind(entry, kind, slug(folder.name))
            elif is_folder(entry):
                self._not_a_kind(entry)
            else:
                self.report.add("LOA108", Source.shown(entry), name=entry.name)
        return tuple(found)

    def _not_a_kind(self, folder: Path) -> None:
        names = [kind.folder for kind in KINDS.values()]
        near = frontmatter.did_you_mean(folder.name, names)
        self.report.add(
            "LOA106", Source.shown(folder), folder=folder.name, known=", ".join(names), nearest=near
        )

    def _kind(self, folder: Path, kind: Kind, campaign: str) -> list[Item]:
        sources, variants = self._sort(folder)
        for entry in entries(folder, Source.shown(folder), self.report):
            if is_folder(entry) and not entry.name.startswith((".", "_")):
                self._not_a_kind(entry)
        spoken = beside.spoken_files(folder, sources, self.languages, self.report)
        recordings = beside.recordings(folder, self.languages, self.report)
        found = []
        for stem, path in sources.items():
            loaded = self._markdown(path, self._hub_path(path), kind.fields, self.source.campaigns)
            if loaded:
                fields, text = loaded
                own = self._variants(variants.get(stem, {}))
                read = self._spoken(spoken.get(stem, {}))
                video = self._video(fields.sign_language, path, text, self.source.campaigns)
                found.append(Item(kind, fields, text, campaign, own, read, recordings.get(stem, {}), video))
        if kind.fields is ServiceFields:
            for path in sorted(folder.glob("*.csv")):
                if not path.name.startswith((".", "_")):
                    hub = self._hub_path(path)
                    found += load_list(path, hub, self.source.campaigns, campaign, self.report)
        return [safe for item in found if (safe := self._publishable(item))]

    def _video(self, fields: SignLanguage | None, path: Path, text: Text, root: Path) -> SignVideo | None:
        """The sign-language video of a text; its poster is a picture of the hub like any other."""
        video, poster = sign_video(fields, path, text, root, self.report)
        if video and poster:
            self.media[video.poster] = poster
        return video

    def _publishable(self, item: Item) -> Item | None:
        """The item without what its level forbids; None for a record that may not be in the public source at all."""
        if not isinstance(item.fields, ServiceFields):
            return item
        safe = make_safe(item.fields, item.text, self.report)
        if safe.level in PRIVATE:
            self.report.add("LOA604", item.text.shown, item.text.line("level"), value=safe.level)
            return None
        return replace(item, fields=safe)

    def _spoken(self, paths: dict[str, Path]) -> dict[str, Spoken]:
        """The texts that are read on air in place of the article, by language."""
        found = {}
        for tag, path in paths.items():
            loaded = self._markdown(path, self._hub_path(path), SpokenFields, self.source.campaigns)
            if loaded:
                found[tag] = Spoken(*loaded)
        return found

    def _sort(self, folder: Path) -> tuple[dict[str, Path], dict[str, dict[str, Path]]]:
        """Source files by stem, and variant files by stem and language; orphans are reported."""
        sources: dict[str, Path] = {}
        variants: dict[str, dict[str, Path]] = {}
        for path in entries(folder, Source.shown(folder), self.report):
            if path.name.startswith((".", "_")) or path.name == "README.md" or is_folder(path):
                continue
            if path.suffix != ".md":
                if path.suffix.lower() not in _PICTURES | {".mp3", ".mp4", ".webm", ".vtt", ".csv", ".yml"}:
                    self.report.add("LOA108", Source.shown(path), name=path.name)
                continue
            if beside.is_spoken(path):
                continue
            stem = unicodedata.normalize("NFC", path.stem)
            match = _VARIANT.fullmatch(stem)
            if match and match["tag"] in self.languages:
                variants.setdefault(match["stem"], {})[match["tag"]] = path
            elif match:
                known = ", ".join(sorted(self.languages))
                self.report.add("LOA302", Source.shown(path), value=match["tag"], known=known)
            else:
                sources[stem] = path
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
            hub = self._docs_path(path) if in_docs else self._hub_path(path)
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
        if locale := self.locales.get(beside.language_of(path, self.languages)):
            raw = self._letters(raw, locale, shown)
        parts = frontmatter.split(raw, shown, self.report)
        if parts is None:
            return None
        yaml, body, body_line = parts
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

    # --- facts, media, pages ------------------------------------------------------------------------------

    def _facts(self, path: Path, root: Path, override: bool = False) -> None:
        shown = Source.shown(path)
        yaml = self._yaml(path, root, shown)
        if yaml is None or yaml.data is None or not frontmatter.is_mapping(yaml, shown, self.report):
            return
        for name, value in yaml.data.items():
            line = yaml.lines.get((name,), 1)
            if not FACT_NAME.fullmatch(name):
                self.report.add("LOA407", shown, line, value=name)
                continue
            if name in self.facts and not override:
                self.report.add("LOA213", shown, line, value=name, other=self.fact_texts[name][0])
                continue
            if not isinstance(value, dict):
                what = say(
                    "Viết các mục value, about, source, confidence, checked thụt vào ở những dòng dưới.",
                    "Write value, about, source, confidence and checked on indented lines below.",
                )
                self.report.add(
                    "LOA208", shown, line, key=name, value=frontmatter.shown_value(value), what=what
                )
                continue
            own = {k[1:]: n for k, n in yaml.lines.items() if k[:1] == (name,)}
            fields = frontmatter.validate(
                FactFields, type(yaml)(value, own), shown, self.report, first_line=line
            )
            if fields:
                self.facts[name], self.fact_texts[name] = fields, (shown, line)

    def _media(self, folder: Path) -> None:
        if not is_folder(folder):
            return
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _PICTURES and is_file(path):
                if inside(path, self.source.campaigns):
                    self.media[str(self._hub_path(path))] = path
                else:
                    self.report.add("LOA103", Source.shown(path))

    def _pages(self) -> dict[str, Page]:
        if not is_folder(self.source.docs):
            return {}
        found: dict[str, Page] = {}
        sources, variants = self._sort(self.source.docs)
        for stem, path in sources.items():
            hub = self._docs_path(path)
            loaded = self._markdown(path, hub, PageFields, self.source.docs)
            if loaded is None:
                continue
            video = self._video(loaded[0].sign_language, path, loaded[1], self.source.docs)
            page = Page(slug(stem), *loaded, self._variants(variants.get(stem, {})), video)
            other = found.setdefault(page.slug, page)
            if other is not page:
                self.report.add("LOA213", page.text.shown, value=page.slug, other=other.text.shown)
        return found

    def _docs_path(self, path: Path) -> PurePosixPath:
        relative = path.relative_to(self.source.docs).as_posix()
        return PurePosixPath("docs", unicodedata.normalize("NFC", relative))
