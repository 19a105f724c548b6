"""The whole source as one catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from loa.errors import Report
from loa.load import beside, frontmatter
from loa.load.facts import read_facts
from loa.load.files import entries, inside, is_file, is_folder
from loa.load.ledger import NAME as LEDGER
from loa.load.ledger import load_ledger
from loa.load.private import PRIVATE
from loa.load.reader import Reader
from loa.load.safety import make_safe
from loa.load.servicelists import load_list
from loa.load.source import Source
from loa.load.video import sign_video
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

NEWS_ENTRIES = "news-entries.yml"
# Files that may lie in a campaign beside its items; later products read some of them.
_KNOWN_FILES = {
    "campaign.yml", "facts.yml", "plan.yml", "tasks.yml", "news.yml", NEWS_ENTRIES, ORIGIN, LEDGER, "README.md",
}  # fmt: skip


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
        self.read = Reader(source, languages, report, locales)
        self.facts: dict[str, FactFields] = {}
        self.fact_texts: dict[str, tuple[str, int]] = {}
        self.media: dict[str, Path] = {}

    def catalog(self) -> Catalog:
        for path in self.source.facts:
            if is_file(path):
                # A hub's own sheet goes before the project's.
                self._facts(path, path.parent, {})
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
        text = Text(self.read.hub_path(file), shown=shown)
        fields: CampaignFields | None = None
        if yaml := self.read.yaml(file):
            if frontmatter.is_mapping(yaml, shown, self.report):
                fields = frontmatter.validate(CampaignFields, yaml, shown, self.report)
            text = replace(text, lines=yaml.lines)
        if is_file(folder / "facts.yml"):
            self._facts(folder / "facts.yml", self.source.campaigns, self.fact_texts)
        self._media(folder / "media")
        items = self._items(folder)
        if fields is None:
            return None
        plan = self.read.sheet(folder / "plan.yml", PlanFields)
        tasks = self.read.sheet(folder / "tasks.yml", TasksFields)
        return Campaign(
            slug(folder.name),  # names become addresses, in which only plain letters travel well
            fields,
            text,
            items,
            Plan(*plan) if plan else None,
            Tasks(*tasks) if tasks else None,
            self._news(folder),
            origin[0] if (origin := self.read.sheet(folder / ORIGIN, OriginFields)) else None,
            self._ledger(folder / LEDGER),
        )

    def _ledger(self, file: Path) -> Ledger | None:
        if not is_file(file):
            return None
        return load_ledger(
            file, self.read.hub_path(file), self.source.campaigns, self.read.locales, self.report
        )

    def _news(self, folder: Path) -> News | None:
        sources = self.read.sheet(folder / "news.yml", NewsFields)
        if sources is None:
            return None
        entries = self.read.sheet(folder / NEWS_ENTRIES, NewsEntries)
        return News(*sources, *((entries[0].entries, entries[1]) if entries else ((), sources[1])))

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
        sources, variants = beside.texts(folder, self.languages, self.report)
        for entry in entries(folder, Source.shown(folder), self.report):
            if is_folder(entry) and not entry.name.startswith((".", "_")):
                self._not_a_kind(entry)
        spoken = beside.spoken_files(folder, sources, self.languages, self.report)
        recordings = beside.recordings(folder, self.languages, self.report)
        found = []
        for stem, path in sources.items():
            loaded = self.read.markdown(path, kind.fields)
            if loaded:
                fields, text = loaded
                own = self._variants(variants.get(stem, {}))
                read = self._spoken(spoken.get(stem, {}))
                video = self._video(fields.sign_language, path, text, self.source.campaigns)
                found.append(Item(kind, fields, text, campaign, own, read, recordings.get(stem, {}), video))
        if kind.fields is ServiceFields:
            for path in sorted(folder.glob("*.csv")):
                if not path.name.startswith((".", "_")):
                    hub = self.read.hub_path(path)
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
            loaded = self.read.markdown(path, SpokenFields)
            if loaded:
                found[tag] = Spoken(*loaded)
        return found

    def _variants(self, paths: dict[str, Path]) -> dict[str, Variant]:
        found = {}
        for tag, path in paths.items():
            loaded = self.read.markdown(path, VariantFields)
            if loaded:
                found[tag] = Variant(tag, *loaded)
        return found

    # --- facts, media, pages ------------------------------------------------------------------------------

    # --- facts, media, pages ------------------------------------------------------------------------------

    def _facts(self, path: Path, root: Path, taken: Mapping[str, tuple[str, int]]) -> None:
        for name, (fields, where) in read_facts(path, root, self.read, taken).items():
            self.facts[name], self.fact_texts[name] = fields, where

    def _media(self, folder: Path) -> None:
        if not is_folder(folder):
            return
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in beside.PICTURES and is_file(path):
                if inside(path, self.source.campaigns):
                    self.media[str(self.read.hub_path(path))] = path
                else:
                    self.report.add("LOA103", Source.shown(path))

    def _pages(self) -> dict[str, Page]:
        if not is_folder(self.source.docs):
            return {}
        found: dict[str, Page] = {}
        sources, variants = beside.texts(self.source.docs, self.languages, self.report)
        for stem, path in sources.items():
            loaded = self.read.markdown(path, PageFields)
            if loaded is None:
                continue
            video = self._video(loaded[0].sign_language, path, loaded[1], self.source.docs)
            page = Page(slug(stem), *loaded, self._variants(variants.get(stem, {})), video)
            other = found.setdefault(page.slug, page)
            if other is not page:
                self.report.add("LOA213", page.text.shown, value=page.slug, other=other.text.shown)
        return found
