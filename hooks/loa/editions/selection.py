"""The decision: which texts and pictures this build publishes, with which marks, and why others are left out.

Rules 2 and 9 of the design; consent for people is `check.consent`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from loa.check.consent import picture_refusal, refusal
from loa.check.fields import facts_of
from loa.editions.edition import Edition, LeftOut, Mark
from loa.errors import say
from loa.hub import Hub
from loa.locales.locale import SOURCE
from loa.model.blocks import Image, inlines, without
from loa.model.catalog import Item, Page, SignVideo, Text, Variant
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


@dataclass
class Selection:
    """What may be shown of a hub on its build date; whatever may not is noted in `left_out`."""

    hub: Hub
    left_out: list[LeftOut]

    def editions_of(self, source: Item | Page) -> Iterator[Edition]:
        """The source's edition and those of its variants; nothing where the source itself is left out."""
        before = len(self.left_out)
        own = self._source_edition(source)
        if own is None:
            if len(self.left_out) > before:  # else not even its name may be told
                for variant in source.variants.values():
                    self.leave(
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

    def sign_video(self, source: Item | Page) -> SignVideo | None:
        """The sign-language video of a text; None without one, or without consent on the build date."""
        video = source.video
        return video if video and not self._no_consent(video.consent, "video") else None

    def no_right(self, picture: str) -> str:
        """Why the picture at this hub path may not be shown; empty where it may."""
        return picture_refusal(self._rights.get(picture), self.hub.settings.date)

    @cached_property
    def _rights(self) -> dict[str, PictureFields]:
        return self.hub.catalog.pictures()

    def withheld(self, picture: str) -> bool:
        """Whether a picture may not be shown, which is then said once."""
        reason = self.no_right(picture)
        if not reason:
            return False
        keeper = say("người giữ campaign.yml", "the keeper of campaign.yml")
        left = LeftOut(picture, reason, keeper)
        if left not in self.left_out:
            self.left_out.append(left)
        return True

    def overdue(self, fields: ServiceFields) -> bool:
        """Whether the record's next check was due before the build date."""
        return fields.check_due is not None and fields.check_due < self.hub.settings.date

    def leave(self, text: Text, reason: str, who: str) -> None:
        """Note that a text is not published, why, and who can mend it."""
        self.left_out.append(LeftOut(str(text.path), reason, who))

    def _source_edition(self, source: Item | Page) -> Edition | None:
        fields = source.fields
        marks = []
        if isinstance(fields, ServiceFields):
            if fields.level in (Level.INTERNAL, Level.WITHDRAWN):
                return None  # never public, whatever the mode; the check has reported it
            if fields.service_status in ("inactive", "defunct"):
                reason = say("dịch vụ đã ngừng", "the service has ended")
                self.leave(source.text, reason, say("người phụ trách dịch vụ", "the service's keeper"))
                return None
            if fields.sample:
                marks.append(Mark.SAMPLE)
            if self.overdue(fields):
                marks.append(Mark.OVERDUE)
        if (
            isinstance(fields, StoryFields)
            and not fields.consent.composite
            and (reason := self._no_consent(fields.consent, "chuyện"))
        ):
            self.leave(source.text, reason, say("người viết bài", "the writer"))
            return None
        if fields.status is Status.NEEDS_CHECK:
            marks.append(Mark.NEEDS_CHECK)
        elif fields.status is not Status.APPROVED:
            marks.append(Mark.DRAFT)
        elif self._unapproved_facts(fields, source.text):
            marks.append(Mark.FACTS)
        if self.hub.settings.production and (waiting := self._not_for_production(source, marks)):
            self.leave(source.text, *waiting)
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
                self.leave(variant.text, *waiting)
                return None
            reason = {
                Mark.OUTDATED: say(
                    "bản dịch đã cũ so với bài gốc", "the translation is older than its source"
                ),
                Mark.DRAFT: say("bản dịch chưa được duyệt", "the translation is not approved"),
            }.get(marks[0], str(marks[0]))
            self.leave(variant.text, reason, say("người dịch, người duyệt", "translator and approver"))
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

    def _shown(self, text: Text) -> Text:
        """A text without the pictures that may not be shown: not even their descriptions reach a product."""
        pictures = {inline.src for inline in inlines(text.blocks) if isinstance(inline, Image)}
        hidden = {src for src in sorted(pictures) if self.withheld(src)}
        return replace(text, blocks=without(text.blocks, hidden)) if hidden else text


def _consent_keeper() -> str:
    return say("người giữ phiếu đồng ý", "the keeper of the consent record")


def approved_fact(facts: Mapping[str, FactFields], name: str) -> bool:
    """Whether production may print this fact."""
    fact = facts.get(name)
    return fact is not None and fact.status is Status.APPROVED
