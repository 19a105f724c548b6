"""Pages of the preview one at a time: the same templates, texts and events as a build, without writing the rest."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from loa.errors import Report
from loa.hub import PROJECT, Hub, Settings
from loa.render.pictures.photos import picture_path, site_picture
from loa.site import events
from loa.site.build import environment
from loa.site.i18n import LoaI18n, virtual_file
from loa.site.pages import SitePage
from loa.site.state import SiteState


def preview_settings(settings: Settings, project: Path = PROJECT) -> Settings:
    """The settings with the site's address from mkdocs.yml, as a build has them."""
    with environment(settings):
        return Settings.from_environment(_config(project).site_url or "")


def _config(project: Path) -> MkDocsConfig:
    return load_config(os.fspath(project / "mkdocs.yml"))


class LiveSite:
    """One state of the content, ready to give any of its pages and products.

    Raises:
        LoaError: the content has errors, or a product cannot be made.
    """

    def __init__(self, hub: Hub, before: LiveSite | None = None, project: Path = PROJECT) -> None:
        # The index of the search is slow to make and seldom looked at while somebody writes: it waits for the build.
        kept = before.search_memo if before else None
        self.state = SiteState.of(hub, kept=kept)
        self.search_memo: Mapping[tuple[str, str, str], Any] = {
            key: value for key, value in self.state.editions.memo.items() if key[0] == "search"
        }
        with environment(hub.settings):
            config = _config(project)
            plugin = config.plugins["loa-i18n"]
            assert isinstance(plugin, LoaI18n)
            plugin.state = self.state
            self.config = config = config.plugins.on_config(config)
            files = get_files(config)
            env = config.theme.get_env()
            files.add_files_from_theme(env, config)
            self.files = config.plugins.on_files(files, config=config)
            self.nav = get_navigation(self.files, config)
            self.env = config.plugins.on_env(env, config=config, files=self.files)
        self._style = {plugin.stylesheet_path: plugin.stylesheet.encode("utf-8")}
        self._assets = {file.dest_uri: file for file in self.files if not file.is_documentation_page()}
        self._one_at_a_time = Lock()  # MkDocs keeps the current page in its configuration

    def entry(self, path: str) -> SitePage | None:
        """What is known of the page at a path of the site, None if it has no such page."""
        return self.state.pages.get(path)

    def html(self, path: str) -> str:
        """The page as a build writes it.

        Raises:
            KeyError: the site has no such page.
        """
        found = self.state.pages[path]
        with self._one_at_a_time:
            page = Page(found.title, virtual_file(found, self.config), self.config)
            page.content = events.content(page, self.config)
            context: Any = get_context(self.nav, self.files, self.config, page)
            events.page_context(context, page, self.config)
            return str(self.env.get_template("main.html").render(context))

    def product(self, path: str) -> bytes | None:
        """The bytes of a product, or of a file of the theme; None if there is no such file."""
        if made := self.state.products.get(path):
            return made.data
        if file := self._assets.get(path):
            return file.content_bytes
        return self._style.get(path) or self._picture(path)

    def _picture(self, path: str) -> bytes | None:
        """A picture that stands in a text."""
        editions = self.state.editions
        sources = {picture_path(src): src for src in editions.pictures()} if path.startswith("media/") else {}
        if path not in sources:
            return None
        src = sources[path]
        return dict(site_picture(src, editions.hub.catalog.media[src], Report())).get(path)
