"""Talk guides, press kits, short texts, the coverage page and indicator pages of a small campaign."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from support import parse, pdf_text, spaced
from tiny import APPROVED, item, write

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.render.context import Context
from loa.render.presskit import press_kits, press_path
from loa.render.producttype import Product
from loa.render.talk import TALK
from loa.render.typesetting import page_count
from loa.site.coverage import coverage_page
from loa.site.indicators import indicator
from loa.site.pages import SitePage, site_pages

CAMPAIGN = (
    "title: Chiến dịch thử\nsummary: Chỉ để thử.\naudiences: [phu-nu, nam-gioi]\nlanguages: [vi, km, rad]\n"
    "slogans: [Việc nhà là việc chung]\n"
)
SHORT = "short:\n  sms: Việc nhà là việc chung.\n  zalo: =Chia lại việc nhà.\n"
FACT = (
    "thu:\n  value: '20.2'\n  kind: number\n  unit: giờ\n  about: Chỉ để thử\n  source: Nguồn thử\n"
    "  confidence: H\n  checked: 2026-11-01\n"
)
MESSAGE = item(
    f"topics: [viec-nha]\naudiences: [phu-nu]\n{SHORT}sources:\n  - title: Nguồn của bài\n",
    "Cả nhà cùng làm {{thu}}.\n\n1. Kể ra.\n2. Chia lại.\n",
)
FIGURES = (
    "---\nid: ct1\ntitle: Việc nhà & giờ\nsummary: Thử.\ntopics: [viec-nha]\naudiences: [nam-gioi]\n"
    "programme: Văn bản thử\nunit: '%'\nfigures:\n  - {year: 2030, value: '1.4', bound: about}\n"
    "  - {year: 2025, value: '50', bound: at-least}\nsources:\n  - title: Văn bản thử\n---\n"
)
FILES = {
    "thu/campaign.yml": CAMPAIGN,
    "thu/facts.yml": FACT,
    "thu/messages/viec-nha.md": MESSAGE,
    "thu/messages/viec-nha.km.md": "---\ntitle: សាកល្បង\nsummary: សាកល្បង។\n---\nសាកល្បង {{thu}}។\n\n1. ក\n2. ខ\n",
    "thu/indicators/gio.md": FIGURES,
}


def editions(folder: Path, production: bool = False, **files: str) -> Editions:
    """A campaign in this project's own languages and strings."""
    return Editions(
        open_hub(Settings.of(write(folder, {**FILES, **files}), date="2026-11-22", production=production))
    )


@pytest.fixture
def found(tmp_path: Path) -> Editions:
    return editions(tmp_path)


def kit(found: Editions, *others: Product) -> dict[str, str]:
    made = {other.path: other for other in others}
    (kit,) = [p for p in press_kits(found, made) if p.path == press_path(found.hub.catalog.campaigns["thu"])]
    with zipfile.ZipFile(io.BytesIO(kit.data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def page(found: Editions, path: str) -> SitePage:
    context = Context.of(found, "vi")
    return next(p for p in site_pages(found, context, frozenset()) if p.path == path)


def test_the_talk_guide_is_one_page_with_the_message_and_the_rules(found: Editions) -> None:
    rules = {"vi": "Không hỏi ai có bị bạo lực không", "km": "កុំសួរនរណាម្នាក់ថា"}
    for language, rule in rules.items():
        edition = found.get("tg1", language)
        assert edition
        made = TALK.render(edition, Context.of(found, language)).product
        assert made and page_count(made.data) == 1
        words = spaced(pdf_text(made.data))
        assert rule in words
        if language == "vi":
            for said in ("Việc nhà", "20,2 giờ", "Kể ra.", "Chia việc.", "Bản nháp", "Số của xã"):
                assert said in words


def test_a_talk_that_does_not_fit_is_left_out_with_the_reason(tmp_path: Path) -> None:
    long = item(body="Đoạn này để thử cho hết một trang giấy.\n\n" * 90)
    found = editions(tmp_path, **{"thu/messages/viec-nha.md": long})
    edition = found.get("tg1", "vi")
    assert edition
    made = TALK.render(edition, Context.of(found, "vi"))
    assert made.product is None and [p.code for p in made.problems] == ["LOA714"]


def test_the_press_kit_has_texts_sources_and_says_that_nobody_approved(found: Editions) -> None:
    files = kit(found)
    assert {"DOC-TRUOC.txt", "bao-viet/tg1.txt", "truyen-hinh/tg1.txt", "tin-ngan.csv", "so-lieu.csv"} <= set(
        files
    )
    for name in ("DOC-TRUOC.txt", "bao-viet/tg1.txt", "truyen-hinh/tg1.txt"):
        assert files[name].startswith("[Bản nháp")
    assert "20,2" in files["bao-viet/tg1.txt"] and "- Nguồn của bài" in files["bao-viet/tg1.txt"]
    (facts,) = csv.DictReader(io.StringIO(files["so-lieu.csv"]))
    assert (facts["nguon"], facts["dung_trong_bai"]) == ("Nguồn thử", "tg1")
    (short,) = csv.DictReader(io.StringIO(files["tin-ngan.csv"]))
    assert (short["bang_ma"], short["so_tin"], short["sms_khong_dau"]) == (
        "UCS-2",
        "1",
        "Viec nha la viec chung.",
    )
    assert short["zalo"].startswith("'="), "a cell may not run as a formula"


def test_the_press_kit_takes_the_square_cards(found: Editions) -> None:
    paths = ("pictures/tg1.vi.square.png", "pictures/thu.square.png", "pictures/tg1.vi.story.png")
    files = kit(found, *(Product(path, path.encode(), "card") for path in paths))
    pictures = {name: text for name, text in files.items() if name.startswith("hinh/")}
    assert pictures == {"hinh/tg1.vi.square.png": paths[0], "hinh/thu.square.png": paths[1]}


def test_the_press_kit_is_the_same_every_time(found: Editions, tmp_path: Path) -> None:
    again = editions(tmp_path / "again")
    assert [p.data for p in press_kits(found, {})] == [p.data for p in press_kits(again, {})]


def test_production_has_only_what_was_approved(tmp_path: Path) -> None:
    assert list(press_kits(editions(tmp_path / "none", production=True), {})) == []
    approved = {
        "thu/campaign.yml": CAMPAIGN + APPROVED,
        "thu/facts.yml": FACT + "".join(f"  {line}\n" for line in APPROVED.splitlines()),
        "thu/messages/viec-nha.md": MESSAGE.replace("call_to_action", APPROVED + "call_to_action"),
    }
    files = kit(editions(tmp_path / "some", production=True, **approved))
    assert "bao-viet/tg1.txt" in files
    assert not any("Bản nháp" in text for text in files.values())


def test_short_texts_stand_on_the_page_with_what_they_cost(found: Editions) -> None:
    body = page(found, "tg1.html").body
    assert "Viec nha la viec chung." in body and "23 ký tự (UCS-2), gửi thành 1 tin." in body
    assert "23 ký tự (GSM-7), gửi thành 1 tin." in body


def test_coverage_names_holes_in_words(found: Editions) -> None:
    values = coverage_page(
        found.hub.catalog.campaigns["thu"], Context.of(found, "vi"), frozenset({"leaflets/tg1.vi.pdf"})
    )
    tree = parse(values["body"])
    holes = tree.all("ul")[0].text
    assert "Tiếng Ê Đê" in holes and "Tiếng Khmer" not in holes and "trẻ em trai" in holes
    audiences, languages, products = tree.all("table")
    cells = {cell.get("data-column"): cell.text for cell in audiences.all("td")}
    assert cells == {"phụ nữ": "1", "nam giới": "1", "trẻ em trai": "trống", "người khác": "trống"}
    assert [cell.text for cell in languages.all("td")] == ["2", "1", "trống"]
    rows = {row.one("th").text: [c.text for c in row.all("td")][:1] for row in products.all("tr")[1:]}
    assert rows == {"Tiếng Việt": ["2"], "Tiếng Khmer": ["1"], "Tiếng Ê Đê": ["trống"]}
    for table in (audiences, languages, products):
        assert table.get("role") == "table" and table.get("aria-label")
        assert {cell.get("role") for cell in table.all("td")} == {"cell"}
        assert all(head.get("scope") in ("col", "row") for head in table.all("th"))


def test_an_indicator_is_a_table_and_bars_that_say_the_same(found: Editions) -> None:
    edition = found.get("ct1", "vi")
    assert edition
    tree = parse(indicator(edition, edition.item_fields, Context.of(found, "vi")))  # type: ignore[arg-type]
    assert tree.one("caption").text == "Việc nhà & giờ, theo năm"
    rows = [[cell.text for cell in row.all("td")] for row in tree.all("tr")[1:]]
    assert rows == [["Chỉ tiêu", "từ 50 trở lên"], ["Chỉ tiêu", "khoảng 1,4"]]
    chart = tree.one("svg")
    assert chart.get("role") == "img" and "2025: 50; 2030: 1,4" in chart.get("aria-label")
    widths = [float(bar.get("width")) for bar in chart.all("rect")]
    assert widths[0] == pytest.approx(50 / 100 * 210, abs=0.1), "a percentage is drawn against a hundred"
    assert widths[1] == pytest.approx(1.4 / 100 * 210, abs=0.1)
    assert "style" not in chart.attributes


@pytest.mark.parametrize("sources", ["", "sources:\n  - title: Nghe nói\n    confidence: L\n"])
def test_an_indicator_without_a_confirmed_source_stops_the_build(tmp_path: Path, sources: str) -> None:
    text = FIGURES.replace("sources:\n  - title: Văn bản thử\n", sources)
    report = editions(tmp_path, **{"thu/indicators/gio.md": text}).hub.report
    assert [problem.code for problem in report.errors] == ["LOA758"]


def test_an_indicator_page_names_programme_and_source(found: Editions) -> None:
    made = page(found, "ct1.html")
    assert ("Văn bản đặt ra", "Văn bản thử") in made.details and made.sources == ("Văn bản thử",)
    assert page(found, "indicators.html").title == "Chỉ tiêu"


def test_training_and_consent_are_said_on_their_pages(tmp_path: Path) -> None:
    front = "---\nid: {}\ntitle: Thử\nsummary: Thử.\n"
    found = editions(
        tmp_path,
        **{
            "thu/training/lop.md": front.format("th1")
            + "duration: một buổi\nparticipants: Tổ truyền thông\nmaterials: [giấy to, bút]\n---\nMở đầu.\n",
            "thu/stories/ghep.md": front.format("ch1") + "consent:\n  composite: true\n---\nMột chuyện.\n",
            "thu/stories/that.md": front.format("ch2")
            + "consent:\n  by: Người trong chuyện\n  scope: loa xã\n  until: 2027-01-01\n---\nMột chuyện.\n",
            "thu/stories/rut.md": front.format("ch3")
            + "consent:\n  by: Người kể\n  withdrawn: true\n---\nKhông.\n",
        },
    )
    assert ("Cần chuẩn bị", "giấy to; bút") in page(found, "th1.html").details
    assert ("Người trong chuyện", "Chuyện ghép, không kể về một người có thật") in page(
        found, "ch1.html"
    ).details
    assert ("Đồng ý đến ngày", "1/1/2027") in page(found, "ch2.html").details
    assert found.get("ch3", "vi") is None and "bao-viet/ch3.txt" not in kit(found)
