"""Loudness and true peak by ITU-R BS.1770-4, and bringing speech to a broadcast level. Mono, needs numpy.

The two K-weighting filters are those of the recommendation, re-derived for any sampling rate as libebur128 does, and
applied in the frequency domain: the recording is finite and nothing needs to run in real time.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Samples = Any  # a numpy array of floats between -1 and 1

TARGET, PEAK_LIMIT = -16.0, -1.0
# An MP3 rings a little beyond what was put in: the limit is kept with this room, in decibels.
_ROOM = 0.6
_NEAR = 0.1
_BLOCK, _STEP = 0.4, 0.1


def _high_shelf(rate: int) -> tuple[list[float], list[float]]:
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, gain = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = gain**0.4996667741545416
    a0 = 1 + k / q + k * k
    b = [(gain + middle * k / q + k * k) / a0, 2 * (k * k - gain) / a0, (gain - middle * k / q + k * k) / a0]
    return b, [1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]


def _high_pass(rate: int) -> tuple[list[float], list[float]]:
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    a0 = 1 + k / q + k * k
    return [1, -2, 1], [1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]


def weighted(samples: Samples, rate: int) -> Samples:
    """The K-weighted signal."""
    size = 1 << (len(samples) + rate).bit_length()  # a second of room, so that the end does not wrap around
    spectrum = np.fft.rfft(samples, size)
    z = np.exp(-2j * np.pi * np.arange(len(spectrum)) / size)
    for b, a in (_high_shelf(rate), _high_pass(rate)):
        spectrum *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    return np.fft.irfft(spectrum, size)[: len(samples)]


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS with both gates; minus infinity for silence."""
    return _gated(weighted(samples, rate), rate)


def _gated(heard: Samples, rate: int) -> float:
    """The loudness of a K-weighted signal."""
    block, step = round(_BLOCK * rate), round(_STEP * rate)
    if len(heard) < block:
        heard = np.pad(heard, (0, block - len(heard)))
    squares = np.concatenate([[0.0], np.cumsum(heard**2)])
    starts = np.arange(0, len(heard) - block + 1, step)
    power = (squares[starts + block] - squares[starts]) / block
    power = power[power > 10 ** ((-70 + 0.691) / 10)]
    if not len(power):
        return -math.inf
    power = power[power > power.mean() / 10]  # ten LU below what is left
    return float(-0.691 + 10 * np.log10(power.mean()))


def true_peak(samples: Samples) -> float:
    """The true peak in dBTP, from the signal at four times its rate; minus infinity for silence."""
    top, size, edge = 0.0, 1 << 16, 1 << 9
    for start in range(0, max(len(samples), 1), size):
        piece = samples[max(0, start - edge) : start + size + edge]
        if not len(piece) or not np.any(piece):
            continue
        spectrum = np.fft.rfft(piece)
        wide = np.zeros(len(piece) * 2 + 1, complex)
        wide[: len(spectrum)] = spectrum
        before, behind = (start - max(0, start - edge)) * 4, (min(start + size, len(samples)) - start) * 4
        fine = np.fft.irfft(wide, len(piece) * 4) * 4
        top = max(top, float(np.abs(fine[before : before + behind]).max()))
    return 20 * math.log10(top) if top else -math.inf


def level(samples: Samples, rate: int) -> Samples:
    """The signal at -16 LUFS with no true peak above -1 dBTP, less the room that encoding needs.

    Peaks are turned down for some milliseconds around them, so that nothing is clipped.
    """
    heard = weighted(samples, rate)
    gain = TARGET - _gated(heard, rate)
    if math.isinf(gain):
        return samples
    for _ in range(6):
        curve = _curve(samples, rate, 10 ** (gain / 20))
        # The curve is slow beside the sound: weighting before it or after it is the same to a hundredth of a LU.
        short = TARGET - _gated(heard * curve, rate)
        if abs(short) < _NEAR:
            break
        gain += short * 1.5  # about a third of what is added is turned down again with the peaks
    out = samples * curve
    over = true_peak(out) - (PEAK_LIMIT - _ROOM)
    return out * 10 ** (-over / 20) if over > 0 else out


def _curve(samples: Samples, rate: int, gain: float) -> Samples:
    """`gain` for every sample, less where the peaks would pass the limit."""
    limit = 10 ** ((PEAK_LIMIT - _ROOM) / 20)
    step = max(1, rate // 1000)
    count = -(-len(samples) // step)
    peaks = np.abs(np.pad(samples, (0, count * step - len(samples)))).reshape(count, step).max(axis=1) * gain
    gains = np.minimum(1.0, limit * 0.9 / np.maximum(peaks, 1e-9))  # between samples a signal peaks higher
    spread = np.lib.stride_tricks.sliding_window_view(np.pad(gains, 5, mode="edge"), 11).min(axis=1)
    smooth = np.lib.stride_tricks.sliding_window_view(np.pad(spread, 2, mode="edge"), 5).mean(axis=1)
    places = np.arange(count) * step + step / 2
    return np.interp(np.arange(len(samples)), places, np.minimum(smooth, gains)) * gain
