"""Plans, their calendar and table, and the packs of stations."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import APPROVED, CAMPAIGN, ITEM, POLICE, Make, Trial
from icalendar import Calendar

from loa.cli import root
from loa.errors import LoaError, Report
from loa.hub import Settings, open_hub
from loa.load.private import load_private
from loa.render.radio.pack import Pack, station_pack
from loa.render.radio.stationfiles import station_products
from loa.site.stations import station_pages

PLAN = """status: {status}
start: 2026-11-18
sessions: {{sáng: 5h30, chiều: "17:00"}}
languages:
  "66": [vi]
  "24175": [vi, km]
programmes:
  - {{week: 1, day: fri, session: chiều, item: bt01, repeats: 2}}
  - {{week: 2, day: mon, session: sáng, item: bt01}}
  - {{week: 2, day: tue, session: sáng, item: bt02, localities: ["44"]}}
"""
KHMER = "---\ntitle: សួស្តី\nsummary: សួស្តីបងប្អូន។\nstatus: draft\n---\nសួស្តីបងប្អូន។\n"
LOCAL = POLICE.format(status=APPROVED).replace("ca01", "xa01").replace("[VN]", '["24175"]')
LOCAL = LOCAL.replace("title: Công an", "title: Trạm y tế xã").replace('"113"', '"0262 3000 111"')
INTERNAL = """---
id: nb01
title: Nhà bà Nguyễn Thị Hoa
summary: Nơi tạm lánh.
service_type: trusted-address
organization: Tổ trực của xã
level: {level}
phones:
  - number: "0262 3000 222"
area: ["24175"]
assured_date: 2026-11-02
check_due: 2027-11-02
contact_name: Nguyễn Thị Hoa
address: Thôn Đông
private_home: true
---
Chỗ bí mật.
"""


@pytest.fixture
def planned(trial: Make) -> Trial:
    extra = {
        "plan.yml": PLAN.format(status="draft"),
        "messages/bai-thu.km.md": KHMER,
        "messages/bai-hai.md": ITEM.format(
            id="bt02", title="Bài hai", status="draft", more="call_to_action: Hãy làm.\n", body="Lời."
        ),
        "services/tram.md": LOCAL,
    }
    return trial(extra=extra)


def products(made: Trial) -> dict[str, bytes]:
    return {product.path: product.data for product in station_products(made.editions)}


def test_the_calendar_holds_every_broadcast_at_its_hour_in_viet_nam(planned: Trial) -> None:
    data = products(planned)["radio/thu-24175.ics"]
    found = Calendar.from_ical(data)
    events = list(found.walk("VEVENT"))
    assert [event["DTSTART"].dt.isoformat() for event in events] == [
        "2026-11-20T17:00:00+07:00",
        "2026-11-23T05:30:00+07:00",
    ]
    assert len({event["UID"] for event in events}) == 2
    assert all(event["DTSTAMP"].dt.date() == dt.date(2026, 11, 21) for event in events)
    assert events[0]["DURATION"].dt == dt.timedelta(minutes=2)  # one minute, twice; Khmer is not measured
    assert "radio/bt01.km.txt" in events[0]["DESCRIPTION"]
    assert list(found.walk("VTIMEZONE")) and found["VERSION"] == "2.0"
    assert b"\r\n" in data and all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data == products(planned)["radio/thu-24175.ics"]


def test_the_table_has_one_row_a_script_and_language(planned: Trial) -> None:
    rows = list(csv.DictReader(io.StringIO(products(planned)["radio/thu-24175.csv"].decode("utf-8-sig"))))
    assert [(row["Tuần"], row["Ngày"], row["Giờ"], row["Ngôn ngữ"]) for row in rows] == [
        ("1", "2026-11-20", "17:00", "Tiếng Việt"),
        ("1", "2026-11-20", "17:00", "Tiếng Khmer"),
        ("2", "2026-11-23", "05:30", "Tiếng Việt"),
        ("2", "2026-11-23", "05:30", "Tiếng Khmer"),
    ]


def test_production_shows_only_an_approved_plan(trial: Make) -> None:
    draft = trial(extra={"plan.yml": PLAN.format(status="draft").replace("bt02", "bt01")}, production=True)
    assert not products(draft)


def test_the_site_has_a_pack_page_for_each_locality(planned: Trial) -> None:
    context, made = (
        planned.context(),
        frozenset({*products(planned), "radio/bt01.vi.txt", "radio/bt01.km.txt"}),
    )
    pages = {page["base"]: page for page in station_pages(planned.editions, context, made)}
    assert set(pages) == {"radio/thu-24175.html", "radio/thu-66.html"}
    commune = pages["radio/thu-24175.html"]
    assert "Xã Hòa Phú, Đắk Lắk" in commune["title"]
    assert 'href="bt01.html"' in commune["body"] and 'href="../km/radio/bt01.html"' in commune["body"]
    assert "0262 3000 111" in commune["body"]
    assert {download.href for download in commune["downloads"]} == {"thu-24175.ics", "thu-24175.csv"}
    assert "0262 3000 111" not in pages["radio/thu-66.html"]["body"]


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("bt01, repeats", "bt99, repeats"), "LOA840", 8),
        (("session: chiều", "session: trưa"), "LOA842", 8),
        (("week: 2, day: mon", "week: 9, day: mon"), "LOA843", 9),
        (('["44"]', '["99999"]'), "LOA301", 10),
        (("[vi, km]", "[vi, xx]"), "LOA302", 6),
        (("5h30", "nửa đêm"), "LOA208", 3),
        (("day: fri", "day: friday"), "LOA210", 8),
    ],
)
def test_a_plan_that_names_what_does_not_exist(files, change: tuple[str, str], code: str, line: int) -> None:  # type: ignore[no-untyped-def]
    item = ITEM.format(id="bt01", title="Bài", status="draft", more="call_to_action: Hãy làm.\n", body="Lời.")
    plan = PLAN.format(status="draft").replace("bt02", "bt01").replace(*change)
    source = files({"plan.yml": plan, "messages/bai.md": item})
    found = [(p.code, p.line) for p in open_hub(Settings.of(source, date="2026-11-21")).report]
    assert (code, line) in found, found


# --- packs ---------------------------------------------------------------------------------------------------


def pack(made: Trial, **options: object) -> Pack:
    return station_pack(made.editions, "24175", **options)  # type: ignore[arg-type]


def test_a_pack_holds_everything_in_the_languages_of_the_commune(planned: Trial) -> None:
    found = pack(planned, week=2)
    assert found.name == "loa-24175-tuan-2.zip"
    assert set(found.files) == {
        "index.html", "manifest.json", "lich-phat.ics", "lich-phat.csv",
        *(f"{tag}/01-bai-thu.{ending}" for tag in ("vi", "km") for ending in ("txt", "pdf", "docx", "ssml")),
    }  # fmt: skip
    text = found.files["vi/01-bai-thu.txt"].decode()
    assert "Đây là đài truyền thanh xã Hòa Phú." in text
    lines = text.splitlines()
    own, whole = lines.index("Trạm y tế xã."), lines.index("Công an.")
    assert own < whole and lines[own + 1 : own + 3] == [
        "Số không hai sáu hai, ba không không không, một một một.",
        "Xin nhắc lại, số không hai sáu hai, ba không không không, một một một.",
    ]
    listing = json.loads(found.files["manifest.json"])
    vietnamese = next(script for script in listing["scripts"] if script["language"] == "vi")
    assert vietnamese["approved_by"] == "Người duyệt thử" and vietnamese["seconds"] > 20
    assert pack(planned, week=1, only="km").name == "loa-24175-tuan-1-km.zip"
    assert not any(name.startswith("vi/") for name in pack(planned, only="km").files)


def test_the_plan_in_a_pack_names_the_files_of_the_pack(planned: Trial) -> None:
    found = pack(planned)
    rows = csv.DictReader(io.StringIO(found.files["lich-phat.csv"].decode("utf-8-sig")))
    assert {row["Tệp"] for row in rows} == {"vi/01-bai-thu.txt", "km/01-bai-thu.txt"} <= set(found.files)
    assert "vi/01-bai-thu.txt" in found.files["lich-phat.ics"].decode() and "radio/" not in str(
        found.files["lich-phat.csv"]
    )


def test_files_bear_the_order_and_the_title_in_plain_letters(trial: Make) -> None:
    long = "Đừng im lặng – “việc nhà” là việc chung của cả vợ lẫn chồng, của con trai lẫn con gái"
    made = trial(
        title=long,
        extra={
            "plan.yml": PLAN.format(status="draft").replace('bt02, localities: ["44"]', "bt02"),
            "messages/bai-hai.md": ITEM.format(
                id="bt02", title="?!", status="draft", more="call_to_action: Hãy làm.\n", body="Lời."
            ),
        },
    )
    names = [
        name for name in pack(made, only="vi").files if name.startswith("vi/") and name.endswith(".docx")
    ]
    assert names == ["vi/01-dung-im-lang-viec-nha-la-viec-chung-cua-ca-vo-lan.docx", "vi/02.docx"]
    assert all(len(name.removeprefix("vi/")) <= 60 for name in names)


def test_the_same_pack_has_the_same_bytes(planned: Trial) -> None:
    first = pack(planned).archive()
    assert first == pack(planned).archive()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_a_language_lacks_is_said(trial: Make) -> None:
    made = trial(extra={"plan.yml": PLAN.format(status="draft").replace("bt02", "bt01")})
    (problem,) = pack(made).problems
    assert problem.code == "LOA847" and made.edition().title in problem.render("vi")
    assert "Tiếng Khmer: chưa có bản này" in pack(made).files["index.html"].decode()


def fields_of(records):  # type: ignore[no-untyped-def]
    return [fields for _, fields in records]


def private(folder: Path, **records: str) -> Path:
    (folder / "services").mkdir(parents=True)
    for name, text in records.items():
        (folder / "services" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def everything(found: Pack) -> str:
    texts = [
        data.decode() for name, data in found.files.items() if name.endswith(("txt", "html", "ssml", "json"))
    ]
    for name, data in found.files.items():
        if name.endswith("docx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                texts.append(archive.read("word/document.xml").decode())
    return "\n".join(texts)


def test_internal_records_are_post_and_phone_and_only_when_asked_for(planned: Trial, tmp_path: Path) -> None:
    report = Report()
    records = fields_of(
        load_private(private(tmp_path / "private", mot=INTERNAL.format(level="internal")), report)
    )
    # The file says an address and a name, which is a fault at any level; neither comes out of it.
    assert {problem.code for problem in report} == {"LOA605"}
    inside, outside = pack(planned, private=records), pack(planned)
    assert inside.name.endswith("-noi-bo.zip")
    assert "Tổ trực của xã." in inside.files["vi/01-bai-thu.txt"].decode()
    assert (
        "không hai sáu hai, ba không không không, hai hai hai" in inside.files["vi/01-bai-thu.txt"].decode()
    )
    for secret in ("Nguyễn Thị Hoa", "Thôn Đông", "bí mật", "tạm lánh"):
        assert secret not in everything(inside)
    for secret in ("Tổ trực của xã", "0262 3000 222", "hai hai hai"):
        assert secret not in everything(outside)


def test_a_number_that_nobody_has_checked_is_not_read_out(planned: Trial, tmp_path: Path) -> None:
    undated = INTERNAL.format(level="internal").replace("assured_date: 2026-11-02\n", "")
    records = fields_of(load_private(private(tmp_path / "private", mot=undated), Report()))
    found = pack(planned, private=records)
    assert "Tổ trực của xã" not in everything(found)
    told = [problem for problem in found.problems if problem.code == "LOA712"]
    assert [dict(problem.values)["value"] for problem in told] == ["Tổ trực của xã"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("private_home: true", "sample: true"), "hồ sơ mẫu"),
        (("check_due: 2027-11-02", "check_due: 2026-11-03"), "từ 03/11/2026"),
        (("private_home: true", "service_status: inactive"), "service_status: inactive"),
    ],
)
def test_a_record_of_the_commune_that_stays_out_is_named(
    planned: Trial, tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    text = INTERNAL.format(level="internal").replace(*change)
    records = fields_of(load_private(private(tmp_path / "private", mot=text), Report()))
    found = pack(planned, private=records)
    assert "Tổ trực của xã" not in everything(found)
    (told,) = [problem for problem in found.problems if problem.code == "LOA715"]
    assert dict(told.values)["value"] == "Tổ trực của xã" and reason in told.render("vi")


def test_the_post_on_duty_is_named_where_the_record_has_one(planned: Trial, tmp_path: Path) -> None:
    posted = INTERNAL.format(level="internal").replace("level:", "duty_post: Trưởng thôn trực\nlevel:")
    records = fields_of(load_private(private(tmp_path / "private", mot=posted), Report()))
    assert "Trưởng thôn trực.\n" in pack(planned, private=records).files["vi/01-bai-thu.txt"].decode()


def test_a_withdrawn_record_takes_the_public_one_with_it(planned: Trial, tmp_path: Path) -> None:
    gone = INTERNAL.format(level="withdrawn").replace("nb01", "xa01")
    records = fields_of(load_private(private(tmp_path / "private", mot=gone), Report()))
    assert "Trạm y tế xã" not in everything(pack(planned, private=records))
    assert "Tổ trực của xã" not in everything(pack(planned, private=records))


@pytest.mark.parametrize(
    ("code", "options", "error"),
    [
        ("66", {}, "LOA848"),
        ("99999", {}, "LOA848"),
        ("00004", {}, "LOA844"),
        ("24175", {"week": 9}, "LOA845"),
    ],
)
def test_a_pack_that_cannot_be_made_says_why(
    planned: Trial, code: str, options: dict[str, int], error: str
) -> None:
    with pytest.raises(LoaError, match=error):
        station_pack(planned.editions, code, **options)  # type: ignore[arg-type]


def test_a_service_whose_name_cannot_be_read_stops_the_pack(planned: Trial, tmp_path: Path) -> None:
    unreadable = INTERNAL.format(level="internal").replace("Tổ trực của xã", "Tổ XQZK của xã")
    records = fields_of(load_private(private(tmp_path / "private", mot=unreadable), Report()))
    with pytest.raises(LoaError, match="XQZK"):
        pack(planned, private=records)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", str(root() / "scripts" / "radio.py"), *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, "LOA_MESSAGES": "vi"},
    )  # fmt: skip


def test_the_command_makes_the_pack_and_keeps_secrets_out_of_the_project(files, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    item = ITEM.format(id="bt01", title="Bài", status="draft", more="call_to_action: Hãy làm.\n", body="Lời.")
    source = files({"plan.yml": PLAN.format(status="draft").replace("bt02", "bt01"), "messages/bai.md": item})
    common = ("--commune", "24175", "--source", source, "--date", "2026-11-21")
    done = run(*common, "--week", 2, "--out", tmp_path / "ra", "--json")
    assert done.returncode == 0, done.stderr
    assert zipfile.is_zipfile(json.loads(done.stdout)["file"])
    secrets = private(tmp_path / "private", mot=INTERNAL.format(level="internal"))
    refused = run(*common, "--private", secrets, "--out", root() / "site" / "x")
    assert refused.returncode == 1 and "LOA846" in refused.stderr
    assert not (root() / "site" / "x").exists()


def approved(item: str = APPROVED, plan: str = APPROVED) -> dict[str, str]:
    """A campaign, its plan and one message, each with the given status."""
    return {
        "campaign.yml": f"{CAMPAIGN}status: {APPROVED}\n",
        "plan.yml": PLAN.format(status=plan).replace("bt02", "bt01"),
        "messages/bai.md": ITEM.format(
            id="bt01", title="Bài", status=item, more="call_to_action: Hãy làm.\n", body="Lời đã duyệt."
        ),
    }


def test_production_packs_what_a_named_person_approved(files, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    common = ("--commune", "24175", "--date", "2026-11-21", "--production", "--out", tmp_path / "ra")
    done = run(*common, "--source", files(approved()), "--json")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(json.loads(done.stdout)["file"]) as archive:
        text = archive.read("vi/01-bai.txt").decode()
        page = archive.read("index.html").decode()
        (script,) = json.loads(archive.read("manifest.json"))["scripts"]
    assert "Lời đã duyệt." in text and "bản nháp" not in text and "bản xem trước" not in page
    assert script["approved_by"] == "Người duyệt thử" and script["approved_on"] == "2026-11-01"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("draft", "LOA849"),  # Huế's rule: leadership approves every programme
        ("approved\napproved_on: 2026-11-01", "LOA216"),  # approved by nobody
    ],
)
def test_production_refuses_a_script_without_an_approver(files, tmp_path: Path, item: str, code: str) -> None:  # type: ignore[no-untyped-def]
    common = ("--commune", "24175", "--date", "2026-11-21", "--production", "--out", tmp_path / "ra")
    done = run(*common, "--source", files(approved(item)))
    assert done.returncode == 1 and code in done.stderr, done.stderr
    assert not (tmp_path / "ra").exists()


@pytest.mark.parametrize("week", [[], ["--week", "2"]])
def test_an_unapproved_campaign_is_told_as_such(
    files: Callable[..., Path], tmp_path: Path, week: list[str]
) -> None:
    texts = approved() | {"campaign.yml": f"{CAMPAIGN}status: draft\n"}
    common = ("--commune", "24175", "--date", "2026-11-21", "--production", "--out", tmp_path / "ra")
    done = run(*common, "--source", files(texts), *week)
    assert done.returncode == 1 and "LOA849" in done.stderr, done.stderr
