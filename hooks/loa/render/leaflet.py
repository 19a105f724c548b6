"""The A4 leaflet: a title, a lead, the text in two columns, the help block and the QR code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

import segno

from loa.editions import Edition
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.model.kinds import LawFields, MessageFields, MythFields
from loa.render.context import Context, HelpLine

# Short texts are set large; long ones shrink to 11 pt, the least that a photocopy of a photocopy leaves legible,
# before they take a second page.
SIZES = (11.0, 11.5, 12.0, 12.5, 13.0, 14.0, 15.0, 16.0)
MAX_PAGES = 2


def omit_sections(blocks: Iterable[b.Block], titles: Collection[str]) -> list[b.Block]:
    """The blocks without the level-2 sections that have one of the titles."""
    kept, dropping = [], False
    for block in blocks:
        if isinstance(block, b.Heading) and block.level == 2:
            dropping = b.plain(block.content).strip() in titles
        if not dropping:
            kept.append(block)
    return kept


def leaflet_data(edition: Edition, context: Context) -> dict[str, Any]:
    """What the template prints, as plain JSON, without the text size."""
    fields = edition.fields
    wishes = getattr(fields, "leaflet", None)
    lead = context.fill(wishes.lead if wishes and wishes.lead else edition.summary)
    own = getattr(edition.item_fields, "leaflet", None)
    omit = (*(wishes.omit if wishes else ()), *(own.omit if own else ()))
    blocks = omit_sections(edition.text.blocks, edition.sections_called(omit))
    campaign = context.campaign_of(edition)
    return {
        "title": context.fill(edition.title),
        "summary": context.fill(edition.summary),
        "author": context.t("site.name"),
        "lang": context.lang.split("-")[0],
        "fonts": list(context.font_families()),
        "kicker": _vietnamese(campaign.fields.title) if campaign else _phrase(context, "site.name"),
        "lead": lead,
        "blocks": [*_facts_first(edition, context), *_blocks(blocks, context)],
        "marks": [
            {"title": _phrase(context, f"mark.{mark}"), "text": _phrase(context, f"mark.{mark}.text")}
            for mark in edition.marks
        ],
        "help": _help(context),
        "qr": _qr(edition, context),
        "footer": _footer(edition, context),
    }


def _facts_first(edition: Edition, context: Context) -> list[dict[str, Any]]:
    """What some kinds say in fields of their own: a law's number and date, a myth's fact, a message's call."""
    match edition.item_fields:
        case LawFields() as fields if edition.language == SOURCE:
            lines = [f"{context.t('law.number')}: {fields.number}"]
            if fields.in_force:
                lines.append(f"{context.t('law.in_force')}: {context.day(fields.in_force)}")
            return [{"t": "box", "title": None, "c": [_paragraph(line) for line in lines]}]
        case MythFields():
            return _own_box(edition, "fact", "myth.fact", context)
        case MessageFields():
            return _own_box(edition, "call_to_action", "message.call", context)
        case _:
            return []


def _own_box(edition: Edition, name: str, title: str, context: Context) -> list[dict[str, Any]]:
    words = context.fill(edition.own(name))
    return [{"t": "box", "title": _phrase(context, title), "c": [_paragraph(words)]}] if words else []


def _paragraph(text: str) -> dict[str, Any]:
    return {"t": "p", "c": [{"t": "text", "v": text}]}


def _help(context: Context) -> dict[str, Any]:
    lines = context.help_lines()
    checked = [line.checked for line in lines if line.checked]
    return {
        "title": _phrase(context, "help.title"),
        "lines": [
            {
                "number": line.number,
                "title": {"v": line.title, "lang": line.lang.split("-")[0]},
                "notes": help_notes(line, context),
            }
            for line in lines
        ],
        "local": _phrase(context, "help.local"),
        "checked": _phrase(context, "help.checked", date=min(checked)) if checked else None,
    }


def help_notes(line: HelpLine, context: Context) -> list[dict[str, str]]:
    """Fee and hours of a number in a few words; nothing where nothing is known."""
    parts = []
    if line.free is not None:
        parts.append(_phrase(context, "phone.free" if line.free else "phone.paid"))
    if line.hours == "24/7":
        parts.append(_phrase(context, "phone.always"))
    elif line.hours:
        parts.append(_vietnamese(line.hours))
    return parts


def _phrase(context: Context, key: str, **values: object) -> dict[str, str]:
    found = context.say(key, **values)
    return {"v": found.text, "lang": found.lang.split("-")[0]}


def _vietnamese(text: str) -> dict[str, str]:
    return {"v": text, "lang": SOURCE}


def _qr(edition: Edition, context: Context) -> dict[str, Any] | None:
    address = context.short_address(edition)
    if not address:
        return None
    code = segno.make(address, error="m", micro=False)
    return {
        "svg": code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"),
        "alt": context.t("leaflet.qr_alt", address=address),
        "text": _phrase(context, "leaflet.qr_sample" if context.sample_address else "leaflet.qr"),
        "address": address.removeprefix("https://"),
    }


def _footer(edition: Edition, context: Context) -> list[dict[str, str]]:
    parts = [_phrase(context, "site.name")]
    checked = getattr(edition.item_fields, "checked", None)
    if checked:
        parts.append(_phrase(context, "leaflet.checked", date=checked))
    return parts


# Latin letters and signs only: scripts without spaces find their own breaks.
_LONG_WORD = re.compile(r"[!-\u024f\u1e00-\u1eff]{24}(?=[!-\u024f\u1e00-\u1eff]{6})")


def _breakable(text: str) -> str:
    """Places to break in words, such as addresses, that are longer than a column is wide."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def _blocks(blocks: Iterable[b.Block], context: Context) -> list[dict[str, Any]]:
    return [data for block in blocks if (data := _block(block, context))]


def _block(block: b.Block, context: Context) -> dict[str, Any] | None:
    match block:
        case b.Heading():
            return {"t": "h", "level": block.level, "c": _inlines(block.content, context)}
        case b.Paragraph():
            content = _inlines(block.content, context)
            return {"t": "p", "c": content} if content else None
        case b.Dialogue():
            return {"t": "say", "who": block.speaker, "c": _inlines(block.content, context)}
        case b.ListBlock():
            items = [_blocks(item, context) for item in block.items]
            if block.ordered:
                return {"t": "ol", "start": block.start, "items": items}
            return {"t": "ul", "items": items}
        case b.Quote():
            return {"t": "quote", "c": _blocks(block.blocks, context)}
        case b.Callout():
            title = _phrase(context, f"callout.{block.kind}")
            return {"t": "box", "title": title, "c": _blocks(block.blocks, context)}
        case b.Cue():
            return None  # a sound cue means nothing on paper


def _inlines(inlines: Iterable[b.Inline], context: Context) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for inline in inlines:
        match inline:
            case b.Text():
                found.append({"t": "text", "v": _breakable(inline.text)})
            case b.FactRef():
                found.append({"t": "b", "c": [{"t": "text", "v": context.fact(inline.fact)}]})
            case b.Strong():
                found.append({"t": "b", "c": _inlines(inline.children, context)})
            case b.Emphasis():
                found.append({"t": "i", "c": _inlines(inline.children, context)})
            case b.Link():
                found += _inlines(inline.children, context)
            case b.Break():
                found.append({"t": "br"})
            case b.Image():
                pass  # pictures are for the page; a photocopy would not show them
    return found


def texts(data: Any) -> str:
    """Every text of leaflet data, for checking the fonts against it."""
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return "".join(
            texts(value) for key, value in data.items() if key not in ("svg", "fonts", "t", "lang")
        )
    if isinstance(data, list):
        return "".join(texts(value) for value in data)
    return ""
