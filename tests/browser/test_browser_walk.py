"""What a reader does: menu, languages, leaflet, exit; with and without JavaScript, leaving no trace of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser_support import PAGES, PHONE, Visit

pytestmark = pytest.mark.browser
EXIT = "https://loi-thoat.example/"


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_walk_through_the_site(visit: Callable[..., Visit], javascript: bool, tmp_path: Path) -> None:
    window = visit(PHONE, javascript=javascript)
    page = window.open("index.html")
    # The menu.
    header = page.locator("header")
    menu = header.locator("details").first
    entry = menu.get_by_role("link", name="Thông điệp")
    assert not entry.is_visible()
    menu.locator("summary").click()
    entry.click()
    page.wait_for_url("**/messages.html")
    page.locator("main").get_by_role("link", name="Lời nhắn đầu tiên").first.click()
    page.wait_for_url("**/tn01.html")
    # To Khmer and back.
    languages = header.locator("details").filter(has=page.locator("a[hreflang=km]"))
    languages.locator("summary").click()
    languages.locator("a[hreflang=km]").click()
    page.wait_for_url("**/km/tn01.html")
    assert page.locator("html").get_attribute("lang") == "km"
    assert page.locator("h1").inner_text() == "អត្ថបទសាកល្បងទីមួយ"
    # The leaflet.
    with page.expect_download() as download:
        page.locator("main a[href$='leaflets/tn01.km.pdf']").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".pdf" and file.read_bytes().startswith(b"%PDF-")
    languages = header.locator("details").filter(has=page.locator("a[hreflang=vi]"))
    languages.locator("summary").click()
    languages.locator("a[hreflang=vi]").first.click()
    page.wait_for_url(lambda url: url.endswith("/tn01.html") and "/km/" not in url)
    assert page.locator("html").get_attribute("lang") == "vi"
    # Help is one step away from every page.
    header.get_by_role("link", name="Số cần gọi").first.click()
    page.wait_for_url("**/can-giup.html")
    assert page.locator("main a[href='tel:1900000001']").is_visible()
    assert window.elsewhere == []
    assert window.errors == []


def test_contents_and_lists_open_without_scripts(visit: Callable[..., Visit]) -> None:
    page = visit(PHONE, javascript=False).open("mh01.html")
    contents = page.locator("main details").first
    contents.locator("summary").click()
    contents.get_by_role("link", name="Cách rà soát").click()
    assert page.url.endswith("#cach-ra-soat")
    assert page.locator("#cach-ra-soat").is_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_nothing_is_stored_and_nothing_is_asked_of_others(
    visit: Callable[..., Visit], javascript: bool
) -> None:
    window = visit(PHONE, javascript=javascript)
    for kind, path in PAGES.items():
        page = window.open(path)
        page.wait_for_timeout(100)  # whatever a page does on its own, it begins at once
        assert window.context.cookies() == [], kind
        if javascript:
            stored = page.evaluate(
                """async () => [localStorage.length, sessionStorage.length, document.cookie,
                  (await indexedDB.databases()).length, (await caches.keys()).length,
                  (await navigator.serviceWorker.getRegistrations()).length]"""
            )
            assert stored == [0, 0, "", 0, 0, 0], kind
    assert window.elsewhere == []
    assert [error for error in window.errors if "404" not in error] == []


def to_a_sensitive_page(window: Visit) -> None:
    """As a reader gets there: from the home page, by a link."""
    page = window.open("index.html")
    page.locator("main a[href='tn01.html']").first.click()
    page.wait_for_url("**/tn01.html")


def test_quick_exit_by_click_leaves_no_way_back(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    to_a_sensitive_page(window)
    before = window.page.evaluate("history.length")
    window.page.locator(f"a[href='{EXIT}']").click()
    window.page.wait_for_url(EXIT)
    assert window.elsewhere == [EXIT]
    assert window.page.evaluate("history.length") == before, "the page was replaced, not followed by another"
    window.page.go_back()
    assert window.page.url.endswith("/index.html")


def test_quick_exit_by_three_presses_of_shift(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    to_a_sensitive_page(window)
    for _ in range(3):
        window.page.keyboard.press("Shift")
    window.page.wait_for_url(EXIT)
    window.page.go_back()
    assert window.page.url.endswith("/index.html")


def test_two_presses_or_capital_letters_do_not_leave(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    to_a_sensitive_page(window)
    window.page.keyboard.press("Shift")
    window.page.keyboard.press("Shift")
    window.page.keyboard.press("a")
    window.page.keyboard.press("Shift")
    window.page.wait_for_timeout(300)
    assert window.page.url.endswith("/tn01.html") and window.elsewhere == []


def test_quick_exit_leads_away_without_scripts(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE, javascript=False)
    to_a_sensitive_page(window)
    window.page.locator(f"a[href='{EXIT}']").click()
    window.page.wait_for_url(EXIT)


def test_the_other_page_is_not_told_where_the_reader_comes_from(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    to_a_sensitive_page(window)
    with window.page.expect_request(EXIT) as request:
        window.page.locator(f"a[href='{EXIT}']").click()
    assert "referer" not in request.value.headers


def test_quick_exit_stays_in_reach_while_reading(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    page = window.open("tn01.html")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
    box = page.locator(f"a[href='{EXIT}']").bounding_box()
    assert box and 0 <= box["y"] <= PHONE["height"] - box["height"], "the exit has scrolled away"


def test_the_error_page_works_wherever_it_stands(visit: Callable[..., Visit]) -> None:
    window = visit(PHONE)
    page = window.open("km/radio/khong-co.html")
    assert page.locator("h1").inner_text() == "Không tìm thấy trang"
    assert page.evaluate("getComputedStyle(document.querySelector('header')).display") != "inline"
    assert page.evaluate("[...document.styleSheets].every(s => s.cssRules.length > 0)")
    page.locator("main a").first.click()
    page.wait_for_load_state()
    assert page.url == window.address + "index.html"
    assert window.elsewhere == []
