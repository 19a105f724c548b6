"""Every page of the directory: weight, what it must say, what it must never say."""

import gzip
import re
import statistics
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest
from directory_support import SITE_URL, Built

from loa import places
from loa.render.directory.style import csp_hash

HREF = re.compile(r'(?:href|src)="?([^">\s]+)')
VOID = {"meta", "link", "input", "br", "li", "wbr"}  # the end of <li> may be left out


@pytest.fixture(scope="module")
def pages(built: Built) -> dict[str, str]:
    return built.pages()


def test_every_place_has_a_page_in_every_language_with_strings_of_its_own(
    built: Built, pages: dict[str, str]
) -> None:
    names = {"index", *places.provinces(), *places.communes()}
    assert len(names) == 3356
    folders = {path.rpartition("/")[0] for path in pages}
    assert "d" in folders and "km/d" in folders
    assert set(pages) == {f"{folder}/{name}.html" for folder in folders for name in names}
    with_strings = {
        tag for tag in built.editions.languages if tag == "vi" or built.editions.hub.locale(tag).ui
    }
    assert folders == {"d" if tag == "vi" else f"{tag}/d" for tag in with_strings}


def test_no_page_is_heavier_than_one_round_trip(pages: dict[str, str]) -> None:
    weights = {path: len(gzip.compress(text.encode(), 6)) for path, text in pages.items()}
    heaviest = max(weights, key=weights.__getitem__)
    assert weights[heaviest] <= 14 * 1024, (heaviest, weights[heaviest])
    assert statistics.median(weights.values()) <= 5 * 1024
    for folder in {path.rpartition("/")[0] for path in weights}:
        own = [weight for path, weight in weights.items() if path.rpartition("/")[0] == folder]
        assert statistics.median(own) <= 5 * 1024, folder


def test_every_page_names_the_six_places_that_take_reports(built: Built, pages: dict[str, str]) -> None:
    vietnamese = built.editions.hub.locale("vi").ui
    khmer = built.editions.hub.locale("km").ui
    for path, text in pages.items():
        strings = khmer if path.startswith("km/") else vietnamese
        if path.startswith(("d/", "km/")):
            assert all(strings[f"directory.place.{number}"] in text for number in range(1, 7)), path
        assert (
            text.count("<ol><li") == 1 and text.partition("<ol>")[2].partition("</ol>")[0].count("<li>") == 6
        )


def test_the_manifest_says_what_a_page_was_made_from(built: Built) -> None:
    page = built.directory.entries["km/d/19564.html"]
    assert page.status == "draft"
    folder = "campaigns/thu-vien/services/"
    assert {f"{folder}cap-cuu.md", f"{folder}cap-cuu.km.md"} <= set(page.sources)
    assert "campaigns/thang-hanh-dong-2026/services/mau-dak-lak-tram-y-te.md" not in page.sources


def test_titles_say_no_more_than_the_place(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        code = PurePosixPath(path).stem
        found = re.search("<title>(.*?)</title>", text)
        assert found
        title, place = unescape(found[1]), places.find(code)
        if path.startswith("d/"):
            assert title == (f"Danh bạ {place.name}" if place else "Danh bạ")
        rest = title.replace(place.name, "") if place else title
        assert rest.strip() in {"Danh bạ", "電話簿", "បញ្ជីលេខទូរស័ព្ទ", "Cov xov tooj"}
        assert not re.search("<meta name=.?(description|keywords)", text)
        # What a messenger shows of a link is the same for every place.
        assert not place or all(place.name not in unescape(value) for value in re.findall("og:.*?>", text))


def test_every_page_can_be_left_and_says_that_traces_may_remain(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert re.search(
            r'<a class=x id=loa-exit href="https://[^"]+" rel="noreferrer noopener nofollow"', text
        )
        assert "an-toan.html" in text, path
        assert "<meta name=referrer content=no-referrer>" in text


def test_a_page_asks_for_nothing_else_and_runs_only_its_own_style_and_script(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        style = re.search("<style>(.*?)</style>", text, re.DOTALL)
        script = re.search("<script>(.*?)</script>", text, re.DOTALL)
        policy = re.search('Content-Security-Policy content="([^"]+)"', text)
        assert style and script and policy
        assert csp_hash(style[1]) in policy[1] and csp_hash(script[1]) in policy[1]
        assert policy[1].startswith("default-src 'none';") and "unsafe" not in policy[1]
        assert " style=" not in text and not re.search(r"\son[a-z]+=", text)
        loaded = re.findall(r"<(?:img|iframe|source|video|audio|embed|object)\b", text)
        loaded += re.findall(r'<link rel="?(?:stylesheet|preload)', text)
        assert not loaded
        linked = re.findall(r'<script src="([^"]+)"', text)
        commune = len(PurePosixPath(path).stem) == 5 and PurePosixPath(path).stem.isdigit()
        assert len(linked) == (0 if commune else 1)
        assert ("'self'" in policy[1]) == (not commune)
        assert "url(" not in style[1]


def test_links_lead_to_pages(built: Built, pages: dict[str, str]) -> None:
    outward = set()
    for path, text in pages.items():
        for href in set(HREF.findall(text)):
            if href.startswith(("tel:", "data:", "https://", SITE_URL)):
                continue
            folder = path.rpartition("/")[0]
            parts: list[str] = folder.split("/")
            for part in href.split("/"):
                if part == "..":
                    parts.pop()
                else:
                    parts.append(part)
            target = "/".join(parts)
            if target not in pages:
                outward.add(target)
    known = {"assets/d.js"}
    for tag in built.editions.languages:
        prefix = "" if tag == "vi" else f"{tag}/"
        known |= {f"{prefix}index.html"}
        known |= {f"{prefix}{slug}.html" for slug in ("an-toan", "can-giup") if built.editions.get(slug, tag)}
    assert outward <= known


class Languages(HTMLParser):
    """Collects every text with the `lang` that it is under, and checks that elements are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            lang = dict(attrs).get("lang")
            assert not lang
            return
        self.stack.append((tag, dict(attrs).get("lang") or (self.stack[-1][1] if self.stack else "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.stack and self.stack[-1][0] == tag, (tag, self.stack)
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.stack[-1][0] not in ("script", "style", "title"):
            self.texts.append((data, self.stack[-1][1]))


@pytest.mark.parametrize("name", ["index", "44", "19564", "24277"])
def test_every_text_is_under_its_own_language(built: Built, name: str) -> None:
    khmer = re.compile("[\u1780-\u17ff]")
    vietnamese = re.compile("[ăđơưạảấầậếềệịọộớờợụứừựỳ]", re.IGNORECASE)
    for tag in ("vi", "km"):
        parser = Languages()
        folder = "d" if tag == "vi" else f"{tag}/d"
        parser.feed((built.folder / folder / f"{name}.html").read_text(encoding="utf-8"))
        assert [element for element, _ in parser.stack] in (["html", "body"], ["html"])
        for text, lang in parser.texts:
            if khmer.search(text):
                assert lang == "km", text
            elif vietnamese.search(text):
                assert lang == "vi", text


def test_search_engines_get_the_pages_that_say_something_of_their_own(
    built: Built, pages: dict[str, str]
) -> None:
    for path, text in pages.items():
        assert ("content=noindex" in text) == (path not in built.directory.indexed), path
        if path in built.directory.indexed:
            assert f'<link rel=canonical href="{SITE_URL}{path}">' in text
    # Every local record of this repository is a sample.
    assert {PurePosixPath(path).stem for path in built.directory.indexed} == {"index", *places.provinces()}


def test_a_province_lists_its_communes_and_the_former_units(built: Built) -> None:
    text = (built.folder / "d/44.html").read_text(encoding="utf-8")
    for commune in places.communes().values():
        assert (f"href={commune.code}.html>" in text) == (commune.province == "44")
    row = re.search(r"<li><a href=19564\.html>.*?(?=<li>|</ul>)", text)
    assert row and "Xã Tà Long" in row[0] and row[0].count("Huyện Đa Krông") == 1
