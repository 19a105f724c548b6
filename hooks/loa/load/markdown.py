"""Restricted Markdown to blocks, through markdown-it-py: the one parser of the project."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from loa.errors import Report, say
from loa.load.inlines import MAX_DEPTH, Cursor, InlineReader
from loa.model import blocks as b
from loa.model.slug import slug

_CALLOUT = re.compile(r"\[!([^\]\n]{1,40})\]\s*")
_CUE = re.compile(r"\[(?!!)([^\[\]\n]{1,120})\]")
# Long articles have 10,000 characters, long paragraphs 1,000 and five links. Past these sizes the parser takes
# seconds (each open bracket is looked for to the end).
MAX_CHARS, MAX_PARAGRAPH, MAX_BRACKETS = 60_000, 10_000, 200


def _mark_long(state: StateCore) -> None:
    for token in state.tokens:
        long = len(token.content) > MAX_PARAGRAPH or token.content.count("[") > MAX_BRACKETS
        if token.type == "inline" and long:
            token.content, token.meta = "", {"long": True}


def _engine() -> MarkdownIt:
    # HTML and tables are parsed so that they can be named in a message; they never reach a block.
    engine = MarkdownIt("commonmark", {"html": True}).enable("table")
    # The parser drops unseen what is nested deeper than this; our own limit lies far below and says so.
    engine.options["maxNesting"] = 100
    engine.core.ruler.before("inline", "loa_long", _mark_long)
    engine.validateLink = lambda url: True  # type: ignore[method-assign]  # judged below, with a line number
    engine.normalizeLink = lambda url: url  # type: ignore[method-assign]  # markdown-it-py is set up in this way
    return engine


_ENGINE = _engine()


# The preview reads all texts again after a change to one of them.
@lru_cache(maxsize=512)
def _tokens(text: str) -> list[Token]:
    return _ENGINE.parse(text)


def parse(
    text: str, path: PurePosixPath, shown: str, report: Report, first_line: int = 1
) -> tuple[b.Block, ...]:
    """The blocks of a Markdown body.

    Args:
        text: NFC text; `path`: the file's path in the hub, from which relative links are resolved;
        `first_line`: line of the file on which the body begins.
    """
    return _Parser(path, shown, report, first_line).run(text)


class _Parser:
    def __init__(self, path: PurePosixPath, shown: str, report: Report, first_line: int) -> None:
        self.first_line, self.inline = first_line, InlineReader(path, shown, report, first_line)
        self.anchors: set[str] = set()
        self.repeated: dict[str, int] = {}
        self.level = 1

    def run(self, text: str) -> tuple[b.Block, ...]:
        if len(text) > MAX_CHARS:
            unit = say("ký tự", "characters")
            self._fault("LOA102", size=f"{len(text):,} {unit}", limit=f"{MAX_CHARS:,} {unit}")
            return ()
        try:
            tokens = _tokens(text)
        except RecursionError:  # pictures inside the descriptions of pictures
            self._fault("LOA408")
            return ()
        return self._blocks(Cursor(tokens), until=None, depth=0)

    @property
    def line(self) -> int:
        return self.inline.line

    @line.setter
    def line(self, line: int) -> None:
        self.inline.line = line

    def _fault(self, code: str, **values: object) -> None:
        self.inline.fault(code, **values)

    def _inlines(self, token: Token) -> tuple[b.Inline, ...]:
        if token.map:
            self.line = self.first_line + token.map[0]
        return self.inline.read(token)

    # --- blocks -------------------------------------------------------------------------------------------

    def _blocks(self, cursor: Cursor, until: str | None, depth: int) -> tuple[b.Block, ...]:
        found: list[b.Block] = []
        while not cursor.done:
            token = cursor.next()
            if token.type == until:
                break
            if token.map:
                self.line = self.first_line + token.map[0]
            if depth > MAX_DEPTH:
                self._fault("LOA408")
                cursor.skip(token)
                continue
            block = self._block(token, cursor, depth)
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token, cursor: Cursor, depth: int) -> b.Block | None:
        line = self.line
        match token.type:
            case "paragraph_open":
                content = self._inlines(cursor.next())
                cursor.next()
                return paragraph(content, line, depth)
            case "heading_open":
                return self._heading(int(token.tag[1:]), self._inlines(cursor.next()), cursor, line)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, cursor, depth, line)
            case "blockquote_open":
                return self._quote(self._blocks(cursor, "blockquote_close", depth + 1), line)
            case "html_block":
                self._fault("LOA401", value=token.content.strip().splitlines()[0][:60])
            case "table_open":
                self._refuse(say("bảng", "a table"), cursor, token)
            case "fence" | "code_block":
                self._refuse(say("khối mã (dòng thụt 4 dấu cách hoặc ```)", "a code block"), cursor, token)
            case "hr":
                self._refuse(say("đường kẻ ngang", "a rule"), cursor, token)
            case _:
                self._refuse(token.type, cursor, token)
        return None

    def _refuse(self, what: str, cursor: Cursor, token: Token) -> None:
        self._fault("LOA402", what=what)
        cursor.skip(token)

    def _heading(self, level: int, content: tuple[b.Inline, ...], cursor: Cursor, line: int) -> b.Block:
        cursor.next()
        title = b.plain(content).strip()
        if not title:
            self.line = line
            self._fault("LOA409", what=say("tiêu đề", "a heading"))
        if level == 1 or level > 4 or level > self.level + 1:
            self.line = line
            self._fault("LOA404", value=title)
            level = max(2, min(level, self.level + 1, 4))
        self.level = level
        anchor = stem = slug(title)
        while anchor in self.anchors:
            number = self.repeated[stem] = self.repeated.get(stem, 1) + 1
            anchor = f"{stem}-{number}"
        self.anchors.add(anchor)
        return b.Heading(level, content, anchor, line)

    def _list(self, token: Token, cursor: Cursor, depth: int, line: int) -> b.Block:
        ordered = token.type == "ordered_list_open"
        items: list[tuple[b.Block, ...]] = []
        while (inner := cursor.next()).type == "list_item_open":
            items.append(self._blocks(cursor, "list_item_close", depth + 1))
        assert inner.type in ("bullet_list_close", "ordered_list_close")
        start = int(token.attrs.get("start", 1)) if ordered else 1
        return b.ListBlock(tuple(items), ordered, start, line)

    def _quote(self, inner: tuple[b.Block, ...], line: int) -> b.Block:
        if inner and isinstance(inner[0], b.Paragraph) and isinstance(inner[0].content[0], b.Text):
            opening = inner[0].content[0]
            if match := _CALLOUT.match(opening.text):
                kind = match.group(1).strip().lower()
                if kind not in b.CALLOUTS:
                    self.line = line
                    self._fault("LOA403", value=kind, known=", ".join(b.CALLOUTS))
                    return b.Quote(inner, line)
                rest = opening.text[match.end() :]
                content = ((b.Text(rest),) if rest else ()) + inner[0].content[1:]
                first = paragraph(content, inner[0].line, depth=1)
                body = ((first,) if first else ()) + inner[1:]
                return b.Callout(kind, body, line)
        return b.Quote(inner, line)


def parse_inline(text: str, reader: InlineReader) -> tuple[b.Inline, ...]:
    """The inlines of the text of one paragraph; `reader` keeps the faults and judges the links."""
    return reader.read(_ENGINE.parseInline(text)[0])


def paragraph(content: tuple[b.Inline, ...], line: int, depth: int) -> b.Block | None:
    """What a paragraph of these inlines is: text, a voice of a dialogue (never inside another block), a sound cue."""
    while content and isinstance(content[0], b.Break):  # a new line before the first word
        content = content[1:]
    if not content:
        return None
    if len(content) == 1 and isinstance(content[0], b.Text) and (cue := _CUE.fullmatch(content[0].text)):
        return b.Cue(cue.group(1).strip(), line)
    first = content[0]
    if depth == 0 and isinstance(first, b.Strong) and len(content) > 1:
        name = b.plain(first.children).strip()
        if name.endswith(":") and len(name.split()) <= 3:
            rest = content[1:]
            if isinstance(rest[0], b.Text):
                rest = (b.Text(rest[0].text.lstrip()), *rest[1:])
            return b.Dialogue(name[:-1].strip(), rest, line)
    return b.Paragraph(content, line)
