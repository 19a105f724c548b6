"""Searching in a phone-sized Chromium: over HTTP and from a memory stick, one matcher for both."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import support
from playwright.sync_api import Browser, Locator, Page, Request, expect

from loa.model.folding import typed_words
from loa.site.search import BASE

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def web(online: support.Site) -> Iterator[str]:
    """The site on a server."""
    with support.served(online.folder) as address:
        yield address


@pytest.fixture(params=["web", "stick"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the site is: on a server, or on a memory stick."""
    found = request.getfixturevalue(request.param)
    return found if isinstance(found, str) else f"{found.folder.as_uri()}/"


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Opens a page and remembers what it asks for; errors on it fail the test."""
    contexts, errors = [], []

    def opening(address: str, *, scripts: bool = True, faulty: bool = False) -> tuple[Page, list[str]]:
        context = chromium.new_context(viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
        contexts.append(context)
        page, asked = context.new_page(), []

        def note(request: Request) -> None:
            asked.append(request.url)

        page.on("request", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if not faulty:
            page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return page, asked

    yield opening
    for context in contexts:
        context.close()
    assert errors == []


def status(page: Page) -> Locator:
    """What the search says of itself; the quick exit has a line of its own."""
    return page.locator("#loa-search").get_by_role("status")


def find(page: Page, typed: str) -> list[str]:
    """The titles found for what is typed, best first."""
    page.locator("#loa-search-field").fill(typed)
    page.keyboard.press("Enter")
    # Playwright's wait_for_function evaluates text in the page, which its content policy forbids.
    expect(status(page)).to_have_text(re.compile("^[^…]+$"))
    return page.locator("#loa-search ol a").all_inner_texts()


TYPED = {
    "bao luc": "Bạo lực thử",
    "BẠO LỰC": "Bạo lực thử",
    "bạo l": "Bạo lực thử",
    "binh dang gioi": "Bình đẳng giới thử",
    "di dau": "Bạo lực thử",
    "Buon Don": "Xã Buôn Đôn, Tỉnh Đắk Lắk",
    "buôn đôn": "Xã Buôn Đôn, Tỉnh Đắk Lắk",
    "dung de uon eo": "Chiến dịch thử nghiệm “Đừng để ưỡn ẹo ngữ nghĩa”",
}
NUMBERS = ("1900 000 001", "1900000001", "1900 00")

NATIONAL = {
    "bao luc": "Bạo lực gia đình",
    "binh dang gioi": "Bạo lực gia đình",
    "bao luc gia dinh": "Bạo lực gia đình",
    # Both words are common, alone also in names of places: what has both comes first.
    "di dau": "Bạo lực gia đình",
    "Buon Don": "Xã Buôn Đôn",
    "tram y te xa buon don": "Xã Buôn Đôn",
    "000 001 24235": "Trợ giúp pháp lý Xã Buôn Đôn",
}


def test_what_people_type_is_found(opened: Callable[..., tuple[Page, list[str]]], address: str) -> None:
    page, _ = opened(address + BASE)
    for typed, first in TYPED.items():
        assert find(page, typed)[0] == first, typed
    for typed in NUMBERS:  # texts name the service's number too
        assert "Đường dây thử nghiệm" in find(page, typed), typed


def test_a_khmer_word_is_found_inside_a_run(
    opened: Callable[..., tuple[Page, list[str]]], address: str
) -> None:
    page, _ = opened(f"{address}km/{BASE}")
    assert find(page, "ហិង្សា") == ["អំពើហិង្សាក្នុងគ្រួសារ"]
    assert find(page, "ហិង្ស") == ["អំពើហិង្សាក្នុងគ្រួសារ"]
    assert find(page, "ហ") == ["អំពើហិង្សាក្នុងគ្រួសារ"]
    assert find(page, "ហិតហិត") == []
    page.locator("#loa-search ol").wait_for(state="attached")
    assert status(page).inner_text()


def test_tai_viet_is_found(opened: Callable[..., tuple[Page, list[str]]], address: str) -> None:
    page, _ = opened(f"{address}blt/{BASE}")
    assert len(find(page, "ꪁ ꪂ")) == 1


def test_a_result_leads_to_its_page(opened: Callable[..., tuple[Page, list[str]]], address: str) -> None:
    page, _ = opened(f"{address}km/{BASE}")
    find(page, "ហិង្សា")
    page.locator("#loa-search ol a").click()
    page.wait_for_url(f"{address}km/bl01.html")


def test_nothing_typed_leaves_the_page_or_stays(
    opened: Callable[..., tuple[Page, list[str]]], address: str
) -> None:
    page, asked = opened(address + BASE)
    assert not [url for url in asked if "/search/" in url], "the index is loaded before anyone searches"
    find(page, "bao luc")
    assert page.url == address + BASE
    assert [url for url in asked if "/search/" in url]
    assert all("bao" not in url and "?" not in url and url.startswith((address, "data:")) for url in asked)
    assert page.evaluate("history.length") <= 2
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    assert page.locator("#loa-search-field").input_value() == ""


def test_a_sensitive_page_is_found_without_its_summary(
    opened: Callable[..., tuple[Page, list[str]]], address: str
) -> None:
    page, _ = opened(address + BASE)
    assert find(page, "chu kin") == ["Bài kín"]
    assert "Tóm tắt kín" not in page.locator("#loa-search ol").inner_text()
    # The quick exit is at hand: what was typed stands on the screen.
    assert page.locator("#loa-exit").is_visible()


def test_the_keyboard_alone_and_what_a_screen_reader_hears(
    opened: Callable[..., tuple[Page, list[str]]], address: str
) -> None:
    page, _ = opened(address + BASE)
    field = page.get_by_role("searchbox", name="Bạn tìm gì?")
    field.focus()
    page.keyboard.type("thu")
    page.locator("#loa-search ol a").first.wait_for()
    assert status(page).inner_text().startswith("Số kết quả: ")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Tìm"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('ol') !== null")
    more = page.get_by_role("button", name="Xem thêm")
    assert page.locator("#loa-search ol a").count() == 10
    more.press("Enter")
    expect(page.locator("#loa-search ol a").nth(10)).to_be_focused()
    find(page, "khôngcógìnhưthếnày")
    assert "Không tìm thấy" in status(page).inner_text()


def test_without_scripts_there_is_no_form_that_would_tell_the_query(
    opened: Callable[..., tuple[Page, list[str]]], address: str
) -> None:
    page, _ = opened(address + "index.html", scripts=False)
    page.get_by_role("link", name="Tìm kiếm").click()
    page.wait_for_url(address + BASE)
    assert not page.locator("#loa-search-field").is_visible()
    assert "JavaScript" in page.locator("noscript").inner_text()
    assert page.get_by_role("link", name="danh bạ").is_visible()


def test_a_part_that_is_missing_is_said(
    opened: Callable[..., tuple[Page, list[str]]], online: support.Site, tmp_path: Path
) -> None:
    shutil.copytree(online.folder / "assets", tmp_path / "assets")
    shutil.copy(online.folder / BASE, tmp_path)
    page, _ = opened((tmp_path / BASE).as_uri(), faulty=True)
    page.locator("#loa-search-field").fill("thu")
    expect(status(page)).to_contain_text("tải lại")


def test_the_script_folds_as_the_index_does(
    opened: Callable[..., tuple[Page, list[str]]], online: support.Site, address: str
) -> None:
    page, _ = opened(address + BASE)
    texts = [*(online.folder / path for path in online.pages()[:40])]
    lines = [line for path in texts for line in path.read_text(encoding="utf-8").split("\n")]
    lines += [
        "Ƀ ƀ Đ đ ŏ̆ ŭ̆ Ê̆",
        "១១១ ៩៩",
        "ហិង\u200b្សា ខ្មែរ ស្ត្រី",
        "ꪀꪱꪁ ꨀꨯꨮ",
        "性別平等 性",
        "1900.969-680/1 0 12 34 5678 111",
    ]
    assert page.evaluate("lines => lines.map(loaWords)", lines) == [typed_words(line) for line in lines]


def test_one_search_in_a_whole_country_weighs_little(
    opened: Callable[..., tuple[Page, list[str]]], country: Path
) -> None:
    """Every byte that one search costs, uncompressed: the script and the parts of the index."""
    for typed, first in NATIONAL.items():
        with support.served(country) as address:
            page, asked = opened(address + BASE)
            assert find(page, typed)[0].startswith(first), typed
        files = [country / "assets" / "search.js"]
        files += [country / "search" / url.partition("/search/")[2] for url in asked if "/search/" in url]
        assert len(files) >= 3
        assert sum(path.stat().st_size for path in files) <= 150_000, typed


def test_the_page_names_the_index_that_was_built(online: support.Site) -> None:
    names = {path.rsplit("/", 1)[1].split("-")[0] for path in online.files if path.startswith("search/vi/")}
    assert len(names) == 1
    assert names.pop() in online.read(BASE)
