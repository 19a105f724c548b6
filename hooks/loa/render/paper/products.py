"""The leaflets as products: every format of every edition that is read."""

from __future__ import annotations

from functools import partial

from loa.editions import Edition
from loa.errors import Problem
from loa.render import typesetting
from loa.render.context import Context
from loa.render.paper.leaflet import A4, FORMATS, LARGE, Format, format_data, leaflet_data, set_leaflet
from loa.render.producttype import Made, ProductType, product

_READ_KINDS = frozenset({"law", "model", "message", "myth"})


def is_printed(edition: Edition) -> bool:
    """Whether an edition gets leaflets at all."""
    wishes = getattr(edition.item_fields, "leaflet", None)
    return edition.kind in _READ_KINDS and not (wishes and wishes.skip)


def _path(format: Format, edition: Edition) -> str:
    ending = "" if format is A4 else format.name.removeprefix("leaflet-") + "."
    return f"leaflets/{edition.id}.{edition.language}.{ending}pdf"


def _render(format: Format, edition: Edition, context: Context) -> Made:
    if not is_printed(edition):
        return Made(None)
    found = set_leaflet(_data(edition, context), format, context, edition.text.shown)
    if isinstance(found, Problem):
        return Made(None, (found,))
    return Made(product(LEAFLETS[format.name], edition, found.pdf))


def _key(format: Format, edition: Edition, context: Context) -> str:
    data = format_data(_data(edition, context), format)
    return typesetting.inputs_hash(format.template, data, context.locale)


def _data(edition: Edition, context: Context) -> dict[str, object]:
    key = ("leaflet", edition.id, edition.language)
    if key not in context.editions.memo:
        context.editions.memo[key] = leaflet_data(edition, context)
    found: dict[str, object] = context.editions.memo[key]
    return found


LEAFLETS = {
    format.name: ProductType(
        format.name,
        _READ_KINDS,
        partial(_path, format),
        partial(_render, format),
        partial(_key, format),
        alternates=True,
    )
    for format in FORMATS.values()
}
# The site offers what a visitor prints at home or asks for at the commune: the sheet and the large print. A5 and
# the folded sheet are for whoever runs a print job, in `loa print`, where the commune's own numbers stand on them.
SITE_LEAFLETS = (LEAFLETS[A4.name], LEAFLETS[LARGE.name])
