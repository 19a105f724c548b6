"""The head of a programme and the block for those who answer for it."""

from __future__ import annotations

import datetime as dt

from loa.editions import Edition
from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.radio.compose import spoken_of, wishes_of
from loa.render.radio.script import Script

Row = tuple[Phrase, Phrase]


def programme(edition: Edition, script: Script, context: Context) -> list[Row]:
    """What a station needs to plan: title, language, voice, priority class, slot, repeats, duration.

    The priority classes are those of Circular 39/2020/TT-BTTTT. A duration that is not known is said to be so.
    """
    wishes = wishes_of(edition)
    rows = [
        (context.say("radio.programme"), Phrase(context.fill(edition.title), context.lang)),
        (context.say("radio.language"), Phrase(context.locale.name, SOURCE)),
    ]
    if script.cast:
        rows.append((context.say("radio.cast"), Phrase(", ".join(script.cast), context.lang)))
    if wishes.voice:
        rows.append((context.say("radio.voice"), Phrase(wishes.voice, SOURCE)))
    rows.append((context.say("radio.priority"), context.say(f"radio.priority.{wishes.priority}")))
    if script.slot:
        rows.append((context.say("radio.slot"), context.say("radio.slot_minutes", minutes=script.slot)))
    rows.append((context.say("radio.repeats"), Phrase(str(wishes.repeats), context.lang)))
    rows.append((context.say("radio.duration"), _duration(script, context)))
    if script.over:
        rows.append((context.say("radio.over"), context.say("radio.over_seconds", seconds=script.over)))
    if script.syllables:
        rows.append((context.say("radio.syllables"), Phrase(str(script.syllables), context.lang)))
    return rows


def _duration(script: Script, context: Context) -> Phrase:
    if not script.seconds:
        return context.say("radio.unknown")
    minutes, seconds = divmod(script.seconds, 60)
    return context.say("radio.minutes", minutes=minutes, seconds=f"{seconds:02}")


def signatures(edition: Edition, context: Context) -> list[Row]:
    """Editor, translator, approver, date; empty where nobody has signed, for a pen.

    Every programme of a station is approved by a leader of the commune (QĐ 29/2021/QĐ-UBND of Thừa Thiên Huế).
    """
    spoken = spoken_of(edition)
    fields = spoken.fields if spoken else edition.fields
    keys = [("radio.editor", "reviewed_by")]
    if edition.language != SOURCE:
        keys.append(("radio.translator", "translated_by"))
    keys.append(("radio.approver", "approved_by"))
    rows = [(context.say(label), Phrase(getattr(fields, key, None) or "", SOURCE)) for label, key in keys]
    day: dt.date | None = fields.approved_on
    rows.append((context.say("radio.approved_on"), Phrase(context.day(day) if day else "", context.lang)))
    return rows
