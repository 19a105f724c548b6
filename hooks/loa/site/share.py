"""What networks and messengers show of a link to a page: title, description, picture.

Whoever sends or opens a link shows its preview to everybody who sees the screen or the chat. Pages about violence
and help therefore show the name of the site and a card that tells nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loa.render.context import Context
from loa.render.pictures.layout import SHARE
from loa.render.pictures.products import CARD_KINDS, PICTURE_PRODUCTS, Neutral
from loa.render.products import Product
from loa.site.pages import SitePage


@dataclass(frozen=True, slots=True)
class Share:
    """A preview. `image`: absolute address, empty where the site has no address of its own."""

    title: str
    description: str
    image: str
    alt: str
    width: int = SHARE.size[0]
    height: int = SHARE.size[1]


def share(page: SitePage, context: Context, products: Mapping[str, Product]) -> Share:
    """The preview of a page."""
    neutral = Neutral.of(context.editions, context.language)
    card = _own_card(page, context, products) or products.get(neutral.path)
    title, description = context.t("site.name"), context.t("site.tagline")
    if not page.sensitive and page.kind != "home":
        title, description = page.title, page.description
    if card is None or not context.prints_address:
        return Share(title, description, "", "")
    return Share(title, description, context.site_url + card.path, card.alt)


def _own_card(page: SitePage, context: Context, products: Mapping[str, Product]) -> Product | None:
    if page.sensitive:
        return None
    if page.kind in CARD_KINDS:
        edition = context.editions.get(page.item, page.language)
        return products.get(PICTURE_PRODUCTS[f"card-{SHARE.name}"].path(edition)) if edition else None
    return next((products[path] for path in page.pictures if path in products), None)
