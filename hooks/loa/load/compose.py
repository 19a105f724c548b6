"""Blocks back to restricted Markdown: the one form in which the program itself writes an article.

Nothing is written on trust: every text is read again by the project's parser, and the plainest spelling that
gives the same blocks is taken.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain, product, repeat
from pathlib import PurePosixPath
from typing import Any

from loa.errors import Report
from loa.load.markdown import parse
from loa.model import blocks as b

_SIGNS = re.compile(r"[\\`*_\[\]<&!]")
_LINE_START = re.compile(r"(?m)^(\d{1,9})([.)])(?=\s|$)|^([#>+=~|:-])")
# Bold and stress that meet may need different signs (`*_a_*`): so many of a text are tried with both.
_TRIED = 6


class Unwritable(ValueError):
    """No Markdown gives these blocks back; `str` is the text that stands in the way."""


def same(left: object, right: object) -> bool:
    """Whether two blocks, inlines or sequences of them are equal but for their lines."""
    return bool(_shape(left) == _shape(right))


def _shape(value: object) -> Any:
    if isinstance(value, tuple | list):
        return tuple(map(_shape, value))
    if is_dataclass(value):
        parts = tuple(
            _shape(getattr(value, f.name)) for f in fields(value) if f.name not in ("line", "anchor")
        )
        return (type(value).__name__, *parts)
    return value


def write_inlines(
    content: Sequence[b.Inline], target: Callable[[str], str], reads_back: Callable[[str], bool]
) -> str:
    """Inlines as Markdown.

    Args:
        target: gives what stands between the parentheses of a link or picture; `reads_back`: whether a spelling
            gives the content again.

    Raises:
        Unwritable: none does.
    """
    stressed = sum(isinstance(inline, b.Strong | b.Emphasis) for inline in b.walk_inlines(content))
    for escaped, signs in product((False, True), product("*_", repeat=min(stressed, _TRIED))):
        text = _inlines(content, target, chain(signs, repeat("*")), escaped)
        if escaped:
            text = _LINE_START.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", text)
        if reads_back(text):
            return text
    raise Unwritable(b.plain(content))


def _inlines(
    content: Iterable[b.Inline], target: Callable[[str], str], signs: Iterator[str], escaped: bool
) -> str:
    parts = []
    for inline in content:
        match inline:
            case b.Text():
                parts.append(_escape(inline.text) if escaped else inline.text)
            case b.Strong() | b.Emphasis():
                sign = next(signs) * (2 if isinstance(inline, b.Strong) else 1)
                parts.append(sign + _inlines(inline.children, target, signs, escaped) + sign)
            case b.Link():
                words = _inlines(inline.children, target, signs, escaped)
                parts.append(f"[{words}]({target(inline.href)})")
            case b.Image():
                alt = _escape(inline.alt) if escaped else inline.alt
                parts.append(f"![{alt}]({target(inline.src)})")
            case b.FactRef():
                parts.append("{{" + inline.fact + "}}")
            case b.Break():
                parts.append("\\\n")
    return "".join(parts)


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def to_markdown(blocks: Sequence[b.Block], path: PurePosixPath) -> str:
    """A body as Markdown, one line a paragraph, one blank line between blocks; ends with a line break.

    Args:
        path: the hub path of the file that will hold it, from which links are written.

    Raises:
        Unwritable: the blocks could not come from any Markdown.
    """
    text = _Writer(path).blocks(blocks)
    if not same(parse(text, path, "", Report()), blocks):
        raise Unwritable(text[:80])
    return text


class _Writer:
    def __init__(self, path: PurePosixPath, nested: bool = False) -> None:
        self.path, self.nested = path, nested

    @property
    def inner(self) -> _Writer:
        """The writer of what lists and quotations hold, where nobody speaks in a dialogue."""
        return _Writer(self.path, nested=True)

    def blocks(self, blocks: Sequence[b.Block], tight: bool = False) -> str:
        found: list[str] = []
        other = False
        for before, block in zip((None, *blocks), blocks, strict=False):
            # Two lists in a row stay two only if their markers differ.
            both = isinstance(before, b.ListBlock) and isinstance(block, b.ListBlock)
            other = both and not other
            found.append(self._block(block, other))
        return ("\n" if tight else "\n\n").join(found) + "\n" if found else ""

    def _block(self, block: b.Block, other: bool) -> str:
        match block:
            case b.Heading():
                return self._leaf(block.content, block, "#" * block.level + " ")
            case b.Paragraph():
                return self._leaf(block.content, block)
            case b.Dialogue():
                return self._leaf(
                    (b.Strong((b.Text(f"{block.speaker}:"),)), b.Text(" "), *block.content), block
                )
            case b.Cue():
                return f"[{block.text}]"
            case b.ListBlock():
                return self._list(block, other)
            case b.Quote():
                return _quoted(self.inner.blocks(block.blocks))
            case b.Callout():
                joint = "\n" if block.blocks and isinstance(block.blocks[0], b.Paragraph | b.Cue) else "\n\n"
                return _quoted(f"[!{block.kind}]{joint}{self.inner.blocks(block.blocks)}")

    def _list(self, block: b.ListBlock, other: bool) -> str:
        tight = all(
            len(item) <= 2 and all(isinstance(part, b.Paragraph | b.ListBlock) for part in item)
            and sum(isinstance(part, b.Paragraph) for part in item) <= 1
            for item in block.items
        )  # fmt: skip
        found = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}{')' if other else '.'} " if block.ordered else "* " if other else "- "
            lines = self.inner.blocks(item, tight).rstrip("\n").replace("\n", "\n" + " " * len(mark))
            found.append((mark + lines).rstrip(" "))
        text = ("\n" if tight else "\n\n").join(found)
        return re.sub(r"(?m)^ +$", "", text)

    def _leaf(self, content: Sequence[b.Inline], block: b.Block, prefix: str = "") -> str:
        def reads_back(text: str) -> bool:
            if prefix:  # a heading is read at the only level that may stand first
                found = parse(f"## {text}", self.path, "", Report())
                return len(found) == 1 and isinstance(found[0], b.Heading) and same(found[0].content, content)
            if self.nested:
                found = parse("- " + text.replace("\n", "\n  "), self.path, "", Report())
                return same(found, (b.ListBlock(((block,),)),))
            return same(parse(text, self.path, "", Report()), (block,))

        return prefix + write_inlines(content, self._target, reads_back)

    def _target(self, target: str) -> str:
        if target.startswith("https://"):
            return f"<{target}>" if set("()") & set(target) else target
        path, _, anchor = target.partition("#")
        own = posixpath.relpath(path, self.path.parent.as_posix()) if path else ""
        return "".join(_quoted_char(char) for char in own) + (f"#{anchor}" if anchor else "")


def _quoted_char(char: str) -> str:
    return f"%{ord(char):02X}" if char in " %()<>?#&\\" else char


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.rstrip("\n").split("\n"))
