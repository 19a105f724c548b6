"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import fontpkg
import pytest
import support
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from loa import machine

settings.register_profile("repeatable", derandomize=True)

# Tests see the messages that most people see, whatever the machine speaks; the letters stay UTF-8.
for setting in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(setting, None)
os.environ["LANG"] = "C.UTF-8"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens`: write what renderers give now, to be read before it is committed."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write it with `--update-goldens`."""
    update = request.config.getoption("--update-goldens")

    def check(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"no golden file {path.name}: run with --update-goldens, read it, commit it"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The fixture hub as a preview; nobody may change it."""
    return support.build(support.HUB, tmp_path_factory.mktemp("preview") / "site")


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The fixture hub as production makes it; nobody may change it."""
    return support.build(support.HUB, tmp_path_factory.mktemp("production") / "site", production=True)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """This repository's own content as a preview; nobody may change it."""
    return support.build(None, tmp_path_factory.mktemp("own") / "site", site_url=support.SITE_URL)


ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts the system's browser (LOA_BROWSER names one); `env`: the settings it starts with, if not ours."""
    path = machine.find_browser()
    assert path, "these tests need Chromium, Chrome or Edge: install one, or name it in LOA_BROWSER"
    with sync_playwright() as playwright:
        started: list[Browser] = []

        def launched(env: dict[str, str] | None = None) -> Browser:
            started.append(playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=env))
            return started[-1]

        yield launched
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def chromium(launch: Callable[..., Browser]) -> Browser:
    """The system's browser with all the fonts of this machine."""
    return launch()


@pytest.fixture(scope="session")
def old_phone(launch: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser with one Latin font and no other: on Linux, where fontconfig says which fonts there are."""
    folder = tmp_path_factory.mktemp("fonts")
    settings = folder / "fonts.conf"
    files = Path(fontpkg.family("noto-sans").files[0].path).parent
    settings.write_text(
        f"<fontconfig><dir>{files}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>", "utf-8"
    )
    return launch(env={**os.environ, "FONTCONFIG_FILE": str(settings)})
