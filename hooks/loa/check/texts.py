"""References inside a text: facts, links, pictures, and phone numbers that should be facts."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loa.check.fields import FACT, Prose, prose
from loa.check.phones import find_phones
from loa.errors import Problem, say
from loa.load.frontmatter import did_you_mean, key_path, nearest
from loa.model.blocks import (
    Block,
    Break,
    Cue,
    Dialogue,
    FactRef,
    Heading,
    Image,
    Inline,
    Link,
    Paragraph,
    Text,
    inlines,
    plain,
    walk,
    walk_inlines,
)
from loa.model.catalog import Item, Page
from loa.model.catalog import Text as FileText
from loa.model.fields import Fields
from loa.model.kinds import FactFields


@dataclass(frozen=True, slots=True)
class Known:
    """What may be referred to."""

    by_path: Mapping[str, Item | Page]
    facts: Mapping[str, FactFields]
    media: frozenset[str]
    date: dt.date


def heading_titles(blocks: Iterable[Block]) -> set[str]:
    """The texts of all headings."""
    return {plain(block.content).strip() for block in walk(blocks) if isinstance(block, Heading)}


def anchors(blocks: Iterable[Block]) -> list[str]:
    """The anchors of all headings, in order."""
    return [block.anchor for block in walk(blocks) if isinstance(block, Heading)]


def check_text(text: FileText, fields: Fields, known: Known) -> Iterator[Problem]:
    """The faulty references of one file, in its body and in the prose of its front matter."""
    for inline in inlines(text.blocks):
        match inline:
            case FactRef():
                yield from _fact(inline.fact, text.shown, inline.line, known)
            case Link():
                yield from _link(inline, text, known)
            case Image():
                yield from _image(inline, text, known)
            case _:
                pass
    for block in walk(text.blocks):
        for number in find_phones(_words(block)):
            yield Problem.of("LOA311", text.shown, getattr(block, "line", 0), value=number)
    for found in prose(fields):
        yield from _prose(found, text.shown, text.line(*found.keys), known)


def _words(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return _printed(block.content)
        case Dialogue():
            return f"{block.speaker}\n{_printed(block.content)}"
        case Cue():
            return block.text
        case _:
            return ""


def _printed(content: tuple[Inline, ...]) -> str:
    """What readers see of inlines. A fact is a gap, so that the numbers before and after it stay two numbers."""
    parts = []
    for inline in walk_inlines(content):
        match inline:
            case Text():
                parts.append(inline.text)
            case Image():
                parts.append(f"\n{inline.alt}\n")
            case FactRef() | Break():
                parts.append("\n")
            case _:
                pass
    return "".join(parts)


def _prose(found: Prose, shown: str, line: int, known: Known) -> Iterator[Problem]:
    rest = FACT.sub("\n", found.text)
    if not found.filled and rest != found.text:
        what = say(
            "Mục này không nhận {{dữ-kiện}}: viết thẳng chữ ra, hoặc đưa câu này vào thân bài.",
            "This field takes no {{fact}}: write the words, or move the sentence into the body.",
        )
        yield Problem.of("LOA208", shown, line, key=key_path(found.keys), value=found.text, what=what)
    elif "{{" in rest or "}}" in rest:
        yield Problem.of("LOA407", shown, line, value=found.text)
    else:
        for name in FACT.findall(found.text):
            yield from _fact(name, shown, line, known)
    for number in find_phones(rest):
        yield Problem.of("LOA311", shown, line, value=number)


def _fact(name: str, shown: str, line: int, known: Known) -> Iterator[Problem]:
    fact = known.facts.get(name)
    if fact is None:
        yield Problem.of("LOA303", shown, line, value=name, nearest=did_you_mean(name, sorted(known.facts)))
    elif fact.confidence == "L":
        yield Problem.of("LOA304", shown, line, value=name)
    elif (fact.valid_from and known.date < fact.valid_from) or (fact.valid_to and known.date > fact.valid_to):
        yield Problem.of("LOA305", shown, line, value=name, date=known.date)


def _link(link: Link, text: FileText, known: Known) -> Iterator[Problem]:
    if link.href.startswith("https://"):
        return
    path, _, anchor = link.href.partition("#")
    if path:
        target = known.by_path.get(path)
        if target is None:
            close = _seen_from(text, nearest(path, sorted(known.by_path)))
            hint = say(f"Gần nhất: {close}.", f"Nearest: {close}.") if close else ""
            yield Problem.of("LOA306", text.shown, link.line, value=_seen_from(text, path), nearest=hint)
            return
        blocks = target.text.blocks
    else:
        blocks = text.blocks
    if anchor and anchor not in anchors(blocks):
        names = ", ".join(f"#{name}" for name in anchors(blocks)) or "–"
        yield Problem.of("LOA312", text.shown, link.line, value=anchor, known=names)


def _image(image: Image, text: FileText, known: Known) -> Iterator[Problem]:
    path = _seen_from(text, image.src)
    if image.src not in known.media:
        yield Problem.of("LOA309", text.shown, image.line, value=path)
    if not image.alt.strip():
        yield Problem.of("LOA310", text.shown, image.line, value=path)


def _seen_from(text: FileText, path: str) -> str:
    """A hub path as the writer of `text` writes it."""
    return posixpath.relpath(path, text.path.parent.as_posix()) if path else ""
