"""Sign-language videos as files of the site; their names say nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from loa.editions import Editions
from loa.model.catalog import SignVideo


def video_path(video: SignVideo) -> str:
    """Where a video lies in the site."""
    return f"{_base(video)}.{video.name.rpartition('.')[2]}"


def captions_path(video: SignVideo) -> str:
    """Where its captions lie."""
    return f"{_base(video)}.vtt"


def _base(video: SignVideo) -> str:
    return f"media/{hashlib.sha256(video.name.encode()).hexdigest()[:12]}"


def site_videos(editions: Editions) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every video that a page shows, and of its captions."""
    videos = {video.name: video for edition in editions if (video := editions.sign_video(edition))}
    for video in videos.values():
        yield video_path(video), video.file.read_bytes()
        yield captions_path(video), video.captions.encode()
