"""The handbook's pictures, taken of the product itself: the preview and its forms in a browser, first pages of PDFs."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from loa import cli, machine
from loa.hub import PROJECT, Settings
from loa.preview.server import Running, running
from loa.render.typesetting import page_png

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The first day of the Action Month: what the pictures show does not depend on the day they are taken.
DATE = "2026-11-15"
COMMUNE = "24175"
MOST = 40_000
"""Bytes of a picture at most: the handbook lies in every copy of the project."""
_CAMPAIGN = "thang-hanh-dong-2026"
_MESSAGE = f"campaigns/{_CAMPAIGN}/messages/viec-nha-la-viec-chung.md"
_WIDTH = 860
_LARGEST = (1200, 900)
# Milliseconds for a page: the whole site is built behind the preview meanwhile.
_PATIENCE = 180_000


@dataclass(frozen=True, slots=True)
class Studio:
    """What pictures are taken with: a browser, a preview of a copy of the content, and a folder for packs."""

    browser: Browser
    preview: Running
    source: Path
    packs: Path

    def page(self, path: str, width: int = _WIDTH, height: int = 640, show: str = "") -> bytes:
        """A page of the preview, with the element `show` (a CSS selector) at its top."""
        with self.browser.new_context(viewport={"width": width, "height": height}) as context:
            context.set_default_timeout(_PATIENCE)
            window = context.new_page()
            if path.startswith("sua/"):
                window.goto(self.preview.edit_address)
            window.goto(self.preview.address + path)
            if show:
                window.locator(show).first.evaluate("element => element.scrollIntoView({block: 'start'})")
            return window.screenshot(animations="disabled", caret="hide")

    def unpacked(self, command: str, *options: str) -> Path:
        """The folder with the files of a commune's pack, made by its command."""
        folder = self.packs / command
        if not folder.exists():
            arguments = ["--commune", COMMUNE, "--lang", "vi", "--date", DATE, "--out", str(folder), *options]
            script = PROJECT / "scripts" / f"{command}.py"
            subprocess.run([sys.executable, "-P", str(script), *arguments], check=True, capture_output=True)
            with zipfile.ZipFile(next(folder.glob("*.zip"))) as pack:
                pack.extractall(folder)
        return folder

    def paper(self, path: Path, page: int = 1) -> bytes:
        """A page of a PDF, drawn large: what is drawn small loses the edges of letters."""
        return page_png(path.read_bytes(), page, dots=200)

    def opened(self, path: Path, height: int = 560) -> bytes:
        """A file of this machine in the browser."""
        with self.browser.new_context(viewport={"width": _WIDTH, "height": height}) as context:
            window = context.new_page()
            window.goto(path.as_uri())
            return window.screenshot()


def _faulty(studio: Studio) -> bytes:
    """The preview of a message while it names a fact that does not exist."""
    file = studio.source / Path(_MESSAGE).relative_to("campaigns")
    text = file.read_text(encoding="utf-8")
    studio.page("tg16.html")  # the state before the fault, which the page goes on showing
    file.write_text(text + "\nGọi {{sdt-khong-co}}.\n", encoding="utf-8")
    try:
        return studio.page("tg16.html", height=460)
    finally:
        file.write_text(text, encoding="utf-8")


PICTURES: dict[str, Callable[[Studio], bytes]] = {
    "danh-sach-bai": lambda studio: studio.page("sua/"),
    "sua-mot-bai": lambda studio: studio.page(f"sua/bai?tep={_MESSAGE}", show="form.edit"),
    "xem-truoc": lambda studio: studio.page("tg16.html", width=420, height=720),
    "loi-tren-trang": _faulty,
    "noi-giup-do": lambda studio: studio.page(
        f"sua/bai?tep=campaigns/{_CAMPAIGN}/services/mau-dak-lak-dia-chi-tin-cay.md", show="form.edit"
    ),
    "ban-dich": lambda studio: studio.page(
        f"sua/bai?tep={_MESSAGE.removesuffix('.md')}.km.md", width=1180, show="form.edit"
    ),
    "goi-phat-thanh": lambda studio: studio.opened(studio.unpacked("radio", "--week", "3") / "index.html"),
    "bai-phat-thanh": lambda studio: studio.paper(
        next(studio.unpacked("radio", "--week", "3").glob("vi/*-viec-nha-la-viec-chung.pdf"))
    ),
    "to-roi": lambda studio: studio.paper(next(studio.unpacked("print").glob("vi/to-roi-a4/tg16-*.pdf"))),
    "the-bo-tui": lambda studio: studio.paper(studio.unpacked("print") / "vi" / "the-bo-tui.pdf", page=2),
    "lich-viec": lambda studio: studio.page(f"calendar/{_CAMPAIGN}.html", show="h2"),
    "con-thieu-gi": lambda studio: studio.page(f"coverage/{_CAMPAIGN}.html", show="table"),
}


def draw(folder: Path, only: str | None = None) -> list[Path]:
    """Take every picture, or that named `only`, and write it to `folder` as WebP of at most `MOST` bytes.

    Raises:
        KeyError: `only` is the name of no picture.
        machine.SetupError: there is no browser.
    """
    wanted = {only: PICTURES[only]} if only else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with _studio() as studio:
        for name, take in wanted.items():
            target = folder / f"{name}.webp"
            target.write_bytes(small(take(studio)))
            written.append(target)
    return written


def small(png: bytes) -> bytes:
    """A picture as WebP of at most `MOST` bytes: in fewer colours, then smaller, but never with blurred letters."""
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    while True:
        for colours in (128, 48, 16):
            out = io.BytesIO()
            picture.quantize(colours).convert("RGB").save(out, "WEBP", lossless=True, method=6)
            if out.tell() <= MOST:
                return out.getvalue()
        picture = picture.resize(
            (picture.width * 9 // 10, picture.height * 9 // 10), Image.Resampling.LANCZOS
        )


@contextmanager
def _studio() -> Iterator[Studio]:
    from playwright.sync_api import (
        sync_playwright,
    )  # only for whoever remakes the pictures: a tool of the tests

    path = machine.find_browser()
    if path is None:
        raise machine.SetupError(
            cli.say("Cần Chromium, Chrome hoặc Edge.", "Chromium, Chrome or Edge is needed.")
        )
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        place = Path(name)
        source = Path(shutil.copytree(PROJECT / "campaigns", place / "campaigns"))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        # From the folder itself, so that faults name their files as a writer sees them.
        with chdir(place), running(Settings.of(Path("campaigns"), date=DATE), 0, place / "site") as preview:
            yield Studio(browser, preview, source, place / "packs")
        browser.close()
