"""axe-core finds nothing: every kind of page, every language, six ways to look at it, no rule switched off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
import support
from browser_support import DESKTOP, PHONE, serving
from playwright.sync_api import Browser, Page
from pseudo import TAG

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Every rule that axe has, those of level AAA and experimental ones too.
RUN = """async (part) => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const found = await axe.run(part, {rules, resultTypes: ['violations']});
  return found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160) + ' ' +
    n.any.concat(n.all, n.none).map(c => c.message).join(' '))]);
}"""
# WCAG 2.5.5: 44 × 44 px, but links inside a sentence. The element behind a label counts with it.
SMALL = """() => [...document.querySelectorAll('a[href], summary, button, input, select, audio')].filter(e => {
  if (!e.checkVisibility({visibilityProperty: true}) || e.closest('.loa-skip')) return false;
  const text = e.parentElement.innerText.trim(), inside = /^inline(-block)?$/.test(getComputedStyle(e).display);
  if (inside && e.parentElement.matches('p, li, dd, small, span') && text !== e.innerText.trim()) return false;
  const label = e.id && document.querySelector(`label[for="${e.id}"]`);
  const boxes = [e, label].filter(Boolean).map(part => part.getBoundingClientRect());
  const area = {height: Math.max(...boxes.map(b => b.height)), width: Math.max(...boxes.map(b => b.width))};
  const after = getComputedStyle(e, '::after');
  if (after.position === 'absolute' && after.inset === '0px') return false;  // the whole card is the target
  return area.height < 43.5 || area.width < 24;
}).map(e => [e.outerHTML.slice(0, 120), Math.round(e.getBoundingClientRect().height)])"""


@dataclass(frozen=True)
class Mode:
    """A way to look at a page: size of the window in px, size of letters, media as Playwright emulates them."""

    size: dict[str, int]
    letters: str = ""
    media: tuple[tuple[str, str], ...] = ()

    def apply(self, page: Page) -> None:
        """Put the window into this mode; it lasts until the next."""
        page.set_viewport_size(self.size)  # type: ignore[arg-type]
        media: dict[str, Any] = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
        # Colours that are still changing would be measured half way.
        page.emulate_media(**{**media, **dict(self.media)}, reduced_motion="reduce")


MODES = {
    "phone": Mode(PHONE),
    "desktop": Mode(DESKTOP),
    "large letters": Mode(PHONE, letters="200%"),
    "dark": Mode(PHONE, media=(("color_scheme", "dark"),)),
    "forced colours": Mode(PHONE, media=(("forced_colors", "active"),)),
    "print": Mode(DESKTOP, media=(("media", "print"),)),
}


@dataclass(frozen=True)
class Walk:
    """A window of its own, the pages to open in it, and the ways to look at each."""

    page: Page
    addresses: list[str]
    modes: tuple[str, ...]


def _by_language(site: support.Site) -> dict[str, list[str]]:
    """Of each language a page of every kind; of a kind with and without quick exit, the one with it."""
    found = site.page_kinds()
    kinds = {kind: path for kind, path in found.items() if (kind[0], f"sensitive {kind[1]}") not in found}
    return {tag: [path for (own, _), path in sorted(kinds.items()) if own == tag] for tag, _ in kinds}


# Six ways in a normal run, where an interface or a script differs from the others; all languages in the full one.
LOOKED_AT = ("vi", "km", "rad", "blt", TAG)


@pytest.fixture(
    scope="module",
    params=[*LOOKED_AT, "others", pytest.param("own content", marks=pytest.mark.full)],
)
def walk(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Walk]:
    """The pages of one language of the fixture hub; of the rest on a phone; of this repository's own content."""
    own = request.param == "own content"
    site: support.Site = request.getfixturevalue("own" if own else "pseudo")
    pages = _by_language(site)
    if own:
        paths, modes = [path for paths in pages.values() for path in paths], tuple(MODES)
    elif request.param == "others":
        paths = [path for tag, paths in pages.items() if tag not in LOOKED_AT for path in paths]
        modes = ("phone",)
    else:
        paths, modes = pages[request.param], tuple(MODES)
    assert paths
    with serving(site.folder) as address:
        page = chromium.new_page(device_scale_factor=1)
        page.set_default_timeout(60_000)
        yield Walk(page, [address + path for path in paths], modes)
        page.close()


def violations(page: Page, part: str = "html") -> list[object]:
    found: list[object] = page.evaluate(RUN, part)
    return found


def test_axe_finds_nothing(walk: Walk) -> None:
    """Each page is opened once and then looked at in every way: opening takes as long as looking."""
    faults: dict[tuple[str, str], object] = {}
    for address in walk.addresses:
        MODES["phone"].apply(walk.page)
        walk.page.goto(address)
        walk.page.evaluate(AXE)
        walk.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        for name in walk.modes:
            MODES[name].apply(walk.page)
            walk.page.evaluate("size => document.documentElement.style.fontSize = size", MODES[name].letters)
            if found := violations(walk.page):
                faults[address, name] = found
            if name == "phone" and (small := walk.page.evaluate(SMALL)):
                faults[address, "small"] = small
    assert faults == {}


def test_menus_that_are_folded_out_have_no_fault_either(walk: Walk) -> None:
    page = walk.page
    MODES["phone"].apply(page)
    for address in walk.addresses[::8]:
        page.goto(address)
        page.evaluate(AXE)
        for number in range(page.locator("header details").count()):
            page.evaluate(
                "n => document.querySelectorAll('header details').forEach((d, i) => d.open = i === n)", number
            )
            # What lies half below a menu is no target until the menu is closed: it has been looked at without one.
            assert violations(page, "header") == [], address


def test_axe_would_find_something(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        "<html lang=vi><title>x</title><main><h1>x</h1><p style='color:#666;background:#fff'>Nhạt"
        "<p><a href=#x>x</a><img src=x></main>"
    )
    page.evaluate(AXE)
    assert {found[0] for found in violations(page)} >= {"color-contrast-enhanced", "image-alt"}  # type: ignore[index]
    assert page.evaluate(SMALL)
    page.close()
