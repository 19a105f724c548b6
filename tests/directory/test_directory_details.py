"""What a record knows beyond its number: said in words, and never as an offer while a service is closed."""

import re
from pathlib import Path

import pytest
from directory_support import service
from tests.services.hubs import hub_of, record

from loa.editions import Editions
from loa.hub import PROJECT, Hub
from loa.locales import Phrase
from loa.render.context import Context
from loa.render.directory import collect
from loa.render.directory.origins import origins
from loa.render.directory.pages import Pages
from loa.render.directory.records import Book, Number, Origin, Records, Text, by_area
from loa.render.directory.service import filters
from loa.render.directory.words import Words
from loa.render.hours import hours_in_words, short_hours
from loa.site.pages import SitePage, site_pages

FULL = """schedules: T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00
minimum_age: 16
children_welcome: true
disabled_access: true
accessibility: Có lối cho xe lăn.
application_process: Gọi trước rồi đến.
required_documents: []
free: true
fees_description: Tự lo tiền xe.
interpretation_services: Có người nói tiếng Bru, báo trước một ngày.
url: https://dich-vu.example.vn/
assured_by: Hội Phụ nữ xã
"""
CLOSED = """service_status: temporarily closed
alert: Nghỉ sửa nhà đến ngày 1/12/2026.
schedules: 24/7
free: true
"""


def page_of(hub: Hub, identifier: str) -> SitePage:
    editions = Editions(hub)
    pages = site_pages(editions, Context.of(editions, "vi"), frozenset())
    return next(page for page in pages if page.item == identifier)


def book_of(hub: Hub) -> tuple[Records, Words]:
    editions = Editions(hub)
    records = collect.records(editions, ["vi"])
    return records, collect.words(editions, "vi", ["vi"], collect.hours_of(records))


def written(hub: Hub) -> str:
    """The page of the commune that `record` is for."""
    records, words = book_of(hub)
    return Pages(Book(records, filters(records), "1", "a"), words).page("19564")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("24/7", "cả ngày lẫn đêm"),
        ("24 giờ", "cả ngày lẫn đêm"),
        ("7h30-17h", "7 giờ 30 đến 17 giờ"),
        (
            "T2-T6 7:30-11:30, 13:30-17:00; T7 8h-11h",
            "Thứ hai đến thứ sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ 30 đến 17 giờ; Thứ bảy: 8 giờ đến 11 giờ",
        ),
        ("T3, T5 8:00-9:05", "Thứ ba, thứ năm: 8 giờ đến 9 giờ 05"),
        ("hằng ngày 8h-20h", "Hằng ngày: 8 giờ đến 20 giờ"),
        ("giờ hành chính", "giờ hành chính"),
    ],
)
def test_hours_are_said_as_people_say_them(editions: Editions, hours: str, said: str) -> None:
    context = Context.of(editions, "vi")
    assert hours_in_words(hours, context) == Phrase(said, "vi")
    assert hours_in_words(short_hours(hours), context) == Phrase(said, "vi")


def test_hours_come_whole_in_one_language(editions: Editions) -> None:
    """Chinese has all the words; Mông lacks the days, so that the sentence is Vietnamese and says so."""
    text = "T2-T6 7:30-17:00"
    assert hours_in_words(text, Context.of(editions, "zh-Hant")) == Phrase(
        "星期一到星期五: 7:30 到 17:00", "zh-Hant"
    )
    vietnamese = "Thứ hai đến thứ sáu: 7 giờ 30 đến 17 giờ"
    assert hours_in_words(text, Context.of(editions, "hmn-Latn-VN-x-rpa")) == Phrase(vietnamese, "vi")


def test_the_page_of_a_service_says_everything_its_record_knows(tmp_path: Path) -> None:
    rows = dict(page_of(hub_of(tmp_path, {"services/a.md": record("ab12", FULL)}), "ab12").details)
    said = {label: re.sub("<[^>]+>", "", value) for label, value in rows.items()}
    assert (
        said
        | {
            "Giờ mở cửa": "Thứ hai đến thứ sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ 30 đến 17 giờ; "
            "Thứ bảy: 8 giờ đến 11 giờ",
            "Nhận người ở tuổi nào": "từ 16 tuổi",
            "Đi cùng con": "được",
            "Người khuyết tật": "vào được. Có lối cho xe lăn.",
            "Cách đến": "Gọi trước rồi đến.",
            "Giấy tờ cần mang": "không cần giấy tờ nào",
            "Chi phí": "miễn phí. Tự lo tiền xe.",
            "Phiên dịch": "Có người nói tiếng Bru, báo trước một ngày.",
            "Trang web": "https://dich-vu.example.vn/",
            "Cách xác minh": "Hội Phụ nữ xã",
            "Đơn vị quản lý": "Trung tâm thử",
        }
        == said
    )


def test_what_nobody_wrote_is_not_said(tmp_path: Path) -> None:
    labels = {
        label for label, _ in page_of(hub_of(tmp_path, {"services/a.md": record("ab12")}), "ab12").details
    }
    assert not labels & {
        "Giờ mở cửa",
        "Chi phí",
        "Giấy tờ cần mang",
        "Đi cùng con",
        "Người khuyết tật",
        "Trang web",
    }


def test_a_commune_page_stays_short_and_leads_to_the_rest(tmp_path: Path) -> None:
    text = written(hub_of(tmp_path, {"services/a.md": record("ab12", FULL)}))
    assert "Giờ mở cửa: Thứ hai đến thứ sáu: 7 giờ 30" in text and "Chi phí: miễn phí" in text
    assert '<a href="../ab12.html">Cách đến, giấy tờ, chi phí</a>' in text
    assert "xe lăn" not in text and "Tự lo tiền xe" not in text
    plain = written(hub_of(tmp_path / "plain", {"services/a.md": record("ab12")}))
    assert "ab12.html" not in plain.partition("<main>")[2].partition("</main>")[0]


def test_a_closed_service_says_so_and_offers_nothing(tmp_path: Path) -> None:
    hub = hub_of(tmp_path, {"services/a.md": record("ab12", CLOSED), "services/b.md": record("ab13")})
    text = written(hub)
    assert not hub.report.errors
    own = re.search("<li[^>]*>(?:(?!<li).)*Nơi thử ab12.*?</li>", text)
    assert own and "Tạm nghỉ" in own[0] and "Nghỉ sửa nhà đến ngày 1/12/2026." in own[0]
    assert "tel:" not in own[0] and "Giờ mở cửa" not in own[0] and own[0].startswith('<li class="">')
    assert text.index("Nơi thử ab13") < text.index("Nơi thử ab12")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert data and "ab13" in data[1] and "ab12" not in data[1]
    page = page_of(hub, "ab12")
    assert "Tạm nghỉ" in page.body and "Nghỉ sửa nhà" in page.body and "0233" not in page.body
    index = next(
        page
        for page in site_pages(Editions(hub), Context.of(Editions(hub), "vi"), frozenset())
        if page.path == "services.html"
    )
    assert index.body.count("0233 3822 456") == 1


def test_a_closed_national_line_is_on_no_paper_and_in_no_script(tmp_path: Path) -> None:
    closed = record("ab12", CLOSED).replace("area: [19564]", "area: [VN]")
    still = record("ab13").replace("area: [19564]", "area: [VN]")
    hub = hub_of(tmp_path, {"services/a.md": closed, "services/b.md": still})
    assert [edition.id for edition in Editions(hub).help_lines()] == ["ab13"]


def test_other_languages_are_led_to_the_vietnamese_page(vietnamese: Words) -> None:
    words = vietnamese._replace(version=vietnamese.version._replace(tag="km", lang="km"))
    records = by_area([service(more=True, hours="24/7", numbers=(Number("0233 3822 456"),))])
    text = Pages(Book(records, filters(records), "1", "a"), words).page("19564")
    assert '<a href="../../zz11.html" hreflang=vi>' in text


def test_the_manifest_names_the_records_of_a_page_and_the_least_proven_status(tmp_path: Path) -> None:
    far = (
        record("ab13").replace("area: [19564]", "area: [24277]").replace("status: approved", "status: draft")
    )
    hub = hub_of(tmp_path, {"services/a.md": record("ab12"), "services/b.md": far})
    records, words = book_of(hub)
    found = origins(records, words._replace(status="approved"))
    assert found["19564"] == Origin("approved", ("campaigns/thu/services/a.md",))
    assert found["24277"] == Origin("draft", ("campaigns/thu/services/b.md",))
    assert found["00004"] == Origin("approved")
    assert origins(records, words)["00004"].status == "draft"


def test_the_standing_help_page_leads_to_the_directory(editions: Editions) -> None:
    for language, path in (("vi", "d/index.html"), ("km", "d/index.html")):
        pages = site_pages(editions, Context.of(editions, language), frozenset())
        page = next(page for page in pages if page.base == "can-giup.html")
        assert page.body.endswith("</a></p>") and f'href="{path}"' in page.body.rpartition("loa-more")[2]


LETTERS = "Êđê ê̆ ô̆ ơ̆ ư̆ ƀ č ñ · ꪼꪕꪒꪾ · ꨌꩌ · ខ្មែរ"


def test_letters_of_every_language_stand_on_a_page_as_they_were_written(vietnamese: Words) -> None:
    """No font is loaded for a Vietnamese page, whatever the name of a service: the phone shows what it has."""
    records = by_area([service(texts={"vi": Text(LETTERS, LETTERS)}, organization=LETTERS)])
    text = Pages(Book(records, filters(records), "1", "a"), vietnamese).page("19564")
    shown, _, data = text.partition("application/ld+json")
    assert shown.count(LETTERS) == data.count(LETTERS) == 3 and "@font-face" not in text


@pytest.mark.parametrize(
    ("tag", "family"), [("blt", "Loa Tai Viet"), ("cjm", "Loa Cham"), ("rad", ""), ("km", "")]
)
def test_one_font_of_ours_for_scripts_that_phones_lack(editions: Editions, tag: str, family: str) -> None:
    words = collect.words(editions, tag, ["vi", tag])
    text = Pages(Book({}, (), "1", "a"), words).page("19564")
    assert text.count("@font-face") == bool(family)
    if family:
        assert f'"{family}"' in text and "font-display:swap" in text and "font-src 'self'" in text
        path = words.font[0]
        assert (PROJECT / "docs" / path).is_file()
