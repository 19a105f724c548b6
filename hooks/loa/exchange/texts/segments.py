"""An item as segments, and segments put back into the shape of the item.

A segment is what a translator works on at once: a field of the front matter, a heading, a paragraph, an entry of a
list. Inside it bold and stress are marked as in Markdown, links are `[words](1)` with a number in place of the
address, facts `{{id}}`; so nothing stands in it that a translator could not see and keep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from loa.changes import identifier
from loa.errors import Problem, Report, say
from loa.load.compose import same, write_inlines
from loa.load.inlines import InlineReader
from loa.load.markdown import paragraph, parse_inline
from loa.model import blocks as b
from loa.model.catalog import Item, Page
from loa.model.fields import Fields
from loa.translation import FIELDS, field_value, fingerprint, part_names, sections, source_hashes

Leaf = b.Heading | b.Paragraph | b.Dialogue | b.Cue


@dataclass(frozen=True, slots=True)
class Segment:
    """One row for a translator.

    `part` is the section or the front-matter field, `sort` what it is, `targets` where its links and pictures lead,
    in order, counted from 1 in `text`.
    """

    code: str
    part: str
    sort: str
    text: str
    targets: tuple[str, ...] = ()

    @property
    def is_field(self) -> bool:
        """Whether it stands in the front matter."""
        return self.sort == "field"

    @property
    def optional(self) -> bool:
        """Whether a variant may do without it: fields beside title and summary."""
        return self.is_field and self.part not in ("title", "summary")


class _Numbers(InlineReader):
    """Takes the number of a link as it stands: the address comes from the source."""

    def _target(self, target: str, image: bool) -> str:
        return target


def read_inlines(text: str) -> tuple[tuple[b.Inline, ...], list[Problem]]:
    """The inlines of a segment's text, and what cannot be read in it."""
    report = Report()
    reader = _Numbers(PurePosixPath("x"), "", report, 0)
    found = parse_inline(text.strip().replace("\n", "\\\n"), reader) if text.strip() else ()
    return found, list(report)


def segments(source: Item | Page) -> list[Segment]:
    """The segments of a source in the order of reading, each with a code of its own.

    The code is the item's id and a hash of the words and the part, so that it still fits when other sections change.
    """
    found = [("field", name, text, ()) for name in FIELDS if (text := field_value(source.fields, name))]
    rows: list[tuple[str, str, str, tuple[str, ...]]] = [*found]
    for part, blocks in sections(source.text.blocks).items():
        for sort, leaf in _leaves(blocks, ""):
            content, targets = _numbered(_content(leaf))
            rows.append((sort, part, _text(content), targets))
    seen: dict[str, int] = {}
    done = []
    for sort, part, text, targets in rows:
        stem = f"{part} {sort} {fingerprint(text)}"
        seen[stem] = number = seen.get(stem, 0) + 1
        mark = hashlib.sha256(f"{stem} {number}".encode()).hexdigest()[:8]
        done.append(Segment(f"{identifier(source)}-{mark}", part, sort, text, targets))
    return done


def place(segment: Segment, source: Item | Page) -> str:
    """Where a segment stands and what it is, for people."""
    if segment.is_field:
        return {
            "leaflet.lead": say("câu đầu tờ rơi", "first words of the leaflet"),
            "radio.hook": say("câu mở đầu trên loa", "first words on air"),
            "radio.close": say("câu kết trên loa", "last words on air"),
            "short.sms": say("tin nhắn SMS", "text message"),
            "short.zalo": say("tin Zalo", "Zalo message"),
        }.get(segment.part) or part_names(source, [segment.part])[0]
    sort = {
        "heading": say("tiêu đề", "heading"),
        "paragraph": say("đoạn văn", "paragraph"),
        "entry": say("mục danh sách", "list entry"),
        "callout": say("khung chú ý", "callout"),
        "quote": say("trích dẫn", "quotation"),
        "dialogue": say("lời thoại", "dialogue"),
        "cue": say("âm hiệu", "sound cue"),
    }[segment.sort]
    return f"{part_names(source, [segment.part])[0]}, {sort}"


def _leaves(blocks: Sequence[b.Block], inside: str) -> Iterator[tuple[str, Leaf]]:
    for block in blocks:
        match block:
            case b.ListBlock():
                for entry in block.items:
                    yield from _leaves(entry, "entry")
            case b.Quote() | b.Callout():
                yield from _leaves(block.blocks, type(block).__name__.lower())
            case b.Paragraph():
                yield inside or "paragraph", block
            case _:
                yield type(block).__name__.lower(), block


def _content(leaf: Leaf) -> tuple[b.Inline, ...]:
    """A leaf as the inlines of one paragraph."""
    match leaf:
        case b.Cue():
            return (b.Text(f"[{leaf.text}]"),)
        case b.Dialogue():
            first = leaf.content[:1]
            space = (
                (b.Text(" " + first[0].text),)
                if first and isinstance(first[0], b.Text)
                else (b.Text(" "), *first)
            )
            return (b.Strong((b.Text(f"{leaf.speaker}:"),)), *space, *leaf.content[1:])
        case b.Heading():
            # A heading is one line wherever the program writes it.
            return _one_line(leaf.content)
        case b.Paragraph():
            return leaf.content


def _one_line(content: Sequence[b.Inline]) -> tuple[b.Inline, ...]:
    found: list[b.Inline] = []
    for inline in content:
        piece = b.Text(" ") if isinstance(inline, b.Break) else inline
        if found and isinstance(piece, b.Text) and isinstance(found[-1], b.Text):
            found[-1] = b.Text(found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


def _retarget(content: Sequence[b.Inline], give: Callable[[str], str]) -> tuple[b.Inline, ...]:
    """Inlines with what `give` makes of each target of a link or picture, in the order of reading."""

    def one(inline: b.Inline) -> b.Inline:
        match inline:
            case b.Link():
                href = give(inline.href)
                return replace(inline, href=href, children=tuple(map(one, inline.children)))
            case b.Image():
                return replace(inline, src=give(inline.src))
            case b.Strong() | b.Emphasis():
                return replace(inline, children=tuple(map(one, inline.children)))
            case _:
                return inline

    return tuple(map(one, content))


def _numbered(content: Sequence[b.Inline]) -> tuple[tuple[b.Inline, ...], tuple[str, ...]]:
    targets: list[str] = []

    def number(target: str) -> str:
        targets.append(target)
        return str(len(targets))

    return _retarget(content, number), tuple(targets)


def _text(content: tuple[b.Inline, ...]) -> str:
    written = write_inlines(
        content, str, lambda text: same(read_inlines(text.replace("\\\n", "\n"))[0], content)
    )
    return written.replace("\\\n", "\n")


def translated(leaf: Leaf, text: str, targets: tuple[str, ...], depth: int) -> b.Block | None:
    """The block that a translation makes in the place of a source's leaf; None when it would be something else.

    The text must have been checked: it reads without faults, and the numbers of its links are those of `targets`.
    """
    content = _retarget(read_inlines(text)[0], lambda number: targets[int(number) - 1])
    if isinstance(leaf, b.Heading):
        return replace(leaf, content=content)
    made = paragraph(content, 0, depth)
    return made if type(made) is type(leaf) else None


def rebuilt(source: Item | Page, texts: Mapping[str, str]) -> tuple[tuple[b.Block, ...], list[Segment]]:
    """The body of a source with the words of `texts` (by code), and the segments that did not fit."""
    body = iter([segment for segment in segments(source) if not segment.is_field])
    bad: list[Segment] = []

    def fill(block: b.Block, depth: int) -> b.Block:
        match block:
            case b.ListBlock():
                items = tuple(tuple(fill(part, depth + 1) for part in entry) for entry in block.items)
                return replace(block, items=items)
            case b.Quote() | b.Callout():
                return replace(block, blocks=tuple(fill(part, depth + 1) for part in block.blocks))
            case _:
                segment = next(body)
                made = translated(block, texts[segment.code], segment.targets, depth)
                if made is None:
                    bad.append(segment)
                return made or block

    return tuple(fill(block, 0) for block in source.text.blocks), bad


# --- what is translated already --------------------------------------------------------------------------


def outline(blocks: Sequence[b.Block]) -> tuple[object, ...]:
    """What blocks are and how they nest, without their words."""
    found: list[object] = []
    for block in blocks:
        match block:
            case b.ListBlock():
                found.append((block.ordered, *(outline(entry) for entry in block.items)))
            case b.Quote() | b.Callout():
                found.append((getattr(block, "kind", ""), outline(block.blocks)))
            case b.Heading():
                found.append(block.level)
            case _:
                found.append(type(block).__name__)
    return tuple(found)


def existing(
    source: Item | Page, fields: Fields, blocks: tuple[b.Block, ...], hashes: Mapping[str, str]
) -> dict[str, str]:
    """What a variant says for the segments of a source, by code; only of parts whose words it was made from.

    Args:
        fields, blocks: of the variant; `hashes`: the fingerprints it was made from, sections in their order.
    """
    now = source_hashes(source)
    found: dict[str, str] = {}
    own = list(sections(blocks).values())
    theirs = [key for key in hashes if key not in {name.partition(".")[0] for name in FIELDS}]
    by_key = dict(zip(theirs, own, strict=True)) if len(theirs) == len(own) else {}
    rows: dict[str, list[Segment]] = {}
    for segment in segments(source):
        if segment.is_field:
            text, key = field_value(fields, segment.part), segment.part.partition(".")[0]
            if text and now.get(key) == hashes.get(key):
                found[segment.code] = text
        else:
            rows.setdefault(segment.part, []).append(segment)
    for key, part in sections(source.text.blocks).items():
        mine = by_key.get(key)
        if mine and now[key] == hashes.get(key) and outline(part) == outline(mine):
            leaves = [leaf for _, leaf in _leaves(mine, "")]
            for segment, leaf in zip(rows.get(key, []), leaves, strict=True):
                placed = _placed(_content(leaf), segment)
                if placed is not None:
                    found[segment.code] = placed
    return found


def _placed(content: tuple[b.Inline, ...], segment: Segment) -> str | None:
    """A variant's inlines as the text of a segment: its links numbered as the source numbers them."""
    _, own = _numbered(content)
    if sorted(own) != sorted(segment.targets):
        return None
    left = list(enumerate(segment.targets, 1))

    def number(target: str) -> str:
        pair = next(pair for pair in left if pair[1] == target)
        left.remove(pair)
        return str(pair[0])

    return _text(_retarget(content, number))


def link_numbers(content: Sequence[b.Inline]) -> list[str]:
    """The numbers of the links and pictures of a segment, in order, as written."""
    return [
        inline.href if isinstance(inline, b.Link) else inline.src
        for inline in b.walk_inlines(content)
        if isinstance(inline, b.Link | b.Image)
    ]
