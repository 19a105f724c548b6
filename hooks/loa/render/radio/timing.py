"""How long a script takes, which slot it fits, and where to cut it.

Times after the domain dossier 2.4: a person at a loudspeaker reads 180 tiếng a minute (VOV news: 233, Nguyễn Thị Thanh
Nga 2012), pauses 0.4 s after a sentence and 0.8 s after a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loa.locales.locale import SOURCE
from loa.model.fields import SLOTS
from loa.render.context import Context
from loa.render.radio.script import Part

SENTENCE_PAUSE, PART_PAUSE = 0.4, 0.8
_CUE_SECONDS = {"tune": 10.0, "pause": 4.0}
CUE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Timed:
    """The parts with what to drop, and the figures that a script carries."""

    parts: tuple[Part, ...]
    syllables: int
    seconds: int
    slot: int
    over: int


def rate_of(context: Context) -> int:
    """Tiếng a minute where time can be counted from the text, else 0.

    Only Vietnamese is written one syllable a word: elsewhere blanks part nothing (Khmer) or more than syllables
    (Gia Rai), and the duration must be stated or recorded.
    """
    locale = context.locale
    if SOURCE not in (locale.tag, locale.alternate_of):
        return 0
    return locale.rate or context.editions.hub.locale(SOURCE).rate


def pause_of(part: Part) -> float:
    """The seconds that the cue line of a part takes."""
    return _CUE_SECONDS.get(part.name, CUE_SECONDS) if part.cue else 0.0


def syllables_of(part: Part) -> int:
    """The tiếng of a part: what blanks part once everything is spelled out."""
    return sum(len(line.split()) for line in part.lines)


def part_seconds(part: Part, rate: int) -> float:
    """The seconds of one part at `rate` tiếng a minute."""
    return syllables_of(part) * 60 / rate + SENTENCE_PAUSE * len(part.lines) + PART_PAUSE + pause_of(part)


def timed(parts: Sequence[Part], rate: int, stated: int | None, slot: int | None) -> Timed:
    """Measure parts and mark what to leave out for the slot.

    Args:
        rate: see `rate_of`; `stated`: seconds from a trial reading or a recording, which go before counting;
        `slot`: the minutes that the writer plans for, None for the shortest preset that is long enough.
    """
    counted = sum(syllables_of(part) for part in parts) if rate else 0
    weights = _weights(parts, rate)
    total = float(stated or (sum(weights) if rate else 0))
    if not total:
        return Timed(tuple(parts), counted, 0, slot or 0, 0)
    scale = total / (sum(weights) or 1)
    chosen = slot or next((minutes for minutes in SLOTS if total <= minutes * 60), 0)
    limit = (chosen or SLOTS[-1]) * 60
    over = max(0, round(total - limit))
    kept = _cut(parts, [weight * scale for weight in weights], total - limit) if over else tuple(parts)
    return Timed(kept, counted, round(total), chosen, over)


def _weights(parts: Sequence[Part], rate: int) -> list[float]:
    if rate:
        return [part_seconds(part, rate) for part in parts]
    return [float(sum(map(len, part.lines)) or (10 if part.cue else 0)) for part in parts]


def _cut(parts: Sequence[Part], seconds: Sequence[float], over: float) -> tuple[Part, ...]:
    """The parts with enough of them marked as dropped: the least important first, the last before the first."""
    found = list(parts)
    order = sorted(range(len(parts)), key=lambda index: (-parts[index].rank, -index))
    for index in order:
        if over <= 0 or parts[index].rank == 1:
            break
        found[index] = replace(found[index], dropped=True)
        over -= seconds[index]
    return tuple(found)
