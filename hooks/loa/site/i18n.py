"""The plugin `loa-i18n`: mkdocs-static-i18n with languages and pages taken from the catalog.

It decides which languages are built and which files each has; what stands on the pages is in `loa.site.events`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from mkdocs import plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs_static_i18n.plugin import I18n
from mkdocs_static_i18n.suffix import I18nFiles

from loa.errors import LoaError
from loa.hub import Settings
from loa.locales.locale import SOURCE
from loa.site.config import Language, LoaI18nConfig
from loa.site.pages import SitePage
from loa.site.state import SiteState
from loa.site.stylesheet import name, stylesheet
from loa.site.theme import FILES, OneTheme

_OWN_STYLE = "assets/loa.css"


class LoaI18n(I18n):  # type: ignore[misc]  # mkdocs-static-i18n has no types
    """Builds every language of the hub. `state` holds the loaded hub; `building` is true inside the other languages;
    `stylesheet`: the one sheet of the pages, `stylesheet_path` its place in the site."""

    config_class = LoaI18nConfig
    config_scheme = LoaI18nConfig._schema

    def __init__(self) -> None:
        super().__init__()
        self.state: SiteState | None = None
        self.pages_done = 0
        self.stylesheet = self.stylesheet_path = ""

    @plugins.event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the hub once, then set MkDocs up for the current language."""
        if self.state is None:
            try:
                self.state = SiteState.open(Settings.from_environment(config.site_url or ""))
            except LoaError as error:
                raise PluginError(str(error)) from error
        if (
            not self.config.languages
        ):  # the first language; the others come after it with a plugin that is set up
            config.theme = OneTheme.of(config.theme)
            config.site_url = self.state.hub.settings.site_url or None
            self.config.languages = [_language(tag, self.state) for tag in self.state.editions.languages]
        config = super().on_config(config)
        config.theme["language"] = self.current_language
        # One error page, in Vietnamese; the sitemap is written by publish, which knows all languages.
        config.theme.static_templates = {"404.html"} if self.current_language == SOURCE else set()
        return config

    @plugins.event_priority(-100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The pages of the current language; with the default language also the theme's and our own assets."""
        assert self.state is not None
        found: Files = I18nFiles(self, [])
        if self.current_language == self.default_language:
            own = next(file for file in files if file.src_uri == _OWN_STYLE)
            for file in files:
                if _own_asset(file, config) and file is not own:
                    found.append(file)
            theme = next(file for file in files if _theme_style(file))
            self.stylesheet = stylesheet(theme.content_string, own.content_string)
            self.stylesheet_path = name(self.stylesheet)
        for page in self.state.pages.values():
            if page.language == self.current_language:
                found.append(virtual_file(page, config))
        self.i18n_files_per_language[self.current_language] = found.documentation_pages()
        return found

    @plugins.event_priority(-100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Leave the navigation empty: the menu comes from the catalog."""
        return nav

    @plugins.event_priority(50)
    def on_page_markdown(self, markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Leave the (empty) Markdown alone: our own parser has read the text."""
        return markdown


def _language(tag: str, state: SiteState) -> Language:
    language = Language()
    name = state.hub.locale(tag).autonym
    language.load_dict({"locale": tag, "name": name, "default": tag == SOURCE, "build": True})
    failed, _ = language.validate()
    assert not failed, failed
    return language


def _theme_style(file: File) -> bool:
    return PurePosixPath(file.src_uri).match(FILES)


def _own_asset(file: File, config: MkDocsConfig) -> bool:
    return file.src_uri.startswith("assets/") and file.src_dir == config.docs_dir


def virtual_file(page: SitePage, config: MkDocsConfig) -> File:
    """A page without a file of its own: read through `on_page_read_source`, kept out of MkDocs' navigation."""
    file = File(
        f"{page.path}.md",
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=page.path,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    # What mkdocs-static-i18n expects of its files.
    file.locale = page.language  # type: ignore[attr-defined]
    file.locale_alternate_of = page.language  # type: ignore[attr-defined]
    file.localization = page.language  # type: ignore[attr-defined]
    file.alternates = {page.language: file}  # type: ignore[attr-defined]
    file.norm_src_uri = file.src_uri  # type: ignore[attr-defined]
    return file
