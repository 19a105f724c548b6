"""Banners: the slogans of a campaign as large type."""

from __future__ import annotations

from typing import Literal

from loa.errors import Problem
from loa.model.catalog import Campaign
from loa.model.fields import Status
from loa.render.context import Context
from loa.render.paper.content import Json
from loa.render.paper.leaflet import document, mark_data
from loa.render.paper.setting import BLEED, Paper, set_paper

Layout = Literal["banner", "letters"]


def banner_data(campaign: Campaign, context: Context, layout: Layout) -> Json:
    """What `banner.typ` prints: every slogan on a sheet of its own, or every word on one."""
    fields = campaign.fields
    return {
        **document(context, fields.title, fields.summary),
        "campaign": fields.title,
        "slogans": list(fields.slogans),
        "layout": layout,
        "marks": [] if fields.status is Status.APPROVED else [mark_data("draft", context)],
    }


def banner(campaign: Campaign, context: Context, layout: Layout, bleed: bool = False) -> Paper | Problem:
    """The slogans of a campaign, which are Vietnamese; it must have one."""
    data = {**banner_data(campaign, context, layout), "bleed": BLEED if bleed else 0}
    return set_paper(layout, "banner.typ", data, context.locale, campaign.text.shown)
