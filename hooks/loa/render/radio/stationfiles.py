"""The files that the site carries for each station: its plan as calendar and as table. Public records alone."""

from __future__ import annotations

from collections.abc import Iterator

from loa.editions import Editions
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.render.context import Context
from loa.render.producttype import Product
from loa.render.radio.plan import broadcasts, plan_of, station_name, stations
from loa.render.radio.timetable import calendar, table


def station_base(campaign: Campaign, code: str) -> str:
    """The path of a station's page and files without their ending."""
    return f"radio/{campaign.slug}-{code}"


def station_products(editions: Editions) -> Iterator[Product]:
    """Calendar and table of every locality that has a plan."""
    context = Context.of(editions, SOURCE)
    for campaign, code in stations(editions):
        plan = plan_of(campaign, editions.hub.settings.production)
        entries = broadcasts(campaign, code, editions)
        if plan is None or not entries:
            continue
        name = context.t("plan.title", place=station_name(code))
        made_from = {str(campaign.text.path), str(plan.text.path)}
        for entry in entries:
            for reading in entry.readings:
                made_from |= set(reading.edition.sources) if reading.edition else set()
        for kind, ending, data in (
            ("plan-calendar", "ics", calendar(name, entries, context, code)),
            ("plan-table", "csv", table(entries, context)),
        ):
            path = f"{station_base(campaign, code)}.{ending}"
            status = str(plan.fields.status)
            yield Product(path, data, kind, campaign.slug, SOURCE, status, tuple(sorted(made_from)))
