"""Every generator in two languages that nobody speaks: no text is hard-coded, and long texts and high letters fit."""

from __future__ import annotations

import html
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdf
import pytest
import support
import yaml
from defusedxml.ElementTree import fromstring
from icalendar import Calendar
from playwright.sync_api import Browser
from pseudo_support import LETTERS, LONG, MARKS, is_pseudo, pseudo

from loa.hub import PROJECT

sys.path.insert(0, str(PROJECT / "scripts"))

import print as print_command

# Names, which every language writes as they are: campaigns, people, languages.
NAMES = (
    "Chiến dịch thử nghiệm “Đừng để ưỡn ẹo ngữ nghĩa”",
    "Chiến dịch câu này còn để nháp",
    "Người duyệt thử nghiệm",
    *(f"Tiếng thử {tag}" for tag in LETTERS),
)
SPOKEN = frozenset(["aria-label", "title", "alt", "placeholder"])
# Data for scripts, which is not shown: prefixes and addresses of the finder.
MACHINE = frozenset(["data-p", "data-i", "data-search"])
COMMUNE = "24235"


def texts(node: support.Node) -> Iterator[tuple[str, support.Node]]:
    """Every text that is shown, with the element that holds it."""
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield child.strip(), node
        elif child.tag not in ("script", "style"):
            yield from texts(child)


def pages(built: support.Site, tag: str) -> list[str]:
    """The pages of a language: all of the articles, of the directory the index, a province and a commune."""
    own = [path for path in built.pages() if path.startswith(f"{tag}/")]
    return own + [f"{tag}/d/{name}.html" for name in ("index", "66", COMMUNE)]


def files(built: support.Site, tag: str, product: str) -> list[Path]:
    """The files of a product in a language; there are some."""
    found = [path for path, of in built.files.items() if (of["product"], of["language"]) == (product, tag)]
    assert found
    return [built.folder / path for path in found]


# On paper an address stands on one line or breaks after a stroke.
ADDRESS = re.compile(r"(?:[\w.-]+/)+(?:[\w-]+\.html)?|[\w-]+\.html")


def foreign(lines: list[str]) -> list[str]:
    """The lines that are neither in a pseudo-language nor names."""
    names = [support.squeezed(name) for name in NAMES]
    return [
        line
        for line in lines
        if not is_pseudo(line)
        and not any(support.squeezed(line) in name for name in names)
        and not ADDRESS.fullmatch(line.strip())
    ]


def test_the_pseudo_languages_tell_themselves_from_vietnamese() -> None:
    assert pseudo("Ghi {ten} đủ [bài](a.md) {{so}}", LONG) == "Ġḣïï {ten} ḋüü [ḃȧȧïï](a.md) {{so}}"
    for tag in LETTERS:
        assert is_pseudo(pseudo("Thoát nhanh, xã phường: 12/3 QUẬN ưỡn ẹo", tag))
    for hard_coded in ("Thoát", "đ", "ẹ", "PDF", "ê", "Ơ"):
        assert not is_pseudo(hard_coded)


@pytest.mark.parametrize("tag", [LONG, MARKS])
def test_no_text_of_a_page_is_hard_coded(built: support.Site, tag: str) -> None:
    strings = yaml.safe_load((PROJECT / "locales" / "vi" / "ui.yml").read_text(encoding="utf-8"))["strings"]
    found = pages(built, tag)
    assert len(found) > 30
    for path in found:
        page = built.page(path)
        assert page.one("html").get("lang") == tag
        for text, node in texts(page):
            if node.lang == tag and node.tag != "title":
                assert is_pseudo(text), (path, text)
            elif node.lang == "vi":  # content that nobody translated, never a string of ours
                assert text not in strings.values(), (path, text)
        for node in page.walk():
            for name, value in node.attributes.items():
                said = name in SPOKEN or (name.startswith("data-") and name not in MACHINE)
                assert not said or node.lang != tag or is_pseudo(value), (path, name, value)
        title = page.one("title").text
        assert any(letter in title for letter in LETTERS[tag].values()), (path, title)


@pytest.mark.parametrize("tag", [LONG, MARKS])
def test_the_search_speaks_the_language(built: support.Site, tag: str) -> None:
    data = json.loads(built.page(f"{tag}/tim-kiem.html").one(id="loa-search").get("data-search"))
    said = [data[name] for name in ("loading", "failed", "none", "found")] + [
        of for of in data["kinds"] if of
    ]
    assert all(lang == "" and is_pseudo(text.replace("{count}", "")) for text, lang in said)


@pytest.mark.parametrize("tag", [LONG, MARKS])
def test_no_text_of_a_product_is_hard_coded(built: support.Site, tag: str) -> None:
    for path in [*files(built, tag, "script"), *files(built, tag, "script-ssml")]:
        spoken = html.unescape(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")))
        assert foreign(spoken.splitlines()) == [], path.name
    for path in [
        file for of in ("leaflet", "leaflet-large", "talk", "script-pdf") for file in files(built, tag, of)
    ]:
        assert foreign(support.pdf_text(path.read_bytes()).splitlines()) == [], path.name
    for path in files(built, tag, "script-word"):
        document = docx.Document(str(path))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        ends = [part for section in document.sections for part in (section.header, section.footer)]
        lines = [line.text for part in (document, *cells, *ends) for line in part.paragraphs]
        assert len(lines) > 5
        assert foreign(lines) == [], path.name


@pytest.mark.parametrize("tag", [LONG, MARKS])
def test_no_text_of_a_feed_or_a_calendar_is_hard_coded(built: support.Site, tag: str) -> None:
    feeds = [*files(built, tag, "feed-atom"), *files(built, tag, "feed-rss")]
    for path in feeds:
        root = fromstring(path.read_bytes())
        said = [
            of.text or "" for of in root.iter() if of.tag.rpartition("}")[2] in ("title", "name", "summary")
        ]
        # Whose feed it is stands in the words of the campaign, which have no translation.
        assert len(said) > 1 and foreign(said[1:]) == [], path.name
    for path in files(built, tag, "event-calendar"):
        events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        said = [str(event[name]) for event in events for name in ("summary", "description")]
        assert said and foreign([line for text in said for line in text.splitlines()]) == [], path.name


def test_no_text_of_paper_for_a_commune_is_hard_coded(built: support.Site, tmp_path: Path) -> None:
    hub = str(built.folder.parent / "hub")
    arguments = ["--commune", COMMUNE, "--lang", LONG, "--source", hub, "--out", str(tmp_path)]
    assert print_command.main([*arguments, "--date", support.DATE]) == 0
    with zipfile.ZipFile(next(tmp_path.glob("*.zip"))) as pack:
        papers = {name: pack.read(name) for name in pack.namelist() if name.endswith(".pdf")}
    assert len({name.split("/")[1] for name in papers}) > 3
    for name, data in papers.items():
        lines = [line for line in support.pdf_text(data).splitlines() if line != "Xã Buôn Đôn, Đắk Lắk"]
        assert foreign(lines) == [], name


@pytest.mark.parametrize("tag", [LONG, MARKS])
def test_leaflets_fit_as_the_vietnamese_ones_do(built: support.Site, tag: str) -> None:
    names = {path.name.split(".")[0] for path in files(built, "vi", "leaflet")}
    own = files(built, tag, "leaflet")
    assert {path.name.split(".")[0] for path in own} == names
    for path in own:
        vietnamese = path.with_name(path.name.replace(tag, "vi"))
        assert len(pypdf.PdfReader(path).pages) == len(pypdf.PdfReader(vietnamese).pages), path.name


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("tag", [LONG, MARKS])
def test_nothing_runs_off_the_side_of_a_phone(
    built: support.Site, chromium: Browser, tag: str, width: int
) -> None:
    wide = []
    context = chromium.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    with support.served(built.folder) as address:
        for path in pages(built, tag):
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(path)
    context.close()
    assert wide == []


@pytest.mark.browser
def test_lines_are_high_enough_for_three_marks(built: support.Site, chromium: Browser) -> None:
    """Marks of a line do not touch the letters of the line above: each line is as high as its letters need."""
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    with support.served(built.folder) as address:
        page.goto(f"{address}{MARKS}/tn01.html")
        tight = page.evaluate(
            """() => { const paint = document.createElement('canvas').getContext('2d');
              return [...document.querySelectorAll('main h1, main h2, main p, main li, header a, header summary')]
                .filter(e => e.offsetParent !== null && e.innerText.trim()).flatMap(e => {
                  const style = getComputedStyle(e);
                  paint.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                  const ink = paint.measureText(e.innerText.replace(/\\n/g, ' '));
                  const high = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
                  return high > parseFloat(style.lineHeight) ? [[e.tagName, high, style.lineHeight]] : [];
                }); }"""
        )
    context.close()
    assert tight == []
