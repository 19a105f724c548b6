"""Without a mouse, without sight, with very large letters: keyboard walks, focus, reflow, motion, reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
import support
from browser_support import DESKTOP, PHONE, Visit, serving
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
EXIT = "https://loi-thoat.example/"

# What has the focus, whether something drawn shows it, and whether anything of it is in sight and on top (2.4.11).
FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), after = getComputedStyle(e, '::after');
  const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  return {html: e.outerHTML.slice(0, 120), end: e === document.body, ring: drawn(getComputedStyle(e)) || drawn(after),
    seen: points.some(hit => hit && (e.contains(hit) || hit.contains(e)))};
}"""


# Until the player says so: waiting as Playwright does it needs eval, which the content policy forbids.
UNTIL = """name => new Promise(done => { const player = document.querySelector('audio');
  const look = () => player[name] ? done() : setTimeout(look, 50); look(); })"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this element has the focus; every stop on the way is shown and not covered."""
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["end"] or (stop["ring"] and stop["seen"]), stop
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"no way to {selector}")


def test_menu_and_languages(visit: Callable[..., Visit]) -> None:
    page = visit(PHONE).open("tn01.html")
    tab_to(page, "header details:first-of-type > summary")
    page.keyboard.press("Enter")
    tab_to(page, "header details a[href='laws.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/laws.html")
    page.go_back()
    tab_to(page, ".loa-drop--languages > summary")
    page.keyboard.press("Space")
    tab_to(page, "a[hreflang=km]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/km/tn01.html")


def test_search_link(visit: Callable[..., Visit]) -> None:
    """Its way through the results is in tests/search."""
    page = visit(PHONE).open("tn01.html")
    tab_to(page, ".loa-searchlink")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem.html")
    tab_to(page, "main input")


def test_audio_player_and_its_words(chromium: Browser, pseudo: support.Site) -> None:
    page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
    with serving(pseudo.folder) as address:
        page.goto(address + "tn01.html")
        tab_to(page, "audio")
        assert page.evaluate("document.activeElement.paused"), "nothing plays by itself"
        page.keyboard.press("Space")
        page.evaluate(UNTIL, "currentTime")
        page.keyboard.press("Space")
        page.evaluate(UNTIL, "paused")
        tab_to(page, ".loa-audio a[download]")
        tab_to(page, ".loa-audio summary")
        page.keyboard.press("Enter")
        assert page.locator(".loa-audio details li").first.is_visible()
    page.close()


def test_exit_and_contents(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    page = window.open("mh01.html")
    tab_to(page, ".loa-toc > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".loa-toc a[href='#cach-ra-soat']")
    page.keyboard.press("Enter")
    assert page.url.endswith("#cach-ra-soat")
    page = window.open("tn01.html")
    tab_to(page, "#loa-exit")
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("path", ["d/66.html", "d/index.html"])
def test_filters_of_the_directory(visit: Callable[..., Visit], path: str) -> None:
    page = visit(PHONE).open(path)
    tab_to(page, "main > input")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    assert page.url.endswith(path), "a filter leaves nothing in the address"


def test_every_stop_on_every_kind_of_page_is_shown_and_not_covered(
    visit: Callable[..., Visit], preview: support.Site
) -> None:
    """Behind a header that stays in place, or below the exit button, nobody sees where the focus is."""
    window = visit({"width": 360, "height": 500})
    for (language, kind), path in preview.page_kinds().items():
        if language != "vi" or kind == "directory":  # the latter is walked above, by arrows
            continue
        page = window.open(path)
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            if stop["end"]:
                break
            assert stop["ring"] and stop["seen"], (path, stop)


def test_nothing_moves_for_those_who_asked_for_stillness(visit: Callable[..., Visit]) -> None:
    for path in ("index.html", "tn01.html", "d/66.html"):
        page = visit(PHONE).open(path)
        page.emulate_media(reduced_motion="reduce")
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
              return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'
                || s.scrollBehavior === 'smooth'; }).map(e => e.outerHTML.slice(0, 80))"""
        )
        assert moving == [], path


@pytest.fixture(params=[(320, 568), (320, 256)], ids=["320 px", "400 % of 1280 × 1024"])
def narrow(request: pytest.FixtureRequest) -> Iterator[dict[str, int]]:
    """WCAG 1.4.10: a window of 1280 × 1024 at 400 % has 320 × 256 px for the page."""
    yield {"width": request.param[0], "height": request.param[1]}


def test_no_page_needs_scrolling_in_two_directions(
    visit: Callable[..., Visit], preview: support.Site, narrow: dict[str, int]
) -> None:
    window = visit(narrow)
    for path in preview.page_kinds().values():
        page = window.open(path)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        wide, out = page.evaluate(
            """() => [document.documentElement.scrollWidth, [...document.querySelectorAll('main *')].filter(e => {
              const box = e.getBoundingClientRect();
              return box.width > 1 && box.height > 1 && box.right > innerWidth + 1;
            }).map(e => e.outerHTML.slice(0, 100))]"""
        )
        assert wide <= narrow["width"] and out == [], (path, wide, out)


def test_text_spacing_of_readers_fits(visit: Callable[..., Visit]) -> None:
    """WCAG 1.4.12: lines 1.5, paragraphs 2, letters 0.12, words 0.16."""
    window = visit(PHONE)
    for path in ("index.html", "tn01.html", "km/tn01.html", "d/66.html"):
        page = window.open(path)
        page.evaluate(
            """() => document.querySelectorAll('body *').forEach(e => { e.style.lineHeight = '1.5';
              e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em'; })"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_what_a_screen_reader_reads_and_in_which_order(
    visit: Callable[..., Visit], preview: support.Site, size: dict[str, int]
) -> None:
    """From the browser's accessibility tree: way past, exit, title, text, end; one title, levels without a gap."""
    window = visit(size)
    for (_, kind), path in preview.page_kinds().items():
        tree = window.open(path).locator("body").aria_snapshot()
        marks = [re.match(r"\s*- (banner|main|contentinfo)\b", line) for line in tree.splitlines()]
        landmarks = [mark[1] for mark in marks if mark]
        assert landmarks in (["banner", "main", "contentinfo"], ["banner", "main"]), (path, landmarks)
        levels = [int(level) for level in re.findall(r"- '?heading .*\[level=(\d)\]", tree)]
        assert levels[0] == 1 and levels.count(1) == 1, (path, levels)
        assert all(after - before <= 1 for before, after in pairwise(levels)), (
            path,
            levels,
        )
        assert not re.search(r"- (?:link|button)(?: \[|:|$)", tree, re.MULTILINE), (
            f"{path}: a link without a name"
        )
        if kind in ("commune", "province"):
            exit_link, title = tree.index("/url: https://loi-thoat"), tree.index("heading")
            assert exit_link < title and tree.find("/url: tel:") not in range(title), path
