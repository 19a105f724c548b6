"""A small hub with the editor before it, as a browser would ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import tiny
from werkzeug.test import Client, TestResponse

from loa.editor.app import Editor
from loa.editor.guard import Guard
from loa.hub import Hub, Settings, open_hub

MESSAGE = """---
# Giải thích của người viết.
id: tg1
title: "Việc nhà"   # tên ngắn thôi
summary: Việc chung.
call_to_action: Chia việc.
# Về tờ rơi
leaflet:
  # câu đầu
  lead: Cùng làm.
  omit: [Phụ]
places: [66]
---
Cả nhà cùng làm.

## Phụ

Đoạn phụ.
"""
ITEM = "campaigns/thu/messages/viec-nha.md"
KHMER = "campaigns/thu/messages/viec-nha.km.md"
PORT = 8123
ORIGIN = f"http://127.0.0.1:{PORT}"


@dataclass
class Desk:
    """The hub's folder and a window that has entered."""

    folder: Path
    guard: Guard
    client: Client

    def hub(self) -> Hub:
        """The hub as it is on disk."""
        return open_hub(Settings.of(self.folder, date=tiny.DATE), tiny.PROJECT)

    @property
    def item(self) -> Path:
        """The file of the message."""
        return self.folder / "thu" / "messages" / "viec-nha.md"

    def get(self, path: str = ITEM, **options: object) -> TestResponse:
        """The form of a file."""
        return self.client.get(f"/sua/bai?tep={quote(path)}", base_url=ORIGIN, **options)  # type: ignore[arg-type]

    def form(self, path: str = ITEM) -> dict[str, str]:
        """What a browser would send of a file's form if nothing was touched."""
        return sent_by(self.get(path).get_data(as_text=True))

    def post(self, form: dict[str, object], path: str = ITEM, **headers: str) -> TestResponse:
        """Send a form as the editor's own page does."""
        own = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", **headers}
        return self.client.post(
            f"/sua/bai?tep={quote(path)}",
            base_url=ORIGIN,
            data=form,
            headers={name: value for name, value in own.items() if value},
            content_type="multipart/form-data",
        )


def desk(folder: Path) -> Desk:
    """A hub with one message, and the editor before it."""
    tiny.write(folder, {"thu/messages/viec-nha.md": MESSAGE})
    guard = Guard(PORT)
    made = Desk(folder, guard, Client(lambda *_: ()))
    made.client = Client(Editor(made.hub, guard))
    made.client.get(f"/sua/mo?khoa={guard.key}", base_url=ORIGIN)
    return made


def sent_by(html: str) -> dict[str, str]:
    """The names and values of a page's form of a file, as a browser sends them."""
    import support

    form = support.parse(html).one("form", class_="edit")
    found = {}
    for field in form.walk():
        if not field.get("name") or field.get("type") == "file":
            continue
        match field.tag:
            case "input" if field.get("type") != "checkbox" or "checked" in field.attributes:
                found[field.get("name")] = field.get("value") or (
                    "1" if field.get("type") == "checkbox" else ""
                )
            case "textarea":
                found[field.get("name")] = re.sub(r"\A\n", "", field.text)
            case "select":
                options = field.all("option")
                chosen = [one for one in options if "selected" in one.attributes] or options[:1]
                found[field.get("name")] = chosen[0].get("value")
    return found
