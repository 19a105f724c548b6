"""The script of an edition: frame, lead, text, help, close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loa.editions import Edition
from loa.locales.locale import SOURCE
from loa.model.catalog import Item, Spoken
from loa.model.fields import RadioFields, Status
from loa.places import Place
from loa.render.context import Context
from loa.render.paper.content import omit_sections
from loa.render.radio.body import body
from loa.render.radio.helpblock import HelpEntry, help_lines, national
from loa.render.radio.recording import recorded_seconds
from loa.render.radio.review import review
from loa.render.radio.script import Part, Script
from loa.render.radio.timing import rate_of, timed
from loa.render.radio.voice import Voice, stop


def script_of(edition: Edition, context: Context) -> Script:
    """`make_script`, once for each edition of a build."""
    key = ("script", edition.id, edition.language)
    memo = context.editions.memo
    if key not in memo:
        memo[key] = make_script(edition, context)
    script: Script = memo[key]
    return script


def spoken_of(edition: Edition) -> Spoken | None:
    """The text that is read in place of the article, where the writer gave one (`<stem>.radio.md`)."""
    source = edition.source
    return source.spoken.get(edition.language) if isinstance(source, Item) else None


def wishes_of(edition: Edition) -> RadioFields:
    """What the front matter says about radio: a variant's own fields over those of its source."""
    own = getattr(edition.item_fields, "radio", None) or RadioFields()
    variant = getattr(edition.fields, "radio", None)
    if edition.language == SOURCE or variant is None:
        return own
    said = {name: getattr(variant, name) for name in variant.model_fields_set}
    # A lead or a close in the source's language is no text for this one, nor are its seconds.
    inherited = own.model_copy(update={"hook": None, "close": None, "seconds": None})
    said["addresses"] = {**own.addresses, **variant.addresses}
    said["omit"], said["cut"] = (*variant.omit, *own.omit), (*variant.cut, *own.cut)
    return inherited.model_copy(update=said)


def make_script(
    edition: Edition, context: Context, place: Place | None = None, local: Sequence[HelpEntry] = ()
) -> Script:
    """The script of an edition; look at `readable` before putting it on air.

    Args:
        place: the commune whose station greets; `local`: its own entries of the help block, read first.
    """
    wishes, spoken = wishes_of(edition), spoken_of(edition)
    text = spoken.text if spoken else edition.text
    voice = Voice(context, text.shown, wishes.addresses)
    title = spoken.fields.title if spoken and spoken.fields.title else edition.title
    said_title = voice.say(stop(title, context.language))
    parts = [Part("tune", cue=context.t("radio.cue.tune"))]
    if edition.marks or (spoken and spoken.fields.status is not Status.APPROVED):
        parts.append(Part("mark", tuple(voice.phrase("radio.mark"))))
    greeting = voice.phrase("radio.greeting")
    if place:
        name = place.name[:1].lower() + place.name[1:]
        greeting += voice.phrase("radio.greeting_place", place=name)
    lead = wishes.hook or (edition.summary if spoken is None else "")
    opening = (*greeting, *said_title, *(voice.say(lead) if lead else ()))
    parts.append(Part("opening", opening))
    omit, cut = edition.sections_called(wishes.omit), edition.sections_called(wishes.cut)
    parts += body(omit_sections(text.blocks, omit), voice, cut)
    if spoken is None:
        parts += _last_words(edition, voice)
    if wishes.close:
        parts.append(Part("call", tuple(voice.say(wishes.close))))
    parts.append(Part("pause", cue=context.t("radio.cue.pause")))
    entries = (*local, *national(context))
    if entries:
        parts.append(Part("help", help_lines(entries, voice)))
    parts.append(Part("close", tuple(voice.phrase("radio.close"))))
    parts.append(Part("tune", cue=context.t("radio.cue.tune")))
    stated = recorded_seconds(edition) or wishes.seconds
    measured = timed(parts, rate_of(context), stated, wishes.slot)
    cast = dict.fromkeys(line.speaker for part in parts for line in part.said if line.speaker)
    script = Script(
        " ".join(line.text for line in said_title),
        measured.parts,
        text.shown,
        context.language,
        (),
        measured.syllables,
        measured.seconds,
        measured.slot,
        measured.over,
        tuple(cast),
    )
    return review(script, edition, context, tuple(voice.problems), helped=bool(entries))


def _last_words(edition: Edition, voice: Voice) -> Iterator[Part]:
    """What to do, of a message; the fact once more, of a myth: the last thing heard is what stays."""
    for part, name in (("call", "call_to_action"), ("fact", "fact")):
        if words := edition.own(name):
            yield Part(part, tuple(voice.say(words)))
