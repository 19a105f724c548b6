"""Pictures of a pack's products to look at: every page at its size, and what two photocopies leave of it."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageFilter

from loa.render.typesetting import page_count, page_png

# Banners are drawn at a tenth and letters are many pages: three of each show what they are.
_MOST_PAGES = 3
_DOTS = 150


def photocopy(png: bytes, generations: int = 2) -> bytes:
    """A page as an office copier leaves it after `generations`: grey, blurred, and cut into black and white.

    The blur is that of a drum which spreads toner over a fifth of a millimetre; the threshold is on the dark side.
    """
    with Image.open(io.BytesIO(png)) as opened:
        page = opened.convert("L")
    for _ in range(generations):
        page = page.filter(ImageFilter.GaussianBlur(_DOTS / 25.4 * 0.1))
        page = page.point(lambda value: 255 if value > 140 else 0)
    out = io.BytesIO()
    page.convert("1").save(out, "PNG", optimize=True)
    return out.getvalue()


def samples(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """PNG files by name for one PDF of every folder and kind in `files`, each page as it is and as a copy of a copy."""
    found: dict[str, bytes] = {}
    seen: set[str] = set()
    for path in sorted(files):
        folder = path.rpartition("/")[0]
        kind = folder if folder.count("/") else path
        if not path.endswith(".pdf") or kind in seen:
            continue
        seen.add(kind)
        stem = path.removesuffix(".pdf").replace("/", "-")
        for number in range(1, min(page_count(files[path]), _MOST_PAGES) + 1):
            found[f"{stem}-{number}.png"] = page_png(files[path], number, dots=96)
            found[f"{stem}-{number}-photo.png"] = photocopy(page_png(files[path], number, dots=_DOTS))
    return found
