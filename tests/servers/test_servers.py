"""The configurations in `docs/may-chu/`, each in its real server on loopback: headers, compression, caching, logs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
import support
from playwright.sync_api import Browser
from server_support import PUBLISHED, SERVERS, Server, running

from loa import machine
from loa.publish.servers import configurations
from loa.render.policy import HEADERS

needs_debian = pytest.mark.skipif(
    not machine.has_apt(), reason="the servers come from Debian's packages, which this system does not have"
)


@pytest.fixture(scope="module", params=sorted(SERVERS))
def server(
    request: pytest.FixtureRequest, preview: support.Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Each server with the fixture site."""
    work = tmp_path_factory.mktemp(request.param)
    # Servers start as root and answer as nobody: the folders that pytest makes are closed to others.
    for folder in (preview.folder, *preview.folder.parents, *work.parents):
        if any(part.startswith("pytest-of-") for part in folder.parts):
            folder.chmod(0o755)
    work.chmod(0o777)
    with running(request.param, preview.folder, work) as found:
        yield found


def rules(policy: str) -> dict[str, str]:
    return {rule.split()[0]: " ".join(rule.split()[1:]) for rule in policy.split(";")}


@pytest.mark.parametrize("name", sorted(configurations()))
def test_the_files_in_docs_are_what_the_program_writes(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    golden(PUBLISHED / name, configurations()[name])


@needs_debian
@pytest.mark.parametrize(
    "path", ["", "tn01.html", "d/44.html", "km/d/44.html", "khong-co.html", "assets/icon.svg"]
)
def test_every_answer_has_every_header(server: Server, path: str) -> None:
    answer = server.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value
    assert not re.search(r"\d", answer.headers.get("server", "")), "the version of the server"
    policy = rules(answer.headers["content-security-policy"])
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy.get("default-src", "") == ("" if "d/" in path else "'none'")


@needs_debian
def test_an_article_s_header_says_what_its_own_policy_says(server: Server, preview: support.Site) -> None:
    (meta,) = preview.page("tn01.html").all("meta", **{"http-equiv": "Content-Security-Policy"})
    header = rules(server.get("tn01.html").headers["content-security-policy"])
    assert header == {**rules(meta.get("content")), "frame-ancestors": "'none'"}


@needs_debian
def test_texts_are_compressed(server: Server, preview: support.Site) -> None:
    for path in ("tn01.html", "d/44.html", "assets/d.js", "manifest.json"):
        original = (preview.folder / path).read_bytes()
        answer = server.get(path, encodings="gzip")
        assert answer.headers.get("content-encoding") == "gzip", path
        assert gzip.decompress(answer.body) == original
        assert len(answer.body) < len(original) / 2
        assert "accept-encoding" in answer.headers["vary"].lower()
        answer = server.get(path, encodings="br")
        if server.name == "caddy":  # Debian's has zstd in its place
            assert answer.body == original
        else:
            assert answer.headers.get("content-encoding") == "br", path
            assert brotli.decompress(answer.body) == original


@needs_debian
def test_pages_are_asked_for_again_and_hashed_files_are_kept(server: Server, preview: support.Site) -> None:
    (sheet,) = (path for path in preview.files if path.startswith("assets/stylesheets/"))
    for path in ("tn01.html", "d/44.html", "leaflets/tn01.vi.pdf", "radio/tn01.vi.txt"):
        assert server.get(path).headers["cache-control"] == "no-cache", path
    assert server.get(sheet).headers["cache-control"] == "max-age=31536000, immutable"
    assert server.get("assets/exit.js").headers["cache-control"] == "max-age=3600"


@needs_debian
def test_what_is_missing_gets_the_site_s_own_page(server: Server, preview: support.Site) -> None:
    for path in ("khong-co.html", "km/khong-co.html", "d/khong-co.html", ".git/config", "assets/"):
        answer = server.get(path)
        assert answer.status in (403, 404), path
        assert answer.body == (preview.folder / "404.html").read_bytes(), path
        assert answer.headers["content-type"].replace(" ", "").lower() == "text/html;charset=utf-8"


@needs_debian
def test_nobody_can_read_who_opened_which_page(server: Server) -> None:
    for path in ("d/66.html", "km/d/44.html", "can-giup.html", "dv01.html", "d/nguoi-nay-khong-co.html"):
        server.get(path)
    assert not [word for word in ("d/66", "d/44", "can-giup", "dv01", "nguoi-nay") if word in server.logged()]


@needs_debian
@pytest.mark.browser
def test_pages_work_under_the_headers(server: Server, chromium: Browser) -> None:
    """Styles, fonts and the quick exit, in an article and in the directory: no policy forbids what a page needs."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.route(
        "https://**", lambda route: route.fulfill(body="<title>x</title>", content_type="text/html")
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("tn01.html", "km/tn01.html", "d/44.html", "km/d/44.html"):
        page.goto(server.address + path)
        assert page.evaluate("[...document.styleSheets].every(s => s.cssRules.length > 3)"), path
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url(re.compile(r"https://"), wait_until="commit", timeout=90_000)
    assert said == []
    context.close()


def test_the_configuration_for_static_hosts_has_one_line_for_each_header() -> None:
    """Such hosts join headers of the same name, so none may stand twice for one address."""
    text = configurations()["_headers"]
    names = [line.split(":")[0].strip() for line in text.splitlines() if line.startswith("  ")]
    assert len(names) == len(set(names)) >= 9
