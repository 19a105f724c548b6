"""Photographs and other pictures that people bring: opened carefully, stripped of all metadata, written anew.

Every such picture comes through `open_photo`, whether it stands in a text or belongs to a campaign.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from loa.errors import Report, say
from loa.render.pictures import encode

MAX_BYTES, MAX_PIXELS, MAX_SIDE = 8_000_000, 40_000_000, 1600
# The formats, and the endings that say so. MPO: the JPEG files of many phones, with a second picture inside.
_ENDINGS = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "WEBP": (".webp",),
}
_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA")


class PhotoError(Exception):
    """The picture cannot be used; the text says why, to the writer."""


def picture_path(src: str) -> str:
    """Where a picture of the hub lies in the site: its name says nothing."""
    return f"media/{hashlib.sha256(src.encode()).hexdigest()[:12]}.webp"


def open_photo(file: Path) -> Image.Image:
    """The pixels of a picture (mode RGB or RGBA), upright, at most 1600 px wide or high, and nothing else of it.

    Raises:
        PhotoError: no PNG, JPEG or WebP, broken, hostile, or of a kind that would come out wrong.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise PhotoError(say("tệp quá lớn", "the file is too large"))
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=("PNG", "JPEG", "WEBP")) as opened:
                _accept(opened, file)
                mode = "RGBA" if opened.has_transparency_data else "RGB"
                picture = ImageOps.exif_transpose(opened).convert(mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(_too_many()) from error
    except (OSError, ValueError, SyntaxError, Warning) as error:
        broken = say("tệp hỏng, hoặc không phải PNG, JPEG, WebP", "broken, or no PNG, JPEG or WebP")
        raise PhotoError(broken) from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    picture.info.clear()
    return picture


def photo_size(file: Path) -> tuple[int, int] | None:
    """(width, height) in pixels that a picture has on the site; None where it cannot be used."""
    return _size(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=256)  # a photograph stands on the pages of every language
def _size(file: Path, changed: int) -> tuple[int, int] | None:
    try:
        return open_photo(file).size
    except PhotoError:
        return None


def _accept(opened: Image.Image, file: Path) -> None:
    if opened.width * opened.height > MAX_PIXELS:
        raise PhotoError(_too_many())
    if file.suffix.lower() not in _ENDINGS[opened.format or ""]:
        raise PhotoError(say(f"bên trong là {opened.format}", f"it is {opened.format} inside"))
    if getattr(opened, "n_frames", 1) > 1 and opened.format != "MPO":
        raise PhotoError(say("hình động", "it is animated"))
    if opened.mode not in _MODES:
        # Colours for printing presses, or more shades than a screen has: simply converted, they come out wrong.
        raise PhotoError(
            say(
                f"hệ màu {opened.mode}, hãy lưu lại dạng RGB 8 bit",
                f"colours {opened.mode}, save it as 8-bit RGB",
            )
        )


def _too_many() -> str:
    return say("quá nhiều điểm ảnh", "too many pixels")


def site_picture(src: str, file: Path, report: Report) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the picture for the site; LOA313 otherwise."""
    try:
        yield picture_path(src), encode.webp(open_photo(file))
    except PhotoError as error:
        report.add("LOA313", src, 0, value=file.name, reason=error)
