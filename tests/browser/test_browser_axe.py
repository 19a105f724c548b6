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
from pseudo import TAG, pseudo_hub

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Every rule that axe has, those of level AAA and experimental ones too.
RUN = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const found = await axe.run(document, {rules, resultTypes: ['violations']});
  return found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160) + ' ' +
    n.any.concat(n.all, n.none).map(c => c.message).join(' '))]);
}"""
# WCAG 2.5.5: 44 × 44 px, but links inside a sentence. The element behind a label counts with it.
SMALL = """() => [...document.querySelectorAll('a[href], summary, button, input, select, audio')].filter(e => {
  if (!e.checkVisibility({visibilityProperty: true}) || e.closest('.loa-skip')) return false;
  const text = e.parentElement.innerText.trim(), inside = /^inline(-block)?$/.test(getComputedStyle(e).display);
  if (inside && e.parentElement.matches('p, li, dd, small, span') && text !== e.innerText.trim()) return false;
  const label = e.id && document.querySelector(`label[for="${e.id}"]`);
  const area = (label || e).getBoundingClientRect(), after = getComputedStyle(e, '::after');
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


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The fixture hub with the pseudo-locale."""
    folder = tmp_path_factory.mktemp("pseudo")
    return support.build(pseudo_hub(folder), folder / "site")


@pytest.fixture(scope="module", params=["fixture hub", pytest.param("own content", marks=pytest.mark.full)])
def walk(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window, and the addresses of all kinds of pages; of a kind with and without quick exit, the one with it."""
    site: support.Site = request.getfixturevalue("pseudo" if request.param == "fixture hub" else "own")
    found = site.page_kinds()
    kinds = {kind: path for kind, path in found.items() if (kind[0], f"sensitive {kind[1]}") not in found}
    assert request.param != "fixture hub" or {"vi", "km", "rad", "blt", TAG} <= {
        language for language, _ in kinds
    }
    with serving(site.folder) as address:
        page = chromium.new_page(device_scale_factor=1)
        page.set_default_timeout(60_000)
        yield page, [address + path for path in sorted(kinds.values())]
        page.close()


def violations(page: Page) -> list[object]:
    page.evaluate(AXE)
    found: list[object] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("name", list(MODES))
def test_axe_finds_nothing(walk: tuple[Page, list[str]], name: str) -> None:
    page, addresses = walk
    MODES[name].apply(page)
    faults: dict[str, object] = {}
    for address in addresses:
        page.goto(address)
        page.evaluate(
            "size => { document.querySelectorAll('main details').forEach(d => d.open = true);"
            " document.documentElement.style.fontSize = size; }",
            MODES[name].letters,
        )
        if found := violations(page):
            faults[address] = found
        if name == "phone" and (small := page.evaluate(SMALL)):
            faults[address] = [*found, "small", small]
    assert faults == {}


def test_menus_that_are_folded_out_have_no_fault_either(walk: tuple[Page, list[str]]) -> None:
    page, addresses = walk
    MODES["phone"].apply(page)
    for address in addresses[::8]:
        page.goto(address)
        for number in range(page.locator("header details").count()):
            page.evaluate(
                "n => document.querySelectorAll('header details').forEach((d, i) => d.open = i === n)", number
            )
            assert violations(page) == [], address


def test_axe_would_find_something(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        "<html lang=vi><title>x</title><main><h1>x</h1><p style='color:#666;background:#fff'>Nhạt"
        "<p><a href=#x>x</a><img src=x></main>"
    )
    assert {found[0] for found in violations(page)} >= {"color-contrast-enhanced", "image-alt"}  # type: ignore[index]
    assert page.evaluate(SMALL)
    page.close()
