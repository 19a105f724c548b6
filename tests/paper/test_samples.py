"""Pictures of products: what they show, and what two photocopies leave."""

from __future__ import annotations

import io

import pytest
import support
import zxingcpp
from paper_support import leaflet, small
from PIL import Image

from loa.render.paper import sample
from loa.render.paper.leaflet import FORMATS
from loa.render.paper.sample import gallery, photocopy, samples
from loa.render.typesetting import first_page_png, page_png


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("width", [240, 480])
def test_a_thumbnail_has_the_proportions_of_its_page(width: int) -> None:
    found = picture(first_page_png(leaflet("tn01", "vi", "leaflet").pdf, width))
    assert abs(found.width - width) <= 1 and abs(found.height / found.width - 297 / 210) < 0.01
    assert found.convert("L").getextrema() == (0, 255)


def test_each_page_can_be_seen() -> None:
    pdf = leaflet("tn01", "vi", "leaflet-folded").pdf
    first, second = page_png(pdf, 1), page_png(pdf, 2)
    assert first != second and picture(first).size == picture(second).size
    assert abs(picture(first).width - 297 / 25.4 * 96) <= 1  # its own size


def test_a_photocopy_is_black_and_white_and_keeps_the_letters() -> None:
    page = page_png(leaflet("tn01", "vi", "leaflet").pdf, dots=150)
    copied = picture(photocopy(page))
    assert copied.mode == "1"
    before = sum(picture(page).convert("L").histogram()[:128])
    after = copied.convert("L").histogram()[0]
    assert 0.6 < after / before < 1.6


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_phone_reads_the_code_from_a_copy_of_a_copy(name: str) -> None:
    made = leaflet("tn01", "vi", name)
    address = f"{support.SITE_URL}tn01.html"
    found = [
        zxingcpp.read_barcode(picture(photocopy(page_png(made.pdf, page, 150))).convert("L"))
        for page in range(1, made.pages + 1)
    ]
    assert [code.text for code in found if code] == [address]


def test_one_of_each_kind_with_its_copy() -> None:
    pdf = leaflet("tn01", "vi", "leaflet").pdf
    found = samples({"vi/a4/one.pdf": pdf, "vi/a4/two.pdf": pdf, "vi/card.pdf": pdf, "index.html": b""})
    assert set(found) == {
        "vi-a4-one-1.png", "vi-a4-one-1-photo.png", "vi-card-1.png", "vi-card-1-photo.png",
    }  # fmt: skip


def test_the_gallery_has_every_kind_of_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "_pages", lambda stem, pdf: {stem: pdf})
    found = gallery(small())
    kinds = {name.split(".")[1].partition("-")[0] for name in found}
    assert kinds == {"card", "poster", "leaflet", "banner", "letters"}
    vietnamese = {name for name in found if name.startswith("vi.leaflet")}
    assert len(vietnamese) == 3 * len(FORMATS)  # the shortest text, the longest, and one with bleed
    assert all(pdf.startswith(b"%PDF") for pdf in found.values())
