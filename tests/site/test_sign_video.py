"""The sign-language video: what is refused, who must agree, what stands on the page."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
import support
import tiny
from PIL import Image
from playwright.sync_api import Browser

from loa.editions import Editions
from loa.load.video import MAX_VIDEO
from loa.site.video import caption_lines

MP4 = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 0, b"isom") + struct.pack(">I4s", 8, b"mdat")
VTT = (
    "WEBVTT\n\nNOTE lời ghi\n\nmột\n00:01.000 --> 00:04.000\nCâu <i>một</i>\nnối tiếp.\n\n"
    "00:05.000 --> 00:06.000\nCâu hai.\n"
)
CONSENT = "  consent:\n    by: Người ký hiệu thử nghiệm\n    scope: Trang web\n    until: {until}\n{more}"
FRONT = "sign_language:\n  file: {file}\n  captions: ky-hieu.vtt\n  length: 95\n"


def files(
    video: bytes = MP4, captions: str = VTT, *, front: str = "", until: str = "2030-12-31", more: str = ""
) -> dict[str, str | bytes]:
    """A hub of one message with a video."""
    own = front or FRONT.format(file="ky-hieu.mp4") + CONSENT.format(until=until, more=more)
    return {
        "thu/messages/viec-nha.md": tiny.item(own),
        "thu/messages/ky-hieu.mp4": video,
        "thu/messages/ky-hieu.vtt": captions,
    }


def test_a_video_belongs_to_its_text(tmp_path: Path) -> None:
    hub = tiny.opened(tmp_path, files())
    assert tiny.codes(hub) == []
    editions = Editions(hub)
    (video,) = [found for edition in editions if (found := editions.sign_video(edition))]
    assert (video.length, video.file.read_bytes(), video.captions) == (95, MP4, VTT)


@pytest.mark.parametrize(
    ("hub", "code"),
    [
        (files(b"RIFF....AVI "), "LOA341"),
        (files(MP4 + b"\xa9xyz+10.7+106.7/"), "LOA341"),
        (files(MP4 + b"com.apple.quicktime.location.ISO6709"), "LOA341"),
        (files(MP4 + bytes(MAX_VIDEO)), "LOA341"),
        (files(front=FRONT.format(file="khac.mp4") + CONSENT.format(until="2030-12-31", more="")), "LOA341"),
        (files(captions="Không có giờ.\n"), "LOA342"),
        (files(captions="WEBVTT\n\nkhông có giờ\n"), "LOA342"),
        (files(captions=""), "LOA342"),
        (files(front=FRONT.format(file="../ky-hieu.mp4") + CONSENT.format(until="2030-12-31", more="")), "LOA208"),
        (files(front=FRONT.format(file="ky-hieu.mp4")), "LOA207"),
        (files(front=FRONT.format(file="ky-hieu.mp4").replace("  captions: ky-hieu.vtt\n", "")), "LOA207"),
    ],
    ids=["avi", "place", "apple", "large", "absent", "head", "times", "empty", "outside", "consent", "captions"],
)  # fmt: skip
def test_what_is_faulty_is_refused(tmp_path: Path, hub: dict[str, str | bytes], code: str) -> None:
    opened = tiny.opened(tmp_path, hub)
    assert code in tiny.codes(opened)
    assert all(item.video is None for item in opened.catalog.items())


@pytest.mark.parametrize("hub", [files(until="2026-11-14"), files(more="    withdrawn: true\n")])
def test_without_consent_the_video_stays_out_and_the_text_does_not(
    tmp_path: Path, hub: dict[str, str | bytes]
) -> None:
    opened = tiny.opened(tmp_path, hub)
    editions = Editions(opened)
    (edition,) = editions
    assert editions.sign_video(edition) is None
    assert [part.what for part in editions.left_out] == ["campaigns/thu/messages/ky-hieu.mp4"]


def test_the_words_of_captions() -> None:
    assert caption_lines(VTT) == ["Câu một nối tiếp.", "Câu hai."]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The small hub with a video beside a message and beside the page of numbers to call."""
    folder = tmp_path_factory.mktemp("video")
    shutil.copytree(support.HUB, folder / "hub")
    messages = folder / "hub" / "campaigns" / "chiến-dịch-thử-nghiệm" / "messages"
    front = FRONT.format(file="ky-hieu.mp4") + "  poster: ky-hieu.png\n"
    front += CONSENT.format(until="2030-12-31", more="")
    for path in (messages / "lời-nhắn-đầu-tiên.md", folder / "hub" / "docs" / "can-giup.md"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("---\n", "---\n" + front, 1), encoding="utf-8"
        )
        (path.parent / "ky-hieu.mp4").write_bytes(MP4)
        (path.parent / "ky-hieu.vtt").write_text(VTT, encoding="utf-8")
        Image.new("RGB", (64, 36), "#8a3a00").save(path.parent / "ky-hieu.png")
    return support.build(folder / "hub", folder / "site", production=True)


@pytest.mark.parametrize("path", ["tn01.html", "can-giup.html"])
def test_the_page_shows_it_and_starts_nothing_by_itself(built: support.Site, path: str) -> None:
    page = built.page(path)
    video = page.one("video")
    assert {"controls", "preload", "playsinline"} <= set(
        video.attributes
    ) and "autoplay" not in video.attributes
    assert video.get("preload") == "none" and video.get("aria-label") == "Video ngôn ngữ ký hiệu"
    track = page.one("track", kind="captions")
    assert (track.get("srclang"), "default" in track.attributes) == ("vi", True)
    for address in (page.one("source").get("src"), track.get("src"), video.get("poster")):
        assert built.files[address]["product"] in ("sign-video", "picture")
    assert built.read(track.get("src")) == VTT
    assert "Câu hai." in page.one("figure").text and "1 phút 35 giây" in page.one("figure").text


def test_other_languages_have_the_same_video(built: support.Site) -> None:
    """Signs are no Vietnamese: whoever reads Khmer, or the easy text, may sign as well."""
    page = built.page("km/tn01.html")
    address = page.one("source").get("src").removeprefix("../")
    assert address == built.page("tn01.html").one("source").get("src")
    assert page.one("track").get("srclang") == "vi"
    words = next(p for p in page.one("figure").all("p") if "Câu hai." in p.text)
    assert words.one("span").get("lang") == "vi"
    # Nobody has approved the Khmer name of the player here: it is said in Vietnamese, as Vietnamese.
    assert (page.one("video").get("aria-label"), page.one("video").get("lang")) == (
        "Video ngôn ngữ ký hiệu",
        "vi",
    )
    assert [name for name in built.files if name.endswith(".mp4")] == sorted({address, *_videos(built)})


def _videos(built: support.Site) -> set[str]:
    return {built.page(path).one("source").get("src") for path in ("tn01.html", "can-giup.html")}


@pytest.mark.browser
def test_the_player_loads_no_video_before_somebody_plays(built: support.Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    with support.served(built.folder) as address:
        page.goto(f"{address}tn01.html")
        page.locator("video").scroll_into_view_if_needed()
        assert not [url for url in asked if url.endswith(".mp4")]
        assert page.evaluate("document.querySelector('video').paused")
        box = page.locator("video").bounding_box()
        assert box and box["width"] <= 360 and box["height"] > 100
    context.close()
