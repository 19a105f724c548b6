"""What pages make of records: hostile text, samples, overdue checks, machine-readable data, filters."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from directory_support import Write, service
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.directory import publish_directory
from loa.render.directory import collect
from loa.render.directory.pages import Pages
from loa.render.directory.records import Book, Number, Service, Text, by_area
from loa.render.directory.service import filters
from loa.render.directory.words import Words


def commune(words: Words, *services: Service, code: str = "19564") -> str:
    records = by_area(services)
    return Pages(Book(records, filters(records), "1", "a"), words).page(code)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("<>&\"'/ abđ\u202e]-!="), min_size=1, max_size=30))
def test_text_from_records_never_becomes_markup(vietnamese: Words, text: str) -> None:
    hostile = f"<script>alert(1)</script>\"'><img src=x onerror=x>{text}"
    page = commune(
        vietnamese,
        service(
            texts={"vi": Text(hostile, hostile)},
            numbers=(Number("000 000 0001", None, hostile, False, hostile),),
            organization=hostile,
            for_whom=hostile,
            address=hostile,
            alert=hostile,
            languages=("vi",),
        ),
    )
    assert page.count("<script") == 2 and "<img" not in page  # the quick exit and the data block
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["@graph"][0]["name"] == hostile


def test_numbers_dial_what_they_show(vietnamese: Words) -> None:
    page = commune(vietnamese, service(numbers=(Number("1900 969 680"), Number("+84 24 0000 0000"))))
    assert '<a class=n href="tel:1900969680">1900 969 680</a>' in page
    assert '<a class=n href="tel:+842400000000">+84 24 0000 0000</a>' in page


def test_a_sample_shows_its_mark_and_dials_nothing(vietnamese: Words) -> None:
    texts = {"vi": Text("Mẫu", "Không có thật.", ("sample",))}
    page = commune(vietnamese, service(sample=True, listed=False, texts=texts))
    assert "tel:" not in page and "000 000 0001" in page
    assert "<i>Hồ sơ mẫu</i>" in page
    assert "ld+json" not in page and "noindex" in page


def test_an_overdue_record_says_since_when(vietnamese: Words) -> None:
    checked = dt.date(2026, 2, 9)
    page = commune(vietnamese, service(assured=checked, overdue_since=checked))
    assert "Chưa xác minh lại từ 9/2/2026" in page
    assert "Xác minh ngày" not in page
    # Also for the numbers of the first block, which shows little else.
    danger = commune(vietnamese, service(kind="police", assured=checked, overdue_since=checked))
    block = danger.partition("<section class=d>")[2].partition("</section>")[0]
    assert "<p><b>Chưa xác minh lại từ 9/2/2026</b></p>" in block


def test_without_a_number_for_danger_nobody_is_told_to_call(vietnamese: Words) -> None:
    with_number, without = commune(vietnamese, service(kind="police")), commune(vietnamese, service())
    assert "<h2>Đang nguy hiểm, gọi ngay</h2><ul><li" in with_number
    assert "gọi ngay" not in without and "<ul></ul>" not in without
    assert "<section class=d><p>Không gọi được thì đi ra chỗ có người" in without


def test_landmarks_are_named_by_elements_that_can_say_their_language(editions: Editions) -> None:
    """The words of an attribute have no `lang` of their own: a voice would read Vietnamese as Khmer."""
    words = collect.words(editions, "km", ["vi", "km"], [])
    words = words._replace(html=words.html | {"language.menu": '<span lang="vi">Ngôn ngữ</span>'})
    page = commune(words, service())
    assert "aria-label=" not in page
    assert "<nav aria-labelledby=t><a id=t href=index.html>" in page
    # The quick exit's announcements are said by its script, which takes their language from here.
    rad = collect.words(editions, "rad", ["vi", "rad"], [])
    assert 'data-two-lang="vi"' in commune(rad, service()) and "data-two-lang" not in page
    assert '<nav aria-labelledby=v><span id=v hidden><span lang="vi">Ngôn ngữ</span></span>' in page


def test_only_public_real_records_are_offered_to_machines(vietnamese: Words) -> None:
    public = service()
    phone_only = service(id="zz12", kind="trusted-address", listed=False)
    assert "ld+json" in commune(vietnamese, public) and "noindex" not in commune(vietnamese, public)
    assert "ld+json" not in commune(vietnamese, phone_only)
    assert "noindex" in commune(vietnamese, phone_only)
    both = commune(vietnamese, public, phone_only)
    assert both.count('"@type":"Service"') == 1 and "noindex" in both


def test_nearest_first_then_province_then_country(vietnamese: Words) -> None:
    page = commune(
        vietnamese,
        service(id="zz11", area=("VN",), texts={"vi": Text("Cả nước", "s")}),
        service(id="zz12", area=("44",), texts={"vi": Text("Của tỉnh", "s")}),
        service(id="zz13", texts={"vi": Text("Của xã", "s")}),
        service(id="zz14", area=("66",), texts={"vi": Text("Tỉnh khác", "s")}),
    )
    titles = re.findall("<h3>(.*?)</h3>", page)
    assert titles == ["Của xã", "Của tỉnh", "Cả nước"]


def test_hours_languages_and_fee_are_words(vietnamese: Words) -> None:
    numbers = (Number("111", True, "24/7"), Number("000 1", False, "7h30 đến 17h"), Number("000 2"))
    page = commune(vietnamese, service(numbers=numbers))
    assert "<p>miễn phí · cả ngày lẫn đêm</p>" in page
    assert "<p>người gọi trả cước · 7h30 đến 17h</p>" in page
    assert "Nói: Tiếng Việt, Tiếng Bru - Vân Kiều" in page or "Nói: Tiếng Việt, Tiếng Bru" in page
    assert '<a class=n href="tel:0002">000 2</a><p class=s>' in page  # nothing known: nothing said


def test_filters_are_offered_only_where_they_tell_services_apart(vietnamese: Words) -> None:
    alone = commune(vietnamese, service())
    assert "<input" not in alone
    paid = service(id="zz12", kind="legal", numbers=(Number("000 2", False, "8h"),), languages=("vi",))
    children = service(id="zz13", kind="children", audiences=("tre-em",))
    page = commune(vietnamese, service(), paid, children)
    assert set(re.findall(r"<input type=\w+(?: name=n)?(?: checked)? id=(\S+) autocomplete=off>", page)) == {
        *("n-", "n-health", "n-legal", "n-children"), *("f", "a", "l-bru", "w-tre-em"),
    }  # fmt: skip
    assert "<form" not in page


def test_a_shelter_or_a_number_only_never_shows_where(editions: Editions, tmp_path: Path) -> None:
    source = tmp_path / "campaigns" / "thu" / "services"
    source.mkdir(parents=True)
    (source.parent / "campaign.yml").write_text("title: Thử\nsummary: Thử\n", encoding="utf-8")
    record = (
        "---\nid: zz{n}\ntitle: Nơi {n}\nsummary: Thử.\nservice_type: {kind}\norganization: Cơ quan BIMAT\n"
        "phones:\n  - number: 000 000 000{n}\nlanguages: [vi]\narea: ['19564']\nlevel: {level}\nsample: true\n"
        "address: Nhà BIMAT\n---\n"
    )
    for n, kind, level in (
        (1, "shelter", "public"),
        (2, "trusted-address", "phone-only"),
        (3, "health", "internal"),
    ):
        (source / f"s{n}.md").write_text(record.format(n=n, kind=kind, level=level), encoding="utf-8")
    found = Editions(open_hub(Settings.of(tmp_path, date="2026-11-21")))
    publish_directory(found, tmp_path / "site", tmp_path / "cache")
    page = (tmp_path / "site/d/19564.html").read_text(encoding="utf-8")
    assert "Nơi 2" in page and "Nhà BIMAT" not in page and "Nơi 3" not in page


def test_a_reserved_number_dials_nothing_whatever_its_record_says(vietnamese: Words, tmp_path: Path) -> None:
    source = tmp_path / "campaigns" / "thu" / "services"
    source.mkdir(parents=True)
    (source.parent / "campaign.yml").write_text("title: Thử\nsummary: Thử\n", encoding="utf-8")
    (source / "s.md").write_text(
        "---\nid: zz1\ntitle: Nơi thử\nsummary: Thử.\nservice_type: health\norganization: Cơ quan\n"
        "phones:\n  - number: 000 000 0001\nlanguages: [vi]\narea: ['19564']\nlevel: public\n---\n",
        encoding="utf-8",
    )
    found = collect.records(Editions(open_hub(Settings.of(tmp_path, date="2026-11-21"))), ["vi"])
    page = Pages(Book(found, filters(found), "1", "a"), vietnamese).commune("19564")
    assert "000 000 0001" in page and "tel:" not in page and "ld+json" not in page


def test_production_without_approved_strings_has_no_directory(tmp_path: Path) -> None:
    editions = Editions(open_hub(Settings.of(date="2026-11-21", production=True)))
    if editions.hub.locale("vi").ui_status == "approved":
        pytest.skip("the strings of this repository are approved")
    assert publish_directory(editions, tmp_path / "site", tmp_path / "cache").entries == {}
    assert any(part.what == "d/" for part in editions.left_out)
    assert not (tmp_path / "site" / "d").exists()


def test_a_page_of_its_own_when_nothing_is_listed(write: Write) -> None:
    page = (write() / "d/19564.html").read_text(encoding="utf-8")
    assert "Danh bạ chưa có số nào của nơi này" in page and "<ol><li>" in page
