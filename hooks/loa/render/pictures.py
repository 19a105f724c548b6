"""Pictures of content: opened carefully, stripped of all metadata, and written anew."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from loa.errors import Report, say

MAX_BYTES, MAX_PIXELS, MAX_SIDE = 8_000_000, 40_000_000, 1600


def picture_path(src: str) -> str:
    """Where a picture of the hub lies in the site: its name says nothing."""
    return f"media/{hashlib.sha256(src.encode()).hexdigest()[:12]}.webp"


def site_picture(src: str, file: Path, report: Report) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the picture for the site, at most 1600 px wide or high, without EXIF; LOA313 otherwise."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError(say("tệp quá lớn", "the file is too large"))
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=("PNG", "JPEG", "WEBP")) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise ValueError(say("quá nhiều điểm ảnh", "too many pixels"))
                picture = ImageOps.exif_transpose(opened).convert(
                    "RGBA" if opened.has_transparency_data else "RGB"
                )
    except (
        OSError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Warning,
        SyntaxError,
    ) as error:
        report.add(
            "LOA313", src, 0, value=file.name, reason=str(error).splitlines()[0] if str(error) else "?"
        )
        return
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    buffer = io.BytesIO()
    clean.save(buffer, "WEBP", quality=80, method=6)
    yield picture_path(src), buffer.getvalue()
