"""One hub, opened: settings, languages, catalog, and every problem found on the way."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from loa.check import Context, check_catalog
from loa.errors import LoaError, Problem, Report
from loa.load import Source, load_catalog
from loa.locales import Locale, load_locales
from loa.model.catalog import Catalog
from loa.model.fields import parse_date

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Settings:
    """What one build was asked for. `date` is the only date a product may depend on.

    `offline`: the site is opened from a folder, where a policy that names the site itself would forbid its own styles.
    """

    source: Path | None
    date: dt.date
    production: bool = False
    site_url: str = ""
    offline: bool = False
    sound: bool = False

    @classmethod
    def of(
        cls,
        source: Path | None = None,
        *,
        date: str | None = None,
        production: bool = False,
        site_url: str = "",
        offline: bool = False,
    ) -> Settings:
        """Settings with the date from `date`, else SOURCE_DATE_EPOCH, else today in Viet Nam.

        Raises:
            LoaError: LOA709, the date cannot be read.
        """
        # A machine voice is an opt-in of the machine that builds, not of the content.
        sound = os.environ.get("LOA_SOUND") == "1"
        return cls(source, build_date(date), production, site_url, offline, sound)

    @classmethod
    def from_environment(cls, site_url: str = "") -> Settings:
        """Settings as `loa build` hands them to MkDocs: LOA_SOURCE, LOA_DATE and so on."""
        source = os.environ.get("LOA_SOURCE")
        return cls.of(
            Path(source) if source else None,
            date=os.environ.get("LOA_DATE"),
            production=os.environ.get("LOA_PRODUCTION") == "1",
            site_url=os.environ.get("LOA_SITE_URL") or site_url,
            offline=os.environ.get("LOA_OFFLINE") == "1",
        )

    def to_environment(self) -> dict[str, str]:
        """The variables that make `from_environment` give these settings again."""
        return {
            "LOA_SOURCE": str(self.source) if self.source else "",
            "LOA_DATE": self.date.isoformat(),
            "LOA_PRODUCTION": "1" if self.production else "",
            "LOA_SITE_URL": self.site_url,
            "LOA_OFFLINE": "1" if self.offline else "",
        }


def build_date(given: str | None) -> dt.date:
    """The build date: `given`, else SOURCE_DATE_EPOCH, else today in Asia/Ho_Chi_Minh (rule 7 of the design).

    Raises:
        LoaError: LOA709, the value is not a date.
    """
    value: str = given or os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    try:
        if given:
            parsed = parse_date(given)
            assert isinstance(parsed, dt.date)
            return parsed
        if value:
            return dt.datetime.fromtimestamp(int(value), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise LoaError([Problem.of("LOA709", value=value)]) from error
    return dt.datetime.now(zone).date()


@dataclass(frozen=True, slots=True)
class Hub:
    """An opened hub. `report` keeps growing while products are made."""

    settings: Settings
    source: Source
    catalog: Catalog
    locales: Mapping[str, Locale]
    report: Report

    def locale(self, tag: str) -> Locale:
        """The registry entry of a language."""
        return self.locales[tag]


def open_hub(settings: Settings, project: Path = PROJECT) -> Hub:
    """Load and check everything; problems are in `Hub.report`, nothing is written.

    Raises:
        LoaError: the source folder does not exist.
    """
    return open_source(settings, Source.find(project, settings.source))


def open_source(
    settings: Settings, source: Source, locales: tuple[Mapping[str, Locale], Report] | None = None
) -> Hub:
    """The same for folders that are known; `locales`: languages that are read already, with their problems."""
    report = Report()
    known = locales[0] if locales else load_locales(source.locales, report)
    report.extend(locales[1] if locales else ())
    catalog = load_catalog(source, known, report)
    lenient = source.borrows_docs
    check_catalog(Context(catalog, frozenset(known), settings.date, lenient, locales=known), report)
    return Hub(settings, source, catalog, known, report)
