"""The pictures of the site: cards of items, cards and frame of campaigns, the neutral card of all other pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from PIL import ImageOps

from loa.editions import Edition, Editions
from loa.errors import Problem, say
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.kinds import StoryFields
from loa.progress import report
from loa.render.context import Context
from loa.render.fonts import fonts_key, missing_glyphs
from loa.render.pictures import encode
from loa.render.pictures.content import Card, campaign_card, edition_card, neutral_card
from loa.render.pictures.engines import engine_for
from loa.render.pictures.frame import frame
from loa.render.pictures.layout import FORMATS, SHARE, Format, compose
from loa.render.pictures.photos import PhotoError, open_photo
from loa.render.producttype import Made, Product, ProductType, product
from loa.render.typesetting import TypesettingError

CARD_KINDS = frozenset({"law", "model", "message", "myth", "story", "event"})
FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that belongs to no edition, not yet drawn. `key`: hash of all inputs; `product`: without data."""

    product: Product
    key: str
    draw: Callable[[], bytes | Problem]


def card_path(form: Format) -> Callable[[Edition], str]:
    """Where the cards of editions lie in the site, by format; names tell nothing of their subjects."""
    return lambda edition: f"pictures/{edition.id}.{edition.language}.{form.name}.png"


@dataclass(frozen=True, slots=True)
class Neutral:
    """The share preview that tells nothing: its card, and the language that the card is in."""

    card: Card
    language: str

    @classmethod
    def of(cls, editions: Editions, language: str) -> Neutral:
        """In `language`; in Vietnamese where no font has its letters."""
        card = neutral_card(Context.of(editions, language))
        if language != SOURCE and missing_glyphs(card.locale, card.words):
            return cls.of(editions, SOURCE)
        return cls(card, language)

    @property
    def path(self) -> str:
        """Its path in the site."""
        return f"pictures/{self.language}.{SHARE.name}.png"


def campaign_paths(campaign: Campaign, editions: Editions) -> dict[str, str]:
    """Where a campaign's cards and frame lie, by name; with a photograph cards are JPEG, a frame never holds one."""
    ending = "jpg" if campaign.slug in editions.photos else "png"
    endings = {**{form.name: ending for form in FORMATS}, FRAME: "png"}
    return {name: f"pictures/{campaign.slug}.{name}.{end}" for name, end in endings.items()}


def draw(card: Card, form: Format, shown: str, photo: tuple[str, Path] | None = None) -> bytes | Problem:
    """The card as file, or why there is none. `shown`: the source as messages name it; `photo`: hub path, file."""
    if problem := _missing(card, shown):
        return problem
    try:
        canvas = compose(card, form, engine_for(card.locale))
    except TypesettingError as error:
        return Problem.of("LOA706", shown, product=form.name, reason=error)
    if canvas is None:
        return _too_long(card, form.name, shown)
    if photo is None:
        return encode.png(canvas.image(), form.bytes)
    try:
        left, top, right, bottom = form.panel
        # Where a panel is much flatter than the photograph: faces are above its middle.
        size = (right - left, bottom - top)
        panel = ImageOps.fit(open_photo(photo[1]).convert("RGB"), size, centering=(0.5, 0.35))
    except PhotoError as error:
        return Problem.of("LOA313", photo[0], value=photo[1].name, reason=error)
    image = canvas.image().convert("RGB")
    image.paste(panel, (left, top))
    return encode.jpeg(image, form.bytes)


def _draw_frame(card: Card, shown: str) -> bytes | Problem:
    if problem := _missing(card, shown):
        return problem
    return frame(card, engine_for(card.locale)) or _too_long(card, FRAME, shown)


def _missing(card: Card, shown: str) -> Problem | None:
    glyphs = " ".join(missing_glyphs(card.locale, card.words)[:12])
    label = say("hình chia sẻ", "pictures to share")
    tag = card.locale.tag
    return Problem.of("LOA702", shown, product=label, language=tag, glyphs=glyphs) if glyphs else None


def _too_long(card: Card, name: str, shown: str) -> Problem:
    return Problem.of("LOA713", shown, product=name, language=card.locale.tag)


@cache
def _program() -> bytes:
    """The program is an input too: after an update nothing that the old one made may come back."""
    folders = (files("loa.render.pictures"), files("loa.render"))
    found = [entry for folder in folders for entry in folder.iterdir() if entry.name.endswith(".py")]
    template = files("loa.render.templates").joinpath("paragraph.typ")
    parts = [entry.read_bytes() for entry in [*sorted(found, key=lambda entry: entry.name), template]]
    return hashlib.sha256(b"\0".join(parts)).digest()


def _key(card: Card, name: str, photo: Path | None = None) -> str:
    digest = hashlib.sha256(_program())
    words = (
        card.locale.tag,
        card.theme,
        card.title,
        card.detail,
        card.eyebrow,
        card.notice,
        card.site,
        card.address,
    )
    digest.update(repr((name, words, engine_for(card.locale).version)).encode())
    digest.update(fonts_key(card.locale).encode())
    if photo:
        digest.update(photo.read_bytes())
    return digest.hexdigest()


# --- of editions ----------------------------------------------------------------------------------------------


def _wanted(edition: Edition) -> bool:
    """People who agreed that their story is told have not agreed that it is passed on as a picture."""
    fields = edition.item_fields
    return not isinstance(fields, StoryFields) or fields.consent.composite


@dataclass(frozen=True, slots=True)
class Order:
    """A card of an edition that is to be drawn. `key`: hash of all inputs."""

    key: str
    card: Card
    form: Format
    shown: str

    @classmethod
    def of(cls, edition: Edition, context: Context, form: Format) -> Order:
        """The order for an edition's card."""
        card = edition_card(edition, context)
        return cls(_key(card, form.name), card, form, edition.text.shown)


def draw_all(orders: Sequence[Order]) -> dict[str, bytes]:
    """The cards that can be drawn, by key; what cannot be is left to its product, which says why."""
    made: dict[str, bytes | Problem] = {}
    for number, order in enumerate(orders, 1):
        made[order.key] = draw(order.card, order.form, order.shown)
        report("pictures", number, len(orders))
    return {key: data for key, data in made.items() if isinstance(data, bytes)}


def card_orders(edition: Edition, context: Context) -> list[Order]:
    """The cards that an edition gets, one of each format."""
    wanted = edition.kind in CARD_KINDS and _wanted(edition)
    return [Order.of(edition, context, form) for form in FORMATS] if wanted else []


def _card_type(form: Format) -> ProductType:
    def render(edition: Edition, context: Context) -> Made:
        if not _wanted(edition):
            return Made(None)
        data = draw(edition_card(edition, context), form, edition.text.shown)
        if isinstance(data, Problem):
            return Made(None, (data,))
        return Made(product(kind, edition, data))

    def key(edition: Edition, context: Context) -> str:
        return Order.of(edition, context, form).key if _wanted(edition) else ""

    def alt(edition: Edition, context: Context) -> str:
        return edition_card(edition, context).words

    kind = ProductType(f"card-{form.name}", CARD_KINDS, card_path(form), render, key, alt)
    return kind


PICTURE_PRODUCTS: dict[str, ProductType] = {kind.name: kind for kind in map(_card_type, FORMATS)}


# --- of campaigns and of the site -----------------------------------------------------------------------------


def other_pictures(editions: Editions) -> Iterator[Picture]:
    """The pictures of shown campaigns, in Vietnamese as campaigns are, and the neutral card of each language."""
    for neutral in dict.fromkeys(Neutral.of(editions, tag) for tag in editions.languages):
        card = neutral.card
        made = Product(neutral.path, b"", "card-neutral", language=neutral.language, alt=card.words)
        yield _picture(made, card, SHARE.name, partial(draw, card, SHARE, ""))
    context = Context.of(editions, SOURCE)
    for campaign in editions.campaigns:
        yield from _of_campaign(campaign, editions, context)


def _of_campaign(campaign: Campaign, editions: Editions, context: Context) -> Iterator[Picture]:
    card, shown = campaign_card(campaign, context), campaign.text.shown
    paths = campaign_paths(campaign, editions)
    src = editions.photos.get(campaign.slug, "")
    photo = (src, editions.hub.catalog.media[src]) if src else None
    fields = campaign.fields
    made_from = (str(campaign.text.path), *([src] if src else []))
    alt = card.words + (f" {fields.photo.alt}" if src and fields.photo else "")
    for form in FORMATS:
        made = Product(
            paths[form.name],
            b"",
            f"card-{form.name}",
            campaign.slug,
            SOURCE,
            str(fields.status),
            made_from,
            alt,
        )
        yield _picture(made, card, form.name, partial(draw, card, form, shown, photo), photo and photo[1])
    words = replace(card, title=fields.slogans[0] if fields.slogans else fields.title, detail="")
    alt = f"{card.notice} {context.t('picture.frame_alt', text=words.title)}".strip()
    made = Product(
        paths[FRAME],
        b"",
        FRAME,
        campaign.slug,
        SOURCE,
        str(fields.status),
        made_from[:1],
        alt,
    )
    yield _picture(made, words, FRAME, partial(_draw_frame, words, shown))


def _picture(
    made: Product, card: Card, name: str, draw: Callable[[], bytes | Problem], photo: Path | None = None
) -> Picture:
    return Picture(made, _key(card, name, photo), draw)
