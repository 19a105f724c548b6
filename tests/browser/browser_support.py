"""The pages that browser tests open, and the window in which they do."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    "campaign": "campaign",  # its path follows from its folder's name
    "coverage": "coverage/chien-dich-thu-nghiem.html",
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
