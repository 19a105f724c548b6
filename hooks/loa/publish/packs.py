"""What `loa radio` and `loa print` share: opening the hub for a commune's pack, and writing it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from loa.editions import Editions
from loa.errors import LoaError, Problem, Report
from loa.hub import PROJECT, Settings, open_hub
from loa.load.private import load_private
from loa.model.kinds import ServiceFields
from loa.render.pack import Pack
from loa.writing import write


def open_for_pack(options: Namespace) -> tuple[Editions, Sequence[ServiceFields] | None]:
    """(the editions, the commune's internal records) for the options of `packing.commune_options`.

    Raises:
        LoaError: the hub or the records are faulty, no such language (LOA302), or a pack with internal numbers would
            land where files get published (LOA846).
    """
    if options.private and _published(options.out):
        raise LoaError([Problem.of("LOA846", value=options.out)])
    hub = open_hub(
        Settings.of(
            options.source,
            date=options.date,
            production=options.production,
            site_url=options.site_url,
        )
    )
    report = Report()
    private = [fields for _, fields in load_private(options.private, report)] if options.private else None
    if hub.report.errors or report.errors:
        raise LoaError([*hub.report.errors, *report.errors])
    if options.lang and options.lang not in hub.locales:
        raise LoaError([Problem.of("LOA302", value=options.lang, known=", ".join(sorted(hub.locales)))])
    return Editions(hub), private


def write_pack(pack: Pack, folder: Path) -> tuple[Path, int]:
    """Write the ZIP into `folder`; its place and its size in bytes.

    Raises:
        LoaError: LOA708, it cannot be written.
    """
    place, data = folder / pack.name, pack.archive()
    write(place, data)
    return place, len(data)


def _published(folder: Path) -> bool:
    """Whether a folder lies in a built site or in the project, from where files get published."""
    folder, project = folder.resolve(), PROJECT.resolve()
    if folder.is_relative_to(project):
        return not folder.is_relative_to(project / "private")
    return any((above / "manifest.json").is_file() for above in (folder, *folder.parents))
