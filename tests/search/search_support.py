"""A hub whose texts a search must find, and records of a whole country."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import support

from loa import places
from loa.render.search.index import Index, index
from loa.render.search.records import Record

MESSAGES = "campaigns/chiến-dịch-thử-nghiệm/messages"
_HEAD = (
    "---\n{more}title: {title}\nsummary: {summary}\nstatus: approved\napproved_by: Người duyệt thử nghiệm\n"
)
_ITEM = _HEAD + "approved_on: 2026-11-20\n---\n{body}\n"
ITEMS = {
    "bạo-lực.md": ("id: bl01\ncall_to_action: Gọi.\n", "Bạo lực thử", "Câu thử.", "Khi khó thì đi đâu?"),
    "bạo-lực.km.md": ("", "អំពើហិង្សាក្នុងគ្រួសារ", "អត្ថបទសាកល្បង។", "អត្ថបទសាកល្បង។"),
    "bình-đẳng.md": (
        "id: bd01\ncall_to_action: Chia.\n",
        "Bình đẳng giới thử",
        "Câu thử.",
        "Bao lâu thì lực về?",
    ),
    "kín.md": ("id: kn01\nsensitive: true\ncall_to_action: Gọi.\n", "Bài kín", "Tóm tắt kín.", "Chữ kín."),
}


def hub(folder: Path) -> Path:
    """The small hub with the messages above."""
    shutil.copytree(support.HUB, folder)
    for name, (more, title, summary, body) in ITEMS.items():
        text = _ITEM.format(more=more, title=title, summary=summary, body=body)
        (folder / MESSAGES / name).write_text(text, encoding="utf-8")
    return folder


def national() -> list[Record]:
    """As many records as a hub for every commune would have: 300 articles, every place, four services a commune."""
    communes = list(places.communes().values())
    kinds = ("Trạm Y tế", "Trợ giúp pháp lý", "Địa chỉ tin cậy", "Tư vấn gia đình")
    words = sorted({word for place in communes for word in place.short_name.split()})
    found = [
        Record(
            f"bv{number}.html",
            f"Bạo lực gia đình và bình đẳng giới, bài {number}",
            "Câu tóm tắt nói trong một dòng bài này viết cho ai và giúp được việc gì.",
            "message",
            (" ".join(words[(number * 37 + step * 11) % len(words)] for step in range(400)), "đi đâu"),
        )
        for number in range(300)
    ]
    found += [Record(f"d/{of.code}.html", of.name, "", "place", of.former) for of in communes]
    for of in communes:
        for number, kind in enumerate(kinds):
            title, phone = f"{kind} {of.name}", f"000 {number:03} {of.code}"
            summary = f"Ai được giúp, giúp việc gì, đến thế nào: {of.name}."
            found.append(Record(f"dv{number}{of.code}.html", title, summary, "service", (phone, of.name)))
    return found


def put(site: Path, page: str, records: Sequence[Record]) -> Index:
    """Give the search page at `page` of a built site another index."""
    made, path = index(records), site / page
    text = path.read_text(encoding="utf-8")
    found = re.search(r'data-search="([^"]*)"', text)
    assert found
    data = json.loads(html.unescape(found[1]))
    data |= {"version": made.version, "starts": made.starts, "kinds": [None] * len(made.kinds)}
    path.write_text(text.replace(found[1], html.escape(json.dumps(data))), encoding="utf-8")
    for name, script in made.files.items():
        (site / "search" / "vi" / name).write_bytes(script)
    return made
