"""The files of a script: plain text, print PDF, Word document, SSML."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from loa.editions import Edition
from loa.errors import Problem, message_language
from loa.model.fields import Status
from loa.render import typesetting
from loa.render.context import Context
from loa.render.fonts import missing_glyphs
from loa.render.paper.content import texts
from loa.render.producttype import Made, ProductType, product
from loa.render.radio import word
from loa.render.radio.compose import script_of, spoken_of, wishes_of
from loa.render.radio.paper import TEMPLATE, paper_data
from loa.render.radio.script import Script
from loa.render.radio.ssml import ssml

SCRIPT_KINDS = frozenset({"law", "model", "message", "myth", "story"})


def script_path(ending: str) -> Callable[[Edition], str]:
    """Where a script lies in the site, by the ending of its file."""
    return lambda edition: f"radio/{edition.id}.{edition.language}.{ending}"


script_text_path = script_path("txt")


def wanted(edition: Edition, context: Context) -> tuple[bool, tuple[Problem, ...]]:
    """Whether an edition gets a script, and why not.

    A text of its own for the air is approved on its own: production leaves out what nobody approved (LOA828).
    """
    if edition.kind not in SCRIPT_KINDS or wishes_of(edition).skip:
        return False, ()
    spoken = spoken_of(edition)
    if spoken and context.editions.hub.settings.production and spoken.fields.status is not Status.APPROVED:
        return False, (Problem.of("LOA828", spoken.text.shown, spoken.text.line("status")),)
    script = script_of(edition, context)
    if not script.readable:
        return False, tuple(_unreadable(problem) for problem in script.problems)
    return True, script.problems


def _unreadable(problem: Problem) -> Problem:
    """What cannot be read aloud leaves the script out; a sentence that is too long stops the build."""
    if problem.code not in ("LOA801", "LOA803"):
        return problem
    hint = problem.text(message_language())[1]
    value = dict(problem.values).get("value", "?")
    return Problem.of("LOA703", problem.path, problem.line, value=value, what=hint)


def _text(edition: Edition, context: Context) -> Made:
    make, problems = wanted(edition, context)
    data = script_of(edition, context).text().encode() if make else b""
    return Made(product(SCRIPT, edition, data) if make else None, problems)


def _other(kind: str, write: Callable[[Edition, Script, Context], bytes | Problem]) -> Callable[..., Made]:
    """A file beside the text: its script's problems have been said with the text."""

    def render(edition: Edition, context: Context) -> Made:
        if not wanted(edition, context)[0]:
            return Made(None)
        data = write(edition, script_of(edition, context), context)
        if isinstance(data, Problem):
            return Made(None, (data,))
        return Made(product(RADIO_PRODUCTS[kind], edition, data))

    return render


def script_pdf(edition: Edition, script: Script, context: Context) -> bytes | Problem:
    """The script on paper, or why it cannot be printed."""
    data = paper_data(edition, script, context)
    if missing := missing_glyphs(context.locale, texts(data)):
        glyphs = " ".join(missing[:12])
        return Problem.of("LOA826", script.path, product="PDF", language=edition.language, glyphs=glyphs)
    try:
        return typesetting.pdf(TEMPLATE, data, context.locale).cured()
    except typesetting.TypesettingError as error:
        return Problem.of("LOA706", script.path, product="script-pdf", reason=error)


def _pdf_key(edition: Edition, context: Context) -> str:
    if not wanted(edition, context)[0]:
        return ""
    data = paper_data(edition, script_of(edition, context), context)
    return typesetting.inputs_hash(TEMPLATE, data, context.locale)


@cache
def _word_writer() -> bytes:
    return Path(word.__file__).read_bytes() + version("python-docx").encode()


def _word_key(edition: Edition, context: Context) -> str:
    """The document holds what the printed script holds, written by its own module."""
    key = _pdf_key(edition, context)
    return hashlib.sha256(_word_writer() + key.encode()).hexdigest() if key else ""


SCRIPT = ProductType("script", SCRIPT_KINDS, script_text_path, _text)

RADIO_PRODUCTS: dict[str, ProductType] = {
    kind.name: kind
    for kind in (
        SCRIPT,
        ProductType(
            "script-pdf", SCRIPT_KINDS, script_path("pdf"), _other("script-pdf", script_pdf), _pdf_key
        ),
        ProductType(
            "script-word",
            SCRIPT_KINDS,
            script_path("docx"),
            _other("script-word", word.word_document),
            _word_key,
        ),
        ProductType(
            "script-ssml",
            SCRIPT_KINDS,
            script_path("ssml"),
            _other("script-ssml", lambda edition, script, context: ssml(script, context.lang)),
        ),
    )
}
