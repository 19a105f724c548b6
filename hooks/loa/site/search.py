"""The page that searches, in each language that has something to find. It works without a query in any address."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.model.kinds import KINDS
from loa.render.context import Context
from loa.render.directory.collect import languages as directory_languages
from loa.render.directory.words import folder
from loa.render.html import relative
from loa.render.search.index import BLOCK
from loa.render.search.products import index_of, search_folder
from loa.render.search.records import CAMPAIGN, PLACE
from loa.site.parts import kind_phrase, text

BASE = "tim-kiem.html"
# The strings of results that are no items.
_OTHER = {CAMPAIGN: "plan.campaign", PLACE: "menu.directory"}


def search_page(context: Context, path: str) -> dict[str, Any] | None:
    """The values of the page at `path`; None where nothing is published in the language."""
    index = index_of(context.editions, context.language)
    if not index.files:
        return None
    data = {
        "folder": relative(search_folder(context.language), path) + "/",
        "root": "../" * path.count("/"),
        "version": index.version,
        "starts": index.starts,
        "block": BLOCK,
        "kinds": [_kind(name, context) for name in index.kinds],
        **{name: _said(context.say(f"search.{name}"), context) for name in ("loading", "failed", "none")},
        "found": _said(context.say("search.found", count="{count}"), context),
    }
    return {
        "base": BASE,
        "kind": "search",
        "title": context.t("search.title"),
        "heading": text(context, "search.title"),
        "description": context.t("site.tagline"),
        "body": _body(context, path, json.dumps(data, ensure_ascii=False)),
        # What was typed stands on the screen: the quick exit belongs here.
        "sensitive": True,
    }


def _kind(name: str, context: Context) -> tuple[str, str] | None:
    """What stands below a result: its kind, and the value of `lang` where that is not the page's."""
    if name in KINDS:
        return _said(kind_phrase(KINDS[name], context), context)
    return _said(context.say(_OTHER[name]), context) if name in _OTHER else None


def _said(phrase: Phrase, context: Context) -> tuple[str, str]:
    """A text that the script shows, and the value of `lang` where that is not the page's."""
    return phrase.text, "" if phrase.lang == context.lang else phrase.lang


def _body(context: Context, path: str, data: str) -> str:
    links = []
    if context.language in directory_languages(context.editions):
        links.append((f"{folder(context.language)}index.html", "search.directory", ""))
    if context.language != SOURCE:
        links.append((BASE, "search.vietnamese", f' hreflang="{SOURCE}"'))
    rows = "".join(
        f'<li><a href="{relative(target, path)}"{more}>{text(context, key)}</a></li>'
        for target, key, more in links
    )
    # Hidden until the script runs: without it a form would put what is typed into the address.
    return (
        f'<div id="loa-search" class="loa-search" hidden data-search="{escape(data)}">\n'
        f'<form role="search"><label for="loa-search-field">{text(context, "search.label")}</label>\n'
        '<div class="loa-search__row"><input id="loa-search-field" type="search" autocomplete="off" '
        'autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="search" maxlength="100">\n'
        f"<button>{text(context, 'search.button')}</button></div></form>\n"
        f'<p class="loa-search__note">{text(context, "search.private")}</p>\n'
        '<p role="status"></p>\n<ol class="loa-search__found"></ol>\n'
        f'<button type="button" hidden>{text(context, "search.more")}</button>\n</div>\n'
        f"<noscript><p>{text(context, 'search.noscript')}</p></noscript>\n"
        + (f'<ul class="loa-search__links">{rows}</ul>' if rows else "")
    )
