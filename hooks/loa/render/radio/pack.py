"""One ZIP with everything that a commune's station needs: plan, scripts in its languages, its own help."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from loa import __version__, places
from loa.editions import Edition, Editions
from loa.errors import LoaError, Problem, Severity
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.kinds import ServiceFields
from loa.progress import report
from loa.render.context import Context
from loa.render.html import phrase
from loa.render.local import pack_help
from loa.render.pack import Pack, file_name, opening_page
from loa.render.radio.compose import make_script, spoken_of, wishes_of
from loa.render.radio.helpblock import HelpEntry
from loa.render.radio.plan import Broadcast, Reading, broadcasts, covers, languages_of, reading, station_name
from loa.render.radio.products import script_pdf
from loa.render.radio.schedule import schedule
from loa.render.radio.script import Script
from loa.render.radio.ssml import ssml
from loa.render.radio.timetable import calendar, language_name, table
from loa.render.radio.word import word_document


def station_pack(
    editions: Editions,
    code: str,
    *,
    only: str = "",
    week: int = 0,
    private: Sequence[ServiceFields] | None = None,
) -> Pack:
    """The pack of a commune.

    Args:
        only: one language, empty for all that the plan names; `week`: one week of the plan, 0 for all;
        private: the commune's internal records, None for a pack of public records alone.

    Raises:
        LoaError: LOA848 no commune has the code, LOA844 no campaign names it, LOA849 nothing of it is approved, LOA845
            no such week, or the name of a local service cannot be read aloud.
    """
    place = places.find(code)
    if place is None or not place.province:
        raise LoaError([Problem.of("LOA848", value=code)])
    named = [
        campaign
        for campaign in editions.hub.catalog.campaigns.values()
        if campaign.fields.localities and covers(campaign.fields.localities, code)
    ]
    campaigns = [campaign for campaign in editions.campaigns if campaign in named]
    # Huế's rule: the commune's leadership approves every programme (domain dossier 2.1).
    nothing = "LOA849" if named and editions.hub.settings.production else "LOA844"
    if not campaigns:
        raise LoaError([Problem.of(nothing, place=station_name(code))])
    entries = [entry for campaign in campaigns for entry in broadcasts(campaign, code, editions, only)]
    entries.sort(key=lambda entry: (entry.date, entry.time, entry.item))
    if week:
        weeks = sorted({entry.week for entry in entries})
        entries = [entry for entry in entries if entry.week == week]
        if not entries:
            raise LoaError([Problem.of("LOA845", value=week, known=", ".join(map(str, weeks)) or "–")])
    readings = list(_readings(entries, campaigns, editions, code, only))
    if not readings:
        raise LoaError([Problem.of(nothing, place=station_name(code))])
    name = f"loa-{code}" + (f"-tuan-{week}" if week else "") + (f"-{only}" if only else "")
    builder = _Builder(editions, code, Pack(name + ("-noi-bo" if private is not None else "") + ".zip"))
    builder.local(private)
    for number, entry in enumerate(readings, 1):
        builder.script(entry)
        report("products", number, len(readings))
    builder.plan(entries)
    builder.finish(entries, week, internal=private is not None)
    return builder.pack


def _readings(
    entries: Iterable[Broadcast], campaigns: Iterable[Campaign], editions: Editions, code: str, only: str
) -> Iterator[tuple[str, Reading]]:
    """Every script to pack, each once: those of the plan, or all of the campaigns where there is no plan."""
    seen: set[tuple[str, str]] = set()
    planned = [(entry.item, found) for entry in entries for found in entry.readings]
    if not planned:
        planned = [
            (item.id, found)
            for campaign in campaigns
            for item in campaign.items
            for language in languages_of(campaign, code)
            if only in ("", language) and (found := reading(editions, item.id, language)).edition
        ]
    for identifier, found in planned:
        if (identifier, found.language) not in seen:
            seen.add((identifier, found.language))
            yield identifier, found


# What a file is for, in the words of the download lists of the site.
_FILES = {
    "pdf": "download.script_pdf",
    "mp3": "audio.person",
    "txt": "download.script_text",
    "docx": "download.script_word",
    "ssml": "download.script_ssml",
}


class _Builder:
    def __init__(self, editions: Editions, code: str, pack: Pack) -> None:
        self.editions, self.code, self.pack = editions, code, pack
        self.context = Context.of(editions, SOURCE)
        self.help: list[HelpEntry] = []
        self.paths: dict[tuple[str, str], str] = {}
        self.records: list[dict[str, Any]] = []
        self.order: dict[str, int] = {}

    def stem(self, edition: Edition) -> str:
        """Where the files of a script lie in a pack, without ending; the number is its place in the order."""
        number = self.order.setdefault(edition.id, len(self.order) + 1)
        name = file_name(f"{number:02d}", self.context.fill(edition.item_fields.title))
        return f"{edition.language}/{name}"

    def text(self, edition: Edition) -> str:
        """Where the text of a script lies."""
        return f"{self.stem(edition)}.txt"

    def local(self, private: Sequence[ServiceFields] | None) -> None:
        """The commune's own entries: published services, and what it keeps for itself."""
        lines, left_out = pack_help(self.editions, self.code, private, station_name(self.code))
        self.pack.problems += left_out
        self.help = [HelpEntry(line.title, line.number) for line in lines]

    def script(self, entry: tuple[str, Reading]) -> None:
        """The files of one script in one language, with this commune's greeting and help."""
        identifier, found = entry
        edition = found.edition
        if edition is None:
            name = language_name(found, self.context).removeprefix("Tiếng ")
            source = self.editions.get(identifier, SOURCE)
            title = self.context.fill(source.title) if source else identifier
            self.pack.problems.append(Problem.of("LOA847", value=title, language=name))
            return
        context = Context.of(self.editions, found.language)
        script = make_script(edition, context, places.find(self.code), self.help)
        if not script.readable:  # the edition's own words have been checked: this is the name of a service
            raise LoaError(problem for problem in script.problems if problem.severity is Severity.ERROR)
        stem = self.stem(edition)
        files = {"txt": script.text().encode(), "ssml": ssml(script, context.lang)}
        files["docx"] = word_document(edition, script, context)
        pdf = script_pdf(edition, script, context)
        if isinstance(pdf, Problem):
            self.pack.problems.append(pdf)
        else:
            files["pdf"] = pdf
        if edition.recording:
            files["mp3"] = edition.recording.read_bytes()
        self.paths[identifier, found.language] = f"{stem}.{'pdf' if 'pdf' in files else 'txt'}"
        self.pack.files.update({f"{stem}.{ending}": data for ending, data in files.items()})
        self.records.append(self._record(edition, script, [f"{stem}.{ending}" for ending in files]))

    def _record(self, edition: Edition, script: Script, files: list[str]) -> dict[str, Any]:
        spoken = spoken_of(edition)
        fields = spoken.fields if spoken else edition.fields
        approved_on = fields.approved_on
        return {
            "item": edition.id,
            "title": Context.of(self.editions, edition.language).fill(edition.title),
            "language": edition.language,
            "priority": wishes_of(edition).priority,
            "seconds": script.seconds or None,
            "syllables": script.syllables or None,
            "status": edition.status,
            "approved_by": fields.approved_by,
            "approved_on": approved_on.isoformat() if approved_on else None,
            "files": {name: hashlib.sha256(self.pack.files[name]).hexdigest() for name in sorted(files)},
        }

    def plan(self, entries: Sequence[Broadcast]) -> None:
        """The plan as calendar and as table."""
        if entries:
            name = self.context.t("plan.title", place=station_name(self.code))
            self.pack.files["lich-phat.ics"] = calendar(name, entries, self.context, self.code, self.text)
            self.pack.files["lich-phat.csv"] = table(entries, self.context, self.text)

    def finish(self, entries: Sequence[Broadcast], week: int, internal: bool) -> None:
        """The page that opens the pack, and its list of files."""
        self.pack.files["index.html"] = self._page(entries, internal).encode()
        listing = {
            "generator": f"loa {__version__}",
            "date": self.context.date.isoformat(),
            "commune": self.code,
            "week": week or None,
            "internal": internal,
            "scripts": self.records,
        }
        text = json.dumps(listing, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self.pack.files["manifest.json"] = text.encode()

    def _page(self, entries: Sequence[Broadcast], internal: bool) -> str:
        context = self.context

        def t(key: str, **values: object) -> str:
            return phrase(context.say(key, **values), context.lang)

        def link(found: Reading) -> str:
            edition = found.edition
            return self.paths.get((edition.id, found.language), "") if edition else ""

        title = t("plan.title", place=station_name(self.code))
        body = [f"<h1>{title}</h1>"]
        if internal:
            body.append(f'<p class="note">{t("plan.internal")}</p>')
        if not self.editions.hub.settings.production:
            body.append(f'<p class="note">{t("footer.preview")}</p>')
        if entries:
            body += [f"<h2>{t('plan.heading')}</h2>", schedule(entries, context, link)]
        rows = []
        for record in self.records:
            lang = self.editions.hub.locale(record["language"]).html_lang
            files = "".join(
                f'<li>{name.rpartition(".")[2].upper()}: <a href="{escape(name)}">'
                f"{t(_FILES[name.rpartition('.')[2]])}</a></li>"
                for name in sorted(record["files"], key=lambda name: [*_FILES].index(name.rpartition(".")[2]))
            )
            rows.append(f'<li><span lang="{lang}">{escape(record["title"])}</span><ul>{files}</ul></li>')
        body += [f"<h2>{t('plan.scripts')}</h2>", "<ul>", *rows, "</ul>", f"<h2>{t('plan.services')}</h2>"]
        own = [
            f"<li>{escape(entry.title)}: <strong>{escape(entry.number)}</strong></li>" for entry in self.help
        ]
        body += ["<ul>", *own, "</ul>"] if own else [f"<p>{t('plan.no_services')}</p>"]
        return opening_page(title, body)
