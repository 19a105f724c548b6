"""Calendars of a campaign: the files as other programs read them, the page, the countdown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import support
import tiny
import vobject
from icalendar import Calendar

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.feeds.agenda import agenda_products
from loa.site.agenda import agenda_page, countdown

EVENT = (
    "---\nid: sk1\ntitle: Ngày thử, có dấu phẩy; và chấm phẩy\nsummary: Thử.\nstart: 2026-11-25\n"
    "places: ['66']\naudiences: [nam-gioi, khong-ten]\n{more}---\nThử.\n"
)
CAMPAIGN = "title: Chiến dịch thử\nsummary: Thử.\nstart: 2026-11-15\nend: 2026-12-15\n" + tiny.APPROVED
TASKS = (
    "tasks:\n"
    "  - {id: dich, title: Gửi dịch, weeks_before: 6, audiences: [can-bo-xa]}\n"
    "  - id: bao-cao\n    title: Gửi báo cáo\n    due: 2027-05-20\n    unconfirmed: true\n"
    "    source: {title: Công văn thử, date: '2022'}\n"
)


def editions(
    folder: Path, files: dict[str, str], *, production: bool = False, date: str = tiny.DATE
) -> Editions:
    source = tiny.write(folder, {"thu/campaign.yml": CAMPAIGN, **files})
    settings = Settings.of(source, date=date, production=production, site_url=support.SITE_URL)
    hub = open_hub(settings, support.PROJECT)
    assert not hub.report.errors
    return Editions(hub)


def calendars(found: Editions) -> dict[str, bytes]:
    return {product.path: product.data for product in agenda_products(found)}


def test_files_keep_to_the_standard(tmp_path: Path) -> None:
    long = "Nơi rất xa, " * 15
    files = {
        "thu/events/ngay.md": EVENT.format(more=f"time: 8h30\nlocation: {long.strip()}\n"),
        "thu/tasks.yml": TASKS,
    }
    found = calendars(editions(tmp_path, files))
    assert set(found) == {"calendar/thu.vi.ics", "calendar/thu.tasks.ics"}
    for data in found.values():
        assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        other = vobject.readOne(data.decode())  # a second library, which wants what RFC 5545 wants
        assert other.validate(raiseException=True)
        parsed = Calendar.from_ical(data)
        assert parsed["X-WR-TIMEZONE"] == "Asia/Ho_Chi_Minh" and parsed["METHOD"] == "PUBLISH"
        assert len(parsed.walk("VTIMEZONE")) == 1
        uids = [event["UID"] for event in parsed.walk("VEVENT")]
        assert len(set(uids)) == len(uids) and all(uid.endswith("@loa") for uid in uids)
        assert all(
            event["DTSTAMP"].dt == dt.datetime(2026, 11, 15, tzinfo=dt.UTC) for event in parsed.walk("VEVENT")
        )
        assert not parsed.walk("VALARM")  # nothing rings on a phone that somebody else may look at
        assert parsed["NAME"].params["LANGUAGE"] == "vi"
    assert b"X-WR-CALNAME:Chi" in found["calendar/thu.vi.ics"]


def test_an_event_says_when_where_for_whom_and_whom_to_ask(tmp_path: Path) -> None:
    facts = (
        "sdt-thu:\n  value: 1900 000 001\n  kind: phone\n  about: Số thử\n  source: Thử\n  confidence: H\n"
        "  checked: 2026-11-01\n"
    )
    more = "time: 8h30\nlocation: Nhà văn hóa\ncontact: 'Văn phòng, {{sdt-thu}}'\n"
    found = editions(tmp_path, {"thu/events/ngay.md": EVENT.format(more=more), "facts.yml": facts})
    (event,) = Calendar.from_ical(calendars(found)["calendar/thu.vi.ics"]).walk("VEVENT")
    assert event["DTSTART"].dt == dt.datetime.fromisoformat("2026-11-25T08:30+07:00")
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["LOCATION"] == "Nhà văn hóa, Tỉnh Đắk Lắk"
    assert event["SUMMARY"] == "Bản nháp: Ngày thử, có dấu phẩy; và chấm phẩy"
    for words in ("Dành cho: nam giới", "Liên hệ: Văn phòng, 1900 000 001"):
        assert words in event["DESCRIPTION"]
    (campaign,) = found.campaigns
    body = agenda_page(campaign, Context.of(found, SOURCE), frozenset())["body"]
    assert '<a class="loa-tel" href="tel:1900000001">1900 000 001</a>' in body
    assert "khong-ten" not in body


def test_every_text_of_a_calendar_says_its_language(tmp_path: Path) -> None:
    files = {
        "thu/events/ngay.md": EVENT.format(more="location: Nhà văn hóa\n"),
        "thu/events/ngay.rad.md": "---\ntitle: Hruê\nsummary: Ai tĭng.\nstatus: draft\n---\nAi tĭng.\n",
    }
    (event,) = Calendar.from_ical(calendars(editions(tmp_path, files))["calendar/thu.rad.ics"]).walk("VEVENT")
    langs = {name: event[name].params["LANGUAGE"] for name in ("SUMMARY", "DESCRIPTION", "LOCATION")}
    assert langs == {"SUMMARY": "rad", "DESCRIPTION": "rad", "LOCATION": "vi"}


@pytest.mark.parametrize(
    ("more", "start", "end"),
    [
        ("", dt.date(2026, 11, 25), dt.date(2026, 11, 26)),
        ("end: 2026-11-27\ntime: 8h\n", dt.date(2026, 11, 25), dt.date(2026, 11, 28)),
        ("time: buổi sáng\n", dt.date(2026, 11, 25), dt.date(2026, 11, 26)),
    ],
)
def test_days_without_an_hour_are_whole_days(tmp_path: Path, more: str, start: dt.date, end: dt.date) -> None:
    found = calendars(editions(tmp_path, {"thu/events/ngay.md": EVENT.format(more=more)}))
    (event,) = Calendar.from_ical(found["calendar/thu.vi.ics"]).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, end)


def test_an_entry_keeps_its_uid_when_it_changes(tmp_path: Path) -> None:
    def uid(folder: str, more: str) -> str:
        found = calendars(editions(tmp_path / folder, {"thu/events/ngay.md": EVENT.format(more=more)}))
        (event,) = Calendar.from_ical(found["calendar/thu.vi.ics"]).walk("VEVENT")
        return str(event["UID"])

    assert uid("a", "") == uid("b", "end: 2026-11-30\nlocation: Nơi khác\n")


def test_tasks_hang_on_the_first_day_and_say_what_is_unconfirmed(tmp_path: Path) -> None:
    found = calendars(editions(tmp_path, {"thu/tasks.yml": TASKS}))
    first, second = Calendar.from_ical(found["calendar/thu.tasks.ics"]).walk("VEVENT")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (dt.date(2026, 10, 4), dt.date(2026, 10, 11))
    assert first["STATUS"] == "CONFIRMED" and second["STATUS"] == "TENTATIVE"
    assert "chưa xác nhận" in second["DESCRIPTION"] and "Công văn thử, 2022" in second["DESCRIPTION"]


def test_production_has_no_tasks_that_nobody_approved(tmp_path: Path) -> None:
    assert calendars(editions(tmp_path, {"thu/tasks.yml": TASKS}, production=True)) == {}
    approved = calendars(editions(tmp_path, {"thu/tasks.yml": tiny.APPROVED + TASKS}, production=True))
    assert "Bản nháp" not in approved["calendar/thu.tasks.ics"].decode()


@pytest.mark.parametrize(
    ("tasks", "code"),
    [
        ("  - {id: a, title: Việc}\n", "LOA720"),
        ("  - {id: a, title: Việc, weeks_before: 1, due: 2026-11-01}\n", "LOA720"),
        ("  - {id: a, title: Việc, weeks_before: 1}\n", "LOA721"),
        ("  - {id: a, title: Việc, due: 2026-11-01}\n" * 2, "LOA722"),
        ("  - {id: Á!, title: Việc, due: 2026-11-01}\n", "LOA212"),
        ("  - {id: a, title: Việc, due: 2026-02-30}\n", "LOA209"),
    ],
)
def test_faults_in_tasks_are_explained(tmp_path: Path, tasks: str, code: str) -> None:
    assert code in tiny.codes(tiny.opened(tmp_path, {"thu/tasks.yml": "tasks:\n" + tasks}))


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-11-14", "Còn 1 ngày nữa là đến ngày mở đầu."),
        ("2026-11-15", "Ngày thứ 1 trong 31 ngày, còn 30 ngày nữa."),
        ("2026-12-15", "Ngày thứ 31 trong 31 ngày, còn 0 ngày nữa."),
        ("2026-12-16", "Đợt này đã kết thúc ngày 15/12/2026."),
    ],
)
def test_the_countdown_counts_from_the_build_date(tmp_path: Path, date: str, words: str) -> None:
    found = editions(tmp_path, {}, date=date)
    html = countdown(dt.date(2026, 11, 15), dt.date(2026, 12, 15), Context.of(found, SOURCE))
    day = dt.date.fromisoformat(date)
    assert words in html and f"{day.day}/{day.month}/{day.year}" in html


def test_the_page_is_a_list_of_days(preview: support.Site) -> None:
    page = preview.page("calendar/chien-dich-thu-nghiem.html")
    months = page.all("ol", class_="loa-month")
    assert len(months) == 2
    told = [li for month in months for li in month.all("li") if li.get("aria-hidden") != "true"]
    assert [li.one("time").get("datetime") for li in told] == ["2026-11-15", "2026-11-25", "2026-12-15"]
    assert sum(len(month.all("li")) for month in months) == 2 * 7 + 2 + 30 + 31  # heads, gaps, days
    assert "calendar/chien-dich-thu-nghiem.html" in [
        a.get("href") for a in preview.page(preview.campaign).all("a")
    ]
