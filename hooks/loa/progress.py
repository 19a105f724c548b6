"""Who is told how far long work has come: nobody, unless a command asks."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

Reporter = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    return


# Called with (stage, done, total); a context variable, as MkDocs calls us without a way to hand things through.
reporter: ContextVar[Reporter] = ContextVar("reporter", default=_silent)


def report(stage: str, done: int, total: int) -> None:
    """Tell whoever listens."""
    reporter.get()(stage, done, total)
