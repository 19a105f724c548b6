"""Configuration of the plugin `loa-i18n`: mkdocs-static-i18n's, with BCP 47 tags and languages from the registry."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import ConfigErrors, ConfigWarnings, ValidationError
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage

from loa.locales import is_well_formed


class Tag(config_options.Type[str]):
    """A well-formed BCP 47 tag; mkdocs-static-i18n 1.3 itself takes two-letter codes only (its issue 339)."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The tag; raises ValidationError for anything else."""
        tag = super().run_validation(value)
        if not is_well_formed(tag):
            raise ValidationError(f"not a BCP 47 language tag: {tag!r}")
        return tag


class Language(I18nPluginLanguage):  # type: ignore[misc]  # mkdocs-static-i18n has no types
    """One language of the build."""

    locale = Tag()


class LoaI18nConfig(I18nPluginConfig):  # type: ignore[misc]  # as above
    """The plugin's options. `languages` is not written in mkdocs.yml: it follows from the content."""

    build_only_locale = config_options.Optional(Tag())
    fallback_to_default = config_options.Type(bool, default=False)
    reconfigure_material = config_options.Type(bool, default=False)
    reconfigure_search = config_options.Type(bool, default=False)
    languages = config_options.Type(list, default=[])

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validate without the parent's demand for languages, which are not known before the content is loaded."""
        result: tuple[ConfigErrors, ConfigWarnings] = super(I18nPluginConfig, self).validate()
        return result
