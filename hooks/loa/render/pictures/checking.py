"""The check of all pictures of a hub: what `loa check` says beyond the catalog's own rules."""

from __future__ import annotations

from collections.abc import Iterator

from loa.errors import Problem
from loa.model.blocks import Image, inlines
from loa.model.catalog import Catalog
from loa.render.pictures.photos import PhotoError, open_photo


def check_pictures(catalog: Catalog) -> Iterator[Problem]:
    """LOA313 for every picture that cannot be used, at the line that asks for it, as a build would stop at it."""
    for src, (shown, line) in _uses(catalog).items():
        if file := catalog.media.get(src):
            try:
                open_photo(file)
            except PhotoError as error:
                yield Problem.of("LOA313", shown, line, value=file.name, reason=error)


def _uses(catalog: Catalog) -> dict[str, tuple[str, int]]:
    """Hub path of a picture → (path, line) of the first place that shows it."""
    found: dict[str, tuple[str, int]] = {}
    for campaign in catalog.campaigns.values():
        if campaign.photo:
            found.setdefault(campaign.photo, (campaign.text.shown, campaign.text.line("photo", "file")))
    for owner in catalog.by_path().values():
        if owner.video and owner.video.poster:
            found.setdefault(owner.video.poster, (owner.video.poster, 0))
        for text in (owner.text, *(variant.text for variant in owner.variants.values())):
            for inline in inlines(text.blocks):
                if isinstance(inline, Image):
                    found.setdefault(inline.src, (text.shown, inline.line))
    return found
