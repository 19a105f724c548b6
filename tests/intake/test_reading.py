"""Feeds of every kind, in every encoding, with everything that sites put into them."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.intake.reading import NoFeed, day_of, plain, read_feed, safe_link
from loa.intake.topics import about_a_case, mentions, wanted

BASE = "https://bao.example/rss/"
TITLE = "Bình đẳng giới ở xã vùng cao"
ITEM = (
    f"<title>{TITLE}</title><link>https://bao.example/tin-1</link><description>Cả nhà cùng làm.</description>"
)
FEEDS = {
    "RSS 0.91": f'<rss version="0.91"><channel><title>Báo</title><item>{ITEM}</item></channel></rss>',
    "RSS 0.92": f'<rss version="0.92"><channel><item>{ITEM}</item></channel></rss>',
    "RSS 2.0": f'<rss version="2.0"><channel><title>Báo</title><item>{ITEM}</item></channel></rss>',
    "RSS 0.90": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    f'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>B</title></channel><item>{ITEM}</item></rdf:RDF>',
    "RSS 1.0": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f'<channel><title>B</title></channel><item rdf:about="https://bao.example/tin-1">{ITEM}</item></rdf:RDF>',
    "Atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><id>urn:1</id><title>{TITLE}</title>'
    '<link href="/tin-1"/><summary>Cả nhà cùng làm.</summary></entry></feed>',
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "B",
            "items": [
                {"id": "1", "title": TITLE, "url": "../tin-1", "content_html": "<p>Cả nhà cùng làm.</p>"}
            ],
        }
    ),
}


@pytest.mark.parametrize("name", FEEDS)
def test_every_kind_of_feed(name: str) -> None:
    (story,) = read_feed(FEEDS[name].encode(), BASE)
    assert (story.title, story.link, story.summary) == (
        TITLE,
        "https://bao.example/tin-1",
        "Cả nhà cùng làm.",
    )


def in_1258(text: str) -> bytes:
    """windows-1258 writes tone marks as letters of their own behind the vowel."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = ""
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(part for part in parts if part in tones)
        found += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone
    return found.encode("cp1258")


def labelled(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>' + FEEDS["RSS 2.0"] if encoding else FEEDS["RSS 2.0"]


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (in_1258(labelled("windows-1258")), ""),
        (in_1258(labelled("utf-8")), "text/xml; charset=utf-8"),
        (in_1258(labelled("iso-8859-1")), ""),
        (in_1258(labelled("")), "text/xml; charset=windows-1258"),
        (in_1258(labelled("khong-co")), ""),
        (labelled("windows-1258").encode(), "text/xml; charset=windows-1258"),
        (labelled("us-ascii").encode(), "application/xml; charset=iso-8859-1"),
        (labelled("utf-8").encode("utf-8-sig"), ""),
        (labelled("utf-16").encode("utf-16"), ""),
        (unicodedata.normalize("NFD", labelled("utf-8")).encode(), ""),
    ],
)
def test_letters_are_right_whatever_the_label_says(data: bytes, content_type: str) -> None:
    (story,) = read_feed(data, BASE, content_type)
    assert story.title == TITLE


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sat, 21 Nov 2026 23:30:00 GMT", dt.date(2026, 11, 22)),  # already Sunday in Viet Nam
        ("2026-11-21T08:30:00+07:00", dt.date(2026, 11, 21)),
        ("Thứ Bảy, 21/11/2026, 08:30 (GMT+7)", dt.date(2026, 11, 21)),
        ("05/11/2026 08:30", dt.date(2026, 11, 5)),
        ("08:30 5-11-2026", dt.date(2026, 11, 5)),
        ("Ngày 5 tháng 11 năm 2026", dt.date(2026, 11, 5)),
        ("5 Tháng 11, 2026", dt.date(2026, 11, 5)),
        ("2026-11-21", dt.date(2026, 11, 21)),
        ("31/02/2026", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_dates_as_they_are_written_here(written: str, day: dt.date | None) -> None:
    data = FEEDS["RSS 2.0"].replace("</item>", f"<pubDate>{written}</pubDate></item>").encode()
    (story,) = read_feed(data, BASE)
    assert story.published == day
    if "GMT" not in written or "+7" in written:
        assert day_of(written) == day


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Một</p><p>Hai</p>", "Một Hai"),
        ("A<script>alert(1)</script><style>x{}</style>B", "AB"),
        ("<img src=x onerror=alert(1)>Ảnh<form><input value=x></form>", "Ảnh"),
        ("A &amp; B &lt;b&gt;", "A & B <b>"),
        ("a\u202eb\u2066c\u0000d\ufeff", "abcd"),
        ("ក\u200bខ", "ក\u200bខ"),
        ("<iframe src='//x'></iframe><a href=javascript:1 onclick=x>Chữ</a>", "Chữ"),
        ("<![CDATA[Chữ]]>", ""),
    ],
)
def test_texts_become_plain(markup: str, text: str) -> None:
    assert plain(markup, 200) == text


def test_long_texts_end_at_a_word() -> None:
    short = plain("chữ dài " * 100, 50)
    assert len(short) <= 50 and short.endswith("…") and not short.endswith("ch…")
    assert len(plain("a" * 900, 50)) == 50


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://bao.example/a?utm_source=rss&id=5&fbclid=x#noi", "https://bao.example/a?id=5"),
        ("../tin", "https://bao.example/tin"),
        ("//bao.example:8443/tin", "https://bao.example:8443/tin"),
        ("HTTP://BAO.example/Tin", "http://bao.example/Tin"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://user:pw@bao.example/", ""),
        ("https://bao.example/\"onmouseover='x", ""),
        ("https://[bao", ""),
        ("https://bao.example:99999/", ""),
    ],
)
def test_only_links_to_web_pages_stay(link: str, safe: str) -> None:
    assert safe_link(link, BASE) == safe


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html><body>404</body></html>", b"{}", b"{", b"[1]", b"\x89PNG\r\n", b"/etc/passwd", b"file:///etc/passwd",
        b"https://bao.example/", b'{"version": 3, "items": 5}', b"{" * 5000 + b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(NoFeed):
        read_feed(data, BASE)


def test_hostile_xml_reads_no_file_and_does_not_grow() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a0 "ha">{bomb}]>'
        '<rss version="2.0"><channel><item><title>Tin &x; &a11;</title><link>https://bao.example/1</link></item></channel></rss>'
    )
    for story in read_feed(data.encode(), BASE):
        assert "root:" not in story.title and len(story.title) <= 200


def test_entries_without_title_or_link_are_dropped() -> None:
    data = (
        '<rss version="2.0"><channel><item><title>Không có địa chỉ</title></item>'
        "<item><link>https://bao.example/1</link></item>"
        "<item><title>Tin</title><link>javascript:1</link></item></channel></rss>"
    )
    assert read_feed(data.encode(), BASE) == []
    assert read_feed(b'{"version":"https://jsonfeed.org/version/1","items":[5,{"id":1},null]}', BASE) == []


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda t: FEEDS["RSS 2.0"].replace(TITLE, t).encode("utf-8", "replace")),
    )
)
def test_any_bytes_give_stories_or_no_feed(data: bytes) -> None:
    try:
        stories = read_feed(data, BASE)
    except NoFeed:
        return
    for story in stories:
        assert story.link.startswith("http") and story.title == " ".join(story.title.split())


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Hội nghị về bình đẳng giới", "bình đẳng giới", True),
        ("Hoi nghi ve binh dang gioi", "bình đẳng giới", True),
        ("Hội nghị về bình đẳng giới", "binh dang gioi", True),
        ("HỘI NGHỊ VỀ BÌNH ĐẲNG GIỚI", "Bình đẳng giới", True),
        ("Bạo lực gia đình", "bao luc", True),
        ("Ba Nà bao lúc", "bạo lực", False),  # both have marks: then they count
        ("Bình đẳng giới, hội nhập", "bình đẳng", True),
        ("Không bình đẳngx", "bình đẳng", False),
        ("ការស្មើភាពយេនឌ័រ", "ស្មើភាព", True),
        ("Tin thể thao", "bình đẳng giới", False),
        ("Đà Nẵng", "da nang", True),
    ],
)
def test_topics_are_found_with_and_without_tone_marks(text: str, words: str, found: bool) -> None:
    assert mentions(unicodedata.normalize("NFD", text), words) is found


def test_no_topics_mean_everything() -> None:
    assert wanted("Tin thể thao", ()) and wanted("Tin", ("", " ")) and not wanted("Tin", ("bóng đá",))


def test_a_report_on_a_case_asks_for_care() -> None:
    assert about_a_case("Khởi tố người đánh vợ") and about_a_case("Nan nhan trú tại xã X")
    for words in (
        "Em T., 14 tuổi, ở xã X",
        "chị H kể lại",
        "cháu bé 9 tuổi",
        "Nữ sinh bị cha đánh",
        "anh Đ. (35 tuổi)",
    ):
        assert about_a_case(words), words
    for words in (
        "Phát động Tháng hành động vì bình đẳng giới",
        "Nam từ đủ 20 tuổi mới kết hôn",
        "anh em cùng làm",
    ):
        assert not about_a_case(words), words
