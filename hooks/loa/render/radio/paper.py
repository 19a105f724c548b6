"""What the print template is filled with: head, numbered sentences, signatures."""

from __future__ import annotations

from typing import Any

from loa.editions import Edition
from loa.locales import Phrase
from loa.render.context import Context
from loa.render.radio.head import Row, programme, signatures
from loa.render.radio.script import Line, Part, Script

TEMPLATE = "radio.typ"
# Points: read at arm's length, by lamplight, by somebody who also runs the machine.
SIZE = 17


def paper_data(edition: Edition, script: Script, context: Context) -> dict[str, Any]:
    """The data of `radio.typ` as plain JSON."""
    number = 1
    parts = []
    for part in script.parts:
        groups, number = _groups(part, number, context)
        if groups:
            parts.append({"groups": groups, "dropped": part.dropped})
    return {
        "title": context.fill(edition.title),
        "author": context.t("site.name"),
        "lang": _short(context.lang),
        "fonts": context.font_families(),
        "size": SIZE,
        "marks": [
            {"title": _phrase(context.say(f"mark.{mark}")), "text": _phrase(context.say(f"mark.{mark}.text"))}
            for mark in edition.marks
        ],
        "head": [_row(row) for row in programme(edition, script, context)],
        "parts": parts,
        "cut": _phrase(context.say("radio.cut")),
        "sign": [_row(row) for row in signatures(edition, context)],
    }


def _groups(part: Part, number: int, context: Context) -> tuple[list[dict[str, Any]], int]:
    """Runs of sentences and what stands between them, and the number of the next sentence."""
    if part.cue:
        return [{"t": "cue", "text": part.cue}], number
    groups: list[dict[str, Any]] = []
    for line in part.said:
        if line.kind != "say":
            groups.append({"t": line.kind, "text": line.text})
            continue
        if not groups or groups[-1]["t"] != "say":
            groups.append({"t": "say", "start": number, "lines": []})
        groups[-1]["lines"].append(_line(line, context))
        number += 1
    return groups, number


def _line(line: Line, context: Context) -> dict[str, str]:
    return {"text": line.text, "speaker": line.speaker, "lang": _short(line.lang or context.lang)}


def _row(row: Row) -> dict[str, dict[str, str]]:
    return {"label": _phrase(row[0]), "value": _phrase(row[1])}


def _phrase(phrase: Phrase) -> dict[str, str]:
    return {"v": phrase.text, "lang": _short(phrase.lang)}


def _short(lang: str) -> str:
    return lang.split("-")[0]
