"""The page of a radio script: head, sentences, cues, what may be cut, the files to take away."""

from __future__ import annotations

from html import escape
from typing import Any

from loa.editions import Edition
from loa.locales.locale import SOURCE
from loa.render.context import Context
from loa.render.html import phrase, relative
from loa.render.radio import Line, Part, Script, script_of
from loa.render.radio.head import Row, programme, signatures
from loa.render.radio.products import script_path, script_text_path
from loa.render.sensitive import is_sensitive
from loa.site.parts import Download, text

# The files of a script: the kind names the interface strings `download.<kind>`.
FILES = (("script_text", "txt"), ("script_pdf", "pdf"), ("script_word", "docx"), ("script_ssml", "ssml"))
_BLANK = "…" * 12


def script_base(edition: Edition) -> str:
    """The path of a script's page without the language folder."""
    return f"radio/{edition.id}.html"


def script_page(edition: Edition, context: Context, products: frozenset[str]) -> dict[str, Any] | None:
    """The values of an edition's script page, or None where it has no script."""
    if script_text_path(edition) not in products:
        return None
    script = script_of(edition, context)
    base = script_base(edition)
    title = context.fill(edition.title)
    path = base if edition.language == SOURCE else f"{edition.language}/{base}"
    sensitive = is_sensitive(edition, context.editions)
    rows = [*programme(edition, script, context), *signatures(edition, context)]
    return {
        "base": base,
        "kind": "script",
        "title": title,
        "heading": escape(title),
        "description": context.t("site.tagline") if sensitive else context.t("download.script"),
        "kicker": text(context, "download.script"),
        "body": script_body(script, context),
        "marks": edition.marks,
        "details": tuple(_row(row, context) for row in rows),
        "downloads": (
            *files(edition, path, products),
            Download("article", relative(context.page_path(edition.id, edition.language), path)),
        ),
        "sensitive": sensitive,
        "item": edition.id,
        "status": edition.status,
        "made_from": edition.sources,
    }


def files(edition: Edition, path: str, products: frozenset[str]) -> tuple[Download, ...]:
    """Links from the page at `path` to the files of a script that were made."""
    return tuple(
        Download(kind, relative(script_path(ending)(edition), path))
        for kind, ending in FILES
        if script_path(ending)(edition) in products
    )


def _row(row: Row, context: Context) -> tuple[str, str]:
    label, value = row
    return phrase(label, context.lang), phrase(value, context.lang) if value.text else _BLANK


def script_body(script: Script, context: Context) -> str:
    """The script as HTML: numbered sentences, with cues and directions between them."""
    found, number = [], 1
    for part in script.parts:
        shown, number = _part(part, number, context)
        if part.dropped and shown:
            label = text(context, "radio.cut")
            shown = f'<div class="loa-cut"><p class="loa-cut__label">{label}</p>\n{shown}\n</div>'
        if shown:
            found.append(shown)
    return "\n".join(found)


def _cue_lang(cue: str, context: Context) -> str:
    """The mark of a cue that is an interface string in another language than the page."""
    for key in ("radio.cue.tune", "radio.cue.pause"):
        said = context.say(key)
        if said.text == cue and said.lang != context.lang:
            return f' lang="{said.lang}"'
    return ""


def _part(part: Part, number: int, context: Context) -> tuple[str, int]:
    if part.cue:
        return f'<p class="loa-cue"{_cue_lang(part.cue, context)}>[{escape(part.cue)}]</p>', number
    found: list[str] = []
    run: list[str] = []

    def close(after: int) -> None:
        if run:
            start = after - len(run)
            found.append(f'<ol class="loa-lines" start="{start}">\n' + "\n".join(run) + "\n</ol>")
            run.clear()

    for line in part.said:
        if line.kind == "say":
            run.append(_sentence(line, context))
            number += 1
            continue
        close(number)
        shown = f"[{escape(line.text)}]" if line.kind == "cue" else f"({escape(line.text)})"
        found.append(f'<p class="loa-cue">{shown}</p>')
    close(number)
    return "\n".join(found), number


def _sentence(line: Line, context: Context) -> str:
    lang = f' lang="{escape(line.lang)}"' if line.lang and line.lang != context.lang else ""
    who = f"<strong>{escape(line.speaker)}:</strong> " if line.speaker else ""
    return f"<li{lang}>{who}{escape(line.text)}</li>"
