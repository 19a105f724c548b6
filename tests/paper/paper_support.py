"""What tests of paper share: hubs of one commune, readers of PDFs, pictures of pages."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import support
from PIL import Image

from loa import machine
from loa.editions import Editions
from loa.errors import Problem
from loa.hub import Settings, open_hub
from loa.render.context import Context
from loa.render.paper.content import Json
from loa.render.paper.leaflet import FOLDED, FORMATS, leaflet_data, set_leaflet
from loa.render.paper.setting import Paper

DATE = "2026-11-21"
CODE = "24175"
APPROVED = "approved\napproved_by: Người duyệt thử\napproved_on: 2026-11-01"
CAMPAIGN = f"""title: Chiến dịch thử
summary: Để thử.
status: {APPROVED}
start: 2026-11-15
end: 2026-12-15
localities: ["{CODE}"]
languages: [vi, km]
slogans:
  - Việc nhà là việc chung
  - Con gái, con trai, con nào cũng quý, con nào cũng được đi học đến nơi đến chốn
"""
PLAN = f"""status: {APPROVED}
sessions: {{sáng: 5h30}}
languages: {{"{CODE}": [vi, km]}}
programmes:
  - {{week: 1, day: fri, session: sáng, item: bt01}}
"""
ITEM = f"""---
id: bt01
title: Chia việc nhà
summary: Việc nhà là việc của mọi người.
call_to_action: Tối nay hãy rửa bát.
status: {APPROVED}
---
Cả nhà cùng làm thì ai cũng được nghỉ.
"""
KHMER = "---\ntitle: សាកល្បង\nsummary: សាកល្បង។\nstatus: draft\n---\nសាកល្បង។\n"


def service(identifier: str, title: str, number: str, **more: str) -> str:
    """A public service of the commune, checked in November 2026."""
    fields = {
        "service_type": "counselling",
        "organization": "Đơn vị thử",
        "area": f'["{CODE}"]',
        "assured_date": "2026-11-01",
        "check_due": "2027-11-01",
        **more,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    return (
        f"---\nid: {identifier}\ntitle: {title}\nsummary: Để thử.\nstatus: {APPROVED}\n{lines}"
        f'phones:\n  - number: "{number}"\n    free: true\n    hours: 24/7\nsources:\n  - title: Nguồn thử\n---\nLời.\n'
    )


POLICE = service("ca01", "Công an", "113", service_type="emergency", area="[VN]")
CHILD = service("te01", "Tổng đài trẻ em", "111", service_type="children", area="[VN]")
LOCAL = service("xa01", "Trạm y tế xã", "0262 3000 111", service_type="health")


def hub(
    folder: Path, files: Mapping[str, str], *, production: bool = False, site_url: str = support.SITE_URL
) -> Editions:
    """The editions of one campaign of these files beside a campaign file, a plan, an item and three services."""
    content = {
        "campaign.yml": CAMPAIGN,
        "plan.yml": PLAN,
        "messages/viec-nha.md": ITEM,
        "messages/viec-nha.km.md": KHMER,
        "services/cong-an.md": POLICE,
        "services/tre-em.md": CHILD,
        "services/tram.md": LOCAL,
    }
    for name, text in (content | dict(files)).items():
        path = folder / "campaigns" / "thu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    opened = open_hub(Settings.of(folder, date=DATE, production=production, site_url=site_url))
    assert not opened.report.errors, [problem.render() for problem in opened.report.errors]
    return Editions(opened)


@cache
def small() -> Editions:
    """The fixture hub, at an address so that there are QR codes."""
    return Editions(open_hub(Settings.of(support.HUB, date=support.DATE, site_url=support.SITE_URL)))


def leaflet(identifier: str, language: str, name: str, *, bleed: bool = False, **changes: Any) -> Paper:
    """A leaflet of the fixture hub, with `changes` to its data."""
    edition, context = small().get(identifier, language), Context.of(small(), language)
    assert edition is not None
    made = set_leaflet({**leaflet_data(edition, context), **changes}, FORMATS[name], context, "thử", bleed)
    assert not isinstance(made, Problem), made.render()
    return made


def mupdf_text(data: bytes) -> str:
    """The text of a PDF as MuPDF reads it, in a process of its own (AGPL)."""
    if not shutil.which("mutool"):
        assert not machine.has_apt(), "these tests need mutool: install mupdf-tools"
        pytest.skip("mutool (MuPDF) is not installed here; poppler reads the same files")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thu.pdf"
        path.write_bytes(data)
        done = subprocess.run(["mutool", "draw", "-q", "-F", "text", path], capture_output=True, check=True)
    return done.stdout.decode("utf-8").replace("\u200b", "").replace("\ufeff", "")


READERS = {"poppler": support.pdf_text, "mupdf": mupdf_text}


def pictures(data: bytes, dots: int = 72) -> list[Image.Image]:
    """The pages as grey pictures, `dots` an inch."""
    done = subprocess.run(
        ["pdftoppm", "-r", str(dots), "-gray", "-cropbox", "-"], input=data, capture_output=True, check=True
    ).stdout
    found, at = [], 0
    while at < len(done):  # one PGM after the other
        head = done[at : at + 40].split(b"\n", 3)
        width, height = map(int, head[1].split())
        start = at + sum(len(line) + 1 for line in head[:3])
        found.append(Image.open(io.BytesIO(done[at : start + width * height])))
        at = start + width * height
    return found


def opened(data: bytes) -> pikepdf.Pdf:
    """A PDF to look into."""
    return pikepdf.open(io.BytesIO(data))


def leaves(data: object) -> list[str]:
    """Every text that a template prints, piece by piece."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, list):
        return [leaf for value in data for leaf in leaves(value)]
    if isinstance(data, dict):
        hidden = {"t", "lang", "svg", "alt", "fonts", "summary", "author", "layout", "parts"}
        return [leaf for key, value in data.items() if key not in hidden for leaf in leaves(value)]
    return []


def printed(data: Json, name: str) -> list[str]:
    """Every text of a leaflet's data that its format prints: the folded sheet has room for advice, and for the title
    of a short text once more inside.
    """
    if name == FOLDED.name:
        return [*leaves(data), data["title"]]
    return leaves({key: value for key, value in data.items() if key != "advice"})


def letters(text: str) -> Counter[str]:
    """How often each letter and each mark stands in a text; not digits and signs, which pages add."""
    return Counter(char for char in support.squeezed(text) if unicodedata.category(char)[0] in "LM")
