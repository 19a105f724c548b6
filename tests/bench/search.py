"""`loa bench search`: what one search loads on a national site, beside Pagefind where it is installed.

Peer: `pagefind` with `pagefind_bin` (MIT); install them in an environment of their own together with Loa. It is given
the same words, folded and cut as ours, so that both find the same.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
import importlib.util
import json
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

from loa.hub import PROJECT
from loa.machine import find_browser
from loa.model.folding import indexed_words, typed_words
from loa.render.search.index import index
from loa.render.search.records import Record

if TYPE_CHECKING:
    from pagefind.index import PagefindIndex

sys.path[:0] = [str(PROJECT / "tests" / "search"), str(PROJECT / "tests")]
QUERIES = ("bao luc", "binh dang gioi", "tram y te xa buon don", "di dau")
_OURS = """<!doctype html><div id="loa-search" data-search='%s'><form><input><button></button></form>
<p role="status"></p><ol></ol><button hidden></button></div><script src="search.js"></script>"""
_THEIRS = """async words => { const p = await import('/pagefind/pagefind.js'); await p.init();
  const found = await p.search(words); await Promise.all(found.results.slice(0, 10).map(r => r.data()));
  return found.results.length; }"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


def run() -> None:
    """Print bytes (as they are, and gzipped) and requests of each query, and the time to make the index."""
    from search_support import national

    records = national()
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as name:
        folder = Path(name)
        started = time.perf_counter()
        _write_ours(folder, records)
        print(f"loa: {len(records)} records in {time.perf_counter() - started:.1f} s")
        peer = importlib.util.find_spec("pagefind") is not None
        if peer:
            started = time.perf_counter()
            asyncio.run(_write_theirs(folder, records))
            print(f"pagefind: {time.perf_counter() - started:.1f} s")
        else:
            print("Pagefind is not installed here (PyPI: pagefind, pagefind_bin); its side is missing.")
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
            for query in QUERIES:
                print(f"{query:<24} loa      {_measure(browser, folder, address, query, ours=True)}")
                if peer:
                    print(f"{'':<24} pagefind {_measure(browser, folder, address, query, ours=False)}")
            browser.close()
        server.shutdown()
        server.server_close()


def _write_ours(folder: Path, records: list[Record]) -> None:
    made = index(records)
    (folder / "i").mkdir()
    for name, data in made.files.items():
        (folder / "i" / name).write_bytes(data)
    data = {
        "folder": "i/",
        "root": "",
        "version": made.version,
        "starts": made.starts,
        "block": 8,
        "kinds": [],
    }
    data |= {"loading": ["…", ""], "failed": ["!", ""], "none": ["0", ""], "found": ["{count}", ""]}
    (folder / "index.html").write_text(_OURS % json.dumps(data), encoding="utf-8")
    (folder / "search.js").write_bytes((PROJECT / "docs" / "assets" / "search.js").read_bytes())


async def _write_theirs(folder: Path, records: list[Record]) -> None:
    from pagefind.index import IndexConfig, PagefindIndex

    async with PagefindIndex(config=IndexConfig(force_language="unknown")) as made:
        # Many at a time: each answer takes 40 ms to come, whatever the work.
        await asyncio.gather(*(_add(made, record) for record in records))
        await made.write_files(str(folder / "pagefind"))


async def _add(made: PagefindIndex, record: Record) -> None:
    words = [word for text in (record.title, record.summary, *record.texts) for word in indexed_words(text)]
    shown = {"title": record.title, "summary": record.summary}
    await made.add_custom_record(url=record.path, content=" ".join(words), language="vi", meta=shown)


def _measure(browser: Browser, folder: Path, address: str, query: str, *, ours: bool) -> str:
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("?")[0]))
    page.goto(address if ours else f"{address}search.js")
    asked.clear()
    if ours:
        asked.append("search.js")
        page.locator("input").fill(query)
        page.wait_for_function("/^[0-9]/.test(document.querySelector('[role=status]').textContent)")
    else:
        page.evaluate(_THEIRS, " ".join(typed_words(query)))
    files = [(folder / path).read_bytes() for path in asked]
    context.close()
    packed = sum(len(gzip.compress(data, 6)) for data in files)
    return f"{sum(map(len, files)):>8} bytes {packed:>8} gzip {len(files):>3} files"
