"""Small pictures of finished products: of a PDF its first page, of a picture the picture."""

from __future__ import annotations

import hashlib
import io
from importlib.metadata import version

import PIL
import pypdfium2
from PIL import Image

from loa.render.pictures import encode

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
    programs = f"{version('pypdfium2')} {PIL.__version__} {SIDE} {_QUALITY}"
    return hashlib.sha256(programs.encode() + data).hexdigest()


def thumbnail(data: bytes) -> bytes:
    """At most `SIDE` pixels wide and high, as WebP. `data`: a product whose path has one of `ENDINGS`."""
    image = _first_page(data) if data.startswith(b"%PDF-") else Image.open(io.BytesIO(data))
    with image:
        small = image.convert("RGBA" if "A" in image.mode else "RGB")
    small.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return encode.webp(small, _QUALITY)


def _first_page(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        made: Image.Image = page.render(scale=2 * SIDE / max(page.get_size())).to_pil()
        return made
