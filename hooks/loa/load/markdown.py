"""Restricted Markdown to blocks, through markdown-it-py: the one parser of the project."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from loa.errors import Report, printable, say
from loa.load.files import hidden
from loa.model import blocks as b
from loa.model.slug import slug

# What is left when a well-formed pair has been taken out is a reference that somebody meant and did not finish.
_FACT = re.compile(r"\{\{([^{}]*)\}\}|\{\{+|\}\}+")
_FACT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CALLOUT = re.compile(r"\[!([^\]\n]{1,40})\]\s*")
_CUE = re.compile(r"\[([^\[\]\n]{1,120})\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# A host and what follows it; no user name before an @, which can make an address look like another one.
_WEB = re.compile(r"https://[^\s<>\"'\\/?#@]*[^\s<>\"'\\/?#@.](?:[/?#][^\s<>\"'\\]*)?")
_MAX_DEPTH = 12
# Long articles have 10,000 characters, long paragraphs 1,000. Past these sizes the parser takes seconds.
MAX_CHARS, MAX_PARAGRAPH = 60_000, 10_000


def _mark_long(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            token.content, token.meta = "", {"long": True}


def _engine() -> MarkdownIt:
    # HTML and tables are parsed so that they can be named in a message; they never reach a block.
    engine = MarkdownIt("commonmark", {"html": True}).enable("table")
    # The parser drops unseen what is nested deeper than this; our own limit lies far below and says so.
    engine.options["maxNesting"] = 100
    engine.core.ruler.before("inline", "loa_long", _mark_long)
    engine.validateLink = lambda url: True  # type: ignore[method-assign]  # judged below, with a line number
    engine.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return engine


_ENGINE = _engine()


def parse(
    text: str, path: PurePosixPath, shown: str, report: Report, first_line: int = 1
) -> tuple[b.Block, ...]:
    """The blocks of a Markdown body.

    Args:
        text: NFC text; `path`: the file's path in the hub, from which relative links are resolved;
        `first_line`: line of the file on which the body begins.
    """
    return _Parser(path, shown, report, first_line).run(text)


@dataclass(slots=True)
class _Cursor:
    tokens: list[Token]
    position: int = 0

    def next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    @property
    def done(self) -> bool:
        return self.position >= len(self.tokens)


class _Parser:
    def __init__(self, path: PurePosixPath, shown: str, report: Report, first_line: int) -> None:
        self.path, self.shown, self.report = path, shown, report
        self.first_line, self.line = first_line, first_line
        self.anchors: set[str] = set()
        self.repeated: dict[str, int] = {}
        self.level = 1

    def run(self, text: str) -> tuple[b.Block, ...]:
        if len(text) > MAX_CHARS:
            unit = say("ký tự", "characters")
            self._fault("LOA102", size=f"{len(text):,} {unit}", limit=f"{MAX_CHARS:,} {unit}")
            return ()
        try:
            tokens = _ENGINE.parse(text)
        except RecursionError:  # pictures inside the descriptions of pictures
            self._fault("LOA408")
            return ()
        return self._blocks(_Cursor(tokens), until=None, depth=0)

    def _fault(self, code: str, **values: object) -> None:
        self.report.add(code, self.shown, self.line, **values)

    # --- blocks -------------------------------------------------------------------------------------------

    def _blocks(self, cursor: _Cursor, until: str | None, depth: int) -> tuple[b.Block, ...]:
        found: list[b.Block] = []
        while not cursor.done:
            token = cursor.next()
            if token.type == until:
                break
            if token.map:
                self.line = self.first_line + token.map[0]
            if depth > _MAX_DEPTH:
                self._fault("LOA408")
                self._skip(cursor, token)
                continue
            block = self._block(token, cursor, depth)
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token, cursor: _Cursor, depth: int) -> b.Block | None:
        line = self.line
        match token.type:
            case "paragraph_open":
                content = self._inlines(cursor.next())
                cursor.next()
                return self._paragraph(content, line, depth)
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

    def _refuse(self, what: str, cursor: _Cursor, token: Token) -> None:
        self._fault("LOA402", what=what)
        self._skip(cursor, token)

    @staticmethod
    def _skip(cursor: _Cursor, token: Token) -> None:
        depth: int = token.nesting
        while depth > 0 and not cursor.done:
            depth += cursor.next().nesting

    def _paragraph(self, content: tuple[b.Inline, ...], line: int, depth: int) -> b.Block | None:
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

    def _heading(self, level: int, content: tuple[b.Inline, ...], cursor: _Cursor, line: int) -> b.Block:
        cursor.next()
        title = b.plain(content).strip()
        if not title:
            self.line = line
            self._fault("LOA402", what=say("tiêu đề trống", "an empty heading"))
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

    def _list(self, token: Token, cursor: _Cursor, depth: int, line: int) -> b.Block:
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
                body = ((b.Paragraph(content, inner[0].line),) if content else ()) + inner[1:]
                return b.Callout(kind, body, line)
        return b.Quote(inner, line)

    # --- inlines ------------------------------------------------------------------------------------------

    def _inlines(self, token: Token) -> tuple[b.Inline, ...]:
        if token.map:
            self.line = self.first_line + token.map[0]
        if token.meta.get("long"):
            self._fault("LOA408")
        return self._run(_Cursor(token.children or []), None, 0)

    def _run(self, cursor: _Cursor, until: str | None, depth: int) -> tuple[b.Inline, ...]:
        found: list[b.Inline] = []
        text = ""
        while not cursor.done:
            token = cursor.next()
            if token.type == until:
                break
            if token.type in ("text", "text_special"):
                text += token.content
                continue
            if token.type == "softbreak":
                text += " "
                self.line += 1
                continue
            found += self._text(text)
            text = ""
            if depth > _MAX_DEPTH:
                self._fault("LOA408")
                self._skip(cursor, token)
                continue
            inline = self._inline(token, cursor, depth + 1)
            if inline is not None:
                found.append(inline)
        return tuple(found + self._text(text))

    def _inline(self, token: Token, cursor: _Cursor, depth: int) -> b.Inline | None:
        line = self.line
        match token.type:
            case "strong_open":
                return b.Strong(self._run(cursor, "strong_close", depth))
            case "em_open":
                return b.Emphasis(self._run(cursor, "em_close", depth))
            case "link_open":
                href = self._target(str(token.attrs.get("href", "")), image=False)
                children = self._run(cursor, "link_close", depth)
                if not b.plain(children).strip() and not _pictures(children):
                    self._fault("LOA402", what=say("liên kết không có chữ", "a link without words"))
                return b.Link(children, href, line) if href else b.Emphasis(children)
            case "image":
                src = self._target(str(token.attrs.get("src", "")), image=True)
                alt = self._clean(_description(token)).strip()
                return b.Image(src, alt, line) if src else None
            case "hardbreak":
                self.line += 1
                return b.Break()
            case "code_inline":
                self._fault("LOA402", what=say(f"dấu ` quanh “{token.content}”", f"code “{token.content}”"))
                return b.Text(token.content)
            case _:
                self._fault("LOA401", value=token.content[:60])
                return None

    def _text(self, text: str) -> list[b.Inline]:
        found: list[b.Inline] = []
        position = 0
        text = self._clean(text)
        for match in _FACT.finditer(text):
            if match.start() > position:
                found.append(b.Text(text[position : match.start()]))
            position = match.end()
            name = (match.group(1) or "").strip()
            if _FACT_ID.fullmatch(name):
                found.append(b.FactRef(name, self.line))
            else:
                self._fault("LOA407", value=match.group())
        if position < len(text):
            found.append(b.Text(text[position:]))
        return found

    def _clean(self, text: str) -> str:
        """The text, NFC, on one line: an entity such as `&#x202e;` may bring in what the file does not hold."""
        text = re.sub(r"[\t\r\n]+", " ", unicodedata.normalize("NFC", text))
        faults = dict.fromkeys(char for _, char in hidden(text))
        for char in faults:
            self._fault("LOA104", char=char)
        return "" if faults else text

    def _target(self, target: str, image: bool) -> str:
        """Where a link or picture leads, as a path in the hub, `#anchor` or https address; empty if refused."""
        target = unicodedata.normalize("NFC", target)
        if any(hidden(target)) or not target.isprintable():
            self._fault("LOA307", value=printable(target))
            return ""
        if target.startswith("#") and not image:
            return "#" + unquote(target[1:])
        if not image and _WEB.fullmatch(target):
            return target
        if _SCHEME.match(target) or target.startswith(("/", "\\")) or "\\" in target or not target:
            self._fault("LOA307", value=printable(target))
            return ""
        # Editors write %20 for a space when they complete a path.
        name, _, anchor = (unicodedata.normalize("NFC", unquote(part)) for part in target.partition("#"))
        resolved = posixpath.normpath(posixpath.join(self.path.parent.as_posix(), name))
        if resolved.startswith(".."):
            self._fault("LOA308", value=printable(target))
            return ""
        return f"{resolved}#{anchor}" if anchor else resolved


def _description(token: Token) -> str:
    """The words of a picture's description, without its marks."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content or _description(child)
        for child in token.children or []
        if child.type != "image"
    )


def _pictures(children: tuple[b.Inline, ...]) -> bool:
    return any(isinstance(inline, b.Image) for inline in b.walk_inlines(children))
