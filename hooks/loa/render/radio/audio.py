"""The sound of an edition: a recording of a person, which always wins, or a machine voice where one is switched on."""

from __future__ import annotations

import hashlib
import unicodedata

from loa.editions import Edition
from loa.errors import Problem
from loa.load.source import Source
from loa.model.kinds import KINDS
from loa.render.context import Context
from loa.render.producttype import Made, ProductType, product
from loa.render.radio.compose import script_of
from loa.render.radio.products import SCRIPT_KINDS, script_path, wanted
from loa.render.radio.recording import mp3_seconds, recorded_seconds
from loa.render.radio.script import Script
from loa.render.radio.sound import Pause, Speech, Utterance, Voice, voice_for
from loa.render.radio.sound.voice import VoiceError, installed
from loa.render.radio.timing import CUE_SECONDS, PART_PAUSE, SENTENCE_PAUSE, pause_of, rate_of

audio_path = script_path("mp3")
_GENDERS = {"nam": "male", "nữ": "female"}


def _recording(edition: Edition, context: Context) -> Made:
    path = edition.recording
    if path is None:
        return Made(None)
    if not mp3_seconds(path):
        return Made(None, (Problem.of("LOA827", Source.shown(path), value=path.name),))
    return Made(product(RECORDING, edition, path.read_bytes()))


def utterances(script: Script) -> list[Utterance]:
    """A script as a voice speaks it: silence where a cue stands, nothing of directions and names."""
    found: list[Utterance] = []
    for part in script.parts:
        if part.cue:
            found.append(Pause(pause_of(part)))
            continue
        for line in part.said:
            if line.kind == "say":
                gender = _GENDERS.get(unicodedata.normalize("NFC", line.voice).casefold(), "")
                found += [Speech(line.text, gender), Pause(SENTENCE_PAUSE)]
            elif line.kind == "cue":
                found.append(Pause(CUE_SECONDS))
        found.append(Pause(PART_PAUSE))
    return found


def _voice(edition: Edition, context: Context) -> Voice | None:
    """The voice that speaks an edition in this build, None for none."""
    if not context.editions.hub.settings.sound or recorded_seconds(edition):
        return None
    if not wanted(edition, context)[0]:
        return None
    return voice_for(context.lang, rate_of(context))


def _machine(edition: Edition, context: Context) -> Made:
    voice = _voice(edition, context)
    if voice is None:
        return Made(None)
    if not installed():
        return Made(None, (Problem.of("LOA829"),))
    script = script_of(edition, context)
    try:
        data = voice.mp3(utterances(script), context.fill(edition.title), context.t("audio.machine"))
    except VoiceError as error:
        return Made(None, (Problem.of("LOA706", script.path, product="machine-voice", reason=error),))
    return Made(product(MACHINE, edition, data))


def _machine_key(edition: Edition, context: Context) -> str:
    """Sound is kept under the hash of its words: speaking is the slowest thing that a build does."""
    voice = _voice(edition, context)
    if voice is None or not installed():
        return ""
    said = f"{voice.key} {context.fill(edition.title)} {utterances(script_of(edition, context))}"
    return hashlib.sha256(said.encode()).hexdigest()


RECORDING = ProductType("recording", frozenset(KINDS), audio_path, _recording)
MACHINE = ProductType("machine-voice", SCRIPT_KINDS, audio_path, _machine, _machine_key)
AUDIO_PRODUCTS = {kind.name: kind for kind in (RECORDING, MACHINE)}
