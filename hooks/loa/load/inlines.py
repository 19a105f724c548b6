"""The inside of a paragraph: markdown-it's inline tokens to our inlines, targets of links judged on the way."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it.token import Token

from loa.errors import Report, printable, say
from loa.load.files import hidden
from loa.model import blocks as b

# What is left when a well-formed pair has been taken out is a reference that somebody meant and did not finish.
_FACT = re.compile(r"\{\{([^{}]*)\}\}|\{\{+|\}\}+")
_FACT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# A host and what follows it; no user name before an @, which can make an address look like another one.
_WEB = re.compile(r"https://[^\s<>\"'\\/?#@]*[^\s<>\"'\\/?#@.](?:[/?#][^\s<>\"'\\]*)?")
MAX_DEPTH = 12


@dataclass(slots=True)
class Cursor:
    """A place in a list of tokens."""

    tokens: list[Token]
    position: int = 0

    def next(self) -> Token:
        """The token here; the place moves on."""
        token = self.tokens[self.position]
        self.position += 1
        return token

    def skip(self, token: Token) -> None:
        """Move behind all that `token`, just read, opens."""
        depth: int = token.nesting
        while depth > 0 and not self.done:
            depth += self.next().nesting

    @property
    def done(self) -> bool:
        """Whether all tokens were read."""
        return self.position >= len(self.tokens)


class InlineReader:
    """Reads the inlines of one file; `line` is the line of the file that is being read."""

    def __init__(self, path: PurePosixPath, shown: str, report: Report, line: int) -> None:
        self.path, self.shown, self.report, self.line = path, shown, report, line

    def fault(self, code: str, **values: object) -> None:
        """Report a fault of the line that is being read."""
        self.report.add(code, self.shown, self.line, **values)

    def read(self, token: Token) -> tuple[b.Inline, ...]:
        """The inlines of a block's `inline` token."""
        if token.meta.get("long"):
            self.fault("LOA408")
        return self._run(Cursor(token.children or []), None, 0)

    def _run(self, cursor: Cursor, until: str | None, depth: int) -> tuple[b.Inline, ...]:
        found: list[b.Inline] = []
        text, breaks = "", list[int]()
        while not cursor.done:
            token = cursor.next()
            if token.type == until:
                break
            if token.type in ("text", "text_special"):
                text += token.content
                continue
            if token.type == "softbreak":
                breaks.append(len(text))
                text += " "
                self.line += 1
                continue
            found += self._text(text, breaks)
            text, breaks = "", []
            if depth > MAX_DEPTH:
                self.fault("LOA408")
                cursor.skip(token)
                continue
            inline = self._inline(token, cursor, depth + 1)
            if inline is not None:
                found.append(inline)
        return tuple(found + self._text(text, breaks))

    def _inline(self, token: Token, cursor: Cursor, depth: int) -> b.Inline | None:
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
                    self.fault("LOA409", what=say("liên kết", "a link"))
                return b.Link(children, href, line) if href else b.Emphasis(children)
            case "image":
                src = self._target(str(token.attrs.get("src", "")), image=True)
                alt = self._clean(_description(token)).strip()
                if "{{" in alt:
                    self.fault("LOA407", value=alt)
                return b.Image(src, alt, line) if src else None
            case "hardbreak":
                self.line += 1
                return b.Break()
            case "code_inline":
                self.fault("LOA402", what=say(f"dấu ` quanh “{token.content}”", f"code “{token.content}”"))
                return b.Text(self._clean(token.content))
            case _:
                self.fault("LOA401", value=token.content[:60])
                return None

    def _text(self, text: str, breaks: list[int]) -> list[b.Inline]:
        """The text with its facts; `breaks`: where lines ended in it, the line being read is its last one."""
        found: list[b.Inline] = []
        position = 0
        text = self._clean(text)
        for match in _FACT.finditer(text):
            if match.start() > position:
                found.append(b.Text(text[position : match.start()]))
            position = match.end()
            name = (match.group(1) or "").strip()
            line = self.line - sum(place >= position for place in breaks)
            if _FACT_ID.fullmatch(name):
                found.append(b.FactRef(name, line))
            else:
                self.report.add("LOA407", self.shown, line, value=match.group())
        if position < len(text):
            found.append(b.Text(text[position:]))
        return found

    def _clean(self, text: str) -> str:
        """The text, NFC, on one line: an entity such as `&#x202e;` may bring in what the file does not hold."""
        text = re.sub(r"[\t\r\n]+", " ", unicodedata.normalize("NFC", text))
        faults = dict.fromkeys(char for _, char in hidden(text))
        for char in faults:
            self.fault("LOA104", char=char)
        return "" if faults else text

    def _target(self, target: str, image: bool) -> str:
        """Where a link or picture leads, as a path in the hub, `#anchor` or https address; empty if refused."""
        target = unicodedata.normalize("NFC", target)
        if any(hidden(target)) or not target.isprintable():
            self.fault("LOA307", value=printable(target))
            return ""
        if target.startswith("#") and not image:
            return "#" + unquote(target[1:])
        if not image and _WEB.fullmatch(target):
            return target
        if _SCHEME.match(target) or target.startswith(("/", "\\")) or "\\" in target or not target:
            self.fault("LOA307", value=printable(target))
            return ""
        # Editors write %20 for a space when they complete a path.
        name, _, anchor = (unicodedata.normalize("NFC", unquote(part)) for part in target.partition("#"))
        resolved = posixpath.normpath(posixpath.join(self.path.parent.as_posix(), name))
        if resolved.startswith(".."):
            self.fault("LOA308", value=printable(target))
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
