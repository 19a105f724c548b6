"""The read-aloud form of texts: what a reader or a voice says, spelled out.

`speak` for Vietnamese, `speak_other` for every other language, `speaker_for` to choose by language tag. The lexicons
stand in `locales/<tag>/speech.yml`. Knows only `loa.errors` of the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from loa.speech.lexicon import Lexicon, Region, load_lexicon
from loa.speech.other import spaced, speak_other
from loa.speech.phones import phone_digits
from loa.speech.rules import Rule, Span
from loa.speech.vietnamese import NO_ADDRESSES, Spoken, compiled

__all__ = [
    "Lexicon",
    "Region",
    "Rule",
    "Span",
    "Speaker",
    "Spoken",
    "load_lexicon",
    "phone_digits",
    "spaced",
    "speak",
    "speak_other",
    "speaker_for",
]


class Speaker(Protocol):
    """Says texts of one language."""

    def __call__(
        self,
        text: str,
        *,
        with_numbers: bool = False,
        region: str = "north",
        addresses: Mapping[str, str] = NO_ADDRESSES,
    ) -> Spoken:
        """The read-aloud form of `text` (see `speak`)."""


def speak(
    text: str,
    lexicon: Lexicon,
    *,
    with_numbers: bool = False,
    region: str = "north",
    addresses: Mapping[str, str] = NO_ADDRESSES,
) -> Spoken:
    """The read-aloud form of a Vietnamese text: words and . , ; : ? ! alone, one output line for each input line.

    `with_numbers` says the numbers of documents too, which are left out on air. `region` is one of the lexicon's
    regions ("north", "south"). `addresses` gives the spoken form of a URL, e-mail address or tag.

    No text makes it fail. The problems: LOA801 an unknown abbreviation (printed as it is), LOA802 an address that
    was left out, LOA803 a sign without reading (left out) or a word in another script (kept).

    Raises:
        ValueError: the lexicon has no such region.
    """
    return compiled(lexicon).speak(text, with_numbers=with_numbers, region=region, addresses=addresses)


def _vietnamese(tag: str, lexicon: Lexicon | None) -> Speaker:
    if lexicon is None:
        raise ValueError("Vietnamese cannot be spoken without its lexicon")
    return compiled(lexicon).speak


def _other(tag: str, lexicon: Lexicon | None) -> Speaker:
    def speaker(
        text: str,
        *,
        with_numbers: bool = False,
        region: str = "north",
        addresses: Mapping[str, str] = NO_ADDRESSES,
    ) -> Spoken:
        return speak_other(text, tag, lexicon=lexicon, addresses=addresses)

    return speaker


_SPEAKERS: dict[str, Callable[[str, Lexicon | None], Speaker]] = {"vi": _vietnamese}
"""Languages with rules of their own, by primary subtag: `vi-x-easy` is Vietnamese too."""


def speaker_for(tag: str, lexicon: Lexicon | None = None) -> Speaker:
    """The speaker of the language `tag`, with that language's own lexicon where it has one.

    Raises:
        ValueError: Vietnamese without a lexicon.
    """
    return _SPEAKERS.get(tag.partition("-")[0], _other)(tag, lexicon)
