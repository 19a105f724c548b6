"""Pages on a phone and on a desk: nothing runs off the side, everything can be hit and seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser_support import DESKTOP, PAGES, PHONE, Visit

pytestmark = pytest.mark.browser

WIDTH = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
# Elements that stick out although the page as a whole does not scroll (cut off); what hides off the side until it
# has the focus, as the skip link, is taken out of the flow.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  const out = n => n && n !== document.body && (getComputedStyle(n).position === 'absolute' || out(n.parentElement));
  return box.width > 1 && box.height > 1 && !out(e)
    && (box.right > innerWidth + 1 || box.left < -1);
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_no_page_scrolls_sideways(visit: Callable[..., Visit], size: dict[str, int]) -> None:
    window = visit(size)
    for kind, path in PAGES.items():
        page = window.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        scroll, client = page.evaluate(WIDTH)
        assert scroll <= client, (kind, scroll, client)
        assert page.evaluate(STICKING_OUT) == [], kind
    assert window.errors == []


def test_large_letters_fit_a_phone(visit: Callable[..., Visit]) -> None:
    """WCAG 1.4.4: letters at twice their size."""
    window = visit(PHONE)
    for kind, path in PAGES.items():
        page = window.open(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        scroll, client = page.evaluate(WIDTH)
        assert scroll <= client, (kind, scroll, client)


def test_header_controls_are_large_enough(visit: Callable[..., Visit]) -> None:
    """WCAG 2.5.5: 44 × 44 px; a thumb on a cheap phone is not exact."""
    window = visit(PHONE)
    for kind, path in PAGES.items():
        page = window.open(path)
        page.evaluate("document.querySelectorAll('header details').forEach(d => d.open = true)")
        small = page.evaluate(
            """() => [...document.querySelectorAll('header a, header summary, header button')]
              .filter(e => e.offsetParent !== null && !e.closest('p'))
              .map(e => [e.innerText.trim(), e.getBoundingClientRect()])
              .filter(([, box]) => box.width < 44 || box.height < 43.5)
              .map(([name, box]) => [name, box.width, box.height])"""
        )
        assert small == [], kind


def test_links_to_products_and_numbers_are_large_enough(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    for path, selector in (("tn01.html", "main a[href$='.pdf']"), ("dv01.html", "main a[href^='tel:']")):
        page = window.open(path)
        boxes = [link.bounding_box() for link in page.query_selector_all(selector)]
        assert boxes, path
        for box in boxes:
            assert box and box["height"] >= 43.5, (path, box)


FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const after = getComputedStyle(e, '::after');
  const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  return {name: (e.innerText || e.tagName).trim(), tag: e.tagName, href: e.getAttribute('href'),
    ring: drawn(style) || drawn(after),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0};
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    visit: Callable[..., Visit], dark: bool
) -> None:
    window = visit(PHONE, dark=dark)
    page = window.open("tn01.html")
    wanted = page.evaluate(
        "() => [...document.querySelectorAll('a[href], summary')].filter(e => e.checkVisibility()).length"
    )
    seen = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["ring"], focus
        assert focus["seen"], focus
        seen.append((focus["tag"], focus["href"], focus["name"]))
    assert seen[0][1] == "#noi-dung", "the first stop leads past the header"
    assert len(seen) == wanted >= 8
    assert ("A", "https://loi-thoat.example/") in {(tag, href) for tag, href, _ in seen}


def test_the_skip_link_leads_to_the_content(visit: Callable[..., Visit]) -> None:
    page = visit(PHONE).open("tn01.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


LETTERS = {"ê̆ô̆ơ̆ư̆ƀč": "index.html", "អត្ថបទ": "km/tn01.html", "ꪀꪱꪁꪴ": "blt/tn01.html", "ưỡnẹo": "tn01.html"}


@pytest.mark.parametrize("letters", sorted(LETTERS))
def test_letters_are_drawn_by_a_font_that_has_them(visit: Callable[..., Visit], letters: str) -> None:
    """An old phone has no font for these, so the site brings one; Noto Sans on this machine is as good for Latin."""
    page = visit(PHONE).open(LETTERS[letters])
    page.evaluate(
        "t => { const p = document.querySelector('main p'); p.textContent = t; p.id = 'probe'; }", letters
    )
    page.evaluate("() => document.fonts.ready")
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#probe"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert fonts
    latin = letters.isascii() or LETTERS[letters] in ("index.html", "tn01.html")
    for font in fonts:
        assert font["isCustomFont"] or (latin and font["familyName"] == "Noto Sans"), fonts
