"""Recordings, players, podcast feeds."""

from __future__ import annotations

import datetime as dt
import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import podcastparser
import pytest
from conftest import Make, Trial
from lxml import etree
from PIL import Image
from rss_parser import PodcastParser

from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.render.products import PRODUCTS, Product
from loa.render.radio.recording import seconds_of
from loa.render.radio.sound import Pause, Speech, Utterance, voice_for
from loa.site.pages import site_pages

# One frame of silence: MPEG 1 layer III, 64 kbit/s, 44.1 kHz, mono: 208 bytes, 1152 samples.
FRAME = b"\xff\xfb\x50\xc4" + b"\0" * 204
MP3 = b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 10 + FRAME * 100
CONSENT = "recording:\n  consent: {by: người đọc thử nghiệm, scope: trang web, until: 2030-12-31}\n"
SHORT = f"---\ntitle: សួស្តី\nsummary: សួស្តីបងប្អូន។\nstatus: draft\n{CONSENT}---\n"


def products(made: Trial, tmp_path) -> dict[str, Product]:  # type: ignore[no-untyped-def]
    return make_products(made.editions, Cache(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (MP3, 2.612), (FRAME * 100, 2.612), (FRAME * 50 + b"junk" * 10 + FRAME * 50, 2.612),
        (FRAME * 10 + FRAME[:50], 0.287), (b"", 0), (b"RIFF....WAVEfmt ", 0), (b"\0" * 100_000, 0), (b"ID3", 0),
        (b"\xff" * 50_000, 0),
    ],
)  # fmt: skip
def test_the_length_of_an_mp3(data: bytes, seconds: float) -> None:
    assert seconds_of(data) == pytest.approx(seconds, abs=0.03)


def test_a_recording_is_published_with_its_words(trial: Make, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = trial(more=CONSENT, extra={"messages/bai-thu.vi.mp3": MP3})
    found = products(made, tmp_path)
    assert found["radio/bt01.vi.mp3"].data == MP3 and found["radio/bt01.vi.mp3"].product == "recording"
    pages = {page.path: page for page in site_pages(made.editions, made.context(), frozenset(found))}
    article = pages["bt01.html"].body
    assert '<audio controls preload="none" src="radio/bt01.vi.mp3"' in article
    assert "Người đọc." in article and "Giọng máy" not in article
    assert "<details>" in article and "Bà con chia sẻ việc nhà." in article.split("</details>")[0]
    assert 'src="bt01.vi.mp3"' in pages["radio/bt01.html"].body
    assert made.script().seconds == 3  # the recording goes before counting


def test_a_minority_item_may_be_a_recording_and_a_summary(trial: Make, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = trial(extra={"messages/bai-thu.km.md": SHORT, "messages/bai-thu.km.mp3": MP3})
    found = products(made, tmp_path)
    page = next(
        p for p in site_pages(made.editions, made.context("km"), frozenset(found)) if p.item == "bt01"
    )
    assert 'src="../radio/bt01.km.mp3"' in page.body
    assert "សួស្តី" in page.body
    assert made.script(language="km").seconds == 3


def test_what_is_no_mp3_is_left_out_with_a_warning(trial: Make, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = trial(more=CONSENT, extra={"messages/bai-thu.vi.mp3": b"not sound at all" * 1000})
    assert "radio/bt01.vi.mp3" not in products(made, tmp_path)
    assert "LOA827" in [problem.code for problem in made.hub.report]
    assert PRODUCTS["recording"].render(made.edition(), made.context()).product is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("", "thiếu sự đồng ý"),
        ("recording: {consent: {by: người đọc, scope: trang web}}\n", "thiếu sự đồng ý"),
        (CONSENT.replace("2030", "2020"), "đã hết hạn"),
        (CONSENT.replace("}", ", withdrawn: true}"), "đã rút lại"),
    ],
)
def test_nobody_is_heard_who_did_not_agree(trial: Make, tmp_path: Path, record: str, reason: str) -> None:
    """On no page, in no feed, no archive, no pack; the text itself is published, and the build says why."""
    made = trial(more=record, extra={"messages/bai-thu.vi.mp3": MP3})
    found = products(made, tmp_path)
    assert "bt01" in {edition.id for edition in made.editions}
    assert not [path for path in found if path.endswith(".mp3") or "podcast" in path]
    archives = [zipfile.ZipFile(io.BytesIO(p.data)) for path, p in found.items() if path.endswith(".zip")]
    assert archives and not [name for each in archives for name in each.namelist() if name.endswith(".mp3")]
    pages = site_pages(made.editions, made.context(), frozenset(found))
    assert not [page.path for page in pages if "<audio" in page.body]
    (left,) = (left for left in made.editions.left_out if left.what.endswith("bai-thu.vi.mp3"))
    assert reason in left.reason
    said = [problem for problem in made.hub.report if problem.code == "LOA343"]
    assert bool(said) == (reason == "thiếu sự đồng ý"), "loa check names what is missing, not what is over"


def test_each_language_has_a_voice_and_a_consent_of_its_own(trial: Make, tmp_path: Path) -> None:
    silent = SHORT.replace(CONSENT, "")
    sound = {"messages/bai-thu.vi.mp3": MP3, "messages/bai-thu.km.mp3": MP3}
    made = trial(more=CONSENT, extra={"messages/bai-thu.km.md": silent} | sound)
    found = products(made, tmp_path)
    assert "radio/bt01.vi.mp3" in found and "radio/bt01.km.mp3" not in found


def test_no_feed_without_sound(trial: Make, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert not [path for path in products(trial(), tmp_path) if "podcast" in path]


def test_the_feed_keeps_the_rss_and_podcast_conventions(trial: Make, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = trial(more=CONSENT, extra={"messages/bai-thu.vi.mp3": MP3})
    found = products(made, tmp_path)
    data = found["radio/podcast.vi.xml"].data
    channel = ET.fromstring(data).find("channel")
    assert channel is not None
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
    # RSS 2.0: required elements of a channel; Apple's: language, author, category, explicit.
    for name in ("title", "link", "description", "language", f"{itunes}author", f"{itunes}explicit"):
        assert (channel.findtext(name) or "").strip(), name
    assert channel.find(f"{itunes}category") is not None
    item = channel.find("item")
    enclosure = item.find("enclosure")
    assert enclosure.attrib == {
        "url": "https://loa.example/radio/bt01.vi.mp3", "length": str(len(MP3)), "type": "audio/mpeg",
    }  # fmt: skip
    assert parsedate_to_datetime(item.findtext("pubDate")).date() == dt.date(2026, 11, 1)
    assert item.find("guid").get("isPermaLink") == "false" and item.findtext(f"{itunes}duration") == "3"
    transcript = item.find("{https://podcastindex.org/namespace/1.0}transcript")
    assert transcript.get("url").removeprefix("https://loa.example/") in found
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("podcast.rng")))
    schema.assertValid(etree.fromstring(data))
    # The schema is no rubber stamp.
    assert not schema.validate(etree.fromstring(data.replace(b"<link>https://", b"<link>file://")))
    with Image.open(io.BytesIO(found["radio/podcast.png"].data)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (1400, 1400))
    parsed = feedparser.parse(io.BytesIO(data))
    assert not parsed.bozo and parsed.version == "rss20"
    assert parsed.entries[0].enclosures[0].href.endswith(".mp3")
    # As gPodder's own reader of podcasts takes it.
    (episode,) = podcastparser.parse("https://loa.example/radio/podcast.vi.xml", io.BytesIO(data))["episodes"]
    assert episode["total_time"] == 3 and episode["title"] == item.findtext("title")
    assert [sound["mime_type"] for sound in episode["enclosures"]] == ["audio/mpeg"]
    # And by the models of rss-parser, which know Apple's elements.
    assert PodcastParser.parse(data.decode()).channel.content.items
    assert data == products(made, tmp_path)["radio/podcast.vi.xml"].data


# --- machine voices ----------------------------------------------------------------------------------------------


def test_without_the_opt_in_nothing_speaks(trial: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOA_SOUND", raising=False)
    made = trial()
    assert PRODUCTS["machine-voice"].render(made.edition(), made.context()).product is None


def test_the_opt_in_without_the_extra_is_said(trial: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_SOUND", "1")
    monkeypatch.setattr("loa.render.radio.audio.installed", lambda: False)
    made = trial()
    found = PRODUCTS["machine-voice"].render(made.edition(), made.context())
    assert found.product is None and [problem.code for problem in found.problems] == ["LOA829"]


@dataclass
class Recorder:
    """Another engine behind the same interface."""

    heard: list[Utterance] = field(default_factory=list)
    key: str = "recorder 1"

    def mp3(self, utterances: Sequence[Utterance], title: str, note: str) -> bytes:
        self.heard += utterances
        self.note = note
        return MP3


def test_another_voice_can_be_plugged_in(trial: Make, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    voice = Recorder()
    monkeypatch.setenv("LOA_SOUND", "1")
    monkeypatch.setattr("loa.render.radio.audio.installed", lambda: True)
    monkeypatch.setattr("loa.render.radio.audio.voice_for", lambda language, rate: voice)
    made = trial("Mở đầu.\n\n[Tiếng gà gáy]\n\n**Nữ:** (Cười) Chào bà con.")
    found = products(made, tmp_path)
    assert found["radio/bt01.vi.mp3"].product == "machine-voice"
    said = [part.text for part in voice.heard if isinstance(part, Speech)]
    assert said == made.script().text().splitlines()
    assert Speech("Chào bà con.", "female") in voice.heard
    assert sum(isinstance(part, Pause) and part.seconds > 3 for part in voice.heard) == 4
    pages = {page.path: page for page in site_pages(made.editions, made.context(), frozenset(found))}
    assert "Giọng máy đọc" in pages["bt01.html"].body and "Người đọc." not in pages["bt01.html"].body
    assert "(Giọng máy đọc" in found["radio/podcast.vi.xml"].data.decode()
    voice.heard.clear()
    products(made, tmp_path)
    assert not voice.heard  # kept by the hash of the words
    assert products(trial("Lời khác."), tmp_path) and voice.heard


def test_a_recording_goes_before_the_machine(trial: Make, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LOA_SOUND", "1")
    made = trial(more=CONSENT, extra={"messages/bai-thu.mp3": MP3})
    assert products(made, tmp_path)["radio/bt01.vi.mp3"].product == "recording"


def test_no_voice_is_claimed_for_other_languages() -> None:
    assert voice_for("vi", 180) is not None
    for language in ("km", "rad", "hmn-Latn-VN-x-rpa", "zh-Hant"):
        assert voice_for(language, 180) is None
