"""A site to be searched, for the web and for a memory stick."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import support
from search_support import hub, national, put

from loa.site.search import BASE


@pytest.fixture(scope="session")
def online(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """A preview with something to find."""
    folder = tmp_path_factory.mktemp("search")
    return support.build(hub(folder / "hub"), folder / "site")


@pytest.fixture(scope="session")
def stick(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The same for a memory stick."""
    folder = tmp_path_factory.mktemp("stick")
    return support.build(hub(folder / "hub"), folder / "thẻ nhớ", offline=True)


@pytest.fixture(scope="session")
def country(online: support.Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search page with the index of a whole country."""
    folder = tmp_path_factory.mktemp("country")
    shutil.copytree(online.folder / "assets", folder / "assets")
    (folder / "search" / "vi").mkdir(parents=True)
    shutil.copy(online.folder / BASE, folder)
    put(folder, BASE, national())
    return folder
