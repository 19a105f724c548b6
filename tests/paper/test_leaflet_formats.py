"""Every format of the leaflet: its sheet, what a photocopy leaves of it, and what happens to long texts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import support
from paper_support import leaflet, leaves, letters, opened, pictures, printed, small
from PIL import Image, ImageFilter

from loa.errors import Problem
from loa.render.context import Context, HelpLine
from loa.render.paper.address import qr_data
from loa.render.paper.content import bound, box, breakable, paragraph
from loa.render.paper.help import panel
from loa.render.paper.leaflet import FOLDED, FORMATS, LARGE, format_data, leaflet_data, set_leaflet
from loa.render.paper.setting import set_paper

SHEETS = {
    "leaflet": (210, 297),
    "leaflet-a5": (148, 210),
    "leaflet-large": (210, 297),
    "leaflet-folded": (297, 210),
}
NAMES = sorted(SHEETS)
LONG = [
    paragraph(f"Đoạn số {number}. " + "Một câu văn để thử cho đầy trang giấy. " * 9) for number in range(60)
]
SIZE = re.compile(rb"/f\d+ ([\d.]+) Tf")
LINE = re.compile(rb"([\d.]+) w\b")
COLOUR = re.compile(rb"((?:[\d.]+ )+)(?:rg|RG|g|G|k|K|scn?|SCN?)\b")


def content(data: bytes) -> bytes:
    with opened(data) as document:
        return b"\n".join(page.Contents.read_bytes() for page in document.pages)


def millimetres(box: object) -> tuple[int, int]:
    left, bottom, right, top = (float(side) for side in box)  # type: ignore[attr-defined]
    return round((right - left) * 25.4 / 72), round((top - bottom) * 25.4 / 72)


def test_every_format_is_tested() -> None:
    assert set(SHEETS) == set(FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_the_sheet(name: str) -> None:
    with opened(leaflet("tn01", "vi", name).pdf) as document:
        assert {millimetres(page.mediabox) for page in document.pages} == {SHEETS[name]}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("identifier", ["tn01", "vb01", "mh01"])
def test_all_of_the_text_is_printed_and_nothing_else(name: str, identifier: str) -> None:
    context = Context.of(small(), "vi")
    edition = small().get(identifier, "vi")
    assert edition is not None
    made = leaflet(identifier, "vi", name)
    data = leaflet_data(edition, context)
    out = support.pdf_text(made.pdf)
    whole = support.squeezed(out).replace("-", "")
    for leaf in leaves(data["blocks"]):
        for word in (
            leaf.replace("\u200b", "").replace("-", "").split()
        ):  # lines end between words or at a hyphen
            assert support.squeezed(word) in whole
    feet = "".join(leaves(data["footer"])) * (made.pages - 1 if name != FOLDED.name else 0)
    assert letters(out) == letters("".join(printed(data, name)) + feet)


@pytest.mark.parametrize("name", NAMES)
def test_black_on_white_lines_and_letters_large_enough(name: str) -> None:
    stream = content(leaflet("tn01", "vi", name).pdf)
    # Body 11 pt (tested below), notes beside it 10, large print 18 throughout.
    smallest = 18.0 if name == LARGE.name else 10.0
    assert min(float(size) for size in SIZE.findall(stream)) >= smallest
    assert all(float(width) >= 0.5 for width in LINE.findall(stream))
    for values in COLOUR.findall(stream):
        assert {float(value) for value in values.split()} <= {0.0, 1.0}, values


@pytest.mark.parametrize("count", [5, 9])
@pytest.mark.parametrize("name", NAMES)
def test_body_text_is_no_smaller_than_promised(name: str, count: int) -> None:
    """The letters of the text itself, told apart from small print by being most of the page, however long it is."""
    made = leaflet("tn01", "vi", name, blocks=LONG[:count])
    sizes = [float(size) for size in SIZE.findall(content(made.pdf))]
    assert max(sizes, key=sizes.count) >= FORMATS[name].smallest >= (18 if name == LARGE.name else 11)


WORD = "Siêuđạichiếndịchtruyềnthôngvềbìnhđẳnggiớivàphòngngừabạolực"


@pytest.mark.parametrize("case", ["plain", "long words", "many numbers"])
@pytest.mark.parametrize("name", NAMES)
def test_five_millimetres_at_every_edge_are_empty_but_for_fold_marks(name: str, case: str) -> None:
    """Nothing runs off the sheet: not a word wider than it, not more numbers than the panel was made for."""
    context = Context.of(small(), "vi")
    lines = [
        HelpLine(f"Tổ tư vấn cộng đồng thôn số {number} của Hội Phụ nữ xã", "vi", f"0262 3000 1{number:02}", True,
                 "24/7", True, dt.date(2026, 11, 1), "hotline")
        for number in range(12)
    ]  # fmt: skip
    address = f"https://{WORD.lower()}.vn/hmn-Latn-VN-x-rpa/vb01.html"
    changes = {
        "plain": {},
        "long words": {
            "title": WORD,
            "lead": breakable(WORD),
            "blocks": [paragraph(WORD)],
            "qr": qr_data(address, context),
        },
        "many numbers": {"help": panel(context, lines)},
    }[case]
    for page in pictures(leaflet("vb01", "vi", name, **changes).pdf, 72):
        edge = round(4.9 / 25.4 * 72)
        page.paste(255, (edge, edge, page.width - edge, page.height - edge))
        assert page.getextrema() == (255, 255)


def test_a_cover_without_room_for_its_words_is_an_error_that_names_them() -> None:
    context, edition = Context.of(small(), "vi"), small().get("tn01", "vi")
    assert edition is not None
    data = {**leaflet_data(edition, context), "title": "Một tiêu đề dài " * 40}
    made = set_leaflet(data, FOLDED, context, "thử.md")
    assert isinstance(made, Problem) and made.code == "LOA716" and made.path == "thử.md"
    assert str(dict(made.values)["value"]).startswith("Một tiêu đề dài")


def test_a_paragraph_does_not_end_in_a_line_of_one_word() -> None:
    (text,) = paragraph("Không gọi được thì đi ra chỗ có người, sang nhà hàng xóm, kêu to.")["c"]
    assert text["v"].endswith("kêu\u00a0to.")
    assert bound("Ngắn") == "Ngắn" and bound("một communication") == "một communication"


def test_an_address_breaks_after_a_stroke_and_not_at_a_hyphen() -> None:
    found = qr_data("https://loa.example/hmn-Latn-VN-x-rpa/tg16.html", Context.of(small(), "vi"))
    assert found is not None and found["parts"] == ["loa.example/", "hmn-Latn-VN-x-rpa/", "tg16.html"]
    long = qr_data(f"https://{WORD.lower()}.gov.vn/tg16.html", Context.of(small(), "vi"))
    assert long is not None and "".join(long["parts"]) == long["address"]
    assert max(map(len, long["parts"])) <= 20


def test_a_short_text_stands_in_one_column_and_inside_under_its_title() -> None:
    context, edition = Context.of(small(), "vi"), small().get("tn01", "vi")
    assert edition is not None
    data = {**leaflet_data(edition, context), "blocks": LONG[:1]}
    assert format_data(data, FORMATS["leaflet"])["sheet"]["columns"] == 1
    assert format_data({**data, "blocks": LONG[:5]}, FORMATS["leaflet"])["sheet"]["columns"] == 2
    inside = support.pdf_text(leaflet("tn01", "vi", FOLDED.name, blocks=LONG[:1]).pdf)
    assert support.squeezed(inside).count(support.squeezed(data["title"])) == 2


@pytest.mark.parametrize("name", NAMES)
def test_no_large_black_area(name: str) -> None:
    """Toner: no black square of 10 mm anywhere, and little ink in all."""
    for page in pictures(leaflet("vb01", "vi", name).pdf, 36):
        black = page.point(lambda value: 255 if value < 128 else 0)
        square = round(10 / 25.4 * 36) | 1
        assert black.filter(ImageFilter.MinFilter(square)).getextrema()[1] == 0
        assert sum(black.histogram()[128:]) / (page.width * page.height) < 0.15


@pytest.mark.parametrize("name", NAMES)
def test_bleed_and_crop_marks_for_a_print_shop(name: str) -> None:
    made = leaflet("tn01", "vi", name, bleed=True)
    width, height = SHEETS[name]
    with opened(made.pdf) as document:
        for page in document.pages:
            assert millimetres(page.MediaBox) == (width + 16, height + 16)
            assert millimetres(page.TrimBox) == (width, height)
            assert millimetres(page.BleedBox) == (width + 6, height + 6)
    for page in pictures(made.pdf, 72):
        margin = round(8 / 25.4 * 72)
        corners = [
            page.crop((0, 0, margin + 2, margin + 2)),
            page.crop((page.width - margin - 2, 0, page.width, margin + 2)),
        ]
        for corner in corners:
            assert corner.getextrema()[0] < 128  # a mark
            bleed = corner.crop((margin // 2 + 2, margin // 2 + 2, margin // 2 + 4, margin // 2 + 4))
            assert bleed.getextrema() == (255, 255)  # outside the bleed


def test_the_folded_sheet_has_its_panels_in_order() -> None:
    """Outside from left to right: flap with the numbers, back with the address, cover; the text inside."""
    with opened(leaflet("tn01", "vi", FOLDED.name).pdf) as document:
        assert len(document.pages) == 2
    outside, inside = pictures(leaflet("tn01", "vi", FOLDED.name).pdf, 72)
    # Fold marks at the top edge: 97 and 197 mm outside, 100 and 200 mm inside, where the narrow flap lies right.
    for page, folds in ((outside, (97, 197)), (inside, (100, 200))):
        strip = page.crop((0, round(5 / 25.4 * 72), page.width, round(8 / 25.4 * 72)))
        dark = [
            x for x in range(strip.width) if strip.crop((x, 0, x + 1, strip.height)).getextrema()[0] < 200
        ]
        found = {round(x * 25.4 / 72) for x in dark}
        assert all(any(abs(fold - x) <= 1 for x in found) for fold in folds)
        assert all(any(abs(fold - x) <= 1 for fold in folds) for x in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_does_not_fit_names_its_block_and_prints_nothing(name: str) -> None:
    context, edition = Context.of(small(), "vi"), small().get("tn01", "vi")
    assert edition is not None
    blocks = [{**block, "line": 20 + number} for number, block in enumerate(LONG)]
    data = {**leaflet_data(edition, context), "blocks": blocks}
    made = set_leaflet(data, FORMATS[name], context, "thử.md")
    assert isinstance(made, Problem)
    assert made.code == FORMATS[name].overflow
    value = str(dict(made.values)["value"])
    number = int(value.split()[2].rstrip("."))
    assert value.startswith("Đoạn số") and made.line == 20 + number and 0 < number < 60


@pytest.mark.parametrize("name", ["leaflet", "leaflet-a5", "leaflet-large"])
def test_a_longer_text_shrinks_then_takes_another_page(name: str) -> None:
    seen = []
    for count in (1, 4, 7, 10, 14):
        made = leaflet("tn01", "vi", name, blocks=LONG[:count])
        stream = content(made.pdf)
        sizes = [float(size) for size in SIZE.findall(stream)]
        seen.append((made.pages, max(sizes, key=sizes.count)))
        out = support.squeezed(support.pdf_text(made.pdf))
        assert all(f"Đoạnsố{number}." in out for number in range(count))
        if made.pages == FORMATS[name].pages:
            break
    assert seen[0][0] <= seen[-1][0] and [pages for pages, _ in seen] == sorted(pages for pages, _ in seen)
    assert {pages for pages, _ in seen} != {1}


def test_a_long_box_breaks_instead_of_running_off_the_sheet() -> None:
    long = box(None, [paragraph(f"Câu {number} trong khung, để thử. ") for number in range(60)])
    made = leaflet("tn01", "vi", "leaflet", blocks=[long])
    out = support.squeezed(support.pdf_text(made.pdf))
    assert all(f"Câu{number}trongkhung" in out for number in range(60))
    for page in pictures(made.pdf, 72):
        assert page.crop((0, page.height - 14, page.width, page.height)).getextrema() == (255, 255)


@pytest.mark.parametrize("name", ["leaflet", "leaflet-a5"])
def test_small_print_survives_two_photocopies(name: str) -> None:
    """Grey, blur and threshold, twice: the letters of the smallest type still stand apart from the paper."""
    page = pictures(leaflet("tn01", "vi", name).pdf, 300)[0]
    copy = page
    for _ in range(2):
        copy = copy.filter(ImageFilter.GaussianBlur(1.6)).point(lambda value: 255 if value > 150 else 0)
    ink = [
        sum(picture.convert("L").point(lambda value: 255 if value < 128 else 0).histogram()[128:])
        for picture in (page, copy)
    ]
    assert 0.6 < ink[1] / ink[0] < 1.6
    assert isinstance(copy, Image.Image)


def test_same_data_same_bytes() -> None:
    assert leaflet("tn01", "vi", "leaflet-folded").pdf == leaflet("tn01", "vi", "leaflet-folded").pdf


def test_what_the_typesetter_refuses_is_a_problem() -> None:
    context = Context.of(small(), "vi")
    found = set_paper("card", "card.typ", {"title": "thử"}, context.locale, "nơi thử")
    assert isinstance(found, Problem) and found.code == "LOA706" and found.path == "nơi thử"
