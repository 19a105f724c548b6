"""Editing in a real browser: a message is changed, saved, and seen."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import support
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from loa.hub import Settings
from loa.preview.server import Running, running

pytestmark = pytest.mark.browser
FOLDER = "campaigns/chiến-dịch-thử-nghiệm/messages"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(support.HUB, tmp_path_factory.mktemp("hub") / "hub"))


@pytest.fixture(scope="module")
def site(hub: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(Settings.of(hub, date=support.DATE), 0, tmp_path_factory.mktemp("dung") / "site") as found:
        yield found


@pytest.fixture
def page(chromium: Browser, site: Running) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.set_default_timeout(30_000)
    opened = context.new_page()
    opened.goto(site.edit_address)
    yield opened
    context.close()


def test_a_message_is_edited_saved_and_seen(page: Page, site: Running, hub: Path) -> None:
    file = hub / FOLDER / "lời-nhắn-đầu-tiên.md"
    before = file.read_text(encoding="utf-8")
    page.get_by_role("link", name="Lời nhắn đầu tiên: ưỡn ẹo").click()
    page.get_by_label("Việc cụ thể người đọc có thể làm ngay").fill("Gọi thử ba lời chào.")
    page.get_by_text("Xem trước nội dung").click()
    expect(page.locator("#xem h2").first).to_have_text("Làm gì")
    body = page.get_by_label("Nội dung", exact=True)
    body.fill(body.input_value().replace("Đoạn này chỉ có", "Đoạn đã sửa này chỉ có"))
    expect(page.locator("#xem")).to_contain_text("Đoạn đã sửa này")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu.")
    changes = [
        line
        for line in difflib.ndiff(before.splitlines(), file.read_text(encoding="utf-8").splitlines())
        if line[0] in "+-"
    ]
    assert changes == [
        "- call_to_action: Gọi thử một lời chào.",
        "+ call_to_action: Gọi thử ba lời chào.",
        "- Đoạn này chỉ có trên trang.",
        "+ Đoạn đã sửa này chỉ có trên trang.",
    ]
    page.goto(site.address + "tn01.html")
    expect(page.locator("main")).to_contain_text("Gọi thử ba lời chào.")
    file.write_text(before, encoding="utf-8")  # the page loads again by itself
    expect(page.locator("main")).to_contain_text("Gọi thử một lời chào.", timeout=30_000)


def test_a_fault_is_shown_at_its_field_and_the_words_stay(page: Page, site: Running, hub: Path) -> None:
    file = hub / FOLDER / "lời-nhắn-đầu-tiên.md"
    before = file.read_bytes()
    page.goto(f"{site.address}sua/bai?tep={FOLDER}/lời-nhắn-đầu-tiên.md")
    page.get_by_label("Ngày duyệt").fill("hôm qua")
    page.get_by_role("button", name="Lưu").click()
    field = page.get_by_label("Ngày duyệt")
    expect(field).to_have_value("hôm qua")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field", has=field).locator(".fault")).to_contain_text("LOA209")
    assert file.read_bytes() == before


def test_the_editor_is_accessible_and_fits_a_phone(page: Page, site: Running) -> None:
    for path in (
        "sua/",
        f"sua/bai?tep={FOLDER}/lời-nhắn-đầu-tiên.rad.md",
        f"sua/bai?tep={FOLDER}/lời-nhắn-nháp.md",
    ):
        page.goto(site.address + path)
        found = Axe().run(page).response["violations"]
        assert not found, [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
