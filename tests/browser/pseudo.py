"""A pseudo-locale: the fixture hub in a language whose every word is longer, with marks above and below.

Where a layout has room for Vietnamese only, it breaks here first; where a string never went through `ui.yml`, it
stands out. `art` is for artificial languages (ISO 639-2); `qps` and its like are unknown to axe.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import support
import yaml

TAG = "art-x-loa"
_LOCALE = f"""tag: {TAG}
name: Tiếng thử
autonym: Ťĕxt Tḥử
script: Latn
direction: ltr
alphabet: [a, ă, b, c, d, ĕ, h, n, t, x]
provinces: []
fonts: [Noto Sans]
"""
_APPROVED = "status: approved\napproved_by: Người duyệt thử nghiệm\napproved_on: '2026-11-20'\n"
_RECORDING = "recording:\n  consent: {by: người đọc thử nghiệm, scope: trang web, until: 2030-12-31}\n"
# A frame of MPEG 1 layer III: 64 kbit/s, 44.1 kHz, mono; 26 ms.
_SILENCE = b"\xff\xfb\x50\xc4" + b"\0" * 204
_INDICATOR = f"""---
id: ct01
title: Chỉ tiêu thử
summary: Chỉ để thử.
{_APPROVED}programme: Chương trình thử
unit: "%"
figures:
  - {{year: 2025, value: "60", bound: exactly}}
  - {{year: 2030, value: "80", bound: exactly}}
sources: [{{title: Nguồn thử}}]
---
"""
_GAP = re.compile(r"(\{[^{}]*\})")


def longer(text: str) -> str:
    """A text half as long again, its letters still readable, its gaps as they were: `[Thực̆ đơn̆ ŏŏŏ]`."""
    parts = [
        part if _GAP.fullmatch(part) else re.sub(r"([aeiouy])\b", "\\1\u0306", part)
        for part in _GAP.split(text)
    ]
    return f"[{''.join(parts)} {'ŏ' * (len(text) // 2)}]"


def pseudo_hub(folder: Path) -> Path:
    """A copy of the fixture hub with the pseudo-locale: all its strings, and variants of a message and a model.

    The message has a recording too, and there is an indicator, so that player, table and chart are looked at.
    """
    source = folder / "source"
    shutil.copytree(support.HUB, source)
    own = source / "locales" / TAG
    own.mkdir(parents=True)
    (own / "locale.yml").write_text(_LOCALE, encoding="utf-8")
    ui = yaml.safe_load((support.PROJECT / "locales/vi/ui.yml").read_text(encoding="utf-8"))["strings"]
    strings = {key: longer(str(text)) for key, text in ui.items()}
    text = yaml.safe_dump({"strings": strings}, allow_unicode=True, width=10_000)
    (own / "ui.yml").write_text(_APPROVED + text, encoding="utf-8")
    for path in (*source.rglob("*.rad.md"), source / "docs" / "can-giup.md"):
        text = path.read_text(encoding="utf-8")
        name = path.name.replace(".rad.md", ".md").replace(".md", f".{TAG}.md")
        if path.stem == "can-giup":
            body = text.split("---\n", 2)[2]
            text = f"---\ntitle: {longer('Số cần gọi')!r}\nsummary: {longer('Gọi ai.')!r}\n---\n{body}"
        path.with_name(name).write_text(text, encoding="utf-8")
    (message,) = source.rglob("lời-nhắn-đầu-tiên.md")
    text = message.read_text(encoding="utf-8")
    message.write_text(text.replace("---\n", f"---\n{_RECORDING}", 1), encoding="utf-8")
    (message.parent.parent / "indicators").mkdir()
    (message.parent.parent / "indicators" / "chỉ-tiêu.md").write_text(_INDICATOR, encoding="utf-8")
    message.with_suffix(".mp3").write_bytes(_SILENCE * 200)
    return source
