"""Pocket cards: at most three numbers in a folded card that says nothing on its outside.

Rules: facts on models, section 6 (safety cards given to everyone, small enough to hide, a line for a local number).
"""

from __future__ import annotations

from collections.abc import Sequence

from loa.errors import Problem
from loa.render.context import Context, HelpLine
from loa.render.paper.content import Json, phrase
from loa.render.paper.help import card_lines, line_data, month_checked
from loa.render.paper.leaflet import document, mark_data
from loa.render.paper.setting import BLEED, Paper, set_paper


def card_data(context: Context, local: Sequence[HelpLine] = ()) -> Json | None:
    """What `card.typ` prints; None where no number was checked. There is no QR code: it would open a page on
    violence on somebody's phone.
    """
    lines = card_lines(context, local)
    if not lines:
        return None
    title = context.t("card.cover")
    return {
        **document(context, title, title),
        "cover": phrase(context, "card.cover"),
        "notes": phrase(context, "card.notes"),
        "away": phrase(context, "card.away"),
        "how": phrase(context, "card.how"),
        "lines": [line_data(line, context) for line in lines],
        "instead": phrase(context, "directory.danger.else"),
        "local": phrase(context, "help.local"),
        "checked": phrase(context, "card.checked", month=month_checked(lines)),
        "marks": draft_marks(context),
    }


def draft_marks(context: Context) -> list[Json]:
    """The mark of what a preview prints: numbers and words in it have not been approved."""
    return [] if context.editions.hub.settings.production else [mark_data("draft", context)]


def cards(
    context: Context, shown: str, local: Sequence[HelpLine] = (), bleed: bool = False
) -> Paper | Problem:
    """The sheet of cards in a language; `shown`: what a problem is about."""
    data = card_data(context, local)
    if data is None:
        return Problem.of("LOA711", shown, product="card", language=context.locale.name)
    return set_paper("card", "card.typ", {**data, "bleed": BLEED if bleed else 0}, context.locale, shown)
