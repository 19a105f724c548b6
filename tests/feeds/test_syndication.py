"""News feeds: against rss-parser's models and our own grammars, read by feedparser; what each mode may tell."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import feedparser
import pytest
import support
import tiny
from lxml import etree
from pydantic import ValidationError
from rss_parser import AtomParser, RSSParser

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.render.feeds.syndication import feed_products, feeds

HERE = Path(__file__).parent
REAL = "https://binh-dang.gov.vn/"
XML = "{http://www.w3.org/XML/1998/namespace}"


def editions(*, production: bool = False, date: str = support.DATE, url: str = REAL) -> Editions:
    return Editions(
        open_hub(Settings.of(support.HUB, date=date, production=production, site_url=url), support.PROJECT)
    )


def made(**options) -> dict[str, bytes]:
    return {product.path: product.data for product in feed_products(editions(**options))}


@pytest.mark.parametrize("production", [False, True])
def test_every_feed_is_valid_and_readable(production: bool) -> None:
    found = made(production=production)
    assert {"feeds/vi.atom.xml", "feeds/vi.rss.xml", "feeds/km.atom.xml"} <= found.keys()
    assert "feeds/chien-dich-thu-nghiem.vi.atom.xml" in found
    schemas = {name: etree.RelaxNG(etree.parse(HERE / f"{name}.rng")) for name in ("atom", "rss")}
    for path, data in found.items():
        format_ = path.split(".")[-2]
        schemas[format_].assertValid(etree.fromstring(data))
        parsed = feedparser.parse(data)
        assert not parsed.bozo and parsed.version == {"atom": "atom10", "rss": "rss20"}[format_], path
        assert parsed.feed.language == path.split(".")[-3].removeprefix("feeds/"), path
        for entry in parsed.entries:
            assert entry.link.startswith(REAL) and entry.link.endswith(".html")
            assert entry.published_parsed and entry.id.startswith("loa:")


@pytest.mark.parametrize(("format_", "title"), [("atom", "{*}title"), ("rss", "channel/title")])
def test_what_stays_vietnamese_in_a_feed_of_another_language_says_so(format_: str, title: str) -> None:
    found = made()
    campaign = etree.fromstring(found[f"feeds/chien-dich-thu-nghiem.rad.{format_}.xml"])
    assert campaign.find(title).get(f"{XML}lang") == "vi"
    vietnamese = etree.fromstring(found[f"feeds/vi.{format_}.xml"])
    assert vietnamese.find(title).get(f"{XML}lang") is None


def days_by_a_validator(path: str, data: bytes) -> list[dt.datetime]:
    """When each entry was published, as rss-parser's strict models of Atom 1.0 and RSS 2.0 understand it.

    Raises:
        ValidationError: a required element is missing or doubled.
    """
    if path.endswith(".atom.xml"):
        return [
            entry.content.published.content for entry in AtomParser.parse(data.decode()).feed.content.entries
        ]
    return [item.content.pub_date.content for item in RSSParser.parse(data.decode()).channel.content.items]


@pytest.mark.parametrize("production", [False, True])
def test_a_validator_that_is_not_ours_agrees(production: bool) -> None:
    for path, data in made(production=production).items():
        days = days_by_a_validator(path, data)
        assert days, path
        for day in days:
            assert isinstance(day, dt.datetime) and day.utcoffset() == dt.timedelta(hours=7), path


@pytest.mark.parametrize(("path", "element"), [("vi.atom.xml", b"id"), ("vi.rss.xml", b"link")])
def test_the_validator_misses_nothing_that_is_required(path: str, element: bytes) -> None:
    data = made()[f"feeds/{path}"]
    with pytest.raises(ValidationError):
        days_by_a_validator(path, re.sub(b"<%b>.*?</%b>" % (element, element), b"", data, count=1))


def test_a_broken_feed_would_be_refused() -> None:
    data = made()["feeds/vi.atom.xml"].replace(b"<updated>2026-11-2", b"<updated>2026-13-2")
    assert not etree.RelaxNG(etree.parse(HERE / "atom.rng")).validate(etree.fromstring(data))


def test_production_tells_only_what_is_approved() -> None:
    for path, data in made(production=True).items():
        for words in (*support.UNAPPROVED, "Bản nháp"):
            assert words not in data.decode(), path
    preview = feedparser.parse(made()["feeds/vi.atom.xml"])
    (draft,) = [entry for entry in preview.entries if entry.id == "loa:tn02:vi"]
    assert draft.title.startswith("Bản nháp: ")


def test_services_are_no_news_and_sensitive_summaries_stay_neutral() -> None:
    found = feedparser.parse(made()["feeds/vi.rss.xml"])
    assert not [entry for entry in found.entries if entry.id.split(":")[1].startswith("dv")]
    (sensitive,) = [entry for entry in found.entries if entry.id == "loa:tn01:vi"]
    assert sensitive.summary == "Thông tin cho mọi nhà, dễ đọc, dễ nghe"


def test_dates_come_from_the_content_and_bytes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    today, later = made(production=True), made(production=True, date="2026-12-01")
    assert today == later
    moments = [entry.updated for entry in feedparser.parse(today["feeds/vi.atom.xml"]).entries]
    assert moments == sorted(moments, reverse=True) and max(moments).startswith("2026-11-20")


def test_no_address_no_feed() -> None:
    assert not made(url="")
    assert not made(production=True, url=support.SITE_URL)  # a name reserved for examples


def test_an_old_hub_has_the_newest_fifty(tmp_path: Path) -> None:
    files = {
        f"thu/messages/bai-{number}.md": tiny.item(
            f"checked: 2026-0{1 + number // 28}-{1 + number % 28:02}\n", identifier=f"tg{number}"
        )
        for number in range(60)
    }
    hub = open_hub(Settings.of(tiny.write(tmp_path, files), date=tiny.DATE, site_url=REAL), support.PROJECT)
    (feed, _) = feeds(Editions(hub))
    data = {product.path: product.data for product in feed_products(Editions(hub))}
    entries = feedparser.parse(data[feed.path("atom")]).entries
    assert len(entries) == 50 and entries[0].id == "loa:tg59:vi" and entries[-1].id == "loa:tg10:vi"


def test_pages_name_their_feeds(preview: support.Site) -> None:
    for path, feed in (
        ("index.html", "feeds/vi.atom.xml"),
        ("km/index.html", "../feeds/km.atom.xml"),
        (preview.campaign, "feeds/chien-dich-thu-nghiem.rad.rss.xml"),
    ):
        links = preview.page(path).one("head").all("link", rel="alternate")
        assert feed in [link.get("href") for link in links], path
    for path in (
        "can-giup.html",
        "dv01.html",
        "tn01.html",
    ):  # nothing to subscribe to where somebody seeks help
        assert not [link for link in preview.page(path).all("link", rel="alternate") if link.get("type")], (
            path
        )


def test_feeds_stand_in_the_manifest(preview: support.Site) -> None:
    entry = preview.files["feeds/vi.atom.xml"]
    assert entry["product"] == "feed-atom" and entry["language"] == "vi" and entry["sources"]
