"""Small pictures of finished products: of a PDF its first page, of a picture the picture."""

from __future__ import annotations

import hashlib
import io

import PIL
from PIL import Image

from loa.render.pictures import encode
from loa.render.typesetting import TYPST_VERSION, first_page_png

# Pixels; shown half as large, so that phones with fine screens have sharp letters.
SIDE = 400
ENDINGS = (".pdf", ".png", ".jpg")
_QUALITY = 60


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a thumbnail."""
    with Image.open(io.BytesIO(data)) as image:
        return image.size


def key(data: bytes) -> str:
    """A hash of all that a thumbnail of the product `data` depends on."""
    programs = f"{TYPST_VERSION} {PIL.__version__} {SIDE} {_QUALITY}"
    return hashlib.sha256(programs.encode() + data).hexdigest()


def thumbnail(data: bytes) -> bytes:
    """At most `SIDE` pixels wide and high, as WebP. `data`: a product whose path has one of `ENDINGS`."""
    picture = first_page_png(data, 2 * SIDE) if data.startswith(b"%PDF-") else data
    with Image.open(io.BytesIO(picture)) as image:
        small = image.convert("RGBA" if "A" in image.mode else "RGB")
    small.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return encode.webp(small, _QUALITY)
