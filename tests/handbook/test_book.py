"""The handbook as files that open from a stick, and in the preview."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
import support
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from scripts import handbook

from loa.handbook.book import Book

FOLDER = handbook.cli.root() / handbook.HANDBOOK


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook as `loa handbook` writes it."""
    folder = tmp_path_factory.mktemp("so-tay")
    assert handbook.main(["--out", str(folder), "--json"]) == 0
    return folder


def test_every_address_in_the_folder_leads_somewhere(written: Path) -> None:
    pages = {path.name: support.parse(path.read_text(encoding="utf-8")) for path in written.glob("*.html")}
    anchors = {name: {element.get("id") for element in page.walk()} for name, page in pages.items()}
    assert len(pages) > 10
    for name, page in pages.items():
        for element in page.walk():
            address = element.get("href") or element.get("src")
            if not address:
                continue
            file, _, anchor = unquote(address).partition("#")
            assert (written / (file or name)).is_file(), (name, address)
            assert not anchor or anchor in anchors[file or name], (name, address)


def test_pages_need_nothing_else(written: Path) -> None:
    for path in written.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text and 'src="http' not in text and 'href="http' not in text
        assert support.parse(text).one("h1").text and 'lang="vi"' in text


def test_what_lies_outside_the_book_is_named_without_a_link(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(
        "# Sổ\n\nXem [máy chủ](../may-chu/README.md) và [hai](hai.md).\n\n- [ ] Việc\n", encoding="utf-8"
    )
    (tmp_path / "hai.md").write_text("# Hai\n\n<b>Thẻ</b>\n", encoding="utf-8")
    book = Book(tmp_path)
    first, second = (book.file(name) for name in ("index.html", "hai.html"))
    assert first and second
    assert "máy chủ (docs/may-chu/README.md)" in first.decode() and "☐ Việc" in first.decode()
    assert '<a href="hai.html">hai</a>' in first.decode()
    assert "&lt;b&gt;" in second.decode()


@pytest.mark.parametrize("path", ["../mkdocs.yml", "index.md", "hinh/", "khong-co.html", ""])
def test_nothing_else_is_given(path: str) -> None:
    assert Book(FOLDER).file(path) is None


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "viet-thong-diep", "bao-cao"])
def test_pages_are_accessible_and_fit_a_phone(name: str, written: Path, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 700}) as context:
        window = context.new_page()
        window.goto((written / f"{name}.html").as_uri())
        found = Axe().run(
            window, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        assert found.violations_count == 0, found.generate_report()
        assert window.evaluate("document.documentElement.scrollWidth") <= 320
