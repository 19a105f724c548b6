"""The built tree: the same however and wherever it is built, each product made once, all of it in the manifest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import support
from pydantic import Field

from loa.editions import Edition
from loa.hub import PROJECT, Settings
from loa.model.fields import Status
from loa.model.kinds import ItemFields, Kind, extra_kind
from loa.progress import reporter
from loa.publish.cache import Cache
from loa.render import typesetting
from loa.render.context import Context
from loa.render.products import Made, ProductType, extra_product, product
from loa.site import state as site_state


@contextmanager
def product_cache(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """Keep products in `folder` instead of the project's cache."""
    original = site_state.make_products
    with monkeypatch.context() as patch:
        patch.setattr(site_state, "make_products", lambda editions, cache: original(editions, Cache(folder)))
        yield


def test_mkdocs_alone_makes_the_same_tree(preview: support.Site, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=PROJECT,
        env=support.environment(LOA_SOURCE=str(support.HUB), LOA_DATE=support.DATE),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert support.tree(folder) == support.tree(preview.folder)


def test_mkdocs_alone_makes_the_same_production_tree(production: support.Site, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=PROJECT,
        env=support.environment(LOA_SOURCE=str(support.HUB), LOA_DATE=support.DATE, LOA_PRODUCTION="1"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert support.tree(folder) == support.tree(production.folder)


def test_cold_and_warm_cache_give_the_same_bytes(
    preview: support.Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typeset = Counter[str]()
    original = typesetting.pdf

    def counted(name: str, data: dict, locale: object) -> typesetting.Document:
        typeset[data["title"]] += 1
        return original(name, data, locale)

    monkeypatch.setattr(typesetting, "pdf", counted)
    with product_cache(monkeypatch, tmp_path / "cache"):
        cold = support.build(support.HUB, tmp_path / "cold")
        assert typeset, "a cold cache made no leaflet anew"
        typeset.clear()
        warm = support.build(support.HUB, tmp_path / "warm")
    assert not typeset, "a warm cache was not used"
    expected = support.tree(preview.folder)
    assert support.tree(cold.folder) == expected
    assert support.tree(warm.folder) == expected


def test_a_copy_elsewhere_gives_the_same_bytes(preview: support.Site, tmp_path: Path) -> None:
    copy = tmp_path / "bản sao ở chỗ khác" / "nguồn"
    shutil.copytree(support.HUB, copy)
    for path in copy.rglob("*.md"):
        path.touch()  # other dates, the same words
    assert support.tree(support.build(copy, tmp_path / "site").folder) == support.tree(preview.folder)


def test_decomposed_file_names_give_the_same_pages(preview: support.Site, tmp_path: Path) -> None:
    """A memory stick or an archive from a Mac brings names in NFD; links in the texts are NFC."""
    from unicodedata import normalize

    copy = tmp_path / "source"
    for path in support.HUB.rglob("*"):
        if path.is_file():
            target = copy / normalize("NFD", path.relative_to(support.HUB).as_posix())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    built = support.build(copy, tmp_path / "site")
    assert set(built.files) == set(preview.files)


def test_line_ends_and_marks_of_windows_give_the_same_bytes(preview: support.Site, tmp_path: Path) -> None:
    copy = tmp_path / "source"
    shutil.copytree(support.HUB, copy)
    for path in [*copy.rglob("*.md"), *copy.rglob("*.yml")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert support.tree(support.build(copy, tmp_path / "site").folder) == support.tree(preview.folder)


def test_each_product_is_made_once(tmp_path: Path) -> None:
    made = Counter[tuple[str, str]]()

    def render(edition: Edition, context: Context) -> Made:
        made[edition.id, edition.language] += 1
        return Made(product(kind, edition, edition.title.encode()))

    kind = ProductType("dem", frozenset({"message"}), lambda e: f"dem/{e.id}.{e.language}.txt", render)
    steps: list[tuple[str, int, int]] = []
    token = reporter.set(lambda *step: steps.append(step))
    try:
        with extra_product(kind):
            built = support.build(support.HUB, tmp_path / "site")
    finally:
        reporter.reset(token)
    expected = {("tn01", tag) for tag in ("vi", "km", "rad", "blt")} | {("tn02", "vi"), ("tn02", "km")}
    assert made == dict.fromkeys(expected | {("tn03", "vi")}, 1)
    products = [(done, total) for stage, done, total in steps if stage == "products"]
    assert products == [(number, len(products)) for number in range(1, len(products) + 1)]
    assert {file["product"] for path, file in built.files.items() if path.startswith("dem/")} == {"dem"}


class PosterFields(ItemFields):
    """A kind that only this test knows."""

    colour: str = Field(description="Màu")


def test_a_new_kind_and_a_new_product_are_added_in_one_place(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    folder = source / "campaigns" / "chiến-dịch-thử-nghiệm" / "posters"
    folder.mkdir()
    (folder / "áp-phích-thử.md").write_text(
        "---\nid: ap01\ntitle: Áp phích thử\nsummary: Áp phích của bộ kiểm thử.\ncolour: cam\n---\nMàu cam.\n",
        encoding="utf-8",
    )

    def render(edition: Edition, context: Context) -> Made:
        assert isinstance(edition.fields, PosterFields)
        return Made(product(postcard, edition, f"{edition.title}: {edition.fields.colour}\n".encode()))

    poster = Kind("poster", "posters", PosterFields, "Áp phích")
    postcard = ProductType("postcard", frozenset({"poster"}), lambda e: f"postcards/{e.id}.txt", render)
    with extra_kind(poster), extra_product(postcard):
        built = support.build(source, tmp_path / "site")
    assert "Màu cam." in built.page("ap01.html").text
    assert [a.get("href") for a in built.page("posters.html").all("a") if "Áp phích thử" in a.text] == [
        "ap01.html"
    ]
    assert any(a.get("href") == "posters.html" for a in built.page("index.html").all("a"))
    assert built.read("postcards/ap01.txt") == "Áp phích thử: cam\n"
    assert any(a.get("href") == "postcards/ap01.txt" for a in built.page("ap01.html").all("a"))
    entry = built.files["postcards/ap01.txt"]
    assert (entry["product"], entry["item"], entry["language"]) == ("postcard", "ap01", "vi")
    assert entry["sources"] == ["campaigns/chiến-dịch-thử-nghiệm/posters/áp-phích-thử.md"]


# --- the manifest -----------------------------------------------------------------------------------------


@pytest.fixture(params=["preview", "production"])
def built(request: pytest.FixtureRequest) -> support.Site:
    """The fixture hub in each mode."""
    site: support.Site = request.getfixturevalue(request.param)
    return site


def test_the_manifest_lists_every_file(built: support.Site) -> None:
    manifest = json.loads(built.read("manifest.json"))
    assert manifest == built.result.manifest
    assert manifest["date"] == support.DATE
    files = {path: digest for path, digest in support.tree(built.folder).items() if path != "manifest.json"}
    assert {file["path"]: file["sha256"] for file in manifest["files"]} == files
    for file in manifest["files"]:
        data = (built.folder / file["path"]).read_bytes()
        assert file["bytes"] == len(data)
        assert file["sha256"] == hashlib.sha256(data).hexdigest()


def test_the_manifest_says_what_each_file_is(built: support.Site) -> None:
    hub = {path.relative_to(support.HUB).as_posix() for path in support.HUB.rglob("*") if path.is_file()}
    statuses = {str(status) for status in Status} | {"outdated", ""}
    for path, file in built.files.items():
        assert set(file) >= {"path", "product", "item", "language", "status", "sources", "sha256", "bytes"}
        assert file["product"], path
        assert file["status"] in statuses, path
        assert set(file["sources"]) <= hub, path
        if file["product"] == "directory":
            assert re.fullmatch(r"(?:[a-z]+/)?d/(?:index|\d{2}|\d{5})\.html", path), path
            assert f'<html lang="{file["language"]}"' in built.read(path), path
        elif path.endswith(".html") and path != "404.html":
            assert file["product"] in ("page", "script-page"), path
            assert file["language"] == built.page(path).one("html").get("lang"), path
        if file["item"]:
            assert file["language"] and file["status"] and file["sources"], path
    products = Counter(file["product"] for file in built.files.values())
    assert (
        products["leaflet"] >= 5 and products["script"] >= 5 and products["script-page"] == products["script"]
    )
    leaflet = built.files["leaflets/tn01.km.pdf"]
    assert (leaflet["item"], leaflet["language"], leaflet["status"]) == ("tn01", "km", "approved")
    folder = "campaigns/chiến-dịch-thử-nghiệm/messages"
    assert leaflet["sources"] == [f"{folder}/lời-nhắn-đầu-tiên.km.md", f"{folder}/lời-nhắn-đầu-tiên.md"]


def test_no_path_of_this_machine_in_any_text(built: support.Site) -> None:
    places = {str(PROJECT), str(built.folder), str(Path.home()), sys.prefix, str(Path(sys.executable).parent)}
    for path in built.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for place in places - {"/"}:
                assert place.encode() not in data, (path.name, place)
            if path.suffix in (".html", ".txt", ".json", ".xml", ".css", ".js"):
                assert not re.search(rb"/(?:home|root|tmp|Users)/", data), path.name


def test_the_date_is_the_one_asked_for(preview: support.Site, tmp_path: Path) -> None:
    settings = Settings.of(support.HUB, date="2026-12-01")
    assert settings.date == dt.date(2026, 12, 1)
    later = support.Site(tmp_path / "site", support.build_site(settings, tmp_path / "site"))
    assert "1/12/2026" in later.page("index.html").one("footer").text
    assert "21/11/2026" in preview.page("index.html").one("footer").text
    # Leaflets say when their content was checked, not when they were built.
    path = "leaflets/tn01.vi.pdf"
    assert (later.folder / path).read_bytes() == (preview.folder / path).read_bytes()
