"""A new campaign that begins with what an earlier one had: its messages and tasks as drafts, nobody's approval."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from loa.errors import LoaError, Report
from loa.load.files import read_text
from loa.load.splice import changed, changed_file
from loa.load.yamlsource import read_yaml
from loa.model.catalog import Campaign
from loa.model.slug import file_stem
from loa.scaffold import campaign_text, new_id, write_folder

# What the people of the earlier campaign stood for, they stood for then.
_UNAPPROVED = {"status": "draft", "reviewed_by": None, "approved_by": None, "approved_on": None}
_KEPT = ("localities", "audiences", "languages", "slogans", "exit_url")
MESSAGES = "messages"


def next_title(title: str) -> str:
    """A title with every year in it one later."""
    return re.sub(r"\b20\d\d\b", lambda match: str(int(match.group()) + 1), title)


def a_year_later(date: dt.date | None) -> dt.date | None:
    """The same day of the next year; 28 February after a leap day."""
    if date is None:
        return None
    try:
        return date.replace(year=date.year + 1)
    except ValueError:
        return date.replace(year=date.year + 1, day=28)


def renew_campaign(
    campaigns: Path,
    old: Campaign,
    title: str,
    start: dt.date | None,
    end: dt.date | None,
    taken: Iterable[str],
) -> Path:
    """Write a campaign that begins with the messages, translations and tasks of `old`; its `campaign.yml`.

    Its folder is named after its title, or as that of `old` one year later where the title is the same. Everything is a
    draft with an id of its own. Events, services, stories (whose consent was given for then), recordings, plans and the
    year's theme are left behind.

    Args:
        campaigns: the folder of campaigns, in which `old` lies; `taken`: the ids of all items.

    Raises:
        FileExistsError: there is a campaign of this name.
        LoaError: a file of the old campaign cannot be read.
        OSError: a file cannot be written.
        ValueError: a file of the old campaign cannot be changed line by line.
    """
    before = campaigns / old.text.path.parent.name
    later = next_title(before.name)
    # A title without a year is the same every year; then the folders tell the campaigns apart.
    folder = campaigns / (later if title == old.fields.title and later != before.name else file_stem(title))
    values = _yaml(before / "campaign.yml")
    kept: dict[str, Any] = {key: values[key] for key in _KEPT if key in values}
    texts = {"campaign.yml": changed(campaign_text(title, start, end), {**kept, "theme_unconfirmed": "true"})}
    if old.tasks:
        # A fixed day was fixed for that year.
        tasks = [task for task in _yaml(before / "tasks.yml")["tasks"] if "due" not in task]
        if tasks:
            texts["tasks.yml"] = changed(_text(before / "tasks.yml"), {**_UNAPPROVED, "tasks": tasks})
    texts |= _messages(before, old, set(taken))
    return write_folder(folder, texts)


def _messages(before: Path, old: Campaign, taken: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in old.items:
        if item.kind.folder != MESSAGES:
            continue
        identifier = new_id(taken)
        taken.add(identifier)
        files = [
            item.text,
            *(v.text for v in item.variants.values()),
            *(s.text for s in item.spoken.values()),
        ]
        for text in files:
            values = {**_UNAPPROVED, **({"id": identifier} if text is item.text else {})}
            name = f"{MESSAGES}/{text.path.name}"
            found[name] = _links(changed_file(_text(before / name), values, None), before.name)
    return found


def _links(text: str, folder: str) -> str:
    """Links to what stays behind lead there; links between messages stay as they are."""
    return re.sub(rf"\]\(\.\./(?!\.\./|{MESSAGES}/)", f"](../../{folder}/", text)


def _text(path: Path) -> str:
    report = Report()
    text = read_text(path, path.parent.parent, path.name, report)
    if text is None:
        raise LoaError(report)
    return text


def _yaml(path: Path) -> dict[str, Any]:
    report = Report()
    source = read_yaml(_text(path), path.name, report, limit=1_000_000)
    if source is None or not isinstance(source.data, dict):
        raise ValueError(path.name)
    return source.data
