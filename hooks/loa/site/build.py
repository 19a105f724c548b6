"""`loa build`: the same MkDocs build as `mkdocs build --strict`, made beside the old site and swapped into place."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from loa.editions import LeftOut
from loa.errors import LoaError, Problem
from loa.hub import PROJECT, Settings
from loa.publish.directory import take_back
from loa.publish.manifest import read_manifest
from loa.publish.swap import building, swap
from loa.site.i18n import LoaI18n


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: its manifest, warnings for the writer, and what production left out."""

    manifest: dict[str, Any]
    problems: list[Problem]
    left_out: list[LeftOut]


def build_site(settings: Settings, place: Path, project: Path = PROJECT) -> BuildResult:
    """Build the site at `place`; the old one stays until the new one is complete.

    Raises:
        LoaError: the content has errors, another build runs, or nothing can be written.
    """
    with building(place) as folder, environment(settings), _captured_mkdocs() as said:
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(folder), strict=True)
        try:
            build(config)
        except (Abort, BuildError) as error:
            raise _as_loa_error(error, said) from error
        plugin = config.plugins["loa-i18n"]
        assert isinstance(plugin, LoaI18n) and plugin.state is not None
        result = BuildResult(
            read_manifest(folder), list(plugin.state.hub.report), plugin.state.editions.left_out
        )
        swap(folder, place, partial(take_back, plugin.state.editions))
        return result


def _as_loa_error(error: Exception, said: list[str]) -> LoaError:
    """Our own error where one lies behind MkDocs', which names only the last of a chain; else what MkDocs said."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, LoaError):
            return link
        link = link.__cause__ or link.__context__
    return LoaError([Problem.of("LOA706", product="site", reason=" · ".join([*said, str(error)]))])


@contextmanager
def environment(settings: Settings) -> Iterator[None]:
    """Hand the settings to the plugin, which reads them as a plain `mkdocs build` would."""
    before = dict(os.environ)
    os.environ.update(settings.to_environment())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class _Said(logging.Handler):
    """Keeps what MkDocs warns of; printed only if nothing better explains a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.lines.append(record.getMessage())


@contextmanager
def _captured_mkdocs() -> Iterator[list[str]]:
    """MkDocs' warnings as a list instead of on the console, where our own summary says the rest."""
    logger, handler = logging.getLogger("mkdocs"), _Said()
    before = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before
