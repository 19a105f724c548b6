"""The short texts of an item on its page: ready to copy, with what each costs as SMS."""

from __future__ import annotations

from html import escape

from loa.editions import Edition
from loa.locales.locale import SOURCE
from loa.model.fields import ShortTexts
from loa.render.context import Context
from loa.render.short import count, without_marks
from loa.site.parts import text


def short_texts(edition: Edition, context: Context) -> str:
    """The SMS, its form without tone marks, and the text for Zalo as HTML; empty where there is none."""
    short = getattr(edition.fields, "short", ShortTexts())
    found = []
    if short.sms:
        sms = context.fill(short.sms)
        found.append(_shown("short.sms", sms, context, counted=True))
        # Other languages lose their meaning with their marks.
        if edition.language == SOURCE:
            found.append(_shown("short.plain", without_marks(sms), context, counted=True))
    if short.zalo:
        found.append(_shown("short.zalo", context.fill(short.zalo), context, counted=False))
    if not found:
        return ""
    return f'<section class="loa-short"><h2>{text(context, "short.title")}</h2>\n{"".join(found)}</section>\n'


def _shown(key: str, words: str, context: Context, counted: bool) -> str:
    sms = count(words)
    cost = ""
    if counted:
        said = text(context, "short.count", encoding=sms.encoding, units=sms.units, parts=sms.parts)
        cost = f'<p class="loa-short__count">{said}</p>'
    return f"<h3>{text(context, key)}</h3>\n<blockquote><p>{escape(words)}</p></blockquote>\n{cost}\n"
