"""The calendar page: a list on a phone and for a screen reader, a month where there is room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import support
from browser_support import DESKTOP, PAGES, PHONE, Visit
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_phone_shows_the_days_on_which_something_happens(visit: Callable[..., Visit]) -> None:
    page = visit(PHONE).open(PAGES["calendar"])
    shown = page.locator(".loa-month > li:visible")
    assert shown.count() == 3
    assert "Chủ nhật, 15/11/2026" in shown.first.inner_text() and "Ngày mở đầu" in shown.first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_wide_window_shows_whole_months_from_monday(visit: Callable[..., Visit]) -> None:
    page = visit(DESKTOP).open(PAGES["calendar"])
    month = page.locator(".loa-month").first
    assert month.locator("> li:visible").count() == 7 + 1 + 30
    columns = [month.locator(".loa-month__head").nth(day).bounding_box() for day in range(7)]
    sunday, box = columns[6], month.locator("time[datetime='2026-11-15']").locator("..").bounding_box()
    assert sunday and box and abs(sunday["x"] - box["x"]) < 2
    # The words stay for a screen reader, which meets a list of three days.
    listed = [item for item in page.locator(".loa-month").get_by_role("listitem").all() if item.is_visible()]
    assert len(listed) == 3


def test_structured_data_is_no_script_to_the_browser(chromium: Browser, production: support.Site) -> None:
    """The content policy has no word on it, and nothing is refused or run."""
    page, said = chromium.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    html = production.read("vb01.html")
    data = '<script type="application/ld+json">{"a":"alert(1)"}</script></head>'
    page.route(
        "**/*", lambda route: route.fulfill(content_type="text/html", body=html.replace("</head>", data))
    )
    page.goto("http://loa.test/vb01.html", wait_until="domcontentloaded")
    assert page.locator("script[type='application/ld+json']").count() >= 1
    assert not [text for text in said if "Content Security Policy" in text and "ld+json" in text]
    assert not [text for text in said if "inline script" in text]
    page.close()
