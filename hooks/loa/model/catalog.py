"""The catalog: everything that was loaded from the source, frozen."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from loa.errors import Problem
from loa.model.blocks import Block
from loa.model.bundle import OriginFields
from loa.model.fields import Permission, PictureFields
from loa.model.kinds import (
    CampaignFields,
    FactFields,
    ItemFields,
    Kind,
    PageFields,
    ServiceFields,
    SpokenFields,
    VariantFields,
)
from loa.model.ledger import Entry
from loa.model.news import NewsEntry, NewsFields
from loa.model.plan import PlanFields
from loa.model.tasks import TasksFields


@dataclass(frozen=True, slots=True)
class Text:
    """A loaded file: its path in the hub (`campaigns/…`, `docs/…`), its body as blocks.

    `shown` is the path as messages print it; `lines` maps a front-matter key path such as
    `("phones", "0", "number")` to its line.
    """

    path: PurePosixPath
    blocks: tuple[Block, ...] = ()
    shown: str = ""
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def line(self, *keys: str) -> int:
        """The line of a front-matter key, or of the nearest key above it that stands in the file."""
        while keys:
            if keys in self.lines:
                return self.lines[keys]
            keys = keys[:-1]
        return 1


@dataclass(frozen=True, slots=True)
class Variant:
    """An item or page in another language, beside its source."""

    language: str
    fields: VariantFields
    text: Text


@dataclass(frozen=True, slots=True)
class Spoken:
    """The text that is read on air in place of an item's article in one language."""

    fields: SpokenFields
    text: Text


@dataclass(frozen=True, slots=True)
class SignVideo:
    """A text in sign language: the video, its captions (WebVTT) and the picture shown before it is played.

    `name`: the hub path of the video, `poster`: that of the picture, empty for none.
    """

    name: str
    file: Path
    captions: str
    length: int
    consent: Permission
    poster: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One source item with its variants by language tag.

    `spoken` and `recordings`, by language tag too: texts that are read in place of the article, sound files.
    """

    kind: Kind
    fields: ItemFields
    text: Text
    campaign: str
    variants: Mapping[str, Variant] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    recordings: Mapping[str, Path] = field(default_factory=dict)
    video: SignVideo | None = None

    @property
    def id(self) -> str:
        """The item's immutable short id."""
        return self.fields.id


@dataclass(frozen=True, slots=True)
class Page:
    """A standing page of `docs/`; `slug` is its file name without ending ("index": the home page)."""

    slug: str
    fields: PageFields
    text: Text
    variants: Mapping[str, Variant] = field(default_factory=dict)
    video: SignVideo | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The broadcasting plan of a campaign."""

    fields: PlanFields
    text: Text


@dataclass(frozen=True, slots=True)
class Tasks:
    """The communicators' tasks of a campaign."""

    fields: TasksFields
    text: Text


@dataclass(frozen=True, slots=True)
class News:
    """The news sources of a campaign, and the stories found there; `found`: the file that holds these."""

    fields: NewsFields
    text: Text
    entries: tuple[NewsEntry, ...]
    found: Text


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was done for a campaign; `refused`: what was wrong with the rows that were left out."""

    entries: tuple[Entry, ...]
    refused: tuple[Problem, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign and its items in the order of their paths."""

    slug: str
    fields: CampaignFields
    text: Text
    items: tuple[Item, ...] = ()
    plan: Plan | None = None
    tasks: Tasks | None = None
    news: News | None = None
    origin: OriginFields | None = None
    ledger: Ledger | None = None

    @property
    def photo(self) -> str:
        """The hub path of the campaign's photograph, empty if it has none."""
        return self._path(self.fields.photo) if self.fields.photo else ""

    @property
    def pictures(self) -> dict[str, PictureFields]:
        """What is written about the rights to each picture, by its hub path; the campaign's photograph is one."""
        own = (*self.fields.pictures, *filter(None, [self.fields.photo]))
        return {self._path(picture): picture for picture in own}

    def _path(self, picture: PictureFields) -> str:
        return posixpath.normpath(str(self.text.path.parent / picture.file))


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that people wrote: campaigns by slug, pages by slug, facts by id. Paths are relative to the source."""

    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    facts: Mapping[str, FactFields] = field(default_factory=dict)
    fact_texts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    media: Mapping[str, Path] = field(default_factory=dict)

    def items(self, kind: str | None = None) -> Iterator[Item]:
        """Every item, or every item of one kind, by campaign and path."""
        for campaign in self.campaigns.values():
            for item in campaign.items:
                if kind is None or item.kind.name == kind:
                    yield item

    def by_path(self) -> dict[str, Item | Page]:
        """Items and pages by the path of their source file."""
        found: dict[str, Item | Page] = {str(item.text.path): item for item in self.items()}
        found.update({str(page.text.path): page for page in self.pages.values()})
        return found

    def pictures(self) -> dict[str, PictureFields]:
        """What campaigns say about the rights to their pictures, by hub path."""
        return {
            path: picture
            for campaign in self.campaigns.values()
            for path, picture in campaign.pictures.items()
        }

    def services(self) -> list[tuple[Item, ServiceFields]]:
        """Services in the order of their rank."""
        found = [(item, item.fields) for item in self.items() if isinstance(item.fields, ServiceFields)]
        return sorted(found, key=lambda pair: (pair[1].rank, pair[0].id))
