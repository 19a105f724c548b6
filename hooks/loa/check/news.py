"""News from elsewhere: nothing is shown that a named editor has not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from loa import places
from loa.check.phones import find_phones
from loa.errors import Problem
from loa.model.catalog import News


def check_news(news: News, languages: Collection[str]) -> Iterator[Problem]:
    """The problems of a campaign's sources and entries. `languages`: registered tags."""
    for number, source in enumerate(news.fields.sources):
        at = ("sources", str(number))
        if not source.url.startswith("https://"):
            yield Problem.of("LOA730", news.text.shown, news.text.line(*at, "url"), value=source.url)
        if source.language not in languages:
            known = ", ".join(sorted(languages))
            line = news.text.line(*at, "language")
            yield Problem.of("LOA302", news.text.shown, line, value=source.language, known=known)
        if source.province and places.find(source.province) is None:
            line = news.text.line(*at, "province")
            yield Problem.of("LOA301", news.text.shown, line, value=source.province, nearest="")
    for number, entry in enumerate(news.entries):
        if entry.status != "approved":
            continue
        line = news.found.line("entries", str(number))
        for key in ("approved_by", "approved_on"):
            if getattr(entry, key) is None:
                yield Problem.of("LOA216", news.found.shown, line, status=entry.status, key=key)
        if entry.victim and not entry.victim_checked:
            yield Problem.of("LOA731", news.found.shown, line, value=entry.title)
        for phone in find_phones(f"{entry.title}\n{entry.summary or ''}"):
            yield Problem.of("LOA732", news.found.shown, line, value=phone)
