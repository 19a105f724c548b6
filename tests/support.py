"""What whole-site tests share: the fixture hub, a reader for built pages, hashes of trees."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import re
import shutil
import subprocess
import sys
import threading
import unicodedata
import zipfile
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from loa.hub import PROJECT, Settings
from loa.site.build import BuildResult, build_site

HUB = PROJECT / "tests" / "hubs" / "small"
DATE = "2026-11-21"
SITE_URL = "https://loa.example/"
# Words that stand in every text of the fixture hub which production may not publish, and nowhere else.
UNAPPROVED = (
    "còn để nháp",
    "điều này không được hiện",
    "điều này phải gọi kiểm tra lại",
    "chữ thử, đã cũ",
    "000 000 0",
    "1900 000 002",
    "4.321",
)


# Elements that make a browser fetch something else.
LOADING = ("img", "source", "audio", "video", "iframe", "object", "embed", "track")


@dataclass(frozen=True)
class Site:
    """A built site and what its build said."""

    folder: Path
    result: BuildResult

    @cached_property
    def files(self) -> dict[str, dict]:
        """The manifest's files by path."""
        return {file["path"]: file for file in self.result.manifest["files"]}

    def read(self, path: str) -> str:
        """A text file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, path: str) -> Node:
        """A page of the site, parsed."""
        entry = self.files.get(path)
        return parse(self.read(path), short=entry is not None and entry["product"] == "directory")

    @property
    def campaign(self) -> str:
        """The path of the approved campaign's page."""
        source = "campaigns/chiến-dịch-thử-nghiệm/campaign.yml"
        (path,) = [
            path
            for path, file in self.files.items()
            if source in file["sources"] and not file["item"] and "/" not in path and path.endswith(".html")
        ]
        return path

    def pages(self) -> list[str]:
        """The paths of every HTML file but those of the directory."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")}
        return sorted(found - set(self.directory()))

    def directory(self) -> list[str]:
        """The paths of the directory's pages: thousands, on rules of their own (tests/directory)."""
        return sorted(path for path, file in self.files.items() if file["product"] == "directory")

    def page_kinds(self) -> dict[tuple[str, str], str]:
        """A page of every kind in every language, by (language, kind): whatever kinds there are, none is forgotten.

        Kinds of articles are those that the template writes on `<body>`; of the directory: its index, a province, a
        commune with services of its own and one without.
        """
        found: dict[tuple[str, str], str] = {}
        for path in self.pages():
            text = self.read(path)
            kind = re.search(r'<body class="loa(?: loa--([a-z-]+))?"', text)
            lang = re.search(r'<html lang="([^"]+)"', text)
            assert kind and lang, path
            name = "sensitive " * ("loa-exit" in text) + (kind[1] or "error")
            found.setdefault((lang[1], name), path)
        for path in self.directory():
            folder, _, name = path.rpartition("d/")
            own = name.removesuffix(".html")
            kind_of = {"index": "directory", 2: "province", 5: "commune"}
            kind_name = kind_of.get(own) or kind_of[len(own)]
            if kind_name == "commune" and "noindex" not in self.read(path):
                kind_name = "commune with services"
            found.setdefault((folder.strip("/") or "vi", kind_name), path)
        return found


def docx_text(data: bytes) -> str:
    """Every text of a Word file: its parts without the markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]*>", "", "\n".join(parts))


def build(source: Path | None, place: Path, *, production: bool = False, **options: str) -> Site:
    """Build `source`, the repository's own content for None, at `place` on the tests' date."""
    settings = Settings.of(source, date=DATE, production=production, **options)
    return Site(place, build_site(settings, place))


def tree(folder: Path) -> dict[str, str]:
    """The hash of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def environment(**values: str) -> dict[str, str]:
    """An environment for a subprocess without settings of this one's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
    return {**kept, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONDONTWRITEBYTECODE": "1", **values}


def build_command(source: Path, place: Path, *options: str) -> list[str]:
    """The command line of `loa build`."""
    script = PROJECT / "scripts" / "build.py"
    return [
        *(sys.executable, "-P", str(script), "--source", str(source), "--out", str(place)),
        *("--date", DATE, *options),
    ]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a test that fails says enough."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder at an address of this machine, for the length of a `with` block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=os.fspath(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def squeezed(text: str) -> str:
    """Text without white space, NFC: PDF readers break lines and words where they like."""
    return "".join(unicodedata.normalize("NFC", text).split())


def spaced(text: str) -> str:
    """Text with single spaces, NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def pdf_text(data: bytes) -> str:
    """The text of a PDF as poppler reads it, which honours ActualText as screen readers do.

    Every test that looks into a PDF fails here where poppler is missing: none is skipped in silence.
    """
    assert shutil.which("pdftotext"), "these tests need pdftotext: install poppler-utils"
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").replace("\u200b", "")


# --- HTML -------------------------------------------------------------------------------------------------

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


@dataclass
class Node:
    """An element, with its children; text stands as strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    def walk(self) -> Iterator[Node]:
        """This element and every one below it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Node]:
        """The elements below with this tag and these attributes (`class_`: one of its classes)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [node for node in self.walk() if (not tag or node.tag == tag) and node._has(wanted)]

    def one(self, tag: str = "", **attributes: str) -> Node:
        """The only element that `all` finds."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × <{tag}> {attributes}"
        return found[0]

    def _has(self, wanted: dict[str, str]) -> bool:
        return all(
            value in self.attributes.get(name, "").split()
            if name == "class"
            else self.attributes.get(name) == value
            for name, value in wanted.items()
        )

    def get(self, name: str) -> str:
        """An attribute, empty if absent."""
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """The text inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def lang(self) -> str:
        """The language that applies here."""
        node: Node | None = self
        while node is not None:
            if "lang" in node.attributes:
                return node.attributes["lang"]
            node = node.parent
        return ""


class _Reader(HTMLParser):
    def __init__(self, short: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.short = short
        self.root = self.here = Node("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self._end_item()
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag in ("ul", "ol"):
            self._end_item()
        # Strict: our own templates close what they open, in order.
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}> at {self.getpos()}"
        assert self.here.parent is not None
        self.here = self.here.parent

    def _end_item(self) -> None:
        if self.short and self.here.tag == "li" and self.here.parent is not None:
            self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(html: str, *, short: bool = False) -> Node:
    """A page as a tree; elements that are closed in the wrong order are an error.

    `short`: `</li>`, `</body>` and `</html>` may be left out, as HTML allows and the directory does for its weight.
    """
    reader = _Reader(short)
    reader.feed(html)
    reader.close()
    while short and reader.here.tag in ("body", "html") and reader.here.parent is not None:
        reader.here = reader.here.parent
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


def resolve(page: str, href: str) -> tuple[str, str] | None:
    """(path in the site, anchor) of a link on a page; None for a link that leaves the site."""
    if href.startswith(SITE_URL):
        href = "/" + href.removeprefix(SITE_URL)
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    path = unquote(parts.path)
    base = "" if path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(base, path.lstrip("/"))), unquote(parts.fragment)


def language_of(path: str) -> str:
    """The language of a page of the fixture hub by its path."""
    first = path.split("/")[0]
    return first if first in ("km", "rad", "blt") else "vi"


def check_structure(path: str, page: Node) -> None:
    """Assert that no id stands twice, that there is one h1, and that no level of heading is skipped."""
    ids = [node.get("id") for node in page.walk() if node.get("id")]
    assert len(ids) == len(set(ids)), path
    levels = [int(node.tag[1]) for node in page.one("main").walk() if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels[0] == 1 and levels.count(1) == 1, path
    assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def check_links(pages: Mapping[str, Node], files: Container[str]) -> int:
    """Assert that every link of `pages` leads to one of `files` and says the language of its page; how many there are.

    Anchors are looked up on pages among `pages`.
    """
    anchors = {path: {node.get("id") for node in page.walk()} for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        for node in page.walk():
            for name in node.attributes.keys() & {"href", "src"}:
                target = resolve(path, node.get(name))
                if target is None:
                    continue
                where, anchor = target
                assert where in files and (not anchor or anchor in anchors.get(where, ())), (
                    path,
                    node.get(name),
                )
                if node.tag == "a" and where.endswith(".html") and path != "404.html":
                    other = language_of(where)
                    assert other == language_of(path) or node.get("hreflang") == other, (path, node.get(name))
                checked += 1
    return checked
