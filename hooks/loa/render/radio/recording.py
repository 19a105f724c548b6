"""A recording of a person beside an item: how long it is, and whether it is an MP3 at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from loa.editions import Edition

_BITRATES = {  # kbit/s by (MPEG 1?, index), layer III (ISO/IEC 11172-3, 13818-3)
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def recorded_seconds(edition: Edition) -> int:
    """The length of an edition's recording in whole seconds, 0 where there is none."""
    return round(mp3_seconds(edition.recording)) if edition.recording else 0


@cache
def mp3_seconds(path: Path) -> float:
    """The length of an MP3 file, counted frame by frame so that a variable bit rate does no harm; 0 if it is none."""
    return seconds_of(path.read_bytes())


def seconds_of(data: bytes) -> float:
    """The length of MP3 data in seconds; 0 for anything else."""
    position, seconds = _after_tag(data), 0.0
    while position + 4 <= len(data):
        frame = _frame(data[position : position + 4])
        if frame is None:
            following = data.find(b"\xff", position + 1)
            # Sound that was found before goes on behind a damaged passage; without any this is no MP3.
            if following < 0 or (not seconds and following - position > 4096):
                break
            position = following
            continue
        length, duration = frame
        position += length
        seconds += duration
    return seconds


def _after_tag(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    return 10 + size


def _frame(head: bytes) -> tuple[int, float] | None:
    """(bytes, seconds) of the frame that begins with `head`, None if this is no frame of layer III."""
    if head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version = head[1] >> 3 & 3
    rates = _RATES.get(version)
    bitrate_index, rate_index = head[2] >> 4, head[2] >> 2 & 3
    if rates is None or rate_index == 3 or bitrate_index in (0, 15):
        return None
    bitrate = _BITRATES[version == 3][bitrate_index] * 1000
    rate = rates[rate_index]
    samples = 1152 if version == 3 else 576
    return samples // 8 * bitrate // rate + (head[2] >> 1 & 1), samples / rate
