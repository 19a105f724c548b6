"""An item or a page in one language, as a build publishes it, and what it does not publish."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from loa.model.blocks import section_titles
from loa.model.catalog import Item, Page, Text
from loa.model.kinds import ItemFields, PageFields, VariantFields


class Mark(StrEnum):
    """Why a product may not be taken for an approved one; each has an interface string `mark.<name>`."""

    DRAFT = "draft"
    NEEDS_CHECK = "needs-check"
    SAMPLE = "sample"
    OUTDATED = "outdated"
    OVERDUE = "overdue"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Edition:
    """An item or a page in one language, as this build publishes it."""

    source: Item | Page
    language: str
    text: Text
    fields: ItemFields | PageFields | VariantFields
    status: str
    marks: tuple[Mark, ...] = ()
    # The recording beside the text, where the person who speaks agreed to it.
    recording: Path | None = None

    @property
    def id(self) -> str:
        """The item's id, or the page's slug."""
        return self.source.id if isinstance(self.source, Item) else self.source.slug

    @property
    def title(self) -> str:
        """The title in this language; may hold fact references."""
        return self.fields.title

    @property
    def summary(self) -> str:
        """The summary in this language; may hold fact references."""
        return self.fields.summary

    def own(self, name: str) -> str:
        """`call_to_action`, `claim` or `fact` in this language; empty where the kind or the variant has none."""
        return getattr(self.fields, name, None) or ""

    @property
    def item_fields(self) -> ItemFields | PageFields:
        """The source's front matter, which holds what does not depend on the language."""
        return self.source.fields

    @property
    def kind(self) -> str:
        """The name of the item's kind, "page" for a standing page."""
        return self.source.kind.name if isinstance(self.source, Item) else "page"

    @property
    def sources(self) -> tuple[str, ...]:
        """The paths in the hub that this edition was made from."""
        paths = {str(self.source.text.path), str(self.text.path)}
        return tuple(sorted(paths))

    def sections_called(self, titles: Collection[str]) -> frozenset[str]:
        """The titles, in this language, of the sections that a writer named by their titles in either language.

        A variant has the sections of its source in the same order (LOA502 tells where it has not).
        """
        own, source = section_titles(self.text.blocks), section_titles(self.source.text.blocks)
        named = {title for title, theirs in zip(own, source, strict=False) if theirs in titles}
        return frozenset(titles) | (named if len(own) == len(source) else set())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that this build does not publish, why, and who can mend it."""

    what: str
    reason: str
    who: str
