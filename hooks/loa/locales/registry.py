"""The registry: every folder `locales/<tag>/` as a `Locale`, from one root or several laid over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from loa.errors import Report
from loa.locales.entry import NAME, read_entry, shown
from loa.locales.glossary import GLOSSARY, read_glossary
from loa.locales.locale import SOURCE, Locale, UiStatus
from loa.locales.reader import Faults, read
from loa.locales.strings import fit, read_ui

UI = "ui.yml"


def load_locales(folders: Sequence[Path], report: Report) -> dict[str, Locale]:
    """The languages registered in `folders`, Vietnamese first, then by tag.

    `folders` are roots such as the project's `locales/` and then a source's: of two files with the same name
    the later one counts. Only the Vietnamese strings are laid over each other key by key, because the program
    cannot do without any of them. A root that does not exist is an empty one.

    Everything wrong is reported as LOA505 with the file's path; a language whose `locale.yml` cannot be used
    is left out, a string that cannot be used falls back to Vietnamese.
    """
    roots = [root for root in folders if root.is_dir()]
    found: dict[str, Locale] = {}
    for tag in sorted({folder.name for root in roots for folder in _language_folders(root)}):
        locale = read_entry(tag, tuple(root / tag for root in roots if (root / tag).is_dir()), report)
        if locale is not None:
            found[tag] = locale
    if SOURCE not in found:
        Faults(report, SOURCE, f"locales/{SOURCE}/{NAME}").add("missing-file", name=NAME)
        return found
    _drop_loose_alternates(found, report)
    source = found.pop(SOURCE)
    source = _with_source_strings(source, report)
    return {SOURCE: source} | {
        tag: _with_glossary(_with_strings(locale, source, report), report) for tag, locale in found.items()
    }


def _language_folders(root: Path) -> Iterator[Path]:
    return (entry for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith((".", "_")))


def _faults(locale: Locale, name: str, report: Report) -> Faults:
    path = locale.file(name) or locale.folder / name
    return Faults(report, locale.tag, shown(path))


def _drop_loose_alternates(found: dict[str, Locale], report: Report) -> None:
    """An alternate stands beside a language of the site: never beside itself or another alternate."""
    languages = {tag for tag, locale in found.items() if not locale.alternate_of}
    for tag, locale in list(found.items()):
        if locale.alternate_of and (tag == SOURCE or locale.alternate_of not in languages):
            _faults(locale, NAME, report).add("alternate", value=locale.alternate_of)
            if tag == SOURCE:
                found[tag] = replace(locale, alternate_of="")
            else:
                del found[tag]


def _with_source_strings(source: Locale, report: Report) -> Locale:
    paths = [folder / UI for folder in source.folders if (folder / UI).is_file()]
    if not paths:
        _faults(source, UI, report).add("missing-file", name=UI)
    merged: dict[str, str] = {}
    statuses: set[UiStatus] = set()
    for path in paths:
        faults = Faults(report, source.tag, shown(path))
        fields = read(path, path.parent.parent, faults)
        if fields is not None:
            strings, status = read_ui(fields, faults)
            merged |= fit(strings, merged, fields, faults) if merged else strings
            statuses.add(status)
    # Strings of two files are approved only if both files are.
    status = statuses.pop() if len(statuses) == 1 else "draft" if statuses else "missing"
    return replace(source, ui=merged, ui_status=status)


def _with_strings(locale: Locale, source: Locale, report: Report) -> Locale:
    path = locale.file(UI)
    if path is None:
        return locale
    faults = Faults(report, locale.tag, shown(path))
    fields = read(path, path.parent.parent, faults)
    if fields is None:
        return locale
    strings, status = read_ui(fields, faults)
    return replace(locale, ui=fit(strings, source.ui, fields, faults), ui_status=status)


def _with_glossary(locale: Locale, report: Report) -> Locale:
    path = locale.file(GLOSSARY)
    if path is None:
        return locale
    faults = Faults(report, locale.tag, shown(path))
    fields = read(path, path.parent.parent, faults)
    return locale if fields is None else replace(locale, glossary=read_glossary(fields, faults))
