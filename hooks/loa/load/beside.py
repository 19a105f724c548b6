"""Which files of a folder belong together: a text, its variants, what is read aloud of it, its recordings.

`dia-chi.md` has the variants `dia-chi.km.md` and `dia-chi.rad.md`, `dia-chi.radio.md` (what is read aloud where it
differs), `dia-chi.km.radio.md`, and the recordings `dia-chi.mp3` or `dia-chi.vi.mp3`, `dia-chi.rad.mp3`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from loa.errors import Report
from loa.load.files import entries, inside, is_folder
from loa.load.source import Source
from loa.locales.locale import SOURCE

PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
_OTHERS = PICTURES | {".mp3", ".mp4", ".webm", ".vtt", ".csv", ".yml"}
_SPOKEN = ".radio"
_VARIANT = re.compile(r"(?P<stem>.+)\.(?P<tag>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")
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


def texts(
    folder: Path, languages: Collection[str], report: Report
) -> tuple[dict[str, Path], dict[str, dict[str, Path]]]:
    """Source files by stem, and variant files by stem and language; orphans and files of no use are reported."""
    sources: dict[str, Path] = {}
    variants: dict[str, dict[str, Path]] = {}
    for path in entries(folder, Source.shown(folder), report):
        if path.name.startswith((".", "_")) or path.name == "README.md" or is_folder(path):
            continue
        if path.suffix != ".md":
            if path.suffix.lower() not in _OTHERS:
                report.add("LOA108", Source.shown(path), name=path.name)
            continue
        if is_spoken(path):
            continue
        stem = unicodedata.normalize("NFC", path.stem)
        match = _VARIANT.fullmatch(stem)
        if match and match["tag"] in languages:
            variants.setdefault(match["stem"], {})[match["tag"]] = path
        elif match:
            known = ", ".join(sorted(languages))
            report.add("LOA302", Source.shown(path), value=match["tag"], known=known)
        else:
            sources[stem] = path
    for stem, by_tag in variants.items():
        if stem not in sources:
            for path in by_tag.values():
                report.add("LOA501", Source.shown(path), value=f"{stem}.md")
    return sources, variants


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
