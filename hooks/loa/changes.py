"""What changed in a source since a variant was made from it, and the copies of old sources that can tell.

A variant holds only fingerprints of its source. The words that they stood for are kept beside the source, in
`.translations/<id>-<digest>.md`: a copy of the file as it was, named by the fingerprints. Git would know them too,
but a hub on a memory stick or in a shallow clone has no history.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from loa.errors import Report
from loa.load import frontmatter, markdown
from loa.load.files import is_file, read_text
from loa.model.catalog import Catalog, Item, Page, Variant
from loa.translation import fingerprint, part_names, part_texts, source_hashes, state

FOLDER = ".translations"


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the source that is not what the variant was made from.

    `before` is None where no copy of the old source is kept; `words` are the words of both in one row, each with
    " " (in both), "-" (only before) or "+" (only now).
    """

    key: str
    name: str
    before: str | None
    now: str
    words: tuple[tuple[str, str], ...] = ()


def identifier(source: Item | Page) -> str:
    """The item's id, or the page's slug."""
    return source.id if isinstance(source, Item) else source.slug


def translatable(catalog: Catalog) -> list[Item | Page]:
    """The pages and items that may have variants: files of their own, not rows of a list, and no samples."""
    sources: list[Item | Page] = [*catalog.pages.values(), *catalog.items()]
    return [s for s in sources if s.text.path.suffix == ".md" and not getattr(s.fields, "sample", False)]


def digest(hashes: Mapping[str, str]) -> str:
    """Twelve hex digits for the fingerprints of a source: the name of one state of it."""
    rows = "\n".join(f"{key} {value}" for key, value in sorted(hashes.items()))
    return hashlib.sha256(rows.encode("utf-8")).hexdigest()[:12]


def _copy(source: Item | Page, name: str) -> Path:
    return Path(source.text.shown).parent / FOLDER / f"{identifier(source)}-{name}.md"


def copies(sources: Iterable[Item | Page]) -> dict[Path, bytes]:
    """What is to be written so that a copy of each source, as it is now, is kept: content by path.

    Raises:
        OSError: a source cannot be read.
    """
    wanted = {_copy(source, digest(source_hashes(source))): source for source in sources}
    return {
        path: Path(source.text.shown).read_bytes() for path, source in wanted.items() if not path.exists()
    }


def as_it_was(source: Item | Page, name: str) -> Item | Page | None:
    """The source in the state called `name` (see `digest`): as it is now, or from a kept copy; None without one."""
    if name == digest(source_hashes(source)):
        return source
    path = _copy(source, name)
    # What lies there may be anything: only a readable text of this kind with these very words counts.
    report = Report()
    raw = read_text(path, path.parent, path.name, report) if is_file(path) else None
    parts = frontmatter.split(raw, path.name, report) if raw is not None else None
    if parts is None:
        return None
    fields = frontmatter.validate(type(source.fields), parts[0], path.name, report)
    if fields is None:
        return None
    blocks = markdown.parse(parts[1], source.text.path, path.name, report)
    # mypy checks `replace` against each class of the union, the fields against one alone.
    old: Item | Page = replace(source, fields=fields, text=replace(source.text, blocks=blocks))  # type: ignore[arg-type]
    return old if digest(source_hashes(old)) == name else None


def changes(source: Item | Page, variant: Variant) -> list[Change]:
    """What changed in the source since the variant was made, part by part."""
    keys = state(source, variant).changed
    if not keys:
        return []
    old = as_it_was(source, digest(variant.fields.source_hashes))
    now, before = part_texts(source), part_texts(old) if old else {}
    return [
        Change(
            key,
            part_names(source if key in now or old is None else old, [key])[0],
            before.get(key, "") if old else None,
            now.get(key, ""),
            tuple(word_changes(before.get(key, ""), now.get(key, ""))) if old else (),
        )
        for key in keys
    ]


def word_changes(before: str, now: str) -> list[tuple[str, str]]:
    """The words of two texts in one row: (" ", "-" or "+", words), runs of one sort together.

    Signs beside a word do not count, as in the fingerprints; what is in both is given as it is now.
    """
    left, right = before.split(), now.split()
    ours, theirs = ([fingerprint(word) for word in words] for words in (left, right))
    found: list[tuple[str, str]] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            found.append((" ", " ".join(right[c:d])))
            continue
        if b > a:
            found.append(("-", " ".join(left[a:b])))
        if d > c:
            found.append(("+", " ".join(right[c:d])))
    return found
