"""1.000 tờ rơi khác nhau, so với WeasyPrint và Chromium nếu máy có (1,000 leaflets beside WeasyPrint and Chromium).

The same content three times: the project's texts, each leaflet with words in every paragraph, a title, an address and a
QR code of its own. The peers get one HTML page for each, with the same fonts, columns and panel; their time does not
include making it.
"""

from __future__ import annotations

import base64
import importlib.util
import resource
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from loa import machine
from loa.editions import Edition, Editions
from loa.errors import Problem
from loa.hub import Settings, open_hub
from loa.render import typesetting
from loa.render.context import Context
from loa.render.fonts import font_files
from loa.render.paper.address import qr_data
from loa.render.paper.leaflet import A4, format_data, leaflet_data, set_leaflet

COUNT, PEER_COUNT = 1000, 40
SCRIPTS = {"vi": "Vietnamese", "hmn-Latn-VN-x-rpa": "Mông RPA", "km": "Khmer", "zh-Hant": "Chinese"}


def editions() -> Editions:
    """The project's own content, at an address so that there are QR codes."""
    return Editions(open_hub(Settings.of(date="2026-11-21", site_url="https://loa.example/")))


def messages(found: Editions, language: str) -> list[Edition]:
    """The messages of a language: texts that take one page."""
    return [edition for edition in found.by_language.get(language, {}).values() if edition.kind == "message"]


def data_of(edition: Edition, context: Context, number: int) -> dict[str, Any]:
    """The data of leaflet `number`: its own words, address and code."""
    code = qr_data(f"https://loa.example/m{number:04}.html", context)
    return {**words_of(edition, context, number), "qr": code}


def words_of(edition: Edition, context: Context, number: int) -> dict[str, Any]:
    """The data of leaflet `number` but for the code. Its number stands in all texts: Typst knows equal ones again."""
    data = leaflet_data(edition, context)
    own = {name: f"{data[name]} {number}" for name in ("title", "lead")}
    return {**data, **own, "blocks": _numbered(data["blocks"], number)}


def _numbered(part: Any, number: int) -> Any:
    if isinstance(part, list):
        return [_numbered(item, number) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("t") == "text":
        return {**part, "v": f"{part['v']} {number}"}
    return {name: _numbered(value, number) for name, value in part.items()}


def measured(work: Callable[[int], object], count: int) -> float:
    """Milliseconds of processor time for each of `count` pieces of work; one more before it warms up."""
    work(0)
    begun = time.process_time()
    for number in range(1, count + 1):
        work(number)
    return (time.process_time() - begun) / count * 1000


def ours(found: Editions, language: str, count: int) -> float:
    """Milliseconds for a leaflet from edition to finished bytes: data, code, fitting, setting, cure."""
    context, source = Context.of(found, language), messages(found, language)

    def make(number: int) -> None:
        made = set_leaflet(data_of(source[number % len(source)], context, number), A4, context, "bench")
        assert not isinstance(made, Problem), made.render()

    return measured(make, count)


class Parts(NamedTuple):
    """Milliseconds of processor time for the parts of a leaflet."""

    data: float
    code: float
    setting: float
    cure: float


def parts(found: Editions, language: str, count: int) -> Parts:
    """What each part takes; Typst (`setting`) sets each document once, as where the guess of its size is right."""
    context, source = Context.of(found, language), messages(found, language)
    full, documents = [], []

    def data(number: int) -> None:
        made = format_data(words_of(source[number % len(source)], context, number), A4)
        full.append({**made, "size": 12, "pages": 1})

    def setting(number: int) -> None:
        documents.append(typesetting.pdf(A4.template, full[number], context.locale))

    return Parts(
        measured(data, count),
        measured(lambda number: qr_data(f"https://loa.example/{language}/{number:04}.html", context), count),
        measured(setting, count),
        measured(lambda number: documents[number].cured(), count),
    )


def _html(blocks: list[dict[str, Any]]) -> str:
    def inline(items: list[dict[str, Any]]) -> str:
        tags = {"b": "strong", "i": "em"}
        return "".join(
            escape(item["v"]) if item["t"] == "text" else "<br>" if item["t"] == "br"
            else f"<{tags[item['t']]}>{inline(item['c'])}</{tags[item['t']]}>" for item in items
        )  # fmt: skip

    def block(item: dict[str, Any]) -> str:
        match item["t"]:
            case "h":
                return f"<h2>{inline(item['c'])}</h2>"
            case "ul" | "ol":
                return (
                    f"<{item['t']}>"
                    + "".join(f"<li>{_html(part)}</li>" for part in item["items"])
                    + f"</{item['t']}>"
                )
            case "box" | "quote":
                return f"<blockquote>{_html(item['c'])}</blockquote>"
            case _:
                return f"<p>{inline(item['c'])}</p>"

    return "".join(block(item) for item in blocks)


def _weight(font: Path) -> int:
    return 700 if "Bold" in font.name else 400


def page(data: dict[str, Any], fonts: list[Path]) -> str:
    """The same leaflet as HTML for the peers."""
    faces = "".join(
        f"@font-face{{font-family:N;font-weight:{_weight(path)};src:url({path.as_uri()})}}" for path in fonts
    )
    svg = base64.b64encode(data["qr"]["svg"].encode()).decode()
    rows = "".join(
        f"<tr><th>{line['number']}<td>{escape(line['title']['v'])}" for line in data["help"]["lines"]
    )
    return (
        f"<!doctype html><html lang={data['lang']}><meta charset=utf-8><title>{escape(data['title'])}</title>"
        f"<style>{faces}"
        f"@page{{size:A4;margin:12mm 14mm}}body{{font:13pt/1.35 N}}.c{{columns:2;column-gap:8mm}}"
        "h1{font-size:30pt}table{border:1pt solid;width:100%}img{width:30mm}</style>"
        f"<h1>{escape(data['title'])}</h1><p><strong>{escape(data['lead'])}</strong></p>"
        f"<div class=c>{_html(data['blocks'])}</div>"
        f"<table>{rows}</table><img alt='' src='data:image/svg+xml;base64,{svg}'><p>{escape(data['qr']['address'])}"
    )


def weasyprint(pages: list[str], fonts: list[Path]) -> float | None:
    """Milliseconds of WeasyPrint, tagged PDF; None where it is not installed."""
    if importlib.util.find_spec("weasyprint") is None:
        return None
    import weasyprint as peer
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    return measured(
        lambda number: peer.HTML(string=pages[number]).write_pdf(
            font_config=configuration, pdf_variant="pdf/ua-1"
        ),
        len(pages) - 1,
    )


def chromium(pages: list[str], folder: Path) -> float | None:
    """Milliseconds (wall) of one running Chromium, tagged PDF; None where there is no browser."""
    if (browser := machine.find_browser()) is None or importlib.util.find_spec("playwright") is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        tab, times = running.new_page(), []
        for text in pages:
            (folder / "page.html").write_text(text, encoding="utf-8")
            begun = time.perf_counter()
            tab.goto((folder / "page.html").as_uri())
            tab.pdf(prefer_css_page_size=True, tagged=True)
            times.append(time.perf_counter() - begun)
        running.close()
    return sum(times[1:]) / (len(times) - 1) * 1000


def run() -> dict[str, object]:
    """Print the table; return its figures, milliseconds for each leaflet and MB."""
    import tempfile

    found = editions()
    context, source = Context.of(found, "vi"), messages(found, "vi")
    begun = time.perf_counter()
    cpu = ours(found, "vi", COUNT)
    wall = (time.perf_counter() - begun) / (COUNT + 1) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"Loa, {COUNT} A4 leaflets in Vietnamese: {cpu:.1f} ms CPU, {wall:.1f} ms wall each; at most {memory:.0f} MB"
    )
    # The static ones alone, as all words of ours are set in them.
    fonts = [path for path in font_files(context.locale) if "[" not in path.name]
    pages = [page(data_of(source[n % len(source)], context, n), fonts) for n in range(PEER_COUNT + 1)]
    with tempfile.TemporaryDirectory() as folder:
        peers = {"WeasyPrint": weasyprint(pages, fonts), "Chromium": chromium(pages, Path(folder))}
    result: dict[str, object] = {"loa": {"cpu": cpu, "wall": wall, "peak_mb": memory}, "peers": peers}
    for name, each in peers.items():
        if each is None:
            print(f"{name}: not installed")
            continue
        base = wall if name == "Chromium" else cpu  # a browser works in processes of its own
        print(f"{name}: {each:.1f} ms each, {each / base:.1f} times ours")
    print("Parts in ms: data, QR code, Typst, cure of the text layer; the whole leaflet:")
    scripts: dict[str, object] = {}
    for tag, script in SCRIPTS.items():
        if messages(found, tag):
            data, code, typst, cure = parts(found, tag, 60)
            whole = ours(found, tag, 60)
            print(f"  {script}: {data:.1f} {code:.1f} {typst:.1f} {cure:.1f}; {whole:.1f}")
            scripts[tag] = {"data": data, "code": code, "typst": typst, "cure": cure, "whole": whole}
    return {**result, "scripts": scripts}
