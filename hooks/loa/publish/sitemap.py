"""`sitemap.xml` with the language versions of every page (sitemaps.org 0.9 with xhtml alternates)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from loa.editions import Editions
from loa.locales.locale import SOURCE


def base_path(path: str, languages: Sequence[str]) -> tuple[str, str]:
    """(path without its language folder, language) of a page."""
    first, _, rest = path.partition("/")
    return (rest, first) if rest and first in languages and first != SOURCE else (path, SOURCE)


def sitemap(site_url: str, paths: Sequence[str], editions: Editions) -> str:
    """The sitemap of the pages at `paths`."""
    root = site_url.rstrip("/") + "/"
    groups: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        base, language = base_path(path, editions.languages)
        groups.setdefault(base, []).append((language, root + path))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for group in groups.values():
        for _, address in group:
            lines.append(f"<url><loc>{escape(address)}</loc>")
            for language, other in group if len(group) > 1 else ():
                tag = editions.hub.locale(language).html_lang
                lines.append(f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(other)}/>')
            lines.append("</url>")
    return "\n".join([*lines, "</urlset>", ""])
