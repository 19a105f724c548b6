"""Pictures of a pack's products to look at: every page at its size, and what two photocopies leave of it."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageFilter

from loa.editions import Editions
from loa.errors import Problem
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.paper.banner import banner
from loa.render.paper.card import cards
from loa.render.paper.content import blocks_data, texts
from loa.render.paper.leaflet import FORMATS, leaflet_data, set_leaflet
from loa.render.paper.poster import poster
from loa.render.paper.setting import Paper
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


def gallery(editions: Editions) -> dict[str, bytes]:
    """PNG files by name of every kind of paper in every language that has a message, made for no place: its shortest
    and its longest message in all formats, card, poster; in Vietnamese also with bleed; and all banners.
    """
    papers: dict[str, Paper | Problem] = {}
    for tag in editions.by_language:
        context = Context.of(editions, tag)
        messages = [edition for edition in editions.by_language[tag].values() if edition.kind == "message"]
        if not messages:
            continue
        papers[f"{tag}/card"] = cards(context, tag)
        papers[f"{tag}/poster"] = poster(context, tag, "")
        by_length = sorted(
            messages, key=lambda edition: len(texts(blocks_data(edition.text.blocks, context)))
        )
        for name, edition in {"short": by_length[0], "long": by_length[-1]}.items():
            data = leaflet_data(edition, context)
            for format in FORMATS.values():
                made = set_leaflet(data, format, context, edition.text.shown)
                papers[f"{tag}/{format.name}-{name}"] = made
                if tag == SOURCE and name == "short":
                    with_bleed = set_leaflet(data, format, context, edition.text.shown, bleed=True)
                    papers[f"{tag}/{format.name}-bleed"] = with_bleed
    vietnamese = Context.of(editions, SOURCE)
    for campaign in editions.campaigns:
        if campaign.fields.slogans:
            papers[f"{SOURCE}/banner-{campaign.slug}"] = banner(campaign, vietnamese, "banner")
            papers[f"{SOURCE}/letters-{campaign.slug}"] = banner(campaign, vietnamese, "letters")
    found: dict[str, bytes] = {}
    for name, paper in papers.items():
        if isinstance(paper, Paper):
            found |= _pages(name.replace("/", "."), paper.pdf)
    return found


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
        found |= _pages(path.removesuffix(".pdf").replace("/", "-"), files[path])
    return found


def _pages(stem: str, pdf: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for number in range(1, min(page_count(pdf), _MOST_PAGES) + 1):
        found[f"{stem}-{number}.png"] = page_png(pdf, number, dots=96)
        found[f"{stem}-{number}-photo.png"] = photocopy(page_png(pdf, number, dots=_DOTS))
    return found
