"""The leaflet of an edition: title, lead, text, help panel, QR code, in four formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loa.editions import Edition
from loa.errors import Problem
from loa.locales.locale import SOURCE
from loa.model.kinds import LawFields, MessageFields, MythFields
from loa.render import typesetting
from loa.render.context import Context, HelpLine
from loa.render.paper.address import qr_data
from loa.render.paper.content import (
    Json,
    blocks_data,
    bound,
    box,
    breakable,
    omit_sections,
    paragraph,
    phrase,
    texts,
    vietnamese,
)
from loa.render.paper.estimate import (
    Room,
    fewest_pages,
    fitting,
    head_height,
    height,
    lead_size,
    panel_height,
    title_size,
)
from loa.render.paper.help import advice, panel
from loa.render.paper.setting import BLEED, Paper, finished, missing, refused


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the leaflet: the template, its sheet (millimetres), the sizes of its text (points), its pages.

    `alone`: the largest size of a text so short that it needs no second column, 0 where there is none;
    `overflow`: the code of the problem when the text does not fit: an error where the site needs the leaflet.
    """

    name: str
    template: str
    sheet: Json
    smallest: float
    largest: float
    pages: int
    alone: float = 0
    overflow: str = "LOA704"


# 11 pt is the least that a photocopy of a photocopy leaves legible; short texts are set larger.
A4 = Format(
    "leaflet",
    "leaflet.typ",
    {
        "width": 210,
        "height": 297,
        "margin": 14,
        "columns": 2,
        "code": 32,
        "beside": 42,
        "title": 30,
        "lead": 14,
        "small": 10,
        "help": 11,
        "foot": 14.5,
    },
    11,
    15,
    2,
    alone=17,
)
A5 = Format(
    "leaflet-a5",
    "leaflet.typ",
    {
        "width": 148,
        "height": 210,
        "margin": 11,
        "columns": 1,
        "code": 28,
        "beside": 0,
        "title": 23,
        "lead": 12.5,
        "small": 10,
        "help": 11,
        "foot": 14.5,
    },
    11,
    16,
    4,
)
# Large print: nothing on the page is smaller than 18 pt.
LARGE = Format(
    "leaflet-large",
    "leaflet.typ",
    {
        "width": 210,
        "height": 297,
        "margin": 16,
        "columns": 1,
        "code": 36,
        "beside": 0,
        "title": 34,
        "lead": 21,
        "small": 18,
        "help": 18,
        "foot": 25,
    },
    18,
    22,
    10,
)
FOLDED = Format(
    "leaflet-folded",
    "folded.typ",
    {"title": 27, "lead": 14, "small": 10, "help": 11.5},
    11,
    18,
    2,
    overflow="LOA710",
)
# A column inside the folded sheet (millimetres), as `folded.typ` has it.
_FOLDED_COLUMN, _FOLDED_DEPTH = 84, 180
_FLAP_LINES = 6  # numbers with names of three lines that its flap has room for
_HEADLINE = 32  # millimetres above the columns, for the title of a short text
FORMATS = {format.name: format for format in (A4, A5, LARGE, FOLDED)}


def leaflet_data(edition: Edition, context: Context, local: Sequence[HelpLine] = ()) -> Json:
    """What the templates print, as plain JSON, the same for every format.

    Args:
        local: the lines of a commune, when the leaflet is made for one.
    """
    wishes = getattr(edition.fields, "leaflet", None)
    lead = context.fill(wishes.lead if wishes and wishes.lead else edition.summary)
    own = getattr(edition.item_fields, "leaflet", None)
    omit = (*(wishes.omit if wishes else ()), *(own.omit if own else ()))
    campaign = context.campaign_of(edition)
    return {
        **document(context, context.fill(edition.title), context.fill(edition.summary)),
        "kicker": vietnamese(campaign.fields.title) if campaign else phrase(context, "site.name"),
        "lead": bound(breakable(lead)),
        "blocks": [
            *_first(edition, context),
            *blocks_data(omit_sections(edition.text.blocks, edition.sections_called(omit)), context),
        ],
        "marks": [mark_data(mark, context) for mark in edition.marks],
        "help": panel(context, local),
        "advice": advice(context),  # on the folded sheet
        "qr": qr_data(context.short_address(edition), context),
        "footer": _footer(edition, context),
    }


def document(context: Context, title: str, summary: str) -> Json:
    """What every template asks of its document: title, description, author, language, fonts."""
    return {
        "title": title,
        "summary": summary,
        "author": context.t("site.name"),
        "lang": context.lang.split("-")[0],
        "fonts": list(context.font_families()),
    }


def mark_data(mark: str, context: Context) -> Json:
    """A mark of state: its name and what it means."""
    return {"title": phrase(context, f"mark.{mark}"), "text": phrase(context, f"mark.{mark}.text")}


def _first(edition: Edition, context: Context) -> list[Json]:
    """What some kinds say in fields of their own: a law's number and date, a myth's fact, a message's call."""
    match edition.item_fields:
        case LawFields() as fields if edition.language == SOURCE:
            lines = [f"{context.t('law.number')}: {fields.number}"]
            if fields.in_force:
                lines.append(f"{context.t('law.in_force')}: {context.day(fields.in_force)}")
            return [box(None, [paragraph(line) for line in lines])]
        case MythFields():
            return _own_box(edition, "fact", "myth.fact", context)
        case MessageFields():
            return _own_box(edition, "call_to_action", "message.call", context)
        case _:
            return []


def _own_box(edition: Edition, name: str, title: str, context: Context) -> list[Json]:
    words = context.fill(edition.own(name))
    return [box(phrase(context, title), [paragraph(words)])] if words else []


def _footer(edition: Edition, context: Context) -> list[Json]:
    parts = [phrase(context, "site.name")]
    checked = getattr(edition.item_fields, "checked", None)
    if checked:
        parts.append(phrase(context, "leaflet.checked", date=checked))
    return parts


def format_data(data: Json, format: Format, bleed: bool = False) -> Json:
    """`data` with what its template must know of the format; the size of the text is chosen in `set_leaflet`."""
    width = format.sheet.get("width", 84 + 14) - 2 * format.sheet.get("margin", 7)
    sizes = {
        "title": title_size(data["title"], format.sheet["title"], width),
        "lead": lead_size(data["lead"], format.sheet["lead"]),
    }
    full = {**data, "sheet": {**format.sheet, **sizes}, "bleed": BLEED if bleed else 0}
    if format is FOLDED:
        return {**full, "help": {**data["help"], "lines": data["help"]["lines"][:_FLAP_LINES]}}
    if format.alone:
        single = {**full, "sheet": {**full["sheet"], "columns": 1}}
        room = _room(single, format)
        # A line across the sheet then has 75 letters: more are not read with ease.
        if height(single, format.largest - 1, room.column) <= room.first:
            return single
    return full


def set_leaflet(
    data: Json, format: Format, context: Context, shown: str, bleed: bool = False
) -> Paper | Problem:
    """The leaflet as PDF, in the largest size that takes as few pages as the smallest one does.

    Never cuts: where the smallest size takes more pages than the format has, the result is the problem.
    """
    if problem := missing(data, context.locale, shown, format.name):
        return problem
    full = format_data(data, format, bleed)
    try:
        size, best = _fitted(full, format, context)
        if best.pages > format.pages:
            return _overflow(full, format, context, shown, best.pages)
        if format is FOLDED:
            best = _balanced({**full, "size": size}, context) or best
    except typesetting.TypesettingError as error:
        return refused(error, shown, format.name)
    return finished(best, shown, format.name, bleed)


def _balanced(full: Json, context: Context) -> typesetting.Document | None:
    """The folded sheet with a short text spread evenly over its three columns; None where it fills them."""
    even = height(full, full["size"], _FOLDED_COLUMN) / 3
    for room in (0.98, 1.06, 1.18, 1.5, 2.0):
        depth = even * room + 4
        if depth < _FOLDED_DEPTH:
            headline = _HEADLINE if depth + _HEADLINE < _FOLDED_DEPTH else 0
            balanced = {**full, "depth": depth, "headline": headline}
            made = typesetting.pdf(FOLDED.template, balanced, context.locale)
            if made.pages <= FOLDED.pages:
                return made
    return None


def _fitted(full: Json, format: Format, context: Context) -> tuple[float, typesetting.Document]:
    """(size, document): as few pages as can be, and on them the largest text that a few trials find."""
    room = _room(full, format)
    alone = full["sheet"].get("columns", 0) < format.sheet.get("columns", 0)
    largest = format.alone if alone else format.largest
    wanted = 2 if format is FOLDED else fewest_pages(full, room, format.smallest)
    while True:
        guess = fitting(full, room, 1 if format is FOLDED else wanted, format.smallest, largest)
        # A guess that was too bold shows in the pages: the text shrinks before it takes one more.
        steps = (guess, guess - 0.5, guess - 1, guess - 2, format.smallest)
        for size in dict.fromkeys(max(step, format.smallest) for step in steps):
            made = typesetting.pdf(format.template, {**full, "size": size, "pages": wanted}, context.locale)
            if made.pages <= wanted:
                return size, made
        if wanted >= format.pages:
            return size, made
        wanted += 1


def _room(full: Json, format: Format) -> Room:
    """The room for the text, as the template leaves it."""
    sheet = full["sheet"]
    if format is FOLDED:
        return Room(_FOLDED_COLUMN, 3 * _FOLDED_DEPTH, 3 * _FOLDED_DEPTH)
    across = sheet["width"] - 2 * sheet["margin"]
    down = sheet["height"] - sheet["margin"] + 2 - sheet["foot"]
    column = (across - 8 * (sheet["columns"] - 1)) / sheet["columns"]
    foot = _foot_height(full, sheet, across)
    first = down - head_height(full, sheet, across) - foot - 6
    return Room(column, first * sheet["columns"], down * sheet["columns"])


def _foot_height(full: Json, sheet: Json, across: float) -> float:
    if full["qr"] is None:
        return panel_height(full, sheet, across)
    code, small = float(sheet["code"]), float(sheet["small"])
    if not sheet["beside"]:
        return panel_height(full, sheet, across) + 5 + code * 0.8
    return max(panel_height(full, sheet, across - 5 - sheet["beside"]), code + small * 2.2)


def _overflow(full: Json, format: Format, context: Context, shown: str, pages: int) -> Problem:
    """The problem of a text that does not fit, at the first block that has no room."""
    places = typesetting.queried(
        format.template, {**full, "size": format.smallest, "trace": True}, context.locale, "block"
    )
    beyond = next((place["block"] for place in places if place["page"] > format.pages), len(places) - 1)
    block = full["blocks"][beyond]
    value = texts(block)[:40].strip()
    values = {"pages": pages, "limit": format.pages, "value": value, "product": format.name}
    return Problem.of(format.overflow, shown, block.get("line", 0), **values)
