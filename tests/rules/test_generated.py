"""Faults of files that cannot be committed as text: bytes, sizes, links, names, rights."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from loa.errors import LoaError, Report
from loa.hub import Settings, open_hub
from loa.render.pictures.photos import site_picture

PROJECT = Path(__file__).parents[1] / "fixtures" / "project"
MESSAGE = "---\nid: tg1\ntitle: Việc nhà\nsummary: Chung.\ncall_to_action: Chia việc.\n---\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or links")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty campaign, `hub/thu`, in the working directory."""
    folder = tmp_path / "hub" / "thu" / "messages"
    folder.mkdir(parents=True)
    (folder.parent / "campaign.yml").write_text("title: Thử\nsummary: Thử.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "hub")
    return folder


def check() -> list[str]:
    return [p.render("vi") for p in open_hub(Settings.of(Path(), date="2026-11-15"), PROJECT).report]


@pytest.mark.parametrize(
    ("raw", "line", "offset"),
    [
        ("---\ntitle: Bình đẳng\n".encode("cp1258", "replace"), 2, 16),
        ("Bình đẳng\n".encode("utf-16"), 1, 0),
        (b"\xef\xbb\xbfa\nb\xff\n", 2, 6),
        (b"\x80", 1, 0),
    ],
    ids=["windows-1258", "utf-16", "behind a byte order mark", "one byte"],
)
def test_bytes_that_are_not_utf8(hub: Path, raw: bytes, line: int, offset: int) -> None:
    (hub / "a.md").write_bytes(raw)
    assert check() == [
        f"thu/messages/a.md:{line}: LOA101 Tệp không phải chữ UTF-8 (byte thứ {offset}). — Mở tệp bằng Notepad "
        "hoặc VS Code, chọn “Lưu thành…”, mã hóa UTF-8, rồi lưu lại."
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\n" + "a: b\n" * 2_000_000 + "---\n", "a.md: LOA102 Tệp quá lớn: 10,000,008 byte"),
        ("---\n" + "a: b\n" * 15_000 + "---\nx\n", "a.md:2: LOA205 Phần đầu bài quá lớn"),
        (MESSAGE + "chữ " * 20_000, "a.md:7: LOA102 Tệp quá lớn: 80,000 ký tự, tối đa 60,000 ký tự."),
        (MESSAGE + "chữ " * 10_000, "a.md:7: LOA408 Đoạn này lồng quá sâu hoặc quá dài"),
    ],
    ids=["10 MB of front matter", "75 KB of front matter", "long body", "long line"],
)
def test_too_large(hub: Path, text: str, says: str) -> None:
    (hub / "a.md").write_text(text, encoding="utf-8", newline="\n")
    found = check()
    assert len(found) == 1
    assert says in found[0]


@posix
def test_links_that_leave_the_source(hub: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(MESSAGE + "Chữ.\n", encoding="utf-8")
    (outside / "hinh.png").write_bytes(b"x")
    (outside / "campaign.yml").write_text("title: Thử\nsummary: Thử.\n", encoding="utf-8")
    (hub / "a.md").symlink_to(outside / "a.md")
    (hub.parent / "models").symlink_to(outside)
    (hub.parent / "media").symlink_to(outside)
    (hub.parent.parent / "hai").symlink_to(outside)
    (hub.parent.parent / "facts.yml").symlink_to(outside / "campaign.yml")
    found = check()
    assert all("LOA103" in line for line in found), found
    assert [line.split(":")[0] for line in found] == [
        "facts.yml", "hai", "thu/media/hinh.png", "thu/messages/a.md", "thu/models/a.md"
    ]  # fmt: skip


@posix
def test_link_inside_the_source_is_followed(hub: Path) -> None:
    (hub / "_that.md").write_text(MESSAGE + "Chữ.\n", encoding="utf-8")
    (hub / "a.md").symlink_to("_that.md")
    assert check() == []


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _nowhere(path: Path) -> None:
    path.symlink_to("khong-co.md")


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


@posix
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_fifo, "LOA105 Không đọc được tệp: đây không phải là tệp thường."),
        (_nowhere, "LOA105 Không đọc được tệp: tệp không còn ở đó."),
        (_circle, "LOA10"),
    ],
)
def test_unreadable(hub: Path, make: Callable[[Path], None], says: str) -> None:
    make(hub / "a.md")
    found = check()
    assert len(found) == 1
    assert says in found[0]


def test_refusals_of_the_system_are_told_in_vietnamese(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hub / "a.md").write_text(MESSAGE, encoding="utf-8")
    listing, reading = Path.iterdir, Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix == ".md":
            raise PermissionError(13, "Permission denied")
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert ["máy không cho phép đọc" in line for line in check()] == [True]
    monkeypatch.setattr(Path, "read_bytes", reading)

    def refuse_folder(path: Path) -> object:
        if path.name == "messages":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse_folder)
    assert check() == [
        "thu/messages: LOA105 Không đọc được tệp: máy không cho phép đọc. — Kiểm tra quyền đọc tệp và thử lại."
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs rights that can be refused")
@pytest.mark.parametrize("place", ["messages/a.md", "messages", "."])
def test_rights_that_are_missing(hub: Path, place: str) -> None:
    (hub / "a.md").write_text(MESSAGE, encoding="utf-8")
    target = hub.parent / place
    target.chmod(0)
    try:
        assert any("LOA10" in line for line in check())
    finally:
        target.chmod(0o755)


def test_no_source_folder(tmp_path: Path) -> None:
    with pytest.raises(LoaError) as caught:
        open_hub(Settings.of(tmp_path / "không có", date="2026-11-15"), PROJECT)
    assert [problem.code for problem in caught.value.problems] == ["LOA107"]
    file = tmp_path / "tep"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(LoaError):
        open_hub(Settings.of(file, date="2026-11-15"), PROJECT)


@posix
@pytest.mark.parametrize(
    "name", ["a\u202edm.md", 'a"onload=x.md', "<script>.md", "a\nb.md", "a\\b.md", os.fsdecode(b"\xff.md")]
)
def test_names_that_cannot_be_used(hub: Path, name: str) -> None:
    (hub / name).write_text(MESSAGE + "Chữ.\n", encoding="utf-8")
    found = check()
    assert len(found) == 1
    assert "LOA110" in found[0]
    found[0].encode()  # can be printed
    assert "\n" not in found[0]


def test_pictures_that_are_none(tmp_path: Path) -> None:
    report = Report()
    text = tmp_path / "a.png"
    text.write_text("<svg onload=alert(1)>", encoding="utf-8")
    bomb = tmp_path / "b.png"
    Image.new("1", (20_000, 20_000)).save(bomb)
    gif = tmp_path / "c.png"
    Image.new("1", (2, 2)).save(gif, "GIF")
    for file in (text, bomb, gif):
        assert list(site_picture(file.name, file, report)) == []
    assert [(p.code, p.path) for p in report] == [("LOA313", f"{x}.png") for x in "abc"]
