"""The poster: where help is, in large numbers, with a strip of tabs to tear off."""

from __future__ import annotations

from collections.abc import Sequence

from loa.errors import Problem
from loa.render.context import Context, HelpLine
from loa.render.paper.address import qr_data
from loa.render.paper.card import draft_marks
from loa.render.paper.content import Json, phrase
from loa.render.paper.help import advice, card_lines, help_lines, line_data, panel
from loa.render.paper.leaflet import document
from loa.render.paper.setting import BLEED, Paper, set_paper


def poster_data(context: Context, place: str, local: Sequence[HelpLine] = ()) -> Json | None:
    """What `poster.typ` prints; None where no number was checked.

    Args:
        place: the name of the commune, as it stands at the head.
    """
    lines = help_lines(context, local)
    if not lines:
        return None
    title = context.t("help.title")
    home = context.site_url if context.prints_address else ""
    return {
        **document(context, title, title),
        "place": place,
        "site": phrase(context, "site.name"),
        "lines": [line_data(line, context) for line in lines],
        "tabs": [line_data(line, context) for line in card_lines(context, local)],
        "advice": advice(context),
        "checked": panel(context, local)["checked"],
        "qr": qr_data(home, context),
        "marks": draft_marks(context),
    }


def poster(
    context: Context, shown: str, place: str, local: Sequence[HelpLine] = (), bleed: bool = False
) -> Paper | Problem:
    """The poster of a place in a language; `shown`: what a problem is about."""
    data = poster_data(context, place, local)
    if data is None:
        return Problem.of("LOA711", shown, product="poster", language=context.locale.name)
    return set_paper("poster", "poster.typ", {**data, "bleed": BLEED if bleed else 0}, context.locale, shown)
