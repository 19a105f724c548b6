"""Structured data for search engines: JSON-LD in the words of schema.org.

Machines do not read marks: only production tells them anything, as it holds approved texts and verified records alone.
A browser takes `application/ld+json` for data and never runs it, so the content policy stays as it is.
"""

from __future__ import annotations

import json
from typing import Any

from loa import places
from loa.editions import Edition
from loa.model.catalog import Campaign
from loa.model.kinds import EventFields, LawFields, Level, MythFields, Phone, ServiceFields
from loa.render.context import Context
from loa.render.feeds.agenda import for_whom, start_of, where
from loa.render.feeds.syndication import published, updated
from loa.render.html import dial
from loa.render.sensitive import is_sensitive, neutral_summary, speaks_of_violence

Data = dict[str, Any]

_LEGAL_FORCE = {"in-force": "InForce", "replaced": "NotInForce", "ended": "NotInForce"}
_COUNTRY = {"@type": "Country", "name": "Việt Nam", "identifier": "VN"}
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def item_data(edition: Edition, context: Context) -> Data | None:
    """What is told of an item's page; None for kinds without a word in schema.org, unconfirmed dates, previews.

    A page that speaks of violence tells nothing, like its share preview; a service tells its numbers alone, under
    the name of the site: somebody may ask a search engine for them.
    """
    fields = edition.item_fields
    sensitive = is_sensitive(edition, context.editions)
    if not context.editions.hub.settings.production or (sensitive and not isinstance(fields, ServiceFields)):
        return None
    match fields:
        case LawFields() if fields.document_type != "group":
            own = _legislation(fields)
        case EventFields() if not fields.unconfirmed:
            own = _event(edition, fields, context)
        case MythFields():
            return {**_head("ClaimReview", edition, context), **_review(edition, fields, context)}
        case ServiceFields() if fields.level is Level.PUBLIC and not fields.restricted:
            own = _service(edition, fields, context)
        case _:
            return None
    page = _head("WebPage", edition, context)
    page["name"] = context.t("site.name") if sensitive else context.fill(edition.title)
    page["description"] = neutral_summary(edition, context)
    page["dateModified"] = updated(edition, context).isoformat()
    page["mainEntity"] = own
    return page


def campaign_data(campaign: Campaign, context: Context) -> Data | None:
    """A campaign with dates as an event of the whole country or of its localities.

    A summary that speaks of violence is not told: the name and the days are what people look for.
    """
    fields = campaign.fields
    if not context.editions.hub.settings.production or fields.start is None:
        return None
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": fields.title,
        "startDate": fields.start.isoformat(),
        "location": [_area(code) for code in fields.localities] or [_COUNTRY],
        "inLanguage": context.lang,
    }
    if not speaks_of_violence([fields.summary], context.editions):
        found["description"] = fields.summary
    if fields.end:
        found["endDate"] = fields.end.isoformat()
    if context.prints_address:
        found["url"] = f"{context.site_url}{campaign.slug}.html"
    return found


def script(data: Data | None) -> str:
    """The content of the script element: nothing in it can end the element or begin another."""
    if data is None:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _head(kind: str, edition: Edition, context: Context) -> Data:
    found: Data = {"@context": "https://schema.org", "@type": kind, "inLanguage": context.lang}
    if context.prints_address:
        found["url"] = context.site_url + context.page_path(edition.id, edition.language)
    return found


def _legislation(fields: LawFields) -> Data:
    found: Data = {
        "@type": "Legislation",
        "name": fields.number,
        "legislationIdentifier": fields.number,
        "legislationPassedBy": {"@type": "Organization", "name": fields.issuer},
        "legislationJurisdiction": _COUNTRY,
        "inLanguage": "vi",
    }
    if fields.passed:
        found["legislationDate"] = fields.passed.isoformat()
    if force := _LEGAL_FORCE.get(fields.legal_status):
        found["legislationLegalForce"] = f"https://schema.org/{force}"
    return found


def _event(edition: Edition, fields: EventFields, context: Context) -> Data:
    found: Data = {
        "@type": "Event",
        "name": context.fill(edition.title),
        "startDate": start_of(fields).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
    }
    if fields.end:
        found["endDate"] = fields.end.isoformat()
    if place := where(fields):
        found["location"] = {"@type": "Place", "name": place, "address": place}
    if audience := for_whom(fields.audiences, context):
        found["audience"] = {"@type": "Audience", "audienceType": audience}
    return found


def _review(edition: Edition, fields: MythFields, context: Context) -> Data:
    """The claim as Vietnamese says it, rated false on a scale of 1 to 5 as search engines expect it."""
    author: Data = {"@type": "Organization", "name": context.t("site.name")}
    if context.prints_address:
        author["url"] = context.site_url
    return {
        "claimReviewed": context.fill(fields.claim),
        "reviewBody": context.fill(fields.fact),
        "datePublished": published(edition, context).isoformat(),
        "author": author,
        "itemReviewed": {"@type": "Claim", "text": context.fill(fields.claim)},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": context.t("myth.false"),
        },
    }


def _service(edition: Edition, fields: ServiceFields, context: Context) -> Data:
    found: Data = {
        "@type": "GovernmentService",
        "name": context.fill(edition.title),
        "serviceType": context.t(f"service.type.{fields.service_type}"),
        "provider": {"@type": "Organization", "name": fields.organization},
        "areaServed": [_area(code) for code in fields.area] or [_COUNTRY],
        "availableChannel": [_channel(phone, fields, context) for phone in fields.phones],
    }
    if fields.for_whom:
        found["audience"] = {"@type": "Audience", "audienceType": fields.for_whom}
    if fields.url:
        found["sameAs"] = fields.url
    return found


def _channel(phone: Phone, fields: ServiceFields, context: Context) -> Data:
    contact: Data = {"@type": "ContactPoint", "telephone": dial(context.number(phone))}
    if fields.languages:
        contact["availableLanguage"] = list(fields.languages)
    if phone.hours == "24/7":
        contact["hoursAvailable"] = {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day}" for day in _WEEK],
            "opens": "00:00:00",
            "closes": "23:59:00",
        }
    return {"@type": "ServiceChannel", "servicePhone": contact}


def _area(code: str) -> Data:
    place = places.find(code)
    return {"@type": "AdministrativeArea", "name": place.name, "identifier": code} if place else _COUNTRY
