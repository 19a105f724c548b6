"""What is published: which items and pages, in which languages, with which marks.

Preview shows everything that can be shown, plainly marked. Production publishes what a named person approved and
leaves the rest out with a reason (rules 2 and 9 of the design).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from loa.check.consent import picture_refusal, refusal
from loa.check.fields import facts_of
from loa.errors import say
from loa.hub import Hub
from loa.locales.locale import SOURCE
from loa.model.blocks import Image, inlines, section_titles, without
from loa.model.catalog import Campaign, Item, Page, SignVideo, Text, Variant
from loa.model.fields import Permission, PictureFields, Status
from loa.model.kinds import (
    FactFields,
    ItemFields,
    Level,
    PageFields,
    ServiceFields,
    StoryFields,
    VariantFields,
)
from loa.translation import VariantStatus, state

# Where the quick exit leads when no campaign names a page.
EXIT_URL = "https://vi.wikipedia.org/"


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
        sources: list[Item | Page] = [*self.hub.catalog.pages.values(), *self.hub.catalog.items()]
        for source in sources:
            for edition in self._of(source):
                self.by_language.setdefault(edition.language, {})[edition.id] = edition
        self.by_language.setdefault(SOURCE, {})
        for campaign in self.hub.catalog.campaigns.values():
            if all(campaign is not shown for shown in self.campaigns):
                self._leave(
                    campaign.text,
                    say("chưa có người duyệt", "nobody approved it"),
                    say("người duyệt", "the approver"),
                )

        for campaign in self.campaigns:
            if campaign.photo and not self._withheld(campaign.photo):
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
            proven = not self._overdue(fields) and not fields.sample and fields.assured_date is not None
            if edition and proven and "VN" in fields.area and fields.service_status == "active":
                found.append(edition)
        return found

    def sign_video(self, edition: Edition) -> SignVideo | None:
        """The sign-language video of a text, the same in every language; None without one, or without consent now."""
        video = edition.source.video
        return video if video and not self._no_consent(video.consent, "video") else None

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
        return picture_refusal(self._rights.get(picture), self.hub.settings.date)

    @cached_property
    def _rights(self) -> dict[str, PictureFields]:
        return self.hub.catalog.pictures()

    def _withheld(self, picture: str) -> bool:
        """Whether a picture may not be shown, which is then said once."""
        reason = self.no_right(picture)
        if not reason:
            return False
        keeper = say("người giữ campaign.yml", "the keeper of campaign.yml")
        left = LeftOut(picture, reason, keeper)
        if left not in self.left_out:
            self.left_out.append(left)
        return True

    def _shown(self, text: Text) -> Text:
        """A text without the pictures that may not be shown: not even their descriptions reach a product."""
        pictures = {inline.src for inline in inlines(text.blocks) if isinstance(inline, Image)}
        hidden = {src for src in sorted(pictures) if self._withheld(src)}
        return replace(text, blocks=without(text.blocks, hidden)) if hidden else text

    # --- which editions -----------------------------------------------------------------------------------

    def _of(self, source: Item | Page) -> Iterator[Edition]:
        before = len(self.left_out)
        own = self._source_edition(source)
        if own is None:
            if len(self.left_out) > before:  # else not even its name may be told
                for variant in source.variants.values():
                    self._leave(
                        variant.text,
                        say("bài gốc không được đăng", "its source is left out"),
                        say("người duyệt", "the approver"),
                    )
            return
        yield own
        for variant in source.variants.values():
            edition = self._variant_edition(own, variant)
            if edition:
                yield edition

    def _source_edition(self, source: Item | Page) -> Edition | None:
        fields = source.fields
        marks = []
        if isinstance(fields, ServiceFields):
            if fields.level in (Level.INTERNAL, Level.WITHDRAWN):
                return None  # never public, whatever the mode; the check has reported it
            if fields.service_status in ("inactive", "defunct"):
                reason = say("dịch vụ đã ngừng", "the service has ended")
                self._leave(source.text, reason, say("người phụ trách dịch vụ", "the service's keeper"))
                return None
            if fields.sample:
                marks.append(Mark.SAMPLE)
            if self._overdue(fields):
                marks.append(Mark.OVERDUE)
        if (
            isinstance(fields, StoryFields)
            and not fields.consent.composite
            and (reason := self._no_consent(fields.consent, "chuyện"))
        ):
            self._leave(source.text, reason, say("người viết bài", "the writer"))
            return None
        if fields.status is Status.NEEDS_CHECK:
            marks.append(Mark.NEEDS_CHECK)
        elif fields.status is not Status.APPROVED:
            marks.append(Mark.DRAFT)
        elif self._unapproved_facts(fields, source.text):
            marks.append(Mark.FACTS)
        if self.hub.settings.production and (waiting := self._not_for_production(source, marks)):
            self._leave(source.text, *waiting)
            return None
        if source.video and (reason := self._no_consent(source.video.consent, "video")):
            self.left_out.append(LeftOut(source.video.name, reason, _consent_keeper()))
        recording = self._recording(source, SOURCE, fields)
        text = self._shown(source.text)
        return Edition(source, SOURCE, text, fields, str(fields.status), tuple(marks), recording)

    def _variant_edition(self, own: Edition, variant: Variant) -> Edition | None:
        source = own.source
        found = state(source, variant)
        marks: tuple[Mark, ...] = ()
        if found.status is VariantStatus.OUTDATED:
            marks = (Mark.OUTDATED,)
        elif found.status is not VariantStatus.APPROVED:
            marks = (Mark.DRAFT,)
        waiting = self._unapproved_facts(variant.fields, variant.text)
        if waiting and not marks:
            marks = (Mark.FACTS,)
        # Nobody stands behind the translation of something that nobody approved.
        marks = tuple(dict.fromkeys((*marks, *own.marks)))
        if self.hub.settings.production and marks:
            if waiting and marks[0] is Mark.FACTS:
                self._leave(variant.text, *waiting)
                return None
            reason = {
                Mark.OUTDATED: say(
                    "bản dịch đã cũ so với bài gốc", "the translation is older than its source"
                ),
                Mark.DRAFT: say("bản dịch chưa được duyệt", "the translation is not approved"),
            }.get(marks[0], str(marks[0]))
            self._leave(variant.text, reason, say("người dịch, người duyệt", "translator and approver"))
            return None
        recording = self._recording(source, variant.language, variant.fields)
        text = self._shown(variant.text)
        return Edition(source, variant.language, text, variant.fields, str(found.status), marks, recording)

    def _not_for_production(self, source: Item | Page, marks: list[Mark]) -> tuple[str, str] | None:
        if Mark.SAMPLE in marks:
            return say("hồ sơ mẫu", "a sample record"), say("người phụ trách dịch vụ", "the service's keeper")
        if Mark.OVERDUE in marks:
            return (
                say("đã quá hạn xác minh", "past its check date"),
                say("người phụ trách dịch vụ", "the service's keeper"),
            )
        if Mark.DRAFT in marks or Mark.NEEDS_CHECK in marks:
            return say("chưa có người duyệt", "nobody approved it"), say("người duyệt", "the approver")
        return self._unapproved_facts(source.fields, source.text)

    def _unapproved_facts(
        self, fields: ItemFields | PageFields | VariantFields, text: Text
    ) -> tuple[str, str] | None:
        names = facts_of(fields, text)
        waiting = sorted(name for name in names if not approved_fact(self.hub.catalog.facts, name))
        if waiting:
            return (
                say("dữ kiện chưa được duyệt: ", "facts nobody approved: ") + ", ".join(waiting),
                say("người giữ facts.yml", "the keeper of facts.yml"),
            )
        return None

    def _recording(
        self, source: Item | Page, language: str, fields: ItemFields | PageFields | VariantFields
    ) -> Path | None:
        file = source.recordings.get(language) if isinstance(source, Item) else None
        if file is None or isinstance(fields, PageFields):
            return None
        consent = fields.recording.consent if fields.recording else Permission()
        if reason := self._no_consent(consent, "bản ghi âm"):
            self.left_out.append(
                LeftOut(str(source.text.path.with_name(file.name)), reason, _consent_keeper())
            )
            return None
        return file

    def _no_consent(self, consent: Permission, where: str) -> str:
        return refusal(consent, where, self.hub.settings.date)

    def _overdue(self, fields: ServiceFields) -> bool:
        return fields.check_due is not None and fields.check_due < self.hub.settings.date

    def _leave(self, text: Text, reason: str, who: str) -> None:
        self.left_out.append(LeftOut(str(text.path), reason, who))


def _consent_keeper() -> str:
    return say("người giữ phiếu đồng ý", "the keeper of the consent record")


def approved_fact(facts: Mapping[str, FactFields], name: str) -> bool:
    """Whether production may print this fact."""
    fact = facts.get(name)
    return fact is not None and fact.status is Status.APPROVED
