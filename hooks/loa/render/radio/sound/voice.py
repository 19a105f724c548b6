"""What a voice is, and which voice speaks a language."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

# Speaking takes a second for some minutes of sound; a process that needs longer than this hangs.
_TIMEOUT = 300


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence; `gender` is "male", "female" or empty for the voice's own."""

    text: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


Utterance = Speech | Pause


class VoiceError(Exception):
    """The engine could not speak; the text is its own last line."""


class Voice(Protocol):
    """A machine voice. A better one needs nothing more than these two."""

    @property
    def key(self) -> str:
        """A text that changes when the same words would sound different: engine, version, settings."""

    def mp3(self, utterances: Sequence[Utterance], title: str, note: str) -> bytes:
        """The utterances as an MP3 at broadcast loudness; `title` and `note` go into its tag.

        Raises:
            VoiceError: the engine failed.
        """


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """espeak-ng (GPL-3) and LAME (LGPL), in a process of their own that hears and answers through pipes."""

    name: str
    rate: int

    @property
    def key(self) -> str:
        """Engine, versions, voice, rate, and the worker's own text."""
        folder = Path(__file__).parent
        own = "".join((folder / name).read_text(encoding="utf-8") for name in ("worker.py", "loudness.py"))
        engines = [f"{name} {version(name)}" for name in ("espeakng-loader", "lameenc", "numpy")]
        return json.dumps([self.name, self.rate, engines, own])

    def mp3(self, utterances: Sequence[Utterance], title: str, note: str) -> bytes:
        """See `Voice.mp3`."""
        parts = [
            {"pause": part.seconds} if isinstance(part, Pause) else {"say": part.text, "gender": part.gender}
            for part in utterances
        ]
        order = {"voice": self.name, "rate": self.rate, "parts": parts, "title": title, "note": note}
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", "loa.render.radio.sound.worker"],
                input=json.dumps(order).encode(),
                capture_output=True,
                timeout=_TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise VoiceError(str(error)) from error
        if done.returncode != 0:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise VoiceError(lines[-1] if lines else f"exit {done.returncode}")
        return done.stdout


def installed() -> bool:
    """Whether the extra `sound` is installed."""
    try:
        return all(version(name) for name in ("espeakng-loader", "lameenc", "numpy"))
    except PackageNotFoundError:
        return False


def voice_for(language: str, rate: int) -> Voice | None:
    """The voice of a language; None where no engine speaks it, which is so for every minority language.

    Args:
        rate: tiếng a minute.
    """
    return EspeakVoice("vi", rate) if language == "vi" else None
