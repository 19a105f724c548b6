"""Pocket cards by the rules of the facts (models, section 6), posters with their tabs, banners."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import support
from paper_support import CODE, POLICE, hub, leaves, letters, opened, pictures, service

from loa.errors import Problem
from loa.render.context import Context, HelpLine
from loa.render.local import local_help
from loa.render.paper.banner import banner, banner_data
from loa.render.paper.card import card_data, cards
from loa.render.paper.help import card_lines, help_lines
from loa.render.paper.poster import poster
from loa.render.paper.setting import Paper, set_paper

TELLING = ("bạo lực", "gia đình", "bị hại", "nạn nhân", "giúp đỡ", "bình đẳng", "113", "111", "an toàn")


def page_text(data: bytes, page: int) -> str:
    with opened(data) as document:
        del document.pages[page + 1 :]
        del document.pages[:page]
        from io import BytesIO

        out = BytesIO()
        document.save(out)
    return support.spaced(support.pdf_text(out.getvalue()))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context.of(hub(tmp_path, {}), "vi")


@pytest.fixture
def local(context: Context) -> list[HelpLine]:
    return local_help(context.editions, CODE, None)


def paper(found: Paper | Problem) -> bytes:
    assert not isinstance(found, Problem), found.render()
    return found.pdf


def test_a_card_says_nothing_on_its_outside(context: Context, local: list[HelpLine]) -> None:
    pdf = paper(cards(context, "xã", local))
    outside = page_text(pdf, 0)
    assert "Sổ tay" in outside and "có thể bỏ đi" in outside
    assert not [word for word in TELLING if word.casefold() in outside.casefold()]
    inside = page_text(pdf, 1)
    assert "113" in inside and "Công an" in inside and "Kiểm tra tháng 11/2026" in inside
    assert "miễn phí · cả ngày lẫn đêm" in inside and "Số của xã, thôn:" in inside


def test_a_card_has_no_code_and_no_address_and_no_place_for_a_name(context: Context) -> None:
    pdf = paper(cards(context, "xã"))
    with opened(pdf) as document:
        assert not any("/XObject" in page.resources for page in document.pages)
    assert "loa.example" not in support.pdf_text(pdf)
    assert "qr" not in (card_data(context) or {})
    assert not re.search(r"tên", support.pdf_text(pdf), re.IGNORECASE)


def test_five_cards_on_two_sides_with_digits_of_14_points(context: Context, local: list[HelpLine]) -> None:
    pdf = paper(cards(context, "xã", local))
    with opened(pdf) as document:
        assert len(document.pages) == 2
        sizes = re.findall(rb"/f\d+ ([\d.]+) Tf", document.pages[1].Contents.read_bytes())
    assert b"14" in sizes and min(map(float, sizes)) >= 8
    assert support.squeezed(support.pdf_text(pdf)).count("0262") == 0  # health is not one of the three needs
    assert support.squeezed(page_text(pdf, 1)).count("Côngan") == 5
    # A turned sheet has its cards in the same places.
    for page in pictures(pdf, 72):
        marks = page.crop((0, 0, round(19 / 25.4 * 72), page.height)).point(
            lambda value: 0 if value < 160 else 255
        )
        turned = (
            page.rotate(180)
            .crop((0, 0, marks.width, page.height))
            .point(lambda value: 0 if value < 160 else 255)
        )
        rows = [
            {y for y in range(page.height) if side.crop((0, y, side.width, y + 1)).getextrema()[0] == 0}
            for side in (marks, turned)
        ]
        assert len(rows[0]) >= 6
        assert all(any(abs(y - other) <= 1 for other in rows[1]) for y in rows[0])


def test_at_most_one_number_for_each_need(tmp_path: Path) -> None:
    many = {
        f"services/s{number}.md": service(f"tv{number:02}", f"Tư vấn {number}", f"0262 3000 2{number:02}")
        for number in range(5)
    }
    second = {"services/hai.md": service("ca02", "Công an xã", "0262 3000 999", service_type="police")}
    context = Context.of(hub(tmp_path, many | second), "vi")
    local = local_help(context.editions, CODE, None)
    assert [line.title for line in card_lines(context, local)] == ["Công an", "Tổng đài trẻ em", "Tư vấn 0"]
    # A leaflet has room for all, the number for danger first.
    titles = [line.title for line in help_lines(context, local)]
    assert titles[0] == "Công an" and "Công an xã" in titles and len(titles) <= 9


@pytest.mark.parametrize(
    "fields",
    [{"check_due": "2026-11-20"}, {"service_status": "temporarily closed", "alert": "Đang sửa nhà."}],
    ids=["overdue", "closed"],
)
def test_what_is_not_sure_is_not_printed(tmp_path: Path, fields: dict[str, str]) -> None:
    text = service("tv09", "Tư vấn xã", "0262 3000 444", **fields)
    context = Context.of(hub(tmp_path, {"services/tu-van.md": text}), "vi")
    local = local_help(context.editions, CODE, None)
    assert "Tư vấn xã" not in [line.title for line in card_lines(context, local)]
    assert "Tư vấn xã" not in [line.title for line in help_lines(context, local)]


def test_without_a_checked_number_there_is_no_card_and_no_poster(tmp_path: Path) -> None:
    late = POLICE.replace("check_due: 2027-11-01", "check_due: 2026-11-02")
    none = {
        "services/cong-an.md": late,
        "services/tre-em.md": late.replace("ca01", "te01"),
        "services/tram.md": late.replace("ca01", "xa01"),
    }
    context = Context.of(hub(tmp_path, none), "vi")
    for found in (cards(context, "xã thử"), poster(context, "xã thử", "Xã thử")):
        assert isinstance(found, Problem) and found.code == "LOA711" and found.path == "xã thử"


def test_names_too_long_for_a_card_are_an_error_and_never_cut(context: Context) -> None:
    long = HelpLine(
        "Tên rất dài " * 30, "vi", "0262 3000 111", None, "", False, dt.date(2026, 11, 1), "hotline"
    )
    found = cards(context, "xã thử", [long])
    assert isinstance(found, Problem) and found.code == "LOA716" and "Tên rất dài" in found.render()


def test_a_poster_gives_long_names_room_and_stays_one_page(context: Context) -> None:
    name = "Trung tâm công tác xã hội và bảo vệ trẻ em thuộc Sở Y tế tỉnh Đắk Lắk"
    hours = "thứ Hai đến thứ Sáu, 7h30–11h30"
    day = dt.date(2026, 11, 1)
    lines = [HelpLine(name, "vi", f"0262 3000 1{n:02}", True, hours, True, day, "hotline") for n in range(12)]
    pdf = paper(poster(context, "xã", "Xã Hòa Phú", lines))
    with opened(pdf) as document:
        assert len(document.pages) == 1
        sizes = re.findall(rb"/f\d+ ([\d.]+) Tf", document.pages[0].Contents.read_bytes())
    assert min(map(float, sizes)) >= 9  # on the tabs, which are looked at from near
    text = support.squeezed(support.pdf_text(pdf))
    assert all(support.squeezed(f"0262 3000 1{n:02}") in text for n in range(6))


def test_the_poster_has_tabs_to_tear_off(context: Context, local: list[HelpLine]) -> None:
    pdf = paper(poster(context, "xã", "Xã Hòa Phú, Đắk Lắk", local))
    text = support.squeezed(support.pdf_text(pdf))
    assert "XãHòaPhú" in text and text.count("Côngan") == 1 + 7 and text.count("0262") == 1
    with opened(pdf) as document:
        (page,) = document.pages
        assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [297, 420]
    (picture,) = pictures(pdf, 36)
    edge = 7
    picture.paste(255, (edge, 0, picture.width - edge, picture.height - edge))
    cut = picture.height - round(66 / 25.4 * 36)
    picture.paste(255, (0, cut - 3, picture.width, cut + 3))  # the line to cut along goes to the edge
    picture.paste(
        255, (0, picture.height - edge, picture.width, picture.height)
    )  # and so do those of the tabs
    assert picture.getextrema() == (255, 255)


def test_a_preview_marks_what_it_prints(context: Context, local: list[HelpLine], tmp_path: Path) -> None:
    assert "Bản nháp" in page_text(paper(cards(context, "xã", local)), 1)
    assert "Bản nháp" in support.pdf_text(paper(poster(context, "xã", "Xã", local)))
    approved = (
        Context.of(hub(tmp_path / "p", {}, production=True), "vi")
        if (tmp_path / "p").mkdir() is None
        else context
    )
    assert "Bản nháp" not in support.pdf_text(paper(cards(approved, "xã")))


@pytest.mark.parametrize(
    ("layout", "slogan"),
    [("banner", "Việc nhà là việc chung " * 20), ("banner", "chung" * 30), ("letters", "chung" * 8)],
)
def test_a_slogan_that_nobody_could_read_from_afar_is_an_error(
    context: Context, layout: str, slogan: str
) -> None:
    (campaign,) = [campaign for campaign in context.editions.campaigns if campaign.slug == "thu"]
    data = {**banner_data(campaign, context, layout), "slogans": [slogan], "bleed": 0}  # type: ignore[arg-type]
    found = set_paper(layout, "banner.typ", data, context.locale, "thử")
    assert isinstance(found, Problem) and found.code == "LOA716" and "chung" in found.render()


@pytest.mark.parametrize("layout", ["banner", "letters"])
def test_banners_print_every_slogan(context: Context, layout: str) -> None:
    (campaign,) = [campaign for campaign in context.editions.campaigns if campaign.slug == "thu"]
    made = banner(campaign, context, layout)  # type: ignore[arg-type]
    pdf = paper(made)
    slogans = campaign.fields.slogans
    words = [word for slogan in slogans for word in slogan.split()]
    assert not isinstance(made, Problem) and made.pages == (
        len(slogans) if layout == "banner" else len(words)
    )
    titles = campaign.fields.title * (len(slogans) if layout == "banner" else 0)
    assert letters(support.pdf_text(pdf)) == letters(
        "".join(leaves(banner_data(campaign, context, layout)["slogans"])) + titles
    )  # type: ignore[arg-type]
    for page in pictures(pdf, 36):
        edge = 7
        page.paste(255, (edge, edge, page.width - edge, page.height - edge))
        assert page.getextrema() == (255, 255)
