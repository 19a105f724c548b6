"""The handbook as HTML files that stand alone: one for each Markdown file, its pictures, its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files as resources
from itertools import pairwise
from pathlib import Path, PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token

from loa.model.slug import slug

STYLE = "so-tay.css"
HOME = "index.md"
_CHAPTER = re.compile(r"\]\(([\w-]+\.md)\)")
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_PICTURES = "hinh"


class Book:
    """The handbook in `folder`. Chapters come in the order in which its first page names them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        environment = Environment(
            loader=PackageLoader("loa.handbook"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._template = environment.get_template("page.html")
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

    def text(self, name: str) -> str:
        """The Markdown of a page such as "in-an.md"."""
        return (self.folder / name).read_text(encoding="utf-8")

    @cached_property
    def chapters(self) -> dict[str, str]:
        """Title by file name, the first page included."""
        names = [HOME, *dict.fromkeys(_CHAPTER.findall(self.text(HOME)))]
        return {name: match[1] if (match := _TITLE.search(self.text(name))) else name for name in names}

    def files(self) -> Iterator[str]:
        """Paths of all files of the book."""
        yield STYLE
        yield from (_page(name) for name in self.chapters)
        yield from sorted(f"{_PICTURES}/{path.name}" for path in (self.folder / _PICTURES).glob("*.webp"))

    def file(self, path: str) -> bytes | None:
        """The bytes of one file; None where the book has no such file."""
        if path not in self.files():
            return None
        if path == STYLE:
            return resources("loa.handbook").joinpath("static", STYLE).read_bytes()
        if path.startswith(_PICTURES):
            return (self.folder / path).read_bytes()
        return self._html(path.removesuffix(".html") + ".md").encode("utf-8")

    def _html(self, name: str) -> str:
        tokens = self._markdown.parse(_TITLE.sub("", self.text(name), count=1))
        headings = _anchored(tokens)
        for token in _all(tokens):
            _mend(token, self.chapters)
        body = self._markdown.renderer.render(tokens, self._markdown.options, {})
        names = list(self.chapters)
        place = names.index(name)
        return self._template.render(
            title=self.chapters[name],
            here=_page(name),
            chapters=[(_page(each), title) for each, title in self.chapters.items()],
            headings=headings,
            body=body,
            following=[(_page(each), self.chapters[each]) for each in names[place + 1 : place + 2]],
        )


def _page(name: str) -> str:
    return name.removesuffix(".md") + ".html"


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _anchored(tokens: list[Token]) -> list[tuple[str, str]]:
    """Give every heading an anchor; (anchor, title) of those of level 2."""
    found = []
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            anchor = slug(content.content)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                found.append((anchor, content.content))
    return found


def _mend(token: Token, chapters: dict[str, str]) -> None:
    """Point links at the pages of the book; what lies elsewhere in the project is named, as it may not be at hand."""
    if token.type == "image":
        token.attrSet("loading", "lazy")
        return
    for position, child in enumerate(token.children or []):
        if not position and child.content.startswith("[ ] "):
            child.content = "☐" + child.content[3:]  # a box to tick on paper
        if child.type != "link_open":
            continue
        address = str(child.attrGet("href"))
        name, _, anchor = address.partition("#")
        if name in chapters:
            child.attrSet("href", _page(name) + (f"#{anchor}" if anchor else ""))
        elif name and "://" not in name:
            _named(token.children or [], position, PurePosixPath("docs", name.removeprefix("../")))


def _named(children: list[Token], position: int, path: PurePosixPath) -> None:
    """Put the words of the link at `position` without a link, followed by `path`."""
    end = next(at for at in range(position, len(children)) if children[at].type == "link_close")
    children[position] = Token("text", "", 0)
    children[end] = Token("text", "", 0, content=f" ({path})")
