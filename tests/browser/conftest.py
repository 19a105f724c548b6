"""A browser and a server for the built fixture site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import support
from browser_support import PHONE, Visit, serving
from playwright.sync_api import Browser, BrowserContext, Request, Route
from pseudo import pseudo_hub


@pytest.fixture(scope="session")
def address(preview: support.Site) -> Iterator[str]:
    """The built fixture site at an address of this machine."""
    with serving(preview.folder) as found:
        yield found


@pytest.fixture(scope="session")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The fixture hub with the pseudo-locale and a recording; nobody may change it."""
    folder = tmp_path_factory.mktemp("pseudo")
    return support.build(pseudo_hub(folder), folder / "site")


@pytest.fixture
def visit(chromium: Browser, address: str, preview: support.Site) -> Iterator[Callable[..., Visit]]:
    """Opens windows: `visit(width=…, javascript=…, dark=…)`."""
    contexts: list[BrowserContext] = []

    def opened(size: dict[str, int] | None = None, *, javascript: bool = True, dark: bool = False) -> Visit:
        size = size or PHONE
        context = chromium.new_context(
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            device_scale_factor=2 if size == PHONE else 1,
            has_touch=size == PHONE,
            locale="vi-VN",
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        window = Visit(context.new_page(), context, address, preview.campaign)

        def route(route: Route, request: Request) -> None:
            if request.url.startswith(address):
                route.continue_()
            elif request.is_navigation_request():
                # Where the quick exit leads: a page of ours in its place, so that the tests need no network.
                window.elsewhere.append(request.url)
                route.fulfill(content_type="text/html", body="<!doctype html><title>Ngoài</title><p>Ngoài")
            else:
                window.elsewhere.append(request.url)
                route.abort()

        context.route("**/*", route)
        window.page.on("pageerror", lambda error: window.errors.append(str(error)))
        window.page.on(
            "console",
            lambda said: window.errors.append(said.text) if said.type in ("error", "warning") else None,
        )
        return window

    yield opened
    for context in contexts:
        context.close()
