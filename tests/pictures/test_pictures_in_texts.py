"""Pictures inside texts: shown once a campaign says who can be recognised there and that they agreed; else nowhere."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import tiny
from picturing import hub_of
from PIL import Image

from loa.editions import Editions
from loa.model import blocks as b
from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.render.context import Context
from loa.render.pictures.photos import picture_path
from loa.site.pages import site_pages

SRC = "campaigns/thu/media/chan-dung.png"
# Words that stand in the description alone.
ALT = "Một chị đứng trước hiên"
BODY = f"Mở đầu.\n\n![{ALT}](../media/chan-dung.png)\n\n- một\n- **![{ALT}](../media/chan-dung.png)**\n"
LISTED = tiny.CAMPAIGN + "pictures:\n  - file: media/chan-dung.png\n    licence: Ảnh của xã\n"
DRAWN = LISTED + "    recognisable: false\n"
SEEN = LISTED + "    recognisable: true\n"
AGREED = SEEN + "    consent: {by: Người trong ảnh, scope: trang web, until: 2027-01-01"


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "#888").save(buffer, "PNG")
    return buffer.getvalue()


def made(folder: Path, campaign: str) -> tuple[Editions, str]:
    """The editions of a hub whose message shows a picture, and the HTML of its page."""
    files = {
        "thu/campaign.yml": campaign,
        "thu/media/chan-dung.png": png(),
        "thu/messages/a.md": tiny.item(body=BODY),
        "thu/messages/a.km.md": tiny.variant(body=BODY),
    }
    editions = Editions(hub_of(folder, files))
    pages = site_pages(editions, Context.of(editions, "vi"), frozenset())
    (page,) = (page for page in pages if page.path == "tg1.html")
    return editions, page.body


def unpacked(editions: Editions, folder: Path) -> bytes:
    """The bytes of all products, what lies in packages unpacked."""
    parts = []
    for product in make_products(editions, Cache(folder / "cache")).values():
        parts.append(product.data)
        if product.data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(product.data)) as package:
                parts += [name.encode() + package.read(name) for name in package.namelist()]
    return b"\n".join(parts)


@pytest.mark.parametrize("campaign", [DRAWN, AGREED + "}\n"], ids=["a drawing", "they agreed"])
def test_what_may_be_shown_is_shown(campaign: str, tmp_path: Path) -> None:
    editions, page = made(tmp_path, campaign)
    assert not editions.hub.report.errors and "LOA344" not in tiny.codes(editions.hub)
    assert editions.pictures() == {SRC}
    assert page.count(picture_path(SRC)) == page.count(ALT) == 2


@pytest.mark.parametrize(
    "campaign",
    [
        tiny.CAMPAIGN,
        SEEN,
        AGREED + ", withdrawn: true}\n",
        AGREED.replace("2027", "2025") + "}\n",
        DRAWN.replace("chan-dung", "anh-khac"),
    ],
    ids=["no record", "nobody asked", "withdrawn", "run out", "a record of another"],
)
def test_what_may_not_be_shown_is_off_the_page(campaign: str, tmp_path: Path) -> None:
    editions, page = made(tmp_path, campaign)
    assert not editions.hub.report.errors  # content from before this rule stays valid; its pictures stay out
    assert editions.pictures() == set()
    assert "Mở đầu." in page and "một" in page
    for mark in (ALT, "<img", "<p></p>", "<li></li>", "<strong></strong>"):
        assert mark not in page
    assert [left.what for left in editions.left_out].count(SRC) == 1
    # A withdrawal is deliberate: nobody is told to ask again.
    assert ("LOA344" in tiny.codes(editions.hub)) is ("withdrawn" not in campaign)


def test_no_product_names_or_describes_what_may_not_be_shown(tmp_path: Path) -> None:
    name, words = b"media/chan-dung.png", ALT.encode()
    shown = unpacked(made(tmp_path / "shown", DRAWN)[0], tmp_path)
    assert name in shown and words in shown
    hidden = unpacked(made(tmp_path / "hidden", SEEN)[0], tmp_path)
    assert name not in hidden and words not in hidden


def test_a_withdrawn_photograph_may_be_deleted(tmp_path: Path) -> None:
    consent = "  consent: {by: Người trong ảnh, scope: trang web, until: 2027-01-01"
    photo = (
        "photo:\n  file: media/le.jpg\n  alt: Sân khấu\n  licence: Ảnh của xã\n  recognisable: true\n"
        + consent
    )
    gone = hub_of(tmp_path / "a", {"thu/campaign.yml": f"{tiny.CAMPAIGN}{photo}, withdrawn: true}}\n"})
    assert tiny.codes(gone) == []
    forgotten = hub_of(tmp_path / "b", {"thu/campaign.yml": f"{tiny.CAMPAIGN}{photo}}}\n"})
    assert tiny.codes(forgotten) == ["LOA309"]


def test_nothing_but_the_picture_goes() -> None:
    picture, text = b.Image("a.png", "Một chị"), b.Text("Chữ.")
    both, alone = b.Paragraph((text, picture)), b.Paragraph((picture,))
    blocks = (
        both,
        alone,
        b.Heading(2, (b.Strong((picture,)), text), "a"),
        b.ListBlock(((alone,), (both,))),
        b.ListBlock(((alone,),)),
        b.Quote((alone,)),
        b.Callout("luu-y", (both, alone)),
        b.Dialogue("Nam", (b.Link((picture,), "#a"), text)),
        b.Cue("Nhạc"),
    )
    left = b.without(blocks, {"a.png"})
    whole = b.Paragraph((text,))
    assert left == (
        whole,
        b.Heading(2, (text,), "a"),
        b.ListBlock(((whole,),)),
        b.Callout("luu-y", (whole,)),
        b.Dialogue("Nam", (text,)),
        b.Cue("Nhạc"),
    )
    assert b.without(blocks, {"other.png"}) == blocks
    assert b.without((replace(both, content=(picture, picture)),), {"a.png"}) == ()
