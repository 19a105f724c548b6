"""The directory inside a built site: what tests/site asks of every page, asked of the directory's too."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
import support

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.directory import publish_directory
from loa.render.directory.style import csp_hash

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
LANGUAGES = {"vi", "km", "rad"}
TEL = re.compile(r"tel:([^\"'\s>]*)")


@pytest.fixture(scope="module")
def texts(preview: support.Site) -> dict[str, str]:
    """Every page of the directory as written."""
    return {path: preview.read(path) for path in preview.directory()}


@pytest.fixture(scope="module")
def parsed(preview: support.Site) -> dict[str, support.Node]:
    """The pages as trees: all but communes, and every hundredth of those, which differ in names and records."""
    paths = [path for path in preview.directory() if not re.search(r"\d{5}\.html$", path)]
    communes = [path for path in preview.directory() if path not in set(paths)]
    assert len(paths) > 100 and len(communes) > 9000
    return {path: preview.page(path) for path in [*paths, *communes[::100]]}


def test_every_page_says_its_language(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        assert text.startswith(f'<!doctype html><html lang="{support.language_of(path)}" dir=ltr><head>'), (
            path
        )
    assert {support.language_of(path) for path in texts} == LANGUAGES


def test_ids_are_unique_and_headings_in_order(parsed: dict[str, support.Node]) -> None:
    for path, page in parsed.items():
        support.check_structure(path, page)
        ids = {node.get("id") for node in page.walk()}
        for label in page.all("label"):
            assert label.get("for") in ids, path


def test_the_content_policy_allows_what_stands_in_the_page_and_nothing_else(
    texts: dict[str, str], parsed: dict[str, support.Node]
) -> None:
    for path, text in texts.items():
        assert text.count("http-equiv=Content-Security-Policy") == 1, path
    for path, page in parsed.items():
        head = page.one("head")
        loading = [
            node for node in head.walk() if node.tag in ("script", "link", "style") or node.get("http-equiv")
        ]
        # The policy counts only for what stands after it.
        assert loading[0].get("http-equiv") == "Content-Security-Policy", path
        rules = {rule.split()[0]: rule.split()[1:] for rule in loading[0].get("content").split(";")}
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"], path
        assert set(rules) <= {
            "default-src",
            "base-uri",
            "form-action",
            "style-src",
            "script-src",
            "img-src",
            "font-src",
        }
        inline = [node.text for node in page.all("script") if not node.get("src") and not node.get("type")]
        linked = [node.get("src") for node in page.all("script") if node.get("src")]
        assert rules["style-src"] == [csp_hash(page.one("style").text)], path
        assert rules["script-src"] == [csp_hash(text) for text in inline] + ["'self'"] * len(linked), path
        assert rules["img-src"] == ["data:"] and rules.get("font-src", ["'self'"]) == ["'self'"]
        assert [support.resolve(path, src) for src in linked] in ([], [("assets/d.js", "")]), path
        assert {node.get("type") for node in page.all("script")} <= {"", "application/ld+json"}
        for node in page.walk():
            assert node.tag not in (*support.LOADING, "form")
            assert "style" not in node.attributes
            assert not [name for name in node.attributes if name.startswith("on")], path
            scheme = node.get("href").lower().split(":")[0] if ":" in node.get("href") else ""
            assert scheme in ("", "https", "tel") or (node.tag, node.get("href")) == ("link", "data:,"), path
        assert head.one("meta", name="referrer").get("content") == "no-referrer"


def test_every_link_exists_and_says_its_language(
    preview: support.Site, parsed: dict[str, support.Node]
) -> None:
    assert support.check_links(parsed, preview.files) > 1000


def test_alternates_of_what_search_engines_may_list(
    preview: support.Site, parsed: dict[str, support.Node]
) -> None:
    tree = ET.fromstring(preview.read("sitemap.xml"))
    listed = {
        (url.findtext("s:loc", "", SPACE)).removeprefix(support.SITE_URL): {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", SPACE)
        }
        for url in tree.findall("s:url", SPACE)
    }
    indexed = 0
    for path, page in parsed.items():
        found = {link.get("hreflang"): link.get("href") for link in page.all("link", rel="alternate")}
        base = path if support.language_of(path) == "vi" else path.split("/", 1)[1]
        if page.all("meta", name="robots", content="noindex"):
            assert not found and path not in listed, path
            continue
        indexed += 1
        expected = {tag: support.SITE_URL + (base if tag == "vi" else f"{tag}/{base}") for tag in LANGUAGES}
        assert found == listed[path] == expected, path
    assert indexed >= 3 * 35


def test_text_in_another_language_is_marked(parsed: dict[str, support.Node]) -> None:
    khmer, vietnamese = re.compile("[\u1780-\u17ff]"), re.compile("[ăđơưạảấầậếềệịọộớờợụứừựỳ]", re.IGNORECASE)
    for path, page in parsed.items():
        for node in page.one("body").all():
            if node.tag == "script":
                continue
            for text in (child for child in node.children if isinstance(child, str) and child.strip()):
                # "(chữ thử)" is Vietnamese inside the fixture hub's own made-up strings.
                if khmer.search(text):
                    assert node.lang == "km", (path, text)
                elif vietnamese.search(text) and "chữ thử" not in text:
                    assert node.lang in ("vi", "rad"), (path, text)


def test_only_known_numbers_can_be_dialled(texts: dict[str, str]) -> None:
    dialled = {number for text in texts.values() for number in TEL.findall(text)}
    assert dialled == {"1900000001", "1900000002"}  # the sample is shown, and dials nothing
    assert "000 000 0001" in texts["d/66.html"] and "000 000 0001" in texts["km/d/66.html"]


def test_a_preview_marks_what_nobody_approved(preview: support.Site, texts: dict[str, str]) -> None:
    assert "Hồ sơ mẫu" in texts["d/66.html"] and "Bản nháp" in texts["d/66.html"]
    assert "Chưa xác minh lại" in texts["d/index.html"]
    footer = "<p><b>Đây là bản xem trước"
    assert [
        path for path, text in texts.items() if support.language_of(path) == "vi" and footer not in text
    ] == []


def test_production_publishes_nothing_unapproved(tmp_path: Path) -> None:
    """With the strings of the interface approved there is a directory: of approved, real, checked records alone."""
    hub = open_hub(Settings.of(support.HUB, date=support.DATE, production=True, site_url=support.SITE_URL))
    strings = {**hub.locales, "vi": replace(hub.locale("vi"), ui_status="approved")}
    editions = Editions(replace(hub, locales=strings))
    directory = publish_directory(editions, tmp_path / "site", tmp_path / "cache")
    pages = [path for path in directory.entries if path.endswith(".html")]
    assert {support.language_of(path) for path in pages} == LANGUAGES
    for path in pages:
        text = (tmp_path / "site" / path).read_text(encoding="utf-8")
        assert not [words for words in support.UNAPPROVED if words.casefold() in text.casefold()], path
        assert not [mark for mark in ("Hồ sơ mẫu", "Bản nháp", "Chưa xác minh lại") if mark in text], path
        assert "bản xem trước" not in text, path
        assert set(TEL.findall(text)) == {"1900000001"}, path
