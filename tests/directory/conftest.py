"""The directory of this repository's own content, made once, and a way to write small ones."""

from pathlib import Path

import pytest
from directory_support import SITE_URL, Built, Write

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.directory import publish_directory, write_directory
from loa.render.directory import collect
from loa.render.directory.records import Service, by_area
from loa.render.directory.words import Words


@pytest.fixture(scope="session")
def editions() -> Editions:
    return Editions(open_hub(Settings.of(date="2026-11-21", site_url=SITE_URL)))


@pytest.fixture(scope="session")
def built(editions: Editions, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("site")
    return Built(folder, publish_directory(editions, folder, tmp_path_factory.mktemp("cache")), editions)


@pytest.fixture(scope="session")
def vietnamese(editions: Editions) -> Words:
    return collect.words(editions, "vi", ["vi"], ["24/7"])


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
