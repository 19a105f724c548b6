"""The cache of products: it only ever saves time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import support

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.render import typesetting


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get("ab12") is None
    cache.put("ab12", b"one")
    assert cache.get("ab12") == b"one"
    assert Cache(tmp_path).get("ab12") == b"one"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["ab12"]


def test_an_empty_key_is_never_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("", b"one")
    assert cache.get("") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    cache = Cache(file / "below")
    cache.put("ab12", b"one")
    assert cache.get("ab12") is None


def products(folder: Path, source: Path = support.HUB, **settings: str) -> dict[str, bytes]:
    """The products of a hub, made with a cache in `folder`."""
    hub = open_hub(Settings.of(source, date=support.DATE, **settings))
    assert not hub.report.errors
    return {path: made.data for path, made in make_products(Editions(hub), Cache(folder)).items()}


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("messages/lời-nhắn-đầu-tiên.md", "Câu mở đầu của tờ rơi thử.", "Một câu mở đầu khác."),
        ("messages/lời-nhắn-đầu-tiên.md", "Xem [trang an toàn]", "Hãy xem [trang an toàn]"),
        ("campaign.yml", "Chiến dịch thử nghiệm “", "Chiến dịch mới “"),
        ("services/đường-dây-thử.md", "title: Đường dây thử nghiệm", "title: Đường dây khác"),
        ("services/đường-dây-thử.md", "free: true", "free: false"),
        ("../../facts.yml", "value: 1900 000 001", "value: 1900 000 003"),
        ("../../facts.yml", 'value: "1234.5"', 'value: "1234.6"'),
    ],
)
def test_a_change_anywhere_reaches_the_leaflet(tmp_path: Path, file: str, before: str, after: str) -> None:
    """What is kept under a key depends on everything that the leaflet prints, not only on its own file."""
    cache = tmp_path / "cache"
    old = products(cache)["leaflets/tn01.vi.pdf"]
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    path = source / "campaigns" / "chiến-dịch-thử-nghiệm" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    warm = products(cache, source)["leaflets/tn01.vi.pdf"]
    assert warm != old
    assert warm == products(tmp_path / "cold", source)["leaflets/tn01.vi.pdf"]


def test_the_address_and_the_mode_reach_the_leaflet(tmp_path: Path) -> None:
    one = products(tmp_path, site_url="https://mot.example/")["leaflets/tn01.vi.pdf"]
    other = products(tmp_path, site_url="https://hai.example/")["leaflets/tn01.vi.pdf"]
    assert one != other


def test_a_font_of_other_bytes_under_the_same_name_is_another_key(tmp_path: Path) -> None:
    """Fonts of a language are made anew under their old names; what was set with the old ones is stale."""
    keys = set()
    for number in range(2):
        source = tmp_path / str(number)
        folder = source / "locales" / "blt" / "fonts"
        folder.mkdir(parents=True)
        (source / "campaigns").mkdir()
        for path in (support.PROJECT / "locales" / "blt" / "fonts").iterdir():
            (folder / path.name).write_bytes(path.read_bytes() + b"\0" * number)
        hub = open_hub(Settings.of(source, date=support.DATE))
        keys.add(typesetting.inputs_hash("leaflet.typ", {}, hub.locale("blt")))
    assert len(keys) == 2


def test_a_change_of_the_code_is_another_key(tmp_path: Path) -> None:
    """After an update of the program no leaflet of the old one may come back."""
    script = (
        "import sys; from loa.hub import Settings, open_hub; from loa.render import typesetting;"
        f"hub = open_hub(Settings.of(date='{support.DATE}'), __import__('pathlib').Path(sys.argv[1]));"
        "print(typesetting.inputs_hash('leaflet.typ', {}, hub.locale('vi')))"
    )
    keys = []
    for number in range(2):
        hooks = tmp_path / str(number)
        shutil.copytree(support.PROJECT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__"))
        if number:
            with (hooks / "loa" / "render" / "textlayer.py").open("a", encoding="utf-8") as file:
                file.write("\n# Another way to write the text layer.\n")
        command = [sys.executable, "-P", "-c", script, str(support.PROJECT)]
        done = subprocess.run(
            command,
            env=support.environment(PYTHONPATH=str(hooks)),
            capture_output=True,
            text=True,
            check=True,
        )
        keys.append(done.stdout)
    assert keys[0] != keys[1]
