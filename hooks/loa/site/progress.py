"""The page “Tình trạng bản dịch”: how far each language is, and what each locality needs most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from loa import places
from loa.changes import Change
from loa.editions import Edition, Editions
from loa.locales import untranslated
from loa.locales.locale import SOURCE
from loa.overview import Entry, counts, overview, usable
from loa.render.context import Context
from loa.render.radio.plan import languages_of
from loa.site.parts import text
from loa.site.services import area
from loa.translation import VariantStatus

BASE = "tinh-trang-ban-dich.html"
# Texts that are named for a language: what a translator can take on at once.
_NAMED = 4
# Up to this urgency a text belongs to what a locality needs now (see `overview.urgency`).
_NOW = 2


def progress_page(editions: Editions, own: list[Edition], context: Context) -> dict[str, Any] | None:
    """The values of the page; None where there is nothing to translate.

    Args:
        own: the Vietnamese editions of this build: what is not published is not named here either.
    """
    sources = [edition.source for edition in own if edition.source.text.path.suffix == ".md"]
    samples = {s.text.path for s in sources if getattr(s.fields, "sample", False)}
    entries = overview(editions.hub, [source for source in sources if source.text.path not in samples])
    if not entries:
        return None
    wanted = _wanted(editions)
    started = {entry.language for entry in entries if entry.status is not VariantStatus.MISSING}
    shown = [
        tag
        for tag, locale in editions.hub.locales.items()
        if not locale.alternate_of
        and tag != SOURCE
        and (tag in started or any(tag in t for t in wanted.values()))
    ]
    body = [f"<h2>{text(context, 'progress.needed')}</h2>", *_needed(wanted, entries, context)]
    body += [f"<h2>{text(context, 'progress.languages')}</h2>", *_bars(shown, entries, context)]
    if not editions.hub.settings.production:
        # What a text said before a correction stays out of what is published.
        body += _outdated(entries, context)
    return {
        "base": BASE,
        "kind": "progress",
        "title": context.t("progress.title"),
        "heading": text(context, "progress.title"),
        "description": context.t("progress.intro"),
        "summary": text(context, "progress.intro"),
        "body": "\n".join(body),
    }


def _wanted(editions: Editions) -> dict[str, tuple[str, ...]]:
    """The languages of every locality of the campaigns: those of its plan, then those registered for its province."""
    found: dict[str, dict[str, None]] = {}
    for campaign in editions.campaigns:
        for code in campaign.fields.localities:
            place = places.find(code)
            province = place.province or code if place else code
            registered = (
                tag
                for tag, locale in editions.hub.locales.items()
                if province in locale.provinces and not locale.alternate_of
            )
            tags = found.setdefault(code, {})
            tags.update(dict.fromkeys([*languages_of(campaign, code), *registered]))
    return {code: tuple(tag for tag in tags if tag != SOURCE) for code, tags in found.items()}


def _needed(wanted: dict[str, tuple[str, ...]], entries: list[Entry], context: Context) -> Iterator[str]:
    if not any(wanted.values()):
        yield f"<p>{text(context, 'progress.none')}</p>"
    for code, tags in wanted.items():
        rows = []
        for tag in tags:
            urgent = [e for e in entries if e.language == tag and e.id and e.urgency <= _NOW]
            open_ = [entry for entry in urgent if not usable(entry)]
            name = f"<strong>{escape(context.editions.hub.locale(tag).name)}</strong>"
            if open_:
                first = ", ".join(_link(entry, context) for entry in open_[:_NAMED])
                said = text(context, "progress.open", count=len(open_), all=len(urgent))
                rows.append(f"<li>{name}: {said} {text(context, 'progress.first')} {first}.</li>")
            else:
                rows.append(f"<li>{name}: {text(context, 'progress.done')}</li>")
        if rows:
            yield f"<h3>{escape(area(code))}</h3>\n<ul>\n" + "\n".join(rows) + "\n</ul>"


def _link(entry: Entry, context: Context) -> str:
    title = escape(context.fill(entry.title))
    return f'<a href="{escape(context.page_path(entry.id, SOURCE))}">{title}</a>'


def _bars(tags: Iterable[str], entries: list[Entry], context: Context) -> Iterator[str]:
    found = counts(entry for entry in entries if entry.id)
    vietnamese = context.editions.hub.locale(SOURCE)
    for tag in tags:
        locale, strings = context.editions.hub.locale(tag), len(vietnamese.ui)
        count = found[tag]
        total = count.total()
        ready = sum(count[s] for s in (VariantStatus.DRAFT, VariantStatus.REVIEWED, VariantStatus.APPROVED))
        said = text(
            context,
            "progress.counts",
            approved=count[VariantStatus.APPROVED],
            reviewed=count[VariantStatus.REVIEWED],
            draft=count[VariantStatus.DRAFT],
            outdated=count[VariantStatus.OUTDATED],
            missing=count[VariantStatus.MISSING],
        )
        name = escape(locale.name)
        label = escape(context.t("progress.bar", language=locale.name))
        own = strings - len(untranslated(locale, vietnamese))
        draft = f" {text(context, 'mark.draft')}." if own and locale.ui_status != "approved" else ""
        yield (
            f'<section class="loa-progress"><h3>{name}</h3>'
            f'<p><progress max="{total}" value="{ready}" aria-label="{label}"></progress> '
            f"<strong>{text(context, 'progress.ready', count=ready, all=total)}</strong></p>"
            f"<p>{said} {text(context, 'progress.interface', count=own, all=strings)}{draft}</p></section>"
        )


def _outdated(entries: list[Entry], context: Context) -> Iterator[str]:
    old = [entry for entry in entries if entry.changes]
    if old:
        yield f"<h2>{text(context, 'progress.outdated')}</h2>"
    for entry in old:
        name = escape(context.editions.hub.locale(entry.language).name)
        parts = "\n".join(f"<dt>{escape(c.name)}</dt><dd>{_words(c, context)}</dd>" for c in entry.changes)
        yield f"<details><summary>{escape(entry.title)} – {name}</summary>\n<dl>\n{parts}\n</dl></details>"


def _words(change: Change, context: Context) -> str:
    if change.before is None:
        return f"{text(context, 'progress.unknown')} {escape(change.now)}"
    tags = {" ": "", "-": "del", "+": "ins"}
    return " ".join(
        f"<{tags[sort]}>{escape(words)}</{tags[sort]}>" if tags[sort] else escape(words)
        for sort, words in change.words
    )
