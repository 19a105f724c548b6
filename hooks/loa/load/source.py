"""Where the content of a hub lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from loa.errors import LoaError, Problem
from loa.load.files import is_folder

# Folders of a hub that are not campaigns, for a source that holds its campaigns directly.
_NOT_CAMPAIGNS = {"docs", "locales", "private", "places", "hooks", "scripts", "tests", "site"}


@dataclass(frozen=True, slots=True)
class Source:
    """The folders of one build. `replaced`: the campaigns are not the project's own (`--source`)."""

    project: Path
    campaigns: Path
    docs: Path
    locales: tuple[Path, ...]
    facts: tuple[Path, ...]
    replaced: bool = False

    @classmethod
    def find(cls, project: Path, source: Path | None = None) -> Source:
        """The project's own hub, or the one in `source`.

        `source` holds either a folder `campaigns/` or the campaigns themselves; its `locales/<tag>` overlay the
        project's, its `facts.yml` adds to and overrides the project's facts, its `docs/` replaces the project's.

        Raises:
            LoaError: LOA107, the folder does not exist.
        """
        own = cls(
            project,
            project / "campaigns",
            project / "docs",
            (project / "locales",),
            (project / "campaigns" / "facts.yml",),
        )
        if source is None:
            return own
        if not source.is_dir():
            raise LoaError([Problem.of("LOA107", folder=source)])
        campaigns = source / "campaigns" if (source / "campaigns").is_dir() else source
        if campaigns.resolve() == own.campaigns.resolve():
            return own
        extra_facts = {source / "facts.yml", campaigns / "facts.yml"}
        return cls(
            project,
            campaigns,
            source / "docs" if (source / "docs").is_dir() else own.docs,
            (*own.locales, *((source / "locales",) if (source / "locales").is_dir() else ())),
            (*own.facts, *sorted(path for path in extra_facts if path.is_file())),
            replaced=True,
        )

    @property
    def borrows_docs(self) -> bool:
        """Whether the standing pages are the project's: shown with this hub, and no part of it."""
        return self.replaced and self.docs == self.project / "docs"

    @staticmethod
    def is_campaign(path: Path) -> bool:
        """Whether this entry of the folder of campaigns is a campaign's own folder."""
        return is_folder(path) and not path.name.startswith((".", "_")) and path.name not in _NOT_CAMPAIGNS

    @staticmethod
    def shown(path: Path) -> str:
        """The path as messages print it: from the working directory where it lies inside it."""
        try:
            relative = os.path.relpath(path)
        except ValueError:  # another drive on Windows
            return path.as_posix()
        return (path if relative.startswith("..") else Path(relative)).as_posix()
