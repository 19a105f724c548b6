"""What stands beside the form: the text as the page will show it, and for a variant its source, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from loa.editions import Editions
from loa.editor.documents import Document
from loa.errors import Problem, Report
from loa.hub import Hub
from loa.load import markdown
from loa.locales.locale import SOURCE
from loa.model.blocks import FactRef, inlines
from loa.model.catalog import Item, Page, Variant
from loa.render.context import Context
from loa.render.html import HtmlRenderer
from loa.translation import part_names, part_texts, sections, state

# Where the editor stands in the site: links and pictures of the text are relative to it.
_PAGE = "sua/bai"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a source beside its variant; `changed`: its words are no longer those that were translated."""

    name: str
    html: str
    changed: bool


def body_html(hub: Hub, document: Document, text: str) -> str:
    """The Markdown of a body as HTML; in its place the problems where it cannot be shown."""
    report = Report()
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = markdown.parse(clean, PurePosixPath(document.hub_path), "", report)
    unknown = [
        Problem.of("LOA303", "", inline.line, value=inline.fact, nearest="")
        for inline in inlines(blocks)
        if isinstance(inline, FactRef) and inline.fact not in hub.catalog.facts
    ]
    problems = [*report.errors, *unknown]
    if problems:
        rows = "".join(f"<li>Dòng {problem.line}: {escape(problem.render())}</li>" for problem in problems)
        return f'<ul class="faults">{rows}</ul>'
    return HtmlRenderer(Context.of(Editions(hub), document.language), _PAGE).blocks(blocks)


def source_parts(hub: Hub, source: Item | Page, variant: Variant | None) -> list[Part]:
    """The parts of a source in their order, those marked whose words are no longer what the variant was made from."""
    stale = set(state(source, variant).changed) if variant else set()
    renderer = HtmlRenderer(Context.of(Editions(hub), SOURCE), _PAGE)
    bodies = {key: renderer.blocks(blocks) for key, blocks in sections(source.text.blocks).items()}
    texts = part_texts(source)
    return [
        Part(
            name,
            bodies.get(key) or "".join(f"<p>{escape(line)}</p>" for line in texts[key].split("\n")),
            key in stale,
        )
        for key, name in zip(texts, part_names(source, texts), strict=True)
    ]
