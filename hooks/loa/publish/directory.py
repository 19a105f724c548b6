"""Writing the directory: every page of every language, what has not changed taken from the build before.

Pages are kept in a folder of their own (`loa.publish.store`), so that one changed number costs one page, not the
country. A page is kept under the hash of all that it is made of; the result equals a clean build byte for byte.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from loa import places
from loa.editions import Editions, LeftOut
from loa.errors import say
from loa.hub import PROJECT
from loa.locales.locale import SOURCE
from loa.progress import report
from loa.publish.manifest import Entry
from loa.publish.store import Made, Store, room_of
from loa.publish.workers import render
from loa.render.directory import collect
from loa.render.directory.finder import shards
from loa.render.directory.frame import INDEX
from loa.render.directory.keys import language_key, place_keys, program_key, shared_key
from loa.render.directory.origins import origins
from loa.render.directory.pages import is_indexed
from loa.render.directory.records import Book, Records
from loa.render.directory.service import filters
from loa.render.directory.style import inline_script
from loa.render.directory.words import Words, folder

CACHE = PROJECT / ".cache" / "loa" / "directory"
EXIT_SCRIPT = PROJECT / "docs" / "assets" / "exit.js"
_SHARDS = "d/i"


class Directory(NamedTuple):
    """What was written: manifest entries by path, and the paths that search engines may list."""

    entries: dict[str, Entry]
    indexed: list[str]


def publish_directory(editions: Editions, site: Path, cache: Path = CACHE) -> Directory:
    """Write the directory of everything that `editions` publish into the folder `site`.

    `cache`: where pages are kept, a folder for each hub and mode.

    Production without approved Vietnamese strings has no directory, and says
    so in `editions.left_out`.
    """
    tags = collect.languages(editions)
    if not tags:
        ui = "locales/vi/ui.yml"
        editions.left_out.append(
            LeftOut(
                "d/",
                say(f"{ui} chưa được duyệt", f"{ui} is not approved"),
                say("người duyệt", "the approver"),
            )
        )
        return Directory({}, [])
    records = collect.records(editions, tags)
    hours = collect.hours_of(records)
    words = [collect.words(editions, tag, tags, hours) for tag in tags]
    script = inline_script(EXIT_SCRIPT.read_text(encoding="utf-8"))
    return write_directory(records, words, script, site, _room(editions, cache))


def take_back(editions: Editions, old: Path, cache: Path = CACHE) -> None:
    """Keep the folders of pages in `old`, a site that nobody sees any more: the next build moves them into its own."""
    Store.take_back(_room(editions, cache), map(folder, collect.languages(editions)), old)


def _room(editions: Editions, cache: Path) -> Path:
    hub = editions.hub
    return room_of(cache, os.fspath(hub.source.campaigns), hub.settings.production, hub.settings.offline)


def write_directory(
    records: Records, words: Iterable[Words], script: str, site: Path, cache: Path | None, processes: int = 0
) -> Directory:
    """Write the pages of `records` in the languages of `words` and the index for typing.

    `script`: the quick exit as it stands inside a page; `cache`: None to keep nothing; `processes`: 0 for as many as
    pay.
    """
    entries: dict[str, Entry] = {}
    with _without_collector(), Store.open(cache, site) as store:
        keys, languages = place_keys(records), list(words)
        store.lend(of.folder for of in languages)
        found = _shards(store)
        book = Book(records, filters(records), script, " ".join(sorted(found)))
        shared = shared_key(book)
        kept = {of.folder: store.kept(of.folder, language_key(shared, of)) for of in languages}
        jobs = [(of, _changed(keys, kept[of.folder])) for of in languages]
        jobs = [(of, codes) for of, codes in jobs if codes]
        if jobs:
            store.begin()
        made = render(book, jobs, keys, store.folder or site, processes)
        for number, of in enumerate(languages, 1):
            report("directory", number, len(languages))
            name, tag = of.folder, of.version.tag
            pages = {**kept[name], **made.get(name, {})}
            store.put(name, ".html", pages)
            made_from = origins(records, of)
            for code, page in pages.items():
                entries[f"{name}{code}.html"] = Entry(
                    "directory", "", tag, *made_from[code], page.sha256, page.size
                )
        store.put(_SHARDS, ".js", found)
    for prefix, shard in found.items():
        entries[f"{_SHARDS}/{prefix}.js"] = Entry(
            "directory-index", "", SOURCE, "", (), shard.sha256, shard.size
        )
    listed = [INDEX, *places.provinces(), *(c for c in places.communes() if is_indexed(records.get(c, ())))]
    return Directory(entries, [f"{of.folder}{code}.html" for of in languages for code in listed])


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hundreds of thousands of values and no cycles: looking for cycles again and again takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _changed(keys: Mapping[str, str], kept: Mapping[str, Made]) -> list[str]:
    return [code for code, key in keys.items() if code not in kept or kept[code].key != key]


def _shards(store: Store) -> dict[str, Made]:
    """The index for typing by prefix, written unless it is kept."""
    found = store.kept(_SHARDS, program_key())
    if not found or len(found) < store.count(_SHARDS):
        target = (store.folder or store.site) / _SHARDS
        target.mkdir(parents=True, exist_ok=True)
        store.begin()
        for prefix, text in shards().items():
            found[prefix] = Made.write(os.fspath(target / f"{prefix}.js"), "", text.encode())
    return found
