"""Services as HSDS 3 JSON: a "service package", the list of full services that the specification compiles.

Source: Open Referral, Human Services Data Specification 3.0, schema reference. Our profile of it: `postal_code`
is empty (Viet Nam's communes are known by their official code, not by post code), `city` is the commune and
`state_province` the province; the codes stand in `service_area.extent`; what HSDS has no field for stands in
`attributes`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from loa import places
from loa.editions import Edition, Editions
from loa.locales.locale import Locale
from loa.model.blocks import Dialogue, Heading, Paragraph, plain, walk
from loa.model.catalog import Item
from loa.model.folding import fold
from loa.model.hours import HoursError, Schedule, parse_hours
from loa.model.kinds import FactFields
from loa.model.services import Level, Phone, ServiceFields

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:loa:services")
_EXTENT = "vn-administrative-unit-2025"  # official codes of provinces and communes in force since 1 July 2025


def identifier(*parts: object) -> str:
    """The UUID (version 5) of a thing, the same in every export."""
    return str(uuid.uuid5(_SPACE, "/".join(map(str, parts))))


def publishable(editions: Editions) -> list[tuple[Edition, ServiceFields]]:
    """The services that this build publishes, in order of rank; samples never count."""
    found = []
    for item, fields in editions.hub.catalog.services():
        edition = editions.get(item.id, "vi")
        if edition and not fields.sample and fields.level in (Level.PUBLIC, Level.PHONE_ONLY):
            found.append((edition, fields))
    return found


def number_of(phone: Phone, facts: Mapping[str, FactFields]) -> str:
    """The number of a phone, from its fact where it names one."""
    return phone.number if phone.number is not None else facts[phone.fact or ""].value


def to_hsds(editions: Editions) -> bytes:
    """The service package as JSON, UTF-8."""
    facts, locales = editions.hub.catalog.facts, editions.hub.locales
    package = [_service(edition, fields, facts, locales) for edition, fields in publishable(editions)]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value != [] and value != ""}


def _service(
    edition: Edition, fields: ServiceFields, facts: Mapping[str, FactFields], locales: Mapping[str, Locale]
) -> dict[str, Any]:
    own = identifier("service", fields.id)
    assert isinstance(edition.source, Item)
    body = "\n".join(
        plain(block.content)
        for block in walk(edition.text.blocks)
        if isinstance(block, Heading | Paragraph | Dialogue)
    )
    organization = identifier("organization", fold(fields.organization))
    service = _filled(
        {
            "id": own,
            "organization_id": organization,
            "name": fields.title,
            "description": _fill("\n\n".join(filter(None, (fields.summary, body))), facts),
            "url": fields.url,
            "status": fields.service_status,
            "interpretation_services": fields.interpretation_services,
            "application_process": fields.application_process,
            "fees_description": fields.fees_description,
            "eligibility_description": fields.for_whom,
            "minimum_age": fields.minimum_age,
            "maximum_age": fields.maximum_age,
            "assured_date": fields.assured_date.isoformat() if fields.assured_date else None,
            "alert": fields.alert,
            "organization": {
                "id": organization,
                "name": fields.organization,
                "description": fields.organization,
            },
            "phones": [_phone(fields, n, phone, facts) for n, phone in enumerate(fields.phones)],
            "schedules": list(_schedules(fields)),
            "service_areas": [_area(fields.id, own, code) for code in fields.area],
            "service_at_locations": _places(fields, own),
            "languages": [_language(fields.id, own, tag, locales) for tag in fields.languages],
            "required_documents": [
                {"id": identifier("document", fields.id, n), "service_id": own, "document": document}
                for n, document in enumerate(fields.required_documents or ())
            ],
            "attributes": [_attribute(fields.id, own, name, value) for name, value in _attributes(fields)],
        }
    )
    if fields.free:
        cost = {
            "id": identifier("cost", fields.id),
            "service_id": own,
            "option": "free",
            "currency": "VND",
            "amount": 0,
        }
        service["cost_options"] = [cost]
    return service


def _fill(text: str, facts: Mapping[str, FactFields]) -> str:
    for name, fact in facts.items():
        text = text.replace("{{" + name + "}}", fact.value)
    return text


def _phone(fields: ServiceFields, n: int, phone: Phone, facts: Mapping[str, FactFields]) -> dict[str, Any]:
    notes = [phone.hours, phone.note]
    notes += [] if phone.free is None else ["miễn phí" if phone.free else "người gọi trả cước"]
    notes += ["nhắn tin được"] if phone.text else []
    return _filled(
        {
            "id": identifier("phone", fields.id, n),
            "service_id": identifier("service", fields.id),
            "number": number_of(phone, facts),
            "type": phone.type,
            "description": "; ".join(filter(None, notes)),
        }
    )


def _schedules(fields: ServiceFields) -> Iterable[dict[str, Any]]:
    found: list[Schedule] = list(fields.schedules)
    if not found:
        for phone in fields.phones:
            try:
                found += [s for s in parse_hours(phone.hours or "") if s not in found]
            except HoursError:  # words such as "giờ hành chính" stay in the phone's description
                continue
    for n, schedule in enumerate(found):
        yield _filled(
            {
                "id": identifier("schedule", fields.id, n),
                "service_id": identifier("service", fields.id),
                "freq": "WEEKLY",
                "wkst": "MO",
                "byday": ",".join(schedule.byday),
                "opens_at": schedule.opens_at,
                # HSDS times are those of a clock: midnight at the end of a day is the minute before it.
                "closes_at": "23:59" if schedule.closes_at == "24:00" else schedule.closes_at,
                "timezone": 7,
                "description": "24/7" if schedule.always else None,
                "notes": schedule.notes,
            }
        )


def _area(item: str, service: str, code: str) -> dict[str, Any]:
    place = places.find(code)
    name = "Việt Nam" if code == "VN" else place.name if place else code
    return {
        "id": identifier("area", item, code),
        "service_id": service,
        "name": name,
        "extent": code,
        "extent_type": "country" if code == "VN" else _EXTENT,
    }


def _places(fields: ServiceFields, service: str) -> list[dict[str, Any]]:
    """Only a public record that names an address has a location; for all others there is none to leak."""
    if fields.restricted or not fields.address:
        return []
    commune = places.communes().get(fields.area[0]) if len(fields.area) == 1 else None
    above = places.provinces().get(commune.province if commune else fields.area[0] if fields.area else "")
    location = identifier("location", fields.id)
    own: dict[str, Any] = {
        "id": location,
        "location_type": "physical",
        "name": fields.title,
        "addresses": [
            {
                "id": identifier("address", fields.id),
                "location_id": location,
                "address_1": fields.address,
                "city": commune.name if commune else "",
                "state_province": above.name if above else "",
                "postal_code": "",
                "country": "VN",
                "address_type": "physical",
            }
        ],
    }
    if fields.accessibility:
        own["accessibility"] = [
            {
                "id": identifier("accessibility", fields.id),
                "location_id": location,
                "description": fields.accessibility,
            }
        ]
    at = {"id": identifier("at", fields.id), "service_id": service, "location_id": location, "location": own}
    return [at]


def _language(item: str, service: str, tag: str, locales: Mapping[str, Locale]) -> dict[str, Any]:
    name = locales[tag].name if tag in locales else tag
    return {"id": identifier("language", item, tag), "service_id": service, "name": name, "code": tag}


def _attributes(fields: ServiceFields) -> Iterable[tuple[str, str]]:
    yield "service_type", fields.service_type
    yield "level", str(fields.level)
    for key in ("children_welcome", "disabled_access", "free"):
        if (value := getattr(fields, key)) is not None:
            yield key, "true" if value else "false"
    if fields.required_documents == ():
        yield "required_documents", "none"
    if fields.accessibility and (fields.restricted or not fields.address):
        yield "accessibility", fields.accessibility
    if fields.check_due:
        yield "check_due", fields.check_due.isoformat()
    for audience in fields.audiences:
        yield "audience", audience


def _attribute(item: str, service: str, name: str, value: str) -> dict[str, Any]:
    term = identifier("term", name)
    return {
        "id": identifier("attribute", item, name, value),
        "link_id": service,
        "link_entity": "service",
        "link_type": name,
        "taxonomy_term_id": term,
        "value": value,
        "taxonomy_term": {"id": term, "code": name, "name": name, "description": name, "taxonomy": "loa"},
    }
