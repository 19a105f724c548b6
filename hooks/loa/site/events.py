"""What the MkDocs hooks do: put our own HTML into the pages, and make all other products once at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from loa.errors import Severity
from loa.progress import report
from loa.publish.finish import finish
from loa.site.i18n import LoaI18n
from loa.site.pages import SitePage, TocEntry
from loa.site.share import share
from loa.site.views import shell


def _plugin(config: MkDocsConfig) -> LoaI18n:
    plugin = config.plugins.get("loa-i18n")
    if not isinstance(plugin, LoaI18n):
        raise PluginError("mkdocs.yml: plugins: loa-i18n")
    return plugin


def _page(page: Page, config: MkDocsConfig) -> SitePage:
    state = _plugin(config).state
    assert state is not None
    return state.pages[page.file.dest_uri]


def read_source(page: Page, config: MkDocsConfig) -> str:
    """No Markdown for MkDocs: the text has been read into blocks."""
    found = _page(page, config)
    page.edit_url = None
    page.title = found.title
    return ""


def content(page: Page, config: MkDocsConfig) -> str:
    """Our HTML as the page's content, and our headings as its table of contents."""
    found = _page(page, config)
    page.meta = {"title": found.title, "description": found.description}
    page.toc = TableOfContents([_anchor(entry) for entry in found.toc])
    return found.body


def _anchor(entry: TocEntry) -> AnchorLink:
    link = AnchorLink(entry.title, entry.anchor, entry.level)
    link.children = [_anchor(child) for child in entry.children]
    return link


def page_context(context: dict[str, Any], page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """What the templates print around the content."""
    state = _plugin(config).state
    assert state is not None
    found = _page(page, config)
    plugin = _plugin(config)
    plugin.pages_done += 1
    report("pages", plugin.pages_done, len(state.pages))
    context["loa"] = found
    context["stylesheet"] = plugin.stylesheet_path
    context["shell"] = shell(found, state.context(found.language), state.pages)
    context["share"] = share(found, state.context(found.language), state.products)
    return context


def template_context(context: dict[str, Any], config: MkDocsConfig) -> dict[str, Any]:
    """The same for the error page, which has no page of its own."""
    plugin = _plugin(config)
    assert plugin.state is not None
    context["stylesheet"] = plugin.stylesheet_path
    context["shell"] = shell(None, plugin.state.context(plugin.default_language), plugin.state.pages)
    return context


def post_build(config: MkDocsConfig) -> None:
    """Make every product and the manifest, when the last language is built.

    Raises:
        PluginError: a product could not be made, with the messages for the writer.
    """
    plugin = _plugin(config)
    if plugin.building or plugin.state is None:
        return
    state = plugin.state
    sheet = Path(config.site_dir, plugin.stylesheet_path)
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(plugin.stylesheet, encoding="utf-8", newline="\n")
    finish(state.editions, Path(config.site_dir), state.products.values(), state.entries())
    errors = [problem for problem in state.hub.report if problem.severity is Severity.ERROR]
    if errors:
        raise PluginError("\n".join(problem.render() for problem in errors))
