"""What a text is made of, for every renderer: blocks that hold inlines, both frozen.

The set is the project's restricted Markdown and nothing else; a renderer that handles each class below
handles every text that can be loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

# --- inlines ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, NFC."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance (`**…**`)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress (`*…*`)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `href` is an https address, `#anchor`, or a source path relative to the source folder."""

    children: tuple[Inline, ...]
    href: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class FactRef:
    """`{{fact-id}}`: the value of a fact, formatted per language and product."""

    fact: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its description. `src` is a source path relative to the source folder."""

    src: str
    alt: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break inside a paragraph."""


Inline = Text | Strong | Emphasis | Link | FactRef | Image | Break

# --- blocks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4; `anchor` is unique in its text."""

    level: int
    content: tuple[Inline, ...]
    anchor: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Callout:
    """`> [!luu-y] …`: a boxed passage of a known kind (see `CALLOUTS`)."""

    kind: str
    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`**Nam:** …`: what a named voice says."""

    speaker: str
    content: tuple[Inline, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """`[Nhạc hiệu]` on a line of its own: a sound cue, never spoken."""

    text: str
    line: int = 0


Block = Heading | Paragraph | ListBlock | Quote | Callout | Dialogue | Cue

# Names of callouts as people write them, in Vietnamese without tone marks; the interface string
# `callout.<name>` holds the heading that readers see.
CALLOUTS = ("luu-y", "tro-giup", "su-that", "vi-du", "can-kiem-tra")


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, nested ones after the block that holds them."""
    for block in blocks:
        yield block
        match block:
            case ListBlock():
                for item in block.items:
                    yield from walk(item)
            case Quote() | Callout():
                yield from walk(block.blocks)
            case _:
                pass


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline in reading order, nested ones after the one that holds them."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link):
            yield from walk_inlines(inline.children)


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline of every block in reading order."""
    for block in walk(blocks):
        if isinstance(block, Heading | Paragraph | Dialogue):
            yield from walk_inlines(block.content)


def without(blocks: Iterable[Block], pictures: Collection[str]) -> tuple[Block, ...]:
    """The blocks without the pictures of these `src`, and without what held nothing else."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Dialogue():
                if content := _without(block.content, pictures):
                    found.append(replace(block, content=content))
            case ListBlock():
                items = tuple(left for item in block.items if (left := without(item, pictures)))
                if items:
                    found.append(replace(block, items=items))
            case Quote() | Callout():
                if inner := without(block.blocks, pictures):
                    found.append(replace(block, blocks=inner))
            case Cue():
                found.append(block)
    return tuple(found)


def _without(content: Iterable[Inline], pictures: Collection[str]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for inline in content:
        match inline:
            case Image() if inline.src in pictures:
                pass
            case Strong() | Emphasis() | Link():
                if children := _without(inline.children, pictures):
                    found.append(replace(inline, children=children))
            case _:
                found.append(inline)
    return tuple(found)


def plain(content: Iterable[Inline]) -> str:
    """The text of inlines; a fact reference stands as `{{id}}`, a picture as its description."""
    parts = []
    for inline in walk_inlines(content):
        match inline:
            case Text():
                parts.append(inline.text)
            case FactRef():
                parts.append("{{" + inline.fact + "}}")
            case Image():
                parts.append(inline.alt)
            case Break():
                parts.append("\n")
            case _:
                pass
    return "".join(parts)


def section_titles(blocks: Iterable[Block]) -> list[str]:
    """The titles of a text's sections, its level-2 headings, in order."""
    return [
        plain(block.content).strip() for block in blocks if isinstance(block, Heading) and block.level == 2
    ]
