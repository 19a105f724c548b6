"""Sixty neutral articles in every language as a hub, and our whole HTML made of them and of the directory."""

import shutil
from pathlib import Path
from unittest import mock

from _data import DATE, TAGS

from loa.hub import Settings
from loa.publish.directory import Directory
from loa.site.build import build_site

COUNT = 60
# The registry knows Mông by how it is written.
_REGISTRY = {"hmn": "hmn-Latn-VN-x-rpa"}
_CAMPAIGN = "title: Đo lường\nsummary: Dữ liệu sinh ra để đo.\n"
_BODY = """Đoạn mở đầu của bài {number}, viết bằng tiếng {tag}, dài bằng một đoạn văn bình thường trên trang.

## Việc thứ nhất

Câu một của đoạn này nói ai làm. Câu hai nói làm gì. Câu ba nói **khi nào** và *ở đâu*.

- Ý thứ nhất của bài {number}.
- Ý thứ hai, có [đường dẫn](https://vi-du.example/{number}).
- Ý thứ ba.

## Việc thứ hai

1. Bước một.
2. Bước hai.
3. Bước ba.

> Một câu trích trong bài.

Đoạn kết của bài {number}.
"""


def body(number: int, tag: str) -> str:
    """The text of one article."""
    return _BODY.format(number=number, tag=tag)


def title(number: int, tag: str) -> str:
    """Its title."""
    return f"Bài số {number} ({tag})"


def summary(number: int) -> str:
    """Its summary."""
    return f"Câu tóm tắt của bài {number}."


def write(folder: Path, count: int) -> None:
    """A source with the articles in `count` languages."""
    shutil.rmtree(folder, ignore_errors=True)
    items = folder / "campaigns" / "do-luong" / "messages"
    items.mkdir(parents=True)
    (items.parent / "campaign.yml").write_text(_CAMPAIGN, encoding="utf-8")
    for number in range(COUNT):
        for tag in TAGS[:count]:
            name = f"bai-{number}" + ("" if tag == "vi" else f".{_REGISTRY.get(tag, tag)}") + ".md"
            matter = f"title: {title(number, tag)}\nsummary: {summary(number)}\nstatus: draft\n"
            if tag == "vi":
                matter += f"id: dl{number:02}\nchecked: 2026-11-01\ncall_to_action: Làm một việc.\n"
            (items / name).write_text(f"---\n{matter}---\n{body(number, tag)}", encoding="utf-8")


def path(number: int, tag: str) -> str:
    """Where our build puts it."""
    return ("" if tag == "vi" else f"{_REGISTRY.get(tag, tag)}/") + f"dl{number:02}.html"


def build(source: Path, site: Path) -> None:
    """The HTML of the articles and what stands around them: no print, sound or pictures, no directory."""
    with (
        mock.patch("loa.site.state.make_products", lambda *_: {}),
        mock.patch("loa.publish.finish.publish_directory", lambda *_: Directory({}, [])),
    ):
        build_site(Settings.of(source, date=DATE), site)
