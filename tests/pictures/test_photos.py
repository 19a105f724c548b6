"""Pictures that people bring: what is refused, and what is taken off those that are not."""

from __future__ import annotations

import io
import random
import struct
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from picturing import hub_of, opened
from PIL import Image, PngImagePlugin

from loa.editions import Editions
from loa.errors import LoaError, Report
from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.render.context import Context
from loa.render.html import HtmlRenderer
from loa.render.pictures.checking import check_pictures
from loa.render.pictures.layout import SHARE, SQUARE
from loa.render.pictures.photos import MAX_BYTES, PhotoError, open_photo, picture_path, site_picture

SECRET = b"SECRET-PLACE"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def noise(width: int, height: int) -> Image.Image:
    """A picture that no format makes small; the same each time."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def plain(mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (60, 40), 120 if mode in ("L", "I;16") else None)


def two(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("#f00", "#00f")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def bomb() -> bytes:
    """A few bytes that say they are 30,000 × 30,000 pixels."""
    data = saved(Image.new("1", (8, 8)), "PNG")
    head = struct.pack(">II", 30_000, 30_000) + data[24:29]
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return data[:16] + head + crc + data[33:]


def text_bomb() -> bytes:
    """A PNG whose text chunk unpacks to much more than a picture may hold."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "x" * 70_000_000, zip=True)
    return saved(Image.new("1", (8, 8)), "PNG", pnginfo=info)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb": ("a.png", bomb),
    "text-bomb": ("a.png", text_bomb),
    "too-many-pixels": ("a.png", lambda: saved(Image.new("1", (6400, 6400)), "PNG")),
    "too-large": ("a.png", lambda: saved(plain(), "PNG") + b"\0" * MAX_BYTES),
    "truncated-png": ("a.png", lambda: saved(noise(90, 90), "PNG")[:900]),
    "truncated-jpeg": ("a.jpg", lambda: saved(noise(90, 90), "JPEG")[:1200]),
    "truncated-webp": ("a.webp", lambda: saved(noise(90, 90), "WEBP")[:600]),
    "svg": ("a.png", lambda: SVG),
    "svg-after-png": ("a.png", lambda: saved(plain(), "PNG")[:8] + SVG),
    "html": ("a.jpg", lambda: b"<!doctype html><script>alert(1)</script>"),
    "empty": ("a.png", lambda: b""),
    "gif": ("a.png", lambda: saved(plain(), "GIF")),
    "jpeg-called-png": ("a.png", lambda: saved(plain(), "JPEG")),
    "png-called-jpeg": ("a.jpg", lambda: saved(plain(), "PNG")),
    "webp-called-png": ("a.png", lambda: saved(plain(), "WEBP")),
    "animated-png": ("a.png", lambda: two("PNG")),
    "animated-webp": ("a.webp", lambda: two("WEBP")),
    "cmyk": ("a.jpg", lambda: saved(plain("CMYK"), "JPEG")),
    "16-bit": ("a.png", lambda: saved(plain("I;16"), "PNG")),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_pictures_are_refused_with_a_code_and_a_reason(tmp_path: Path, name: str) -> None:
    file_name, make = BAD[name]
    file = tmp_path / file_name
    file.write_bytes(make())
    with pytest.raises(PhotoError):
        open_photo(file)
    report = Report()
    assert list(site_picture(f"campaigns/thu/media/{file_name}", file, report)) == []
    (problem,) = report
    assert problem.code == "LOA313"
    assert problem.path == f"campaigns/thu/media/{file_name}"
    reason = dict(problem.values)["reason"]
    assert reason
    assert reason in problem.render("vi")
    assert str(tmp_path) not in problem.render("vi")


@settings(max_examples=60, deadline=None)
@given(
    at=st.integers(0, 2000),
    value=st.binary(min_size=1, max_size=12),
    kind=st.sampled_from(["PNG", "JPEG", "WEBP"]),
)
def test_damaged_pictures_are_taken_or_refused_and_nothing_else(at: int, value: bytes, kind: str) -> None:
    data = saved(noise(40, 40), kind)
    file = Path(tempfile.mkdtemp()) / {"PNG": "a.png", "JPEG": "a.jpg", "WEBP": "a.webp"}[kind]
    at %= len(data)
    file.write_bytes(data[:at] + value + data[at + len(value) :])
    try:
        assert open_photo(file).mode in ("RGB", "RGBA")
    except PhotoError as error:
        assert str(error)


def with_secrets(kind: str) -> bytes:
    """A photograph with a place, an owner, a comment and a colour profile."""
    exif = Image.Exif()
    exif[0x8298] = SECRET.decode()  # copyright
    exif[0x010F] = SECRET.decode()  # make of the camera
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    exif.get_ifd(0x8825)[2] = (12.0, 40.0, 5.0)
    exif[0x0112] = 6  # lies on its side
    image = noise(90, 40)
    options: dict[str, object] = {"exif": exif, "icc_profile": SECRET}
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", SECRET.decode())
        options["pnginfo"] = info
    else:
        options["xmp"] = SECRET
    return saved(image, kind, **options)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_nothing_but_the_pixels_comes_through(tmp_path: Path, kind: str, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(with_secrets(kind))
    assert SECRET in file.read_bytes()
    picture = open_photo(file)
    assert picture.size == (40, 90)  # upright
    assert not picture.getexif()
    report = Report()
    ((path, data),) = site_picture("campaigns/thu/media/nguoi-thon-3.jpg", file, report)
    assert not list(report)
    assert SECRET not in data
    assert b"EXIF" not in data
    assert b"ICCP" not in data
    assert b"XMP" not in data
    assert path == picture_path("campaigns/thu/media/nguoi-thon-3.jpg")
    assert "nguoi" not in path


def test_phones_put_a_second_picture_into_their_jpegs(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    frames = [Image.new("RGB", (50, 30), colour) for colour in ("#f00", "#00f")]
    file.write_bytes(saved(frames[0], "MPO", save_all=True, append_images=frames[1:]))
    red = open_photo(file).getpixel((5, 5))
    assert isinstance(red, tuple)
    assert red[0] > 200


def test_large_pictures_become_smaller_and_clear_ones_stay_clear(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.new("RGBA", (3000, 1000), (0, 0, 0, 0)), "PNG"))
    picture = open_photo(file)
    assert picture.size == (1600, 533)
    assert picture.mode == "RGBA"


# --- the photograph of a campaign -----------------------------------------------------------------------------

CAMPAIGN = (
    tiny.CAMPAIGN + "photo:\n  file: media/le.jpg\n  alt: Một sân khấu có băng rôn\n  licence: Ảnh của xã\n"
)
AGREED = (
    "  consent:\n    by: Những người trong ảnh\n    scope: trang web và mạng xã hội\n    until: 2027-01-01\n"
)


def photo() -> bytes:
    return with_secrets("JPEG")


def made(folder: Path, campaign: str, data: bytes | None = None) -> tuple[Editions, dict[str, bytes]]:
    files = {"thu/campaign.yml": campaign, "thu/media/le.jpg": photo() if data is None else data}
    editions = Editions(hub_of(folder, files))
    return editions, {
        path: product.data for path, product in make_products(editions, Cache(folder / "cache")).items()
    }


def test_a_photograph_stands_on_the_cards_of_its_campaign(tmp_path: Path) -> None:
    editions, found = made(tmp_path, CAMPAIGN + "  recognisable: false\n")
    assert not editions.hub.report.errors
    for form in (SHARE, SQUARE):
        data = found[f"pictures/thu.{form.name}.jpg"]
        assert data.startswith(b"\xff\xd8")
        assert len(data) <= form.bytes
        assert opened(data).size == form.size
        assert SECRET not in data
        assert b"Exif" not in data
    assert found["pictures/thu.frame.png"]
    again = made(tmp_path, CAMPAIGN + "  recognisable: false\n")[1]
    assert again == found
    assert editions.pictures() == {"campaigns/thu/media/le.jpg"}


@pytest.mark.parametrize(
    ("extra", "shown"),
    [
        ("  recognisable: true\n", False),
        ("  recognisable: true\n" + AGREED, True),
        ("  recognisable: true\n" + AGREED + "    withdrawn: true\n", False),
        ("  recognisable: true\n" + AGREED.replace("2027", "2026"), False),
    ],
    ids=["nobody asked", "agreed", "withdrawn", "run out"],
)
def test_people_in_a_photograph_must_have_agreed(tmp_path: Path, extra: str, shown: bool) -> None:
    editions, found = made(tmp_path, CAMPAIGN + extra)
    assert ("pictures/thu.share.jpg" in found) is shown
    assert ("pictures/thu.share.png" in found) is not shown
    assert bool(editions.pictures()) is shown
    assert ("campaigns/thu/media/le.jpg" in {left.what for left in editions.left_out}) is not shown


def test_a_hostile_photograph_stops_the_build(tmp_path: Path) -> None:
    editions, found = made(tmp_path, CAMPAIGN + "  recognisable: false\n", bomb())
    assert "pictures/thu.share.jpg" not in found
    assert {problem.code for problem in editions.hub.report.errors} == {"LOA313"}


def test_a_photograph_that_is_not_there_is_an_error_of_the_writer(tmp_path: Path) -> None:
    hub = tiny.opened(tmp_path, {"thu/campaign.yml": CAMPAIGN + "  recognisable: false\n"})
    (problem,) = hub.report.errors
    assert (problem.code, problem.line) == ("LOA309", 4)


@pytest.mark.parametrize("key", ["alt", "licence", "recognisable"])
def test_alt_text_licence_and_people_must_be_told(tmp_path: Path, key: str) -> None:
    lines = (CAMPAIGN + "  recognisable: false\n").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(f"  {key}:"))
    hub = tiny.opened(tmp_path, {"thu/campaign.yml": text, "thu/media/le.jpg": photo()})
    assert "LOA207" in tiny.codes(hub)


def test_svg_is_no_picture_of_a_text(tmp_path: Path) -> None:
    body = "![Một ngôi nhà](../media/nha.svg)\n"
    try:
        hub = tiny.opened(tmp_path, {"thu/messages/a.md": tiny.item(body=body), "thu/media/nha.svg": SVG})
    except LoaError as error:
        codes = [problem.code for problem in error.problems]
    else:
        codes = tiny.codes(hub)
    assert "LOA309" in codes


@pytest.mark.parametrize("name", ["bomb", "too-large", "truncated-jpeg", "truncated-png", "svg"])
def test_the_check_finds_bad_pictures_before_a_build_does(tmp_path: Path, name: str) -> None:
    file, make = BAD[name]
    hub = tiny.opened(
        tmp_path,
        {
            "thu/campaign.yml": CAMPAIGN.replace("le.jpg", file) + "  recognisable: false\n",
            f"thu/media/{file}": make(),
            "thu/messages/a.md": tiny.item(body=f"Lời.\n\n![Một ngôi nhà](../media/b{file[1:]})\n"),
            f"thu/media/b{file[1:]}": make(),
        },
    )
    found = {(Path(problem.path).name, problem.line, problem.code) for problem in check_pictures(hub.catalog)}
    line = 1 + tiny.item(body="Lời.\n\n![").splitlines().index("![")
    assert found == {("campaign.yml", 4, "LOA313"), ("a.md", line, "LOA313")}


def test_good_pictures_pass_and_pages_know_their_size(tmp_path: Path) -> None:
    body = "![Một ngôi nhà](../media/nha.png)\n"
    files = {
        "thu/messages/a.md": tiny.item(body=body),
        "thu/media/nha.png": saved(Image.new("RGB", (3200, 1000)), "PNG"),
        "thu/campaign.yml": tiny.CAMPAIGN
        + "pictures:\n  - {file: media/nha.png, licence: 'CC0, hình thử nghiệm', recognisable: false}\n",
    }
    hub = hub_of(tmp_path, files)
    assert list(check_pictures(hub.catalog)) == []
    editions = Editions(hub)
    edition = editions.get("tg1", "vi")
    assert edition
    html = HtmlRenderer(Context.of(editions, "vi"), "tg1.html").blocks(edition.text.blocks)
    assert 'alt="Một ngôi nhà" width="1600" height="500" loading="lazy">' in html
