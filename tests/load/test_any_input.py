"""Whatever lies in a file: no traceback, no long wait, and nothing that a browser would run."""

from __future__ import annotations

import re
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import pytest
import tiny
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loa.editions import Editions
from loa.errors import Problem
from loa.hub import Hub
from loa.model.catalog import Item
from loa.render.context import Context
from loa.render.html import HtmlRenderer

MESSAGE = "thu/messages/viec-nha.md"
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
some = settings(max_examples=150, deadline=None)

# Pieces that matter to the readers of YAML and Markdown, so that random texts reach into their corners.
PIECES = [
    "---\n", "...\n", "\n", "\n\n", "  ", "\t", "- ", "1. ", "> ", "## ", "### ", "* ", "**", "_", "`",
    "```\n", "[", "](", ")",
    "![", "<", ">", "</", "<script>", "<!--", "-->", "javascript:", "java\tscript:", "&#106;avascript:",
    "data:", "vbscript:",
    "https://", "&lt;", "&#x202e;", "&#0;", "\\", "{{", "}}", "{{a}}", "[!luu-y]", "|", "---|---", "id: a1",
    "title: ", ": ", "&a ", "*a ",
    "!!python/object:os.system ", "<<: ", "\u202e", "\x00", "\ufeff", "e\u0302\u0323", "Việc nhà", "ខ្មែរ",
    "\ud800", "\r\n", "\r",
    "\u2028", "onerror=", '"', "'", "%", "@", "113", "1900 000 000", "../", "%2e%2e/", "//", "#",
]  # fmt: skip
soup = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)


def check(text: str | bytes, name: str = MESSAGE) -> Hub:
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        hub = tiny.opened(Path(folder), {name: text})
        assert time.process_time() - start < 3  # of this process; well under one second on an idle machine
    for problem in hub.report:
        assert isinstance(problem, Problem)
        assert not HIDDEN.search(problem.render("vi") + problem.render("en"))
    assert_clean(hub.catalog)
    return hub


def strings(value: object) -> Iterator[str]:
    """Every text inside the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from strings(entry)
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from strings(entry)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("kind", "lines", "shown"):
                yield from strings(getattr(value, field.name))
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name))


def assert_clean(catalog: object) -> None:
    """Model texts are NFC and hold no character that readers cannot see."""
    for text in strings(catalog):
        assert unicodedata.is_normalized("NFC", text), ascii(text)
        assert not HIDDEN.search(text.replace("\n", "").replace("\t", "")), ascii(text)


class Judge(HTMLParser):
    """Fails on every tag, attribute and address that our renderer has no reason to write."""

    TAGS: ClassVar[dict[str, set[str]]] = {
        "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "p": {"class"}, "strong": set(), "em": set(), "br": set(),
        "a": {"href", "rel", "hreflang", "class"}, "ul": set(), "ol": {"start"}, "li": {"class"}, "blockquote": set(),
        "div": {"class", "role"}, "img": {"src", "alt", "loading"}, "span": {"lang"},
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS, tag
        for name, value in attrs:
            assert name in self.TAGS[tag], (tag, name)
            if name in ("href", "src"):
                assert re.match(
                    r"https://[^/?#@\s]|#|[a-z0-9./-]+\.(html|webp)(#|$)|tel:[0-9+]+$", value or ""
                ), value
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment in the output")

    handle_decl = handle_pi = unknown_decl = handle_comment


def rendered(hub: Hub) -> str:
    """The bodies of all items that could be loaded, judged."""
    context = Context.of(Editions(hub), "vi")
    known = set(hub.catalog.facts)
    html = ""
    for item in hub.catalog.items():
        if not any(p.code in ("LOA303", "LOA309") for p in hub.report) or not known:
            html += HtmlRenderer(context, "a.html").blocks(item.text.blocks)
    judge = Judge()
    judge.feed(html)
    judge.close()
    assert judge.open == []
    return html


FACT = 'a:\n  value: "1"\n  kind: text\n  about: a\n  source: a\n  confidence: H\n  checked: 2026-01-01\n'


@given(st.binary(max_size=400))
@some
@example(b"\xff\xfe-\x00")
@example("---\ntitle: Bình".encode("utf-16"))
def test_any_bytes(raw: bytes) -> None:
    check(raw)
    check(b"---\nid: tg1\n" + raw)


@given(soup)
@some
@example("? [a]\n: b")
@example('title: "\\uD800"')
@example('title: "\\UFFFFFFFF"')
@example("[" * 300)
@example("{a: " * 300)
@example("a: &a [x]\nb: [*a, *a]")
@example("!!python/object/apply:os.system [ls]: b")
@example("%YAML 9.9")
@example("'")
@example("a: |2\n x")
def test_any_front_matter(text: str) -> None:
    check(f"---\nid: tg1\n{text}\n---\nChữ.\n")
    check(text, "thu/campaign.yml")
    check(text, "thu/facts.yml")


@given(soup)
@some
@example(">" * 200 + "x")
@example("*a _b " * 300 + "c" + "_ *" * 300)
@example("![" * 150 + "x" + "](a)" * 150)
@example("## a\n" * 500)
@example("> [!<b>]\n> x")
@example('[<script>](https://a.b/?x="onload)')
def test_any_body(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {MESSAGE: tiny.item(body=text + "\n"), "thu/facts.yml": FACT}
        start = time.process_time()
        hub = tiny.opened(Path(folder), files)
        assert time.process_time() - start < 3
    assert_clean(hub.catalog)
    unknown_fact = "LOA303" in tiny.codes(hub)
    if not unknown_fact:
        rendered(hub)


VALID = tiny.item(
    extra="sources:\n  - title: Nguồn thử\n    url: https://example.org/\nplaces: [66]\n",
    body="Mở đầu **đậm** [trang](https://example.org/).\n\n## Mục\n\n- một\n- hai\n\n"
    "> [!luu-y]\n> Nhớ.\n\n**Nam:** Chào.\n",
)


@given(
    st.lists(st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), st.sampled_from(PIECES)), max_size=4)
)
@some
def test_mutated_files(changes: list[tuple[int, int, str]]) -> None:
    text = VALID
    for place, cut, piece in changes:
        text = text[:place] + piece + text[place + cut :]
    hub = check(text)
    if "LOA303" not in tiny.codes(hub):
        rendered(hub)


def test_the_valid_file_is_valid(tmp_path: Path) -> None:
    hub = tiny.opened(tmp_path, {MESSAGE: VALID})
    assert tiny.codes(hub) == []
    assert "<h2" in rendered(hub)


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_decomposed_text_becomes_nfc(tmp_path: Path, form: str) -> None:
    composed = tiny.opened(tmp_path / "a", {MESSAGE: VALID})
    split = unicodedata.normalize(form, VALID)
    assert split != VALID
    decomposed = tiny.opened(tmp_path / "b", {MESSAGE: split})
    assert next(composed.catalog.items()).text.blocks == next(decomposed.catalog.items()).text.blocks
    assert next(composed.catalog.items()).fields == next(decomposed.catalog.items()).fields


def test_decomposed_file_names_are_found_by_composed_links(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Chị Đào.md")
    hub = tiny.opened(
        tmp_path,
        {
            f"thu/messages/{name}": tiny.item(identifier="tg2"),
            f"thu/messages/{name[:-3]}.km.md": tiny.variant(),
            MESSAGE: tiny.item(body="[a](Chị%20Đào.md) [b](<Chị Đào.md>)\n"),
        },
    )
    assert tiny.codes(hub) == []
    found = hub.catalog.by_path()["campaigns/thu/messages/Chị Đào.md"]
    assert isinstance(found, Item)
    assert list(found.variants) == ["km"]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark(tmp_path: Path, ends: str, mark: bytes) -> None:
    plain = tiny.opened(tmp_path / "a", {MESSAGE: VALID})
    other = tiny.opened(tmp_path / "b", {MESSAGE: mark + VALID.replace("\n", ends).encode()})
    assert tiny.codes(other) == []
    assert next(plain.catalog.items()).text.blocks == next(other.catalog.items()).text.blocks
