"""Sign-language videos beside a text: looked at before anything is published from them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from loa.errors import Report, say
from loa.load.files import inside, is_file, read_text
from loa.load.source import Source
from loa.model.catalog import SignVideo, Text
from loa.model.fields import SignLanguage

# About five minutes at 500 kbit/s, which a phone still shows clearly; more is too dear for who pays by the megabyte.
MAX_VIDEO = 20_000_000
# Where phones write the place of a recording into an MP4 file (QuickTime: user data ©xyz, metadata location).
_PLACE = (b"\xa9xyz", b"com.apple.quicktime.location")
_CUE = re.compile(r"^(?:\d+:)?\d{2}:\d{2}\.\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d{2}:\d{2}\.\d{3}", re.MULTILINE)


def sign_video(
    fields: SignLanguage | None, path: Path, text: Text, root: Path, report: Report
) -> tuple[SignVideo | None, Path | None]:
    """The video that a text's front matter names, and its poster's file; None with the faults reported.

    Args:
        path: the text's file, beside which the others lie; `root`: the folder that they may not leave.
    """
    if fields is None:
        return None, None
    folder = path.parent

    def line(key: str) -> int:
        return text.line("sign_language", key)

    if reason := _unusable(folder / fields.file, root):
        report.add("LOA341", text.shown, line("file"), value=fields.file, reason=reason)
        return None, None
    captions = folder / fields.captions
    words = read_text(captions, root, Source.shown(captions), report) if is_file(captions) else ""
    if not words or not words.startswith("WEBVTT") or not _CUE.search(words):
        report.add("LOA342", text.shown, line("captions"), value=fields.captions)
        return None, None
    hub = PurePosixPath(text.path).parent
    poster = folder / fields.poster if fields.poster else None
    if poster and not (is_file(poster) and inside(poster, root)):
        report.add("LOA309", text.shown, line("poster"), value=fields.poster)
        return None, None
    shown = str(hub / poster.name) if poster else ""
    name = str(hub / fields.file)
    return SignVideo(name, folder / fields.file, words, fields.length, fields.consent, shown), poster


def _unusable(file: Path, root: Path) -> str:
    """Why a file cannot be published as a video; empty where it can."""
    if not is_file(file) or not inside(file, root):
        return say("không có tệp này cạnh bài", "there is no such file beside the text")
    if (size := file.stat().st_size) > MAX_VIDEO:
        return say(f"tệp nặng {size:,} byte, tối đa {MAX_VIDEO:,}", f"{size:,} bytes, at most {MAX_VIDEO:,}")
    data = file.read_bytes()
    if data[4:8] != b"ftyp" and data[:4] != b"\x1a\x45\xdf\xa3":
        return say("tệp không phải video MP4 hoặc WebM", "it is no MP4 or WebM video")
    if any(mark in data for mark in _PLACE):
        return say("tệp ghi cả nơi quay; xuất lại video không kèm vị trí", "it tells where it was recorded")
    return ""
