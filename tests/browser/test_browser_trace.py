"""No trace, no third party: every kind of page in every language, walked with everything recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import support
from browser_support import PHONE, serving
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

pytestmark = pytest.mark.browser

# Every way to store or to send, noted before it runs; a page that only looks whether it could is noted too.
TRAPS = """() => {
  window.__touched = [];
  const note = name => window.__touched.push(name);
  const wrap = (owner, name, label) => {
    const real = owner[name];
    owner[name] = function () { note(label); return real.apply(this, arguments); };
  };
  for (const name of ['getItem', 'setItem', 'removeItem', 'clear', 'key']) wrap(Storage.prototype, name, 'storage');
  wrap(IDBFactory.prototype, 'open', 'indexedDB');
  if (window.CacheStorage) wrap(CacheStorage.prototype, 'open', 'caches');
  if (window.ServiceWorkerContainer) wrap(ServiceWorkerContainer.prototype, 'register', 'serviceWorker');
  wrap(Navigator.prototype, 'sendBeacon', 'sendBeacon');
  wrap(window, 'fetch', 'fetch');
  wrap(XMLHttpRequest.prototype, 'open', 'XMLHttpRequest');
  for (const name of ['WebSocket', 'EventSource', 'BroadcastChannel', 'SharedWorker', 'Worker'])
    if (window[name]) window[name] = new Proxy(window[name], {construct(t, a) { note(name); return new t(...a); }});
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    get() { note('cookie'); return cookie.get.call(this); }, set(v) { note('cookie'); cookie.set.call(this, v); }});
  wrap(history, 'pushState', 'pushState');
  wrap(history, 'replaceState', 'replaceState');
}"""
STORED = """async () => [(await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length, (await navigator.storage.estimate()).usage]"""


class Recorder:
    """A window in which nothing that a page does stays unseen."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
        self.context.add_init_script(f"({TRAPS})()")
        self.page: Page = self.context.new_page()
        self.asked: list[Request] = []
        self.said: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.context.route("**/*", self._route)

    def _route(self, route: Route, request: Request) -> None:
        if request.url.startswith(self.address):
            route.continue_()
        else:
            route.abort()

    def use(self, path: str) -> None:
        """Open a page and do with it what a reader does."""
        self.page.goto(self.address + path)
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Shift")
        self.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        for box in self.page.locator("main input[type=checkbox]").all()[:2]:
            box.check()
        for field in self.page.locator("main input:not([type]), main input[type=search]").all():
            if field.is_visible():
                field.fill("an")
        for sound in self.page.locator("audio").all():
            sound.evaluate("a => a.play().catch(() => {})")

    def faults(self, path: str) -> list[str]:
        """What should not have been: third parties, referrers, forms, storage, errors."""
        wrong = [f"{path}: {word}" for word in self.page.evaluate("window.__touched")]
        wrong += [f"{path}: stored {found}" for found in self.page.evaluate(STORED) if found]
        wrong += [f"{path}: cookie {cookie['name']}" for cookie in self.context.cookies()]
        for request in self.asked:
            own = request.url.startswith((self.address, "data:"))
            # A style sheet names itself to our own server when it asks for its fonts; that says nothing new.
            told = "referer" in request.headers and request.resource_type != "font"
            if not own or request.method != "GET" or "?" in request.url or told:
                wrong.append(f"{path}: {request.method} {request.url} {request.headers.get('referer', '')}")
        wrong += [f"{path}: {line}" for line in self.said]
        self.asked.clear()
        self.said.clear()
        return wrong


@pytest.fixture(params=["fixture hub", pytest.param("own content", marks=pytest.mark.full)])
def site(request: pytest.FixtureRequest) -> support.Site:
    """The fixture hub; in the full run also this repository's own content."""
    found: support.Site = request.getfixturevalue("preview" if request.param == "fixture hub" else "own")
    return found


@pytest.fixture
def recorder(chromium: Browser, site: support.Site) -> Iterator[Recorder]:
    with serving(site.folder) as address:
        recorder = Recorder(chromium, address)
        yield recorder
        recorder.context.close()


def test_no_page_stores_sends_or_asks_anything(recorder: Recorder, site: support.Site) -> None:
    kinds = site.page_kinds()
    assert {"vi", "km"} <= {language for language, _ in kinds} and len(kinds) > 25
    wrong = []
    for path in kinds.values():
        recorder.use(path)
        wrong += recorder.faults(path)
    assert wrong == []


def test_the_recorder_would_see_it(chromium: Browser, preview: support.Site) -> None:
    """Each trap, once: a page that stores, asks and sends."""
    with serving(preview.folder) as address:
        recorder = Recorder(chromium, address)
        recorder.page.goto(address + "vb01.html")
        recorder.page.evaluate(
            """async () => {
              localStorage.setItem('a', '1'); document.cookie = 'a=1'; indexedDB.open('a'); caches.open('a');
              navigator.sendBeacon('/x'); new BroadcastChannel('a');
              await fetch('https://elsewhere.example/').catch(() => {});
            }"""
        )
        wrong = " ".join(recorder.faults("x"))
        for word in ("storage", "cookie", "indexedDB", "caches", "sendBeacon", "BroadcastChannel", "fetch"):
            assert f"x: {word}" in wrong, word
        recorder.context.close()


def test_whoever_is_called_from_here_does_not_learn_it(chromium: Browser, preview: support.Site) -> None:
    """A link out, by every way: no address of ours goes with it."""
    with serving(preview.folder) as address:
        recorder = Recorder(chromium, address)
        for path in ("vb01.html", "tn01.html", "d/66.html"):
            page = recorder.context.new_page()  # the page before may still be on its way out
            page.goto(address + path)
            recorder.asked.clear()
            with page.expect_request(lambda asked: asked.url.startswith("https:")):
                page.locator("a[href^='https:']").first.evaluate("a => a.click()")
            called = [asked for asked in recorder.asked if asked.url.startswith("https:")]
            assert called and not any("referer" in asked.headers for asked in called), path
        recorder.context.close()
