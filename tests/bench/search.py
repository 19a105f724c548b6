"""`loa bench search`: what one search loads and finds on a national site, beside Pagefind where it is installed.

Peer: `pagefind` with `pagefind_bin` (MIT); install them in an environment of their own together with Loa. It is given
the same words, folded and cut as ours, all of its results' weights left as they come.
"""

from __future__ import annotations

import functools
import gzip
import html
import importlib.util
import json
import subprocess
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from loa.hub import PROJECT
from loa.machine import find_browser
from loa.model.folding import indexed_words, typed_words
from loa.render.search.index import index
from loa.render.search.records import Record

sys.path[:0] = [str(PROJECT / "tests" / "search"), str(PROJECT / "tests")]
# What is typed, and how the path of a right answer begins.
QUERIES = {
    "bao luc": "bv",
    "binh dang gioi": "bv",
    "di dau": "bv",
    "Buon Don": "d/24235.html",
    "tram y te xa buon don": "dv024235.html",
    "000 001 24235": "dv124235.html",
    "1900 000 001": "thu.html",
    "ហិង្សា": "km/thu.html",
}
_MORE = (
    Record("thu.html", "Đường dây thử nghiệm", "", "service", ("1900 000 001",)),
    Record("km/thu.html", "អំពើហិង្សាក្នុងគ្រួសារ", "", "message"),
)
_OURS = """<!doctype html><meta charset="utf-8"><div id="loa-search" data-search='%s'>
<form><input><button></button></form>
<p role="status"></p><ol></ol><button hidden></button></div><script src="search.js"></script>"""
_THEIRS = """async words => { const p = await import('/pagefind/pagefind.js'); await p.init();
  const found = await p.search(words);
  const shown = await Promise.all(found.results.slice(0, 10).map(r => r.data()));
  return shown.map(data => data.url.replace(/^\\//, "")); }"""

_HEAD = "<!doctype html><html lang=vi><body><h1 data-pagefind-meta=title data-pagefind-ignore=index>"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


Found = dict[str, int | None]


def run() -> dict[str, object]:
    """Print bytes (as they are, and gzipped), files and the place of the first right answer among ten, by query."""
    from search_support import national

    records = [*national(), *_MORE]
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as name:
        folder = Path(name)
        started = time.perf_counter()
        _write_ours(folder, records)
        print(f"loa: {len(records)} records in {time.perf_counter() - started:.1f} s")
        peer = importlib.util.find_spec("pagefind") is not None
        if peer:
            started = time.perf_counter()
            _write_theirs(folder, records)
            print(f"pagefind: {time.perf_counter() - started:.1f} s")
        else:
            print("Pagefind is not installed here (PyPI: pagefind, pagefind_bin); its side is missing.")
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
            found: dict[str, object] = {}
            for query in QUERIES:
                sides = {"loa": _measure(browser, folder, address, query, ours=True)}
                if peer:
                    sides["pagefind"] = _measure(browser, folder, address, query, ours=False)
                for side, of in sides.items():
                    print(f"{query:<24} {side:<8} {_row(of)}")
                found[query] = sides
            browser.close()
        server.shutdown()
        server.server_close()
    return {"records": len(records), "queries": found}


def _row(of: Found) -> str:
    answer = f"right answer at {of['right']}" if of["right"] else "no right answer among ten"
    return f"{of['bytes']:>8} bytes {of['gzip']:>8} gzip {of['files']:>3} files, {answer}"


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


def _write_theirs(folder: Path, records: list[Record]) -> None:
    """Pagefind's index of a page for each record: the words weighed as ours, the title as shown only kept.

    (Its Python interface waits a tenth of a second for each record; the command does not.)
    """
    site = folder / "site"
    for record in records:
        path = site / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = ((7, record.title), (3, record.summary), (1, " / ".join(record.texts)))
        words = "".join(
            f"<p data-pagefind-weight={w}>{' '.join(indexed_words(text))}</p>" for w, text in parts
        )
        title = html.escape(record.title)
        path.write_text(f"{_HEAD}{title}</h1>{words}</body></html>", encoding="utf-8", newline="\n")
    command = [sys.executable, "-P", "-m", "pagefind", "--site", str(site), "--force-language", "unknown"]
    subprocess.run([*command, "--output-path", str(folder / "pagefind"), "--silent"], check=True)


def _measure(browser: Browser, folder: Path, address: str, query: str, *, ours: bool) -> Found:
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("?")[0]))
    page.goto(address if ours else f"{address}search.js")
    asked.clear()
    if ours:
        asked.append("search.js")
        page.locator("input").fill(query)
        page.wait_for_function("/^[0-9!]/.test(document.querySelector('[role=status]').textContent)")
        shown = page.locator("ol a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    else:
        shown = page.evaluate(_THEIRS, " ".join(typed_words(query)))
    files = [(folder / path).read_bytes() for path in asked]
    context.close()
    packed = sum(len(gzip.compress(data, 6)) for data in files)
    right = (number for number, path in enumerate(shown, 1) if path.startswith(QUERIES[query]))
    return {"bytes": sum(map(len, files)), "gzip": packed, "files": len(files), "right": next(right, None)}
