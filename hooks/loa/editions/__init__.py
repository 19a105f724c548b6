"""What is published: which items and pages, in which languages, with which marks.

Preview shows everything that can be shown, plainly marked. Production publishes what a named person approved and
leaves the rest out with a reason (rules 2 and 9 of the design).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from loa.editions.edition import Edition, LeftOut, Mark
from loa.editions.selection import Selection, approved_fact
from loa.errors import say
from loa.hub import Hub
from loa.locales.locale import SOURCE
from loa.model.blocks import Image, inlines
from loa.model.catalog import Campaign, Item, Page, SignVideo
from loa.model.fields import Status

__all__ = ["EXIT_URL", "Edition", "Editions", "LeftOut", "Mark", "approved_fact"]

# Where the quick exit leads when no campaign names a page.
EXIT_URL = "https://vi.wikipedia.org/"


@dataclass
class Editions:
    """Everything this build publishes, by language."""

    hub: Hub
    left_out: list[LeftOut] = field(default_factory=list)
    by_language: dict[str, dict[str, Edition]] = field(default_factory=dict)
    # What renderers have made once and need again (a script is a page and a text file).
    memo: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    # The hub path of the photograph of each shown campaign that may be used, by the campaign's slug.
    photos: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._selection = Selection(self.hub, self.left_out)
        sources: list[Item | Page] = [*self.hub.catalog.pages.values(), *self.hub.catalog.items()]
        for source in sources:
            for edition in self._selection.editions_of(source):
                self.by_language.setdefault(edition.language, {})[edition.id] = edition
        self.by_language.setdefault(SOURCE, {})
        for campaign in self.hub.catalog.campaigns.values():
            if all(campaign is not shown for shown in self.campaigns):
                self._selection.leave(
                    campaign.text,
                    say("chưa có người duyệt", "nobody approved it"),
                    say("người duyệt", "the approver"),
                )
        for campaign in self.campaigns:
            if campaign.photo and not self._selection.withheld(campaign.photo):
                self.photos[campaign.slug] = campaign.photo

    @cached_property
    def languages(self) -> list[str]:
        """Languages of the site, Vietnamese first: those with an edition shown or approved strings (rule 10)."""
        return [
            tag
            for tag, locale in self.hub.locales.items()
            if not locale.alternate_of
            and (tag == SOURCE or self.by_language.get(tag) or locale.ui_status == "approved")
        ]

    @cached_property
    def by_path(self) -> dict[str, Item | Page]:
        """Items and pages by the hub path of their source file."""
        return self.hub.catalog.by_path()

    def get(self, identifier: str, language: str) -> Edition | None:
        """The edition of an item or page in a language, if it is published."""
        return self.by_language.get(language, {}).get(identifier)

    def alternates(self, language: str) -> list[str]:
        """The tags under which a language is written in another way, for other readers."""
        return [tag for tag, locale in self.hub.locales.items() if locale.alternate_of == language]

    def languages_of(self, identifier: str) -> list[str]:
        """The languages in which an item or page is published, Vietnamese first."""
        return [tag for tag in self.hub.locales if identifier in self.by_language.get(tag, {})]

    def __iter__(self) -> Iterator[Edition]:
        for tag in self.hub.locales:
            yield from self.by_language.get(tag, {}).values()

    @cached_property
    def campaigns(self) -> list[Campaign]:
        """The campaigns whose own page is shown, those with dates first, newest first."""
        shown = [
            campaign
            for campaign in self.hub.catalog.campaigns.values()
            if not self.hub.settings.production or campaign.fields.status is Status.APPROVED
        ]
        return sorted(
            shown,
            key=lambda c: (c.fields.start is None, -(c.fields.start or dt.date.min).toordinal(), c.slug),
        )

    @property
    def exit_url(self) -> str:
        """Where the quick exit leads: the first shown campaign that names a page, else a neutral one."""
        exits = [str(campaign.fields.exit_url) for campaign in self.campaigns if campaign.fields.exit_url]
        return exits[0] if exits else EXIT_URL

    def help_lines(self, language: str = SOURCE) -> list[Edition]:
        """Services that paper and radio may name: published, verified and not overdue on the build date."""
        return [self.get(edition.id, language) or edition for edition in self._national_help]

    @cached_property
    def _national_help(self) -> list[Edition]:
        # Asked for by every leaflet and script, and a hub of national size has thousands of services to look through.
        found = []
        for item, fields in self.hub.catalog.services():
            edition = self.get(item.id, SOURCE)
            proven = (
                not self._selection.overdue(fields) and not fields.sample and fields.assured_date is not None
            )
            if edition and proven and "VN" in fields.area and fields.service_status == "active":
                found.append(edition)
        return found

    def sign_video(self, edition: Edition) -> SignVideo | None:
        """The sign-language video of a text, the same in every language; None without one, or without consent now."""
        return self._selection.sign_video(edition.source)

    def pictures(self) -> set[str]:
        """The hub paths of the pictures that published texts, videos and campaign pages show."""
        posters = {video.poster for edition in self if (video := self.sign_video(edition)) and video.poster}
        return (
            set(self.photos.values())
            | posters
            | {
                inline.src
                for edition in self
                for inline in inlines(edition.text.blocks)
                if isinstance(inline, Image) and inline.src in self.hub.catalog.media
            }
        )

    def no_right(self, picture: str) -> str:
        """Why the picture at this hub path may not be shown; empty where it may."""
        return self._selection.no_right(picture)
