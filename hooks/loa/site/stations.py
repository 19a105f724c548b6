"""The pack page of a locality: when to broadcast what, the scripts, the public services. In Vietnamese."""

from __future__ import annotations

from html import escape
from typing import Any

from loa.editions import Edition, Editions, Mark
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.fields import Status
from loa.render.context import Context
from loa.render.html import relative
from loa.render.local import local_help
from loa.render.radio.plan import Reading, broadcasts, languages_of, plan_of, station_name, stations
from loa.render.radio.podcast import podcast_path
from loa.render.radio.products import script_text_path
from loa.render.radio.schedule import schedule
from loa.render.radio.stationfiles import station_base
from loa.site.parts import Download, text
from loa.site.scripts import script_base


def station_pages(editions: Editions, context: Context, products: frozenset[str]) -> list[dict[str, Any]]:
    """The values of every pack page."""
    return [station_page(campaign, code, context, products) for campaign, code in stations(editions)]


def station_page(campaign: Campaign, code: str, context: Context, products: frozenset[str]) -> dict[str, Any]:
    """The pack page of one locality of a campaign."""
    base = f"{station_base(campaign, code)}.html"
    place = station_name(code)
    plan = plan_of(campaign, context.editions.hub.settings.production)
    title = context.t("plan.title", place=place)
    approved = (plan.fields if plan else campaign.fields).status is Status.APPROVED
    downloads = [
        Download(kind, relative(f"{station_base(campaign, code)}.{ending}", base))
        for kind, ending in (("plan_calendar", "ics"), ("plan_table", "csv"))
        if f"{station_base(campaign, code)}.{ending}" in products
    ]
    downloads += [
        Download("podcast", relative(podcast_path(language), base))
        for language in languages_of(campaign, code)
        if podcast_path(language) in products
    ]
    return {
        "base": base,
        "kind": "station",
        "title": title,
        "heading": escape(title),
        "description": context.t("plan.summary"),
        "summary": text(context, "plan.summary"),
        "kicker": escape(campaign.fields.title),
        "body": _body(campaign, code, base, context, products),
        "sensitive": True,  # it shows the places of help
        "marks": () if approved else (Mark.DRAFT,),
        "downloads": tuple(downloads),
        "status": str(plan.fields.status if plan else campaign.fields.status),
        "made_from": tuple(str(source.text.path) for source in (campaign, plan) if source),
    }


def _body(campaign: Campaign, code: str, base: str, context: Context, products: frozenset[str]) -> str:
    def link(reading: Reading) -> str:
        edition = reading.edition
        if edition is None or script_text_path(edition) not in products:
            return ""
        return relative(_page(edition), base)

    entries = broadcasts(campaign, code, context.editions)
    found = []
    if entries:
        found += [f"<h2>{text(context, 'plan.heading')}</h2>", schedule(entries, context, link)]
    else:
        found.append(f"<p>{text(context, 'plan.empty')}</p>")
        found.append(_scripts(campaign, base, context, products))
    found += [f"<h2>{text(context, 'plan.services')}</h2>", _services(code, context)]
    return "\n".join(found)


def _page(edition: Edition) -> str:
    prefix = "" if edition.language == SOURCE else f"{edition.language}/"
    return prefix + script_base(edition)


def _scripts(campaign: Campaign, base: str, context: Context, products: frozenset[str]) -> str:
    rows = []
    for item in campaign.items:
        for language in context.editions.languages_of(item.id):
            edition = context.editions.get(item.id, language)
            if edition and script_text_path(edition) in products:
                own = Context.of(context.editions, language)
                lang = "" if own.lang == context.lang else f' lang="{own.lang}"'
                hreflang = f' hreflang="{own.lang}"' if lang else ""
                href = escape(relative(_page(edition), base))
                rows.append(
                    f'<li{lang}><a href="{href}"{hreflang}>{escape(own.fill(edition.title))}</a></li>'
                )
    return _links("plan.scripts", rows, context)


def _services(code: str, context: Context) -> str:
    entries = local_help(context.editions, code, None)
    if not entries:
        return f"<p>{text(context, 'plan.no_services')}</p>"
    rows = "\n".join(
        f"<li>{escape(entry.title)}: <strong>{escape(entry.number)}</strong></li>" for entry in entries
    )
    return f"<ul>\n{rows}\n</ul>"


def campaign_stations(campaign: Campaign, context: Context) -> str:
    """The links from a campaign's page to the pack pages of its localities; empty where it names none."""
    rows = [
        f'<li><a href="{escape(station_base(campaign, code))}.html">{escape(station_name(code))}</a></li>'
        for shown, code in stations(context.editions)
        if shown.slug == campaign.slug
    ]
    return _links("plan.many", rows, context)


def _links(heading: str, rows: list[str], context: Context) -> str:
    """A list of links below its heading; empty without links."""
    if not rows:
        return ""
    return f'<h2>{text(context, heading)}</h2>\n<ul class="loa-links">\n' + "\n".join(rows) + "\n</ul>"
