"""The pages that browser tests open, and the window in which they do."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

# One of each kind of page, as a reader meets them.
PAGES = {
    "home": "index.html",
    "help": "can-giup.html",
    "safety": "an-toan.html",
    "law": "vb01.html",
    "model": "mh01.html",
    "message": "tn01.html",
    "myth": "hd01.html",
    "story": "ch01.html",
    "event": "sk01.html",
    "service": "dv01.html",
    "sample service": "dv02.html",
    "script": "radio/tn01.html",
    "index": "laws.html",
    "services": "services.html",
    "search": "tim-kiem.html",
    "calendar": "calendar/chien-dich-thu-nghiem.html",
    "news": "news/chien-dich-thu-nghiem.html",
    "translations": "tinh-trang-ban-dich.html",
    "campaign": "campaign",  # its path follows from its folder's name
    "coverage": "coverage/chien-dich-thu-nghiem.html",
    "follow": "theo-doi.html",
    "Khmer home": "km/index.html",
    "Khmer message": "km/tn01.html",
    "Khmer script": "km/radio/tn01.html",
    "stale translation": "rad/tn01.html",
    "Tai Viet message": "blt/tn01.html",
    "error": "404.html",
}
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@dataclass
class Visit:
    """A browser window on the site, which remembers what left it."""

    page: Page
    context: BrowserContext
    address: str
    campaign: str
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + (self.campaign if path == PAGES["campaign"] else path))
        return self.page


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing: a test that fails says enough."""

    def send_error(self, code: int, *arguments: object) -> None:
        """The site's own error page, as a web server is set up to give it."""
        if code != 404:
            return super().send_error(code)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server of this machine that shows `folder`."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()
