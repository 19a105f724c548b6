"""Bytes of pictures, within their budgets and without metadata. The same pixels give the same bytes."""

from __future__ import annotations

import io

from PIL import Image


def png(image: Image.Image, budget: int) -> bytes:
    """A drawn picture as PNG; the slow compression only where the fast one takes more than `budget` bytes."""
    data = _saved(image, "PNG")
    return data if len(data) <= budget else _saved(image, "PNG", compress_level=9)


def jpeg(image: Image.Image, budget: int) -> bytes:
    """A picture that holds a photograph, as JPEG in the best quality that `budget` bytes allow, at least 40."""
    for quality in range(88, 40, -6):
        data = _saved(image, "JPEG", quality=quality, subsampling=0, optimize=True)
        if len(data) <= budget:
            return data
    return _saved(image, "JPEG", quality=40, optimize=True)


def webp(image: Image.Image, quality: int = 80) -> bytes:
    """A picture for a page, as WebP."""
    return _saved(image, "WEBP", quality=quality, method=6)


def _saved(image: Image.Image, kind: str, **options: int | bool) -> bytes:
    # A copy of the pixels alone: `info` would be written again (EXIF, ICC profile, text chunks, comments).
    clean = Image.new(image.mode, image.size)
    if image.mode == "P":
        clean.putpalette(image.getpalette() or [])
    clean.paste(image)
    buffer = io.BytesIO()
    clean.save(buffer, kind, **options)
    return buffer.getvalue()
