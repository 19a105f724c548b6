"""The theme as a build of many languages needs it: its templates read once, its thousands of icons never."""

from __future__ import annotations

from pathlib import Path

import jinja2
from mkdocs.theme import Theme

# What of Material's files a page uses; its scripts store things on the reader's phone and stay out.
FILES = "assets/stylesheets/main.*.css"


class OneTheme(Theme):
    """A theme with one Jinja environment for the whole build.

    MkDocs asks for one in every language, compiles the same templates in each and matches the name of every icon of
    Material against its patterns: with twelve languages a third of the time of the articles.
    """

    _environment: jinja2.Environment | None = None

    @classmethod
    def of(cls, theme: Theme) -> OneTheme:
        """The same theme as `theme`, which MkDocs has read from its configuration."""
        own = cls.__new__(cls)
        vars(own).update(vars(theme))
        return own

    def get_env(self) -> jinja2.Environment:
        """The environment, made at the first call."""
        if self._environment is None:
            self._environment = super().get_env()
            self._environment.loader = _Loader(self.dirs)
            # MkDocs leaves it off: a heading with < in it would become an element where a template forgets `| e`.
            self._environment.autoescape = True
        return self._environment


class _Loader(jinja2.FileSystemLoader):
    def list_templates(self) -> list[str]:
        """Only the files of the theme that go into the site; templates are loaded by name."""
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in self.searchpath
                for path in Path(folder).glob(FILES)
            }
        )
