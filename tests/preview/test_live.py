"""The preview shows what a build makes, at once, and stays alive when the content is wrong."""

from __future__ import annotations

import http.client
import io
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
import support
from PIL import Image

from loa.errors import LoaError
from loa.hub import Settings, open_hub
from loa.preview.server import Running, running
from loa.site.live import LiveSite, preview_settings


def test_a_page_is_what_a_build_writes(preview: support.Site) -> None:
    settings = preview_settings(Settings.of(support.HUB, date=support.DATE))
    live = LiveSite(open_hub(settings))
    pages = [path for path, file in preview.files.items() if file["product"] in ("page", "script-page")]
    assert len(pages) > 20
    for path in pages:
        assert live.html(path) == preview.read(path), path
    for path, file in preview.files.items():
        if file["product"] in ("leaflet", "script-text", "search"):
            assert live.product(path) == (preview.folder / path).read_bytes(), path


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A copy of the fixture hub, to be written to."""
    return Path(shutil.copytree(support.HUB, tmp_path / "hub"))


@pytest.fixture
def site(hub: Path, tmp_path: Path) -> Iterator[Running]:
    with running(Settings.of(hub, date=support.DATE), 0, tmp_path / "dung") as found:
        yield found


def read(site: Running, path: str) -> str:
    with urllib.request.urlopen(site.address + path) as answer:
        return str(answer.read().decode("utf-8"))


def message(hub: Path) -> Path:
    return next(hub.glob("campaigns/*/messages/*đầu-tiên.md"))


def test_a_saved_change_is_on_the_page_and_in_its_products(hub: Path, site: Running) -> None:
    file = message(hub)
    assert "Gọi thử một lời chào." in read(site, "tn01.html")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Gọi thử một lời chào.", "Gọi thử hai lời chào."), encoding="utf-8")
    assert "Gọi thử hai lời chào." in read(site, "tn01.html")
    with urllib.request.urlopen(site.address + "leaflets/tn01.vi.pdf") as answer:
        assert "Gọi thử hai lời chào." in support.spaced(support.pdf_text(answer.read()))


def test_a_picture_is_there_before_the_first_whole_build(hub: Path) -> None:
    file = message(hub)
    (file.parents[1] / "media").mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), "orange").save(file.parents[1] / "media" / "nha.png")
    file.write_text(file.read_text(encoding="utf-8") + "\n![Ngôi nhà](../media/nha.png)\n", encoding="utf-8")
    campaign = file.parents[1] / "campaign.yml"
    rights = "pictures:\n  - {file: media/nha.png, licence: tự vẽ, recognisable: false}\n"
    campaign.write_text(campaign.read_text(encoding="utf-8") + rights, encoding="utf-8")
    live = LiveSite(open_hub(preview_settings(Settings.of(hub, date=support.DATE))))
    path = support.parse(live.html("tn01.html")).one("main").one("img", alt="Ngôi nhà").get("src")
    with Image.open(io.BytesIO(live.product(path) or b"")) as shown:
        assert shown.size == (40, 30)
    assert live.product("media/khong-co.webp") is None


def test_a_fault_stands_on_the_page_with_line_and_hint_until_it_is_mended(hub: Path, site: Running) -> None:
    file = message(hub)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{{so-thu-nghiem}}", "{{khong-co}}"), encoding="utf-8")
    page = support.parse(read(site, "tn01.html"))
    faults = page.one("aside", class_="loa-live-faults")
    assert "LOA303" in faults.text and "dòng 19" in faults.text and "Bài của trang này" in faults.text
    assert "Lời nhắn đầu tiên" in page.one("h1").text
    other = support.parse(read(site, "index.html")).one("aside", class_="loa-live-faults")
    assert "LOA303" in other.text and "Bài của trang này" not in other.text
    file.write_text(text, encoding="utf-8")
    assert "loa-live-faults" not in read(site, "tn01.html")


def test_style_and_handbook_are_there_before_the_first_whole_build(hub: Path, site: Running) -> None:
    sheets = support.parse(read(site, "tn01.html")).all("link", rel="stylesheet")
    assert sheets and all(read(site, sheet.get("href").lstrip("/")) for sheet in sheets)
    assert "Sổ tay" in support.parse(read(site, "so-tay")).one("h1").text
    for path in ("so-tay/%2e%2e/mkdocs.yml", "so-tay/index.md"):
        with pytest.raises(HTTPError) as refused:
            read(site, path)
        refused.value.close()
    file = message(hub)
    file.write_text(
        file.read_text(encoding="utf-8").replace("{{so-thu-nghiem}}", "{{khong-co}}"), encoding="utf-8"
    )
    faults = support.parse(read(site, "tn01.html")).one("aside", class_="loa-live-faults")
    link = faults.all("a")[-1].get("href")
    page, _, anchor = link.lstrip("/").partition("#")
    assert f'id="{anchor}"' in read(site, page)


def test_a_hub_that_is_wrong_from_the_start_says_why(hub: Path, tmp_path: Path) -> None:
    file = message(hub)
    text = file.read_text(encoding="utf-8")
    file.write_text("không có phần đầu\n", encoding="utf-8")
    with running(Settings.of(hub, date=support.DATE), 0, tmp_path / "dung") as site:
        with pytest.raises(HTTPError) as refused:
            read(site, "tn01.html")
        with refused.value as answer:
            assert answer.code == 500 and "LOA201" in answer.read().decode("utf-8")
        file.write_text(text, encoding="utf-8")
        assert "Lời nhắn đầu tiên" in read(site, "tn01.html")


def test_only_this_machine_s_own_name_is_answered(site: Running) -> None:
    for host, code in (("evil.example", 421), (f"localhost:{site.preview.guard.port}", 200)):
        connection = http.client.HTTPConnection("127.0.0.1", site.preview.guard.port)
        connection.request("GET", "/tn01.html", headers={"Host": host})
        answer = connection.getresponse()
        assert answer.status == code
        answer.read()
        connection.close()


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/..%2f..%2fpyproject.toml", "/%2e%2e/%2e%2e/etc/passwd"]
)
def test_nothing_outside_the_site_is_given(site: Running, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.preview.guard.port)
    connection.request("GET", path, headers={"Host": f"127.0.0.1:{site.preview.guard.port}"})
    answer = connection.getresponse()
    assert answer.status == 404
    answer.read()
    connection.close()


def test_a_taken_port_is_said(site: Running, hub: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(LoaError, match="LOA790"),
        running(Settings.of(hub, date=support.DATE), site.preview.guard.port, tmp_path / "hai"),
    ):
        pass


def test_no_build_holds_the_editor(preview: support.Site) -> None:
    assert not [path for path in preview.files if path.startswith(("sua", "-/"))]
    assert "/sua/" not in preview.read("tn01.html")
