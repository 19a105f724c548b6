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
_VIDEO = (
    "sign_language:\n  file: ky-hieu.mp4\n  captions: ky-hieu.vtt\n  length: 95\n"
    "  consent: {by: Người ký hiệu thử nghiệm, scope: trang web, until: 2030-12-31}\n"
)
_MP4 = b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x08mdat"
_VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nCâu thử.\n"
_SOURCES = "sources:\n  - {title: Nguồn thử nghiệm, confidence: H}\n"
# Kinds that the fixture hub has not.
_ITEMS = {
    "indicators/chi-tieu": f"""---
id: ct01
title: Chỉ tiêu thử
summary: Chỉ để thử.
programme: Văn bản thử
unit: '%'
figures:
  - {{year: 2025, value: '30', bound: at-most}}
  - {{year: 2025, value: '32', kind: actual}}
  - {{year: 2030, value: '25', bound: at-most}}
{_SOURCES}{_APPROVED}---
""",
    "services/noi-cua-xa": f"""---
id: dv09
title: Nơi thử của xã
summary: Chỉ để thử.
service_type: hotline
organization: Đơn vị thử
level: public
phones:
  - number: 1900 000 003
  - {{number: 1900 000 004, text: true}}
schedules:
  - {{byday: [MO, TU], opens_at: '07:30', closes_at: '17:00'}}
area: [24133]
assured_date: 2026-11-20
assured_by: Người thử
check_due: 2027-05-20
{_SOURCES}{_APPROVED}---
""",
    "training/buoi-thu": f"""---
id: th01
title: Buổi thử
summary: Chỉ để thử.
duration: một buổi
participants: Cộng tác viên
materials: [Giấy, Bút]
{_SOURCES}{_APPROVED}---
## Mở đầu

1. Chào nhau.
""",
}
# A frame of MPEG 1 layer III: 64 kbit/s, 44.1 kHz, mono; 26 ms.
_SILENCE = b"\xff\xfb\x50\xc4" + b"\0" * 204
# Languages that the fixture hub has no text in, and whose interface differs from the others.
OTHERS = ("zh-Hant", "hmn-Latn-VN-x-rpa")
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

    Players of sound and of sign language, an indicator and a training session are among what is looked at, too.
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
    (variant,) = source.rglob("lời-nhắn-đầu-tiên.rad.md")
    for tag in OTHERS:
        shutil.copy(variant, variant.with_name(variant.name.replace(".rad.", f".{tag}.")))
    (message,) = source.rglob("lời-nhắn-đầu-tiên.md")
    text = message.read_text(encoding="utf-8")
    message.write_text(text.replace("---\n", f"---\n{_RECORDING}", 1), encoding="utf-8")
    message.with_suffix(".mp3").write_bytes(_SILENCE * 200)
    (model,) = source.rglob("mô-hình-thử.md")
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("---\n", f"---\n{_VIDEO}", 1), encoding="utf-8")
    model.with_name("ky-hieu.mp4").write_bytes(_MP4)
    model.with_name("ky-hieu.vtt").write_text(_VTT, encoding="utf-8")
    for name, text in _ITEMS.items():
        path = message.parents[1] / name
        path.parent.mkdir(exist_ok=True)
        path.with_suffix(".md").write_text(text, encoding="utf-8")
    return source
