"""The process that speaks: an order as JSON on standard input, an MP3 on standard output.

It alone loads espeak-ng (GPL-3) and LAME (LGPL-3); the rest of Loa only starts it and reads its answer.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from loa.render.radio.sound.loudness import level

# speak_lib.h of espeak-ng 1.51.
_RETRIEVAL, _POS_CHARACTER, _UTF8, _RATE = 1, 1, 1, 1
_SLOWEST, _FASTEST = 80, 450
# The length of the speech may differ by this share from what the script counts.
_NEAR = 0.02
_GENDERS = {"female": "+f3", "male": ""}
_BITRATE = 48
# LAME turns everything down to this by itself.
_LAME_SCALE = 0.95


class Espeak:
    """The library, speaking into a list of samples."""

    def __init__(self) -> None:
        import espeakng_loader

        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = Path(espeakng_loader.get_data_path()).parent
        self.sample_rate = int(self.library.espeak_Initialize(_RETRIEVAL, 0, str(data).encode(), 0))
        if self.sample_rate <= 0:
            raise SystemExit("espeak-ng: no data")
        self.samples: list[Any] = []
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self.callback = kind(self._heard)  # kept: the library holds no reference of its own
        self.library.espeak_SetSynthCallback(self.callback)

    def _heard(self, samples: Any, count: int, events: int) -> int:
        if samples and count > 0:
            self.samples.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    def say(self, text: str, voice: str, rate: int) -> Any:
        """The samples of a sentence.

        Raises:
            SystemExit: the voice does not exist, or nothing was spoken.
        """
        if self.library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise SystemExit(f"espeak-ng: no voice {voice}")
        self.library.espeak_SetParameter(_RATE, rate, 0)
        self.samples = []
        data = text.encode()
        failed = self.library.espeak_Synth(data, len(data) + 1, 0, _POS_CHARACTER, 0, _UTF8, None, None)
        self.library.espeak_Synchronize()
        if failed or not self.samples:
            raise SystemExit(f"espeak-ng: nothing was spoken of {text[:40]!r}")
        return np.concatenate(self.samples) / 32768


def speak(order: dict[str, Any]) -> tuple[Any, int]:
    """The samples of an order, levelled for broadcast, and their rate.

    `rate` of the order is in tiếng a minute, espeak-ng's own in words of an average English length: what the first
    reading took sets the speed of the second, so that the sound is as long as the script says.
    """
    engine = Espeak()
    wanted = sum(len(part["say"].split()) for part in order["parts"] if "say" in part) * 60 / order["rate"]
    speed = order["rate"]
    for _ in range(3):
        said = [_samples(engine, part, order["voice"], speed) for part in order["parts"]]
        spoken = (piece for piece, part in zip(said, order["parts"], strict=True) if "say" in part)
        seconds = sum(map(len, spoken)) / engine.sample_rate
        if not wanted or abs(seconds / wanted - 1) < _NEAR:
            break
        speed = min(max(round(speed * seconds / wanted), _SLOWEST), _FASTEST)
    return level(np.concatenate(said), engine.sample_rate), engine.sample_rate


def _samples(engine: Espeak, part: dict[str, Any], voice: str, speed: int) -> Any:
    if "pause" in part:
        return np.zeros(round(part["pause"] * engine.sample_rate))
    return engine.say(part["say"], voice + _GENDERS.get(part["gender"], ""), speed)


def encode(samples: Any, rate: int) -> bytes:
    """The samples as a mono MP3 of a constant bit rate, which old players can seek in."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(_BITRATE)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    pcm = np.clip(np.round(samples * (32767 / _LAME_SCALE)), -32768, 32767).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm) + encoder.flush())


def tag(title: str, note: str) -> bytes:
    """An ID3v2.4 tag: the title, and that a machine speaks."""
    frames = b""
    for name, text in (
        (b"TIT2", title.encode()),
        (b"TPE1", note.encode()),
        (b"COMM", b"vie\0" + note.encode()),
    ):
        body = b"\x03" + text
        frames += name + _size(len(body)) + b"\0\0" + body
    return b"ID3\x04\0\0" + _size(len(frames)) + frames


def _size(value: int) -> bytes:
    return bytes(value >> shift & 0x7F for shift in (21, 14, 7, 0))


def main() -> None:
    """Read the order, write the MP3."""
    order = json.loads(sys.stdin.buffer.read())
    samples, rate = speak(order)
    sys.stdout.buffer.write(tag(order["title"], order["note"]) + encode(samples, rate))


if __name__ == "__main__":
    main()
