"""A site that was copied somewhere else: to a memory stick without a server, to a folder below a host's address."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import support
from playwright.sync_api import Browser

from loa.publish.verify import verify

pytestmark = pytest.mark.browser


@pytest.fixture(params=["stick", "online"])
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """(the address of the copy's first page, its folder)."""
    site: support.Site = request.getfixturevalue(request.param)
    folder = tmp_path / "thẻ nhớ 100%" / "Trang bình đẳng giới #1"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    if request.param == "stick":
        yield (folder / "index.html").as_uri(), folder
        return
    with support.served(tmp_path) as address:
        yield f"{address}{quote(folder.relative_to(tmp_path).as_posix())}/index.html", folder


def test_a_copy_has_its_directory_and_its_search(chromium: Browser, copied: tuple[str, Path]) -> None:
    address, folder = copied
    assert verify(folder).good
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.get_by_role("link", name="Tìm kiếm").click()
    page.locator("#loa-search-field").fill("thu")
    page.locator("#loa-search ol a").first.click()
    page.locator("h1").wait_for()
    page.goto(f"{address.removesuffix('index.html')}d/index.html")
    page.locator("#k").press_sequentially("ta long")
    page.locator("#r a", has_text="Xã Đakrông").click()
    page.locator("h1", has_text="Đakrông").wait_for()
    assert page.url.startswith(address.removesuffix("index.html"))
    context.close()
    assert errors == []
