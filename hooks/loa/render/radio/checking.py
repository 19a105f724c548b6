"""The check of all scripts of a hub: what `loa check` says beyond the catalog's own rules."""

from __future__ import annotations

from collections.abc import Iterator

from loa.editions import Editions
from loa.errors import Problem
from loa.hub import Hub
from loa.render.context import Context
from loa.render.radio.products import wanted


def check_scripts(hub: Hub) -> Iterator[Problem]:
    """The problems of every script, as the build would report them.

    Only for a hub without errors: a script is made of facts and links that exist.
    """
    editions = Editions(hub)
    contexts: dict[str, Context] = {}
    for edition in editions:
        context = contexts.setdefault(edition.language, Context.of(editions, edition.language))
        yield from wanted(edition, context)[1]
