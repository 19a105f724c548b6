"""What a phone loads to show an article: at most 45 KB in 6 requests (stock Material: 80 KB in 15, fonts apart)."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import pytest
import support
from browser_support import PHONE, serving
from playwright.sync_api import Browser, Response

from loa.hub import PROJECT
from loa.site.stylesheet import name, stylesheet

pytestmark = pytest.mark.browser
LIMIT, REQUESTS = 45_000, 6
# Woff2 and pictures are packed already.
_PACKED = (".woff2", ".webp", ".png", ".jpg")


def _asked_for(browser: Browser, address: str) -> list[str]:
    """The addresses that a page asks for, in a window of its own: what the last one asked for late is not its own."""
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(address, wait_until="load")
    page.evaluate("() => document.body.offsetHeight && document.fonts.ready.then(() => 1)")
    page.close()
    return [response.url for response in loaded]


def test_no_article_is_heavy(old_phone: Browser, preview: support.Site) -> None:
    """On a phone that has one Latin font: what other scripts need is fetched, and counts."""
    heavy = []
    fetched: set[str] = set()
    with serving(preview.folder) as address:
        for kind, path in preview.page_kinds().items():
            # For officials: titles in every language of the commune, each with its font; a gallery of pictures.
            if kind[1].endswith(("station", "samples")):
                continue
            # What came is measured where it lies: bodies of pages that were left cannot be asked for.
            files = {
                url.removeprefix(address).partition("?")[0] for url in _asked_for(old_phone, address + path)
            }
            sizes = {
                file: len(data if file.endswith(_PACKED) else gzip.compress(data))
                for file in files
                if (preview.folder / file).is_file() and (data := (preview.folder / file).read_bytes())
            }
            if sum(sizes.values()) > LIMIT or len(sizes) > REQUESTS:
                heavy.append((kind, path, sizes))
            fetched.update(file for file in sizes if file.endswith(".woff2"))
    assert heavy == []
    assert len(fetched) > 2 or sys.platform != "linux", "no page asked for its script's font"


def test_a_gallery_loads_what_is_looked_at(preview: support.Site) -> None:
    """Its pictures wait until the reader comes to them, and the page does not jump when they arrive."""
    pictures = preview.page("san-pham-mau.html").one("main").all("img")
    assert pictures
    for picture in pictures:
        assert picture.get("loading") == "lazy" and picture.get("width") and picture.get("height")
        assert (preview.folder / picture.get("src")).stat().st_size < 25_000


def test_only_what_pages_use_of_the_theme_is_sent(preview: support.Site) -> None:
    (sheet,) = (path for path in preview.files if path.endswith(".css"))
    text = preview.read(sheet)
    assert sheet == name(text)
    assert len(gzip.compress(text.encode())) < 8_000
    html = "".join(preview.read(path) for path in preview.pages())
    used = {word for words in re.findall(r'class="([^"]*)"', html) for word in words.split()}
    theirs = set(re.findall(r"\.(md-[\w-]+)", text))
    assert theirs <= used and {"md-typeset"} <= theirs


def test_the_short_sheet_looks_like_the_long_one(
    chromium: Browser, preview: support.Site, tmp_path: Path
) -> None:
    """Every element of some pages, in both media: the same computed style as with Material's whole sheet."""
    import material

    whole = next(Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.css")).read_text(
        "utf-8"
    )
    own = (PROJECT / "docs/assets/loa.css").read_text("utf-8")
    (sheet,) = (path for path in preview.files if path.endswith(".css"))
    assert preview.read(sheet) == stylesheet(whole, own)
    style = """() => [...document.querySelectorAll('body, body *')].map(e => {
      const s = getComputedStyle(e);
      return e.tagName + ' ' + [...s].filter(p => !p.startsWith('--') && !p.startsWith('transition'))
        .map(p => p + ':' + s.getPropertyValue(p)).join(';'); })"""
    page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
    with serving(preview.folder) as address:
        for path in ("tn01.html", "vb01.html", "radio/tn01.html"):
            found = []
            for text in (preview.read(sheet), whole + "\n" + own.replace('url("fonts/', 'url("../fonts/')):
                page.route(
                    "**/*.css",
                    lambda route, request, body=text: route.fulfill(body=body, content_type="text/css"),
                )
                page.goto(address + path, wait_until="networkidle")
                found.append(page.evaluate(style))
                page.unroute("**/*.css")
            assert [pair for pair in zip(*found, strict=True) if pair[0] != pair[1]] == [], path
    page.close()
