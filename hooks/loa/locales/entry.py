"""`locale.yml`: the entry by which a language is registered."""

from __future__ import annotations

import re
from pathlib import Path

from loa.errors import Report
from loa.locales.formats import Formats
from loa.locales.locale import Locale
from loa.locales.reader import Faults, Fields, read
from loa.locales.reasons import nearest
from loa.locales.strings import placeholders
from loa.locales.tags import canonical_case, is_well_formed

NAME = "locale.yml"

_TEXTS = (
    *("tag", "name", "autonym", "script", "direction", "alternate_of"),
    *("note", "tones", "confirmed", "rate"),
    *("date_format", "thousands", "decimals"),
)
_LISTS = ("alphabet", "provinces", "fonts", "months")
_REQUIRED = ("tag", "name", "script", "fonts")
_CHOICES = {
    "direction": ("ltr", "rtl"),
    "tones": ("false", "true"),
    "confirmed": ("true", "false"),
    "thousands": (".", ","),
    "decimals": (",", "."),
}
_PARTS_OF_A_DATE = {"day", "month", "year"}


def shown(path: Path) -> str:
    """`locales/rad/locale.yml`: what the writer sees of a path, without the machine's folders."""
    return "/".join(path.parts[-3:])


def read_entry(tag: str, folders: tuple[Path, ...], report: Report) -> Locale | None:
    """The language that `folders`, all called `tag`, register; None if they cannot (faults reported)."""
    present = [folder / NAME for folder in folders if (folder / NAME).is_file()]
    path = present[-1] if present else folders[0] / NAME
    faults = Faults(report, tag, shown(path))
    if not present:
        faults.add("missing-file", name=NAME)
        return None
    fields = read(path, path.parent.parent, faults)
    if fields is None:
        return None
    texts = _texts(fields, faults)
    lists = _lists(fields, faults)
    usable = _tag_fits(texts.get("tag", ""), tag, fields, faults)
    for key in _REQUIRED:
        if not (texts.get(key) or lists.get(key)):
            faults.add("empty" if key in fields.values else "missing", fields.lines.get(key, 0), key=key)
            usable = False
    if not usable:
        return None
    return Locale(
        tag=tag,
        name=texts["name"],
        autonym=texts.get("autonym") or texts["name"],
        script=_matching(r"[A-Z][a-z]{3}", "script", texts["script"], fields, faults) or "Zyyy",
        direction=texts.get("direction") or "ltr",
        alphabet=lists.get("alphabet", ()),
        tones=texts.get("tones") == "true",
        provinces=tuple(
            code
            for code in lists.get("provinces", ())
            if _matching(r"[0-9]{2}", "province", code, fields, faults, "provinces")
        ),
        fonts=lists["fonts"],
        alternate_of=texts.get("alternate_of", ""),
        confirmed=texts.get("confirmed") != "false",
        folders=folders,
        formats=_formats(texts, lists.get("months", ()), fields, faults),
        rate=_rate(texts.get("rate", ""), fields, faults),
    )


def _texts(fields: Fields, faults: Faults) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in fields.values.items():
        line = fields.lines[key]
        if key not in _TEXTS:
            if key not in _LISTS:
                faults.add("unknown", line, key=key, nearest=nearest(key, _TEXTS + _LISTS))
        elif not isinstance(value, str) or "\n" in value:
            faults.add("not-text", line, key=key)
        elif key in _CHOICES and value not in _CHOICES[key]:
            faults.add("choice", line, key=key, known=", ".join(_CHOICES[key]))
        else:
            texts[key] = value
    return texts


def _lists(fields: Fields, faults: Faults) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = fields.values.get(key, [])
        if isinstance(value, list):
            lists[key] = tuple(dict.fromkeys(item for item in value if item))
        else:
            faults.add("not-list", fields.lines[key], key=key)
    return lists


def _tag_fits(tag: str, folder: str, fields: Fields, faults: Faults) -> bool:
    line = fields.lines.get("tag", 0)
    if not tag:
        return False  # reported as missing
    if not is_well_formed(tag):
        faults.add("tag", line, tag=tag)
    elif tag != canonical_case(tag):
        faults.add("tag-case", line, right=canonical_case(tag))
    elif tag != folder:
        faults.add("tag-folder", line, tag=tag)
    else:
        return True
    return False


def _formats(texts: dict[str, str], months: tuple[str, ...], fields: Fields, faults: Faults) -> Formats:
    given = {key: texts[key] for key in ("date_format", "thousands", "decimals") if texts.get(key)}
    date_format = given.get("date_format", "")
    if date_format and (
        placeholders(date_format) != _PARTS_OF_A_DATE or date_format.count("{") + date_format.count("}") != 6
    ):
        faults.add("date-format", fields.lines["date_format"])
        del given["date_format"]
    if months and len(months) != 12:
        faults.add("months", fields.lines["months"])
        months = ()
    return Formats(months=months, **given)


def _rate(value: str, fields: Fields, faults: Faults) -> int:
    return int(_matching(r"[1-9][0-9]{1,2}", "rate", value, fields, faults) or 0) if value else 0


def _matching(pattern: str, fault: str, value: str, fields: Fields, faults: Faults, key: str = "") -> str:
    if re.fullmatch(pattern, value, re.ASCII):
        return value
    faults.add(fault, fields.lines[key or fault], value=value)
    return ""
