"""The sound of an edition: a recording of a person, which always wins, or a machine voice where one is switched on."""

from __future__ import annotations

from pathlib import PurePosixPath

from loa.editions import Edition
from loa.errors import Problem
from loa.load.source import Source
from loa.model.kinds import KINDS
from loa.render.context import Context
from loa.render.producttype import Made, ProductType, product
from loa.render.radio.products import script_path
from loa.render.radio.recording import mp3_seconds, recording_of

audio_path = script_path("mp3")


def _recording(edition: Edition, context: Context) -> Made:
    path = recording_of(edition)
    if path is None:
        return Made(None)
    if not mp3_seconds(path):
        return Made(None, (Problem.of("LOA827", Source.shown(path), value=PurePosixPath(path).name),))
    return Made(product(RECORDING, edition, path.read_bytes()))


RECORDING = ProductType("recording", frozenset(KINDS), audio_path, _recording)
