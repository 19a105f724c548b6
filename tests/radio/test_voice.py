"""The real engine: loudness after ITU-R BS.1770, measured on what listeners get, which is the decoded MP3."""

from __future__ import annotations

from functools import cache
from typing import Any

import miniaudio
import numpy as np
import pyloudnorm
import pytest

from loa.render.radio.recording import seconds_of
from loa.render.radio.sound import Pause, Speech, Utterance, voice_for
from loa.render.radio.sound.loudness import level, loudness, true_peak
from loa.render.radio.sound.voice import EspeakVoice, VoiceError
from loa.render.radio.sound.worker import tag

RATE = 48_000
SENTENCES = (
    "Kính thưa bà con và các bạn.",
    "Bà con cùng nhau chia sẻ việc nhà mỗi ngày, cùng con học bài, cùng nấu bữa cơm chiều.",
    "Khi nguy hiểm, gọi một một ba.",
    "Không ai phải chịu đựng một mình, và gọi để hỏi không mất tiền.",
)
SCRIPT: tuple[Utterance, ...] = (
    Pause(10.0),
    *(
        part
        for number, sentence in enumerate(SENTENCES * 3)
        for part in (Speech(sentence, "female" if number % 2 else ""), Pause(0.4))
    ),
    Pause(4.0),
)
SHORT: tuple[Utterance, ...] = (Speech("Chào bà con."), Pause(2.0))


def spoken(utterances: tuple[Utterance, ...], rate: int = 180) -> bytes:
    voice = voice_for("vi", rate)
    assert voice is not None
    return voice.mp3(utterances, "Bài", "Giọng máy đọc")


@cache
def decoded(utterances: tuple[Utterance, ...]) -> tuple[Any, int]:
    """The samples that a player makes of the MP3, and their rate."""
    data = spoken(utterances)
    rate = miniaudio.mp3_get_info(data).sample_rate
    sound = miniaudio.decode(
        data, output_format=miniaudio.SampleFormat.FLOAT32, nchannels=1, sample_rate=rate
    )
    return np.frombuffer(sound.samples, np.float32).astype(float), rate


def sine(frequency: float, phase: float = 0.0) -> Any:
    return np.sin(2 * np.pi * frequency * np.arange(RATE * 5) / RATE + phase)


def test_loudness_agrees_with_the_recommendation_and_a_peer() -> None:
    # BS.1770-4: a full-scale sine of 997 Hz in one channel measures -3.01 LKFS.
    tone = sine(997)
    assert loudness(tone, RATE) == pytest.approx(-3.01, abs=0.05)
    assert loudness(np.concatenate([tone, np.zeros(RATE * 20)]), RATE) == pytest.approx(-3.01, abs=0.15)
    assert loudness(np.zeros(RATE), RATE) == float("-inf") and true_peak(np.zeros(100)) == float("-inf")
    # A sine at a quarter of the rate, 45 degrees off: every sample is 3 dB below the true peak.
    shifted = sine(12_000, np.pi / 4)
    assert 20 * np.log10(np.abs(shifted).max()) == pytest.approx(-3.01, abs=0.01)
    assert true_peak(shifted) == pytest.approx(0, abs=0.2)
    noise = np.random.default_rng(1).normal(0, 0.1, 22_050 * 8) * np.linspace(0.01, 1, 22_050 * 8)
    peer = pyloudnorm.Meter(22_050).integrated_loudness(noise)
    assert loudness(noise, 22_050) == pytest.approx(peer, abs=0.2)


@pytest.mark.parametrize("volume", [0.01, 0.1, 1.0])
def test_any_input_is_brought_to_broadcast_level(volume: float) -> None:
    noise = np.random.default_rng(2).laplace(0, 0.1, 22_050 * 8) * volume
    out = level(noise, 22_050)
    assert loudness(out, 22_050) == pytest.approx(-16, abs=1) and true_peak(out) <= -1
    assert not level(np.zeros(22_050), 22_050).any()


@pytest.mark.parametrize("utterances", [SCRIPT, SHORT], ids=["script", "one sentence"])
def test_the_mp3_is_at_broadcast_level_after_decoding(utterances: tuple[Utterance, ...]) -> None:
    samples, rate = decoded(utterances)
    assert loudness(samples, rate) == pytest.approx(-16, abs=1)
    assert pyloudnorm.Meter(rate).integrated_loudness(samples) == pytest.approx(-16, abs=1)
    assert true_peak(samples) <= -1


@pytest.mark.parametrize("rate", [160, 180, 233])
def test_the_sound_is_as_long_as_the_script_counts(rate: int) -> None:
    syllables = sum(len(part.text.split()) for part in SCRIPT if isinstance(part, Speech))
    counted = syllables * 60 / rate + sum(part.seconds for part in SCRIPT if isinstance(part, Pause))
    assert seconds_of(spoken(SCRIPT, rate)) == pytest.approx(counted, rel=0.04)


def test_the_same_words_are_the_same_bytes_and_say_that_a_machine_speaks() -> None:
    once = spoken(SHORT)
    assert once == spoken(SHORT)
    assert "Giọng máy đọc".encode() in once[:200] and b"TIT2" in tag("Bài", "Giọng máy đọc")


def test_a_voice_that_does_not_exist_is_an_error_of_its_own() -> None:
    with pytest.raises(VoiceError, match="no voice"):
        EspeakVoice("không-có", 180).mp3([Speech("Chào.")], "", "")
