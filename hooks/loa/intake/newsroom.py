"""Asking every source of a campaign and adding what is new to the entries that wait for an editor."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loa.errors import Problem, say
from loa.intake.fetch import Answer, FetchError, fetch
from loa.intake.reading import NoFeed, Story, read_feed
from loa.intake.topics import about_a_case, wanted
from loa.load.yamlwriter import yaml_text
from loa.model.catalog import Campaign
from loa.model.folding import fold
from loa.model.news import NewsEntry, NewsSource
from loa.progress import report
from loa.writing import write_all

ENTRIES, STATE = "news-entries.yml", ".news-state.json"
# A failing source is asked again after 1, 2, 4 … hours, at last once a week.
_FIRST_WAIT, _LONGEST_WAIT = dt.timedelta(hours=1), dt.timedelta(days=7)
_MOST = 400
_HEAD = """\
# Tin lấy về bằng lệnh: python3 scripts/loa.py news fetch. Máy ghi thêm tin mới; người duyệt sửa status.
#   status  pending: chờ duyệt, chưa ai thấy; approved: cho hiện (ghi approved_by, approved_on); rejected: bỏ
#   victim  true: tin có thể kể về một nạn nhân có thật; chỉ cho hiện sau khi đọc bài gốc và ghi victim_checked: true
"""


@dataclass
class Result:
    """What one run found: new entries, sources asked, unchanged, put off; problems for the editor."""

    new: list[NewsEntry] = field(default_factory=list)
    asked: int = 0
    unchanged: int = 0
    waiting: int = 0
    problems: list[Problem] = field(default_factory=list)


def update(
    campaign: Campaign,
    folder: Path,
    now: dt.datetime,
    get: Callable[..., Answer] = fetch,
    force: bool = False,
) -> Result:
    """Ask the sources of a campaign in `folder`, and write the entries and the state there.

    One bad source never hurts another: its problem is a warning, and it is asked again later.

    Args:
        now: the moment of asking, with a time zone; `force`: ask sources that are to be left alone too.

    Raises:
        LoaError: LOA708, nothing can be written.
    """
    result, news = Result(), campaign.news
    if news is None:
        return result
    # Without the entries nothing is known to be old: a source that answers "unchanged" would bring nothing back.
    missing = not (folder / ENTRIES).exists()
    state = {} if missing else _read_state(folder / STATE)
    seen = _Seen(news.entries)
    kept: dict[str, dict[str, Any]] = {}
    for number, source in enumerate(news.fields.sources):
        report("news", number, len(news.fields.sources))
        own = kept[source.url] = state.get(source.url, {})
        if not force and (until := _moment(own.get("next"))) and now < until:
            result.waiting += 1
            continue
        result.asked += 1
        try:
            answer = get(source.url, etag=own.get("etag", ""), modified=own.get("modified", ""))
            stories = (
                read_feed(answer.data, answer.address, answer.content_type, source.language)
                if answer.status == 200
                else []
            )
        except (FetchError, NoFeed) as error:
            why = str(error) or say("đây không phải kênh tin", "this is no feed")
            result.problems.append(_failed(own, source, now, why, news.text.shown))
            continue
        result.unchanged += answer.status == 304
        kept[source.url] = _state_after(own, answer)
        if answer.moved:
            moved = Problem.of("LOA734", news.text.shown, value=source.title, address=answer.moved)
            result.problems.append(moved)
        topics = (*news.fields.topics, *source.topics)
        for story in stories:
            if wanted(f"{story.title}\n{story.summary}", topics) and seen.add(story.link, story.title):
                result.new.append(_entry(story, source, now.date()))
    state_text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    entries = entries_text(_ordered([*result.new, *news.entries]))
    files = {folder / ENTRIES: entries} if result.new or missing else {}
    write_all({**files, folder / STATE: state_text.encode("utf-8")})
    return result


def entries_text(entries: Iterable[NewsEntry]) -> bytes:
    """The file of the entries; the same entries give the same bytes."""
    rows = [
        {"id": entry.id, "status": entry.status, **entry.model_dump(mode="json", exclude_defaults=True)}
        for entry in entries
    ]
    return (_HEAD + yaml_text({"entries": rows})).encode("utf-8")


class _Seen:
    """Links and titles that are known: the same story in two papers is one story, a rejected one stays so."""

    def __init__(self, entries: Iterable[NewsEntry]) -> None:
        self.keys: set[str] = set()
        for entry in entries:
            self.add(entry.link, entry.title)

    def add(self, link: str, title: str) -> bool:
        """Whether neither was known; both are from now on."""
        folded = fold(title)
        # A title of two words or in a script that folding drops says too little.
        keys = {link.partition("://")[2], *([folded] if len(folded) > 15 else [])}
        new = not keys & self.keys
        self.keys |= keys
        return new


def _entry(story: Story, source: NewsSource, today: dt.date) -> NewsEntry:
    day = story.published if story.published and story.published <= today else None  # nobody reports tomorrow
    return NewsEntry(
        id=hashlib.sha256(story.link.encode()).hexdigest()[:10],
        title=story.title,
        summary=story.summary or None,
        link=story.link,
        source=source.title,
        language=source.language,
        province=source.province,
        published=day,
        found=today,
        victim=about_a_case(f"{story.title}\n{story.summary}"),
    )


def _ordered(entries: list[NewsEntry]) -> list[NewsEntry]:
    """Newest first; of very many, old ones that nobody approved go."""
    entries = sorted(entries, key=lambda entry: (entry.published or entry.found, entry.id), reverse=True)
    return [entry for number, entry in enumerate(entries) if number < _MOST or entry.status == "approved"]


def _state_after(own: dict[str, Any], answer: Answer) -> dict[str, Any]:
    if answer.status == 304:
        return {key: own[key] for key in ("etag", "modified") if own.get(key)}
    return {key: value for key, value in (("etag", answer.etag), ("modified", answer.modified)) if value}


def _failed(own: dict[str, Any], source: NewsSource, now: dt.datetime, why: str, shown: str) -> Problem:
    failures = min(int(own.get("failures", 0)) + 1, 30)
    until = now + min(_FIRST_WAIT * 2 ** (failures - 1), _LONGEST_WAIT)
    own.update(failures=failures, next=until.isoformat(timespec="minutes"))
    return Problem.of("LOA733", shown, value=source.title, reason=why, when=f"{until:%H:%M %d/%m/%Y}")


def _moment(value: object) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _read_state(path: Path) -> dict[str, dict[str, Any]]:
    """The state of each source; what cannot be read is forgotten, which costs one full answer."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        address: {key: value for key, value in own.items() if isinstance(value, str | int)}
        for address, own in found.items()
        if isinstance(own, dict) and isinstance(own.get("failures", 0), int)
    }
