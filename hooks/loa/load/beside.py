"""Files that stand beside an item and belong to it: the text for the loudspeaker, recordings.

`dia-chi.md` has `dia-chi.radio.md` (what is read aloud where it differs), `dia-chi.km.radio.md`, and the
recordings `dia-chi.mp3` or `dia-chi.vi.mp3`, `dia-chi.rad.mp3`.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from loa.errors import Report
from loa.load.files import inside
from loa.load.source import Source
from loa.locales.locale import SOURCE

_SPOKEN = ".radio"
# An hour of speech at 64 kbit/s is 29 MB.
MAX_RECORDING = 60_000_000


def is_spoken(path: Path) -> bool:
    """Whether a Markdown file is a text for the loudspeaker."""
    return path.stem.endswith(_SPOKEN)


def _owner(stem: str, languages: Collection[str]) -> tuple[str, str]:
    """(stem of the item, language) of a file beside it."""
    head, _, tag = stem.rpartition(".")
    return (head, tag) if head and tag in languages else (stem, SOURCE)


def language_of(path: Path, languages: Collection[str]) -> str:
    """The language of an item's file, by its name."""
    return _owner(path.stem.removesuffix(_SPOKEN), languages)[1]


def spoken_files(
    folder: Path, items: Collection[str], languages: Collection[str], report: Report
) -> dict[str, dict[str, Path]]:
    """The texts for the loudspeaker of a folder, by the item's stem and by language; orphans are reported."""
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.glob(f"*{_SPOKEN}.md")):
        if path.name.startswith((".", "_")):
            continue
        stem, tag = _owner(path.stem.removesuffix(_SPOKEN), languages)
        if stem in items:
            found.setdefault(stem, {})[tag] = path
        else:
            report.add("LOA501", Source.shown(path), value=f"{stem}.md")
    return found


def recordings(folder: Path, languages: Collection[str], report: Report) -> dict[str, dict[str, Path]]:
    """The recordings of a folder, by stem and language; `stem.vi.mp3` goes before `stem.mp3`."""
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.glob("*.mp3")):
        stem, tag = _owner(path.stem, languages)
        if not inside(path, folder):
            report.add("LOA103", Source.shown(path))
        elif (size := path.stat().st_size) > MAX_RECORDING:
            report.add("LOA102", Source.shown(path), size=f"{size:,} byte", limit=f"{MAX_RECORDING:,} byte")
        elif path.stem != stem or tag not in found.get(stem, {}):
            found.setdefault(stem, {})[tag] = path
    return found
