"""The directory of this repository's own content, made once, and small neutral records."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.directory import Directory, publish_directory, write_directory
from loa.render.directory import collect
from loa.render.directory.records import Number, Service, Text, by_area
from loa.render.directory.words import Words

SITE_URL = "https://danh-ba.gov.vn/"


@dataclass(frozen=True)
class Built:
    """A written directory."""

    folder: Path
    directory: Directory
    editions: Editions

    def pages(self) -> dict[str, str]:
        return {
            path: (self.folder / path).read_text(encoding="utf-8")
            for path in self.directory.entries
            if path.endswith(".html")
        }


@pytest.fixture(scope="session")
def editions() -> Editions:
    return Editions(open_hub(Settings.of(date="2026-11-21", site_url=SITE_URL)))


@pytest.fixture(scope="session")
def built(editions: Editions, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("site")
    return Built(folder, publish_directory(editions, folder, tmp_path_factory.mktemp("cache")), editions)


@pytest.fixture(scope="session")
def vietnamese(editions: Editions) -> Words:
    return collect.words(editions, "vi", ["vi"])


def service(**values: object) -> Service:
    """A record that is real and public unless `values` say otherwise."""
    base = Service(
        id="zz11",
        kind="health",
        area=("19564",),
        texts={"vi": Text("Nơi thử", "Nghe và khám.")},
        numbers=(Number("000 000 0001", free=True, hours="24/7"),),
        languages=("vi", "bru"),
        assured=dt.date(2026, 11, 1),
        listed=True,
    )
    return base._replace(**values)


Write = Callable[..., Path]


@pytest.fixture
def write(vietnamese: Words, tmp_path: Path) -> Write:
    """Writes the directory of some services; with the same `cache`, what has not changed is kept."""
    count = 0

    def run(*services: Service, cache: Path | None = None, processes: int = 1, script: str = "1") -> Path:
        nonlocal count
        count += 1
        site = tmp_path / f"site{count}"
        site.mkdir()
        write_directory(by_area(services), [vietnamese], script, site, cache, processes)
        return site

    return run
