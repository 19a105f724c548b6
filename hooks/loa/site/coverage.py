"""The coverage page of a campaign: what exists for whom, on what, in which language, as which product; and what not.

In Vietnamese, for those who make the campaign. A hole is a word in its cell, not a colour. The tables name their roles:
on a narrow screen the style sheet lays each row out as a block, and browsers then forget that it is a table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from html import escape
from typing import Any

from loa.editions import Edition, Mark
from loa.locales.locale import SOURCE
from loa.model.catalog import Campaign
from loa.model.fields import Status
from loa.model.kinds import ItemFields, ServiceFields
from loa.render.context import Context
from loa.render.html import relative
from loa.render.products import PRODUCTS
from loa.site.parts import text

# Whom campaigns on gender forget first: looked for even where a campaign does not name them.
MEN = ("nam-gioi", "tre-em-trai")


def coverage_path(campaign: Campaign) -> str:
    """Where the page lies in the site."""
    return f"coverage/{campaign.slug}.html"


def has_coverage(campaign: Campaign, own: Iterable[Edition]) -> bool:
    """Whether the campaign shows any text that can cover a topic."""
    ids = {item.id for item in campaign.items}
    return any(edition.id in ids and not isinstance(edition.item_fields, ServiceFields) for edition in own)


def coverage_link(campaign: Campaign, own: Iterable[Edition], context: Context) -> str:
    """The link from a campaign's own page."""
    if not has_coverage(campaign, own):
        return ""
    return (
        f'<p class="loa-more"><a href="{coverage_path(campaign)}">{text(context, "coverage.link")}</a></p>\n'
    )


def coverage_page(campaign: Campaign, context: Context, products: Collection[str]) -> dict[str, Any]:
    """The values of the coverage page; `products`: the paths of the files that were made."""
    base = coverage_path(campaign)
    counted = _Counted(campaign, context, products)
    return {
        "base": base,
        "kind": "coverage",
        "title": context.t("coverage.title"),
        "heading": text(context, "coverage.title"),
        "description": context.t("coverage.summary"),
        "kicker": f'<a href="{relative(f"{campaign.slug}.html", base)}">{escape(campaign.fields.title)}</a>',
        "summary": text(context, "coverage.summary"),
        "body": counted.holes() + counted.audiences() + counted.languages() + counted.products(),
        "marks": () if campaign.fields.status is Status.APPROVED else (Mark.DRAFT,),
        "status": str(campaign.fields.status),
        "made_from": tuple(sorted({str(campaign.text.path), *counted.sources()})),
    }


class _Counted:
    def __init__(self, campaign: Campaign, context: Context, products: Collection[str]) -> None:
        self.context, self.made = context, products
        editions = context.editions
        self.tags = list(dict.fromkeys([SOURCE, *campaign.fields.languages]))
        self.editions = {
            tag: [
                edition
                for item in campaign.items
                if not isinstance(item.fields, ServiceFields) and (edition := editions.get(item.id, tag))
            ]
            for tag in self.tags
        }
        self.own = self.editions[SOURCE]
        self.wanted = list(dict.fromkeys([*campaign.fields.audiences, *MEN]))
        self.topics = sorted(
            {topic for edition in self.own for topic in _fields(edition).topics},
            key=lambda topic: (-sum(topic in _fields(e).topics for e in self.own), topic),
        )

    def sources(self) -> list[str]:
        """The hub paths that the tables were counted from."""
        return [source for own in self.editions.values() for edition in own for source in edition.sources]

    def holes(self) -> str:
        """The holes in words, before any table."""
        addressed = {name for edition in self.own for name in _fields(edition).audiences}
        languages = [self._language(tag) for tag in self.tags if not self.editions[tag]]
        audiences = [self._label("audience", name) for name in self.wanted if name not in addressed]
        lines = [
            f"<li>{text(self.context, f'coverage.hole.{key}')} {escape(', '.join(names))}</li>"
            for key, names in (("languages", languages), ("audiences", audiences))
            if names
        ]
        if not addressed & set(MEN):
            lines.append(f"<li>{text(self.context, 'coverage.hole.men')}</li>")
        body = f"<ul>{''.join(lines)}</ul>" if lines else f"<p>{text(self.context, 'coverage.hole.none')}</p>"
        return f"<h2>{text(self.context, 'coverage.holes')}</h2>\n{body}\n"

    def audiences(self) -> str:
        """Topics against audiences."""

        def count(topic: str, whom: str) -> str:
            on_topic = [_fields(e).audiences for e in self.own if topic in _fields(e).topics]
            if not whom:
                return self._count(sum(bool(set(audiences) - set(self.wanted)) for audiences in on_topic))
            return self._count(sum(whom in audiences for audiences in on_topic))

        columns = [(self._label("audience", name), name) for name in self.wanted]
        # Whom the campaign does not promise to address stands together: a column each would hide the holes.
        columns.append((self.context.t("coverage.others"), ""))
        return self._table("coverage.audiences", "coverage.topic", self._topics(), columns, count)

    def languages(self) -> str:
        """Topics against languages."""

        def count(topic: str, tag: str) -> str:
            # What a text is about stands in its source alone.
            return self._count(sum(topic in _fields(edition).topics for edition in self.editions[tag]))

        columns = [(self._language(tag).removeprefix("Tiếng "), tag) for tag in self.tags]
        return self._table("coverage.languages", "coverage.topic", self._topics(), columns, count)

    def products(self) -> str:
        """Languages against products: texts, and the files that were made of them."""
        kinds = [
            kind
            for kind in PRODUCTS.values()
            if f"download.{kind.name}" in self.context.strings
            and any(edition.kind in kind.kinds for edition in self.own)
        ]

        def count(tag: str, name: str) -> str:
            if not name:
                return self._count(len(self.editions[tag]))
            kind = PRODUCTS[name]
            can = [edition for edition in self.editions[tag] if edition.kind in kind.kinds]
            return self._count(sum(kind.path(edition) in self.made for edition in can))

        columns = [(self.context.t("coverage.items"), "")]
        columns += [(self.context.t(f"download.{kind.name}"), kind.name) for kind in kinds]
        rows = [(self._language(tag), tag) for tag in self.tags]
        return self._table("coverage.products", "coverage.language", rows, columns, count)

    # --- words ------------------------------------------------------------------------------------------

    def _topics(self) -> list[tuple[str, str]]:
        return [(self._label("topic", topic), topic) for topic in self.topics]

    def _label(self, group: str, name: str) -> str:
        key = f"{group}.{name}"
        return self.context.t(key) if key in self.context.strings else name

    def _language(self, tag: str) -> str:
        return self.context.editions.hub.locale(tag).name

    def _count(self, number: int) -> str:
        if number:
            return str(number)
        return f'<span class="loa-hole">{text(self.context, "coverage.empty")}</span>'

    def _table(
        self,
        caption: str,
        corner: str,
        rows: Sequence[tuple[str, str]],
        columns: Sequence[tuple[str, str]],
        count: Callable[[str, str], str],
    ) -> str:
        """A table of `count(row, column)`; rows and columns are (label, key)."""
        if not rows:
            return ""
        head = "".join(
            f'<th scope="col" role="columnheader">{escape(label)}</th>'
            for label in (self.context.t(corner), *(label for label, _ in columns))
        )
        body = "\n".join(
            f'<tr role="row"><th scope="row" role="rowheader">{escape(label)}</th>'
            + "".join(
                f'<td role="cell" data-column="{escape(name)}">{count(key, column)}</td>'
                for name, column in columns
            )
            + "</tr>"
            for label, key in rows
        )
        return (
            f"<h2>{text(self.context, caption)}</h2>\n"
            f'<table class="loa-table loa-table--stacked" role="table" '
            f'aria-label="{escape(self.context.t(caption))}">\n'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
            f'<tbody role="rowgroup">\n{body}\n</tbody></table>\n'
        )


def _fields(edition: Edition) -> ItemFields:
    fields = edition.item_fields
    assert isinstance(fields, ItemFields)
    return fields
