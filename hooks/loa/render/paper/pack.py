"""One ZIP with a commune's paper: leaflets, cards, posters in its languages with its own services, and banners."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from html import escape
from typing import Any

from loa import __version__, places
from loa.editions import Edition, Editions
from loa.errors import LoaError, Problem
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.kinds import ServiceFields
from loa.progress import report
from loa.render.context import Context, HelpLine
from loa.render.html import phrase
from loa.render.local import pack_help
from loa.render.pack import Pack, file_name, opening_page
from loa.render.paper.banner import Layout, banner
from loa.render.paper.card import cards
from loa.render.paper.leaflet import FORMATS, leaflet_data, set_leaflet
from loa.render.paper.poster import poster
from loa.render.paper.products import is_printed
from loa.render.paper.setting import Paper
from loa.render.radio.plan import covers, languages_of, station_name

# The folders of the ZIP, as a communicator calls what lies in them.
_FOLDERS = {
    "leaflet": "to-roi-a4",
    "leaflet-a5": "to-roi-a5",
    "leaflet-folded": "to-gap-ba",
    "leaflet-large": "chu-lon",
}


def print_pack(
    editions: Editions,
    code: str,
    *,
    only: str = "",
    private: Sequence[ServiceFields] | None = None,
    bleed: bool = False,
) -> Pack:
    """The print pack of a commune.

    Args:
        only: one language, empty for all that its campaigns name for it;
        private: the commune's internal records, None for a pack of published services alone;
        bleed: 3 mm of bleed and crop marks, for a print shop.

    Raises:
        LoaError: LOA848 no commune has the code.
    """
    place = places.find(code)
    if place is None or not place.province:
        raise LoaError([Problem.of("LOA848", value=code)])
    name = f"loa-in-{code}" + (f"-{only}" if only else "") + ("-noi-bo" if private is not None else "")
    builder = _Builder(editions, code, Pack(name + ".zip"), private, bleed)
    if not editions.hub.settings.site_url:
        builder.pack.problems.append(Problem.of("LOA701"))
    campaigns = [campaign for campaign in editions.campaigns if covers(campaign.fields.localities, code)]
    languages = dict.fromkeys(tag for campaign in campaigns for tag in languages_of(campaign, code))
    for tag in [only] if only else languages or [SOURCE]:
        builder.language(tag, campaigns)
    if only in ("", SOURCE):
        for campaign in campaigns:
            builder.banners(campaign)
    builder.finish(internal=private is not None)
    return builder.pack


class _Builder:
    def __init__(
        self,
        editions: Editions,
        code: str,
        pack: Pack,
        private: Sequence[ServiceFields] | None,
        bleed: bool,
    ) -> None:
        self.editions, self.code, self.pack, self.private, self.bleed = editions, code, pack, private, bleed
        self.context = Context.of(editions, SOURCE)
        self.place = station_name(code)
        self.records: list[dict[str, Any]] = []
        self.local: list[HelpLine] = []

    def language(self, tag: str, campaigns: Sequence[Campaign]) -> None:
        """The paper of one language: card, poster, and every leaflet in every format."""
        context = Context.of(self.editions, tag)
        self.local = self._checked(tag)
        self._add(f"{tag}/the-bo-tui.pdf", "card", context.t("card.product"), tag, cards(
            context, self.place, self.local, self.bleed
        ))  # fmt: skip
        self._add(f"{tag}/ap-phich-a3.pdf", "poster", context.t("poster.product"), tag, poster(
            context, self.place, self.place, self.local, self.bleed
        ))  # fmt: skip
        found = [self.editions.get(item.id, tag) for campaign in campaigns for item in campaign.items]
        printed = [edition for edition in found if edition and is_printed(edition)]
        for number, edition in enumerate(printed, 1):
            self._leaflets(edition, context)
            report("paper", number, len(printed))

    def _checked(self, tag: str) -> list[HelpLine]:
        """The lines whose record says when they were checked; the others are reported once."""
        kept, found = pack_help(self.editions, self.code, self.private, self.place, tag)
        if tag not in {record["language"] for record in self.records}:
            self.pack.problems += [problem for problem in found if problem not in self.pack.problems]
        return kept

    def _leaflets(self, edition: Edition, context: Context) -> None:
        data = leaflet_data(edition, context, self.local)
        name = file_name(edition.id, self.context.fill(edition.item_fields.title))
        for format in FORMATS.values():
            made = set_leaflet(data, format, context, edition.text.shown, self.bleed)
            path = f"{edition.language}/{_FOLDERS[format.name]}/{name}.pdf"
            self._add(path, format.name, data["title"], edition.language, made, edition)

    def banners(self, campaign: Campaign) -> None:
        """The slogans of a campaign, which are Vietnamese."""
        if not campaign.fields.slogans:
            return
        stems: dict[Layout, str] = {"banner": "bang-ron", "letters": "chu-roi"}
        for layout, stem in stems.items():
            made = banner(campaign, self.context, layout, self.bleed)
            title = self.context.t(f"{layout}.product")
            self._add(f"{SOURCE}/{stem}-{campaign.slug}.pdf", layout, title, SOURCE, made)

    def _add(
        self,
        path: str,
        product: str,
        title: str,
        language: str,
        made: Paper | Problem,
        edition: Edition | None = None,
    ) -> None:
        if isinstance(made, Problem):
            self.pack.problems.append(made)
            return
        self.pack.files[path] = made.pdf
        self.records.append(
            {
                "path": path,
                "product": product,
                "title": title,
                "item": edition.id if edition else None,
                "language": language,
                "status": edition.status if edition else None,
                "pages": made.pages,
                "sha256": hashlib.sha256(made.pdf).hexdigest(),
            }
        )

    def finish(self, internal: bool) -> None:
        """The page that opens the pack, and its list of files."""
        self.pack.files["index.html"] = self._page(internal).encode()
        listing = {
            "generator": f"loa {__version__}",
            "date": self.context.date.isoformat(),
            "commune": self.code,
            "internal": internal,
            "bleed": self.bleed,
            "files": self.records,
        }
        text = json.dumps(listing, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self.pack.files["manifest.json"] = text.encode()

    def _page(self, internal: bool) -> str:
        context = self.context

        def t(key: str, **values: object) -> str:
            return phrase(context.say(key, **values), context.lang)

        title = t("print.title", place=self.place)
        body = [f"<h1>{title}</h1>"]
        if internal:
            body.append(f'<p class="note">{t("plan.internal")}</p>')
        if not self.editions.hub.settings.production:
            body.append(f'<p class="note">{t("footer.preview")}</p>')
        body.append(f"<p>{t('print.how')}</p>")
        for tag in dict.fromkeys(record["language"] for record in self.records):
            locale = self.editions.hub.locale(tag)
            body += [f"<h2>{escape(locale.name)}</h2>", "<ul>", *self._rows(tag, locale.html_lang), "</ul>"]
        return opening_page(title, body)

    def _rows(self, tag: str, lang: str) -> list[str]:
        """One line for each thing to print, with its formats."""
        formats: dict[tuple[str, str], list[str]] = {}
        for record in self.records:
            if record["language"] == tag:
                name = self.context.t(f"{record['product']}.product")
                link = f'<a href="{escape(record["path"])}">{escape(name)}</a>'
                formats.setdefault((record["item"] or record["path"], record["title"]), []).append(link)
        return [
            f'<li><span lang="{lang}">{escape(title)}</span>: {" · ".join(links)}</li>'
            for (_, title), links in formats.items()
        ]
