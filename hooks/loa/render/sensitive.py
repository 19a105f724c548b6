"""Which pages speak of violence: they have the quick exit, and tell share previews nothing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from loa.check.fields import prose
from loa.editions import Edition, Editions
from loa.locales import Phrase
from loa.locales.locale import SOURCE
from loa.model.blocks import Text, inlines
from loa.render.context import Context
from loa.render.radio.editorial import NAME, pattern, read_editorial


def is_sensitive(edition: Edition, editions: Editions) -> bool:
    """Whether an edition's page speaks of violence: its writer says so, it is a place of help, or its words do.

    The words are those of the Vietnamese source, so that a page has the exit in all its languages or in none; the
    list is `violence` and `exit` in `locales/vi/editorial.yml`. A writer who forgets `sensitive: true` harms nobody.
    """
    fields = edition.item_fields
    if getattr(fields, "sensitive", False) or edition.kind == "service":
        return True
    key = ("sensitive", edition.id, "")
    if key not in editions.memo:
        own = edition.source.text
        body = (inline.text for inline in inlines(own.blocks) if isinstance(inline, Text))
        editions.memo[key] = speaks_of_violence([*(found.text for found in prose(fields)), *body], editions)
    return bool(editions.memo[key])


def neutral_summary(edition: Edition, context: Context) -> str:
    """The summary, or the site's tagline where a preview must not tell what somebody reads about."""
    return neutral_phrase(edition, context).text


def neutral_phrase(edition: Edition, context: Context) -> Phrase:
    """`neutral_summary` with its language: the tagline may be Vietnamese beside a text in another language."""
    if is_sensitive(edition, context.editions):
        return context.say("site.tagline")
    return Phrase(context.fill(edition.summary), context.editions.hub.locale(edition.language).html_lang)


def exit_words(context: Context) -> str:
    """What the quick exit announces, as attributes of its link for `exit.js`, each with its language where it stayed
    Vietnamese on a page in another one."""
    found = []
    for name in ("leaving", "two", "one"):
        said = context.say(f"exit.{name}")
        found.append(f' data-{name}="{escape(said.text)}"')
        if said.lang != context.lang:
            found.append(f' data-{name}-lang="{said.lang}"')
    return "".join(found)


def any_sensitive(found: Iterable[Edition], editions: Editions) -> bool:
    """Whether a page that lists these editions, with their titles and summaries, needs the exit."""
    return any(is_sensitive(edition, editions) for edition in found)


def speaks_of_violence(texts: Iterable[str], editions: Editions) -> bool:
    """Whether one of the words of the editors' list stands in these Vietnamese texts."""
    path = editions.hub.locale(SOURCE).file(NAME)
    if path is None:
        return False
    rules = read_editorial(path)
    return bool(pattern(rules.violence + rules.exit).search(" ".join(texts)))
