"""The talk guide: a message on one page for village speakers and community communication teams.

Every sentence about the subject is the message's own; what is added are questions and the rules for speakers (no one is
asked whether she suffers violence; no mediation while there is danger: facts/models 1.1).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from loa.editions import Edition
from loa.errors import Problem
from loa.model import blocks as b
from loa.render import typesetting
from loa.render.contentstream import StreamError
from loa.render.context import Context
from loa.render.fonts import missing_glyphs
from loa.render.paper.content import phrase, short, texts, vietnamese
from loa.render.producttype import Made, ProductType, product

NAME = "talk"
TEMPLATE = "talk.typ"
# Read at arm's length while speaking: as large as one page allows, never below 11 pt.
SIZES = (15.0, 14.0, 13.0, 12.5, 12.0, 11.5, 11.0)
_QUESTIONS, _RULES = ("talk.ask.1", "talk.ask.2"), ("talk.rules.1", "talk.rules.2", "talk.rules.3")


def talk_path(edition: Edition) -> str:
    """Where an edition's talk guide lies in the site."""
    return f"talks/{edition.id}.{edition.language}.pdf"


def talk_data(edition: Edition, context: Context) -> dict[str, Any]:
    """What the template prints, without the size."""

    campaign = context.campaign_of(edition)
    hook = getattr(edition.fields, "radio", None)
    call = edition.own("call_to_action")
    return {
        "title": context.fill(edition.title),
        "author": context.t("site.name"),
        "lang": short(context.lang),
        "fonts": list(context.font_families()),
        "kicker": vietnamese(campaign.fields.title) if campaign else phrase(context, "site.name"),
        "marks": [
            {"title": phrase(context, f"mark.{mark}"), "text": phrase(context, f"mark.{mark}.text")}
            for mark in edition.marks
        ],
        "opening": context.fill(hook.hook if hook and hook.hook else edition.summary),
        "say": phrase(context, "talk.say"),
        "points": [context.fill(text) for text in points(edition.text.blocks)],
        "ask": phrase(context, "talk.ask"),
        "questions": [phrase(context, key) for key in _QUESTIONS],
        "call_title": phrase(context, "talk.call"),
        "call": {"v": context.fill(call), "lang": short(context.lang)} if call else None,
        "help": phrase(context, "talk.help"),
        "lines": [
            {"number": line.number, "title": {"v": line.title, "lang": short(line.lang)}}
            for line in context.help_lines()
        ],
        "local": phrase(context, "help.local"),
        "rules_title": phrase(context, "talk.rules"),
        "rules": [phrase(context, key) for key in _RULES],
    }


def points(blocks: Iterable[b.Block]) -> Iterator[str]:
    """The text as points to say: a paragraph or an entry of a list each, headings left out."""
    for block in blocks:
        match block:
            case b.Paragraph():
                yield b.plain(block.content)
            case b.ListBlock():
                for item in block.items:
                    yield from points(item)
            case b.Quote() | b.Callout():
                yield from points(block.blocks)
            case _:
                pass


def _render(edition: Edition, context: Context) -> Made:
    data = talk_data(edition, context)
    if missing := missing_glyphs(context.locale, texts(data)):
        problem = Problem.of(
            "LOA702",
            edition.text.shown,
            product=NAME,
            language=edition.language,
            glyphs=" ".join(missing[:12]),
        )
        return Made(None, (problem,))
    found: dict[float, typesetting.Document] = {}

    def fits(size: float) -> bool:
        found[size] = typesetting.pdf(TEMPLATE, {**data, "size": size}, context.locale)
        return found[size].pages == 1

    try:
        # Three trials, where one size after the other would take up to seven.
        if (largest := bisect_left(SIZES, True, key=fits)) < len(SIZES):
            return Made(product(TALK, edition, found[SIZES[largest]].cured()))
    except (typesetting.TypesettingError, StreamError) as error:
        return Made(None, (Problem.of("LOA706", edition.text.shown, product=NAME, reason=error),))
    return Made(None, (Problem.of("LOA714", edition.text.shown, language=edition.language),))


def _key(edition: Edition, context: Context) -> str:
    return typesetting.inputs_hash(TEMPLATE, talk_data(edition, context), context.locale)


TALK = ProductType(NAME, frozenset({"message"}), talk_path, _render, _key)
