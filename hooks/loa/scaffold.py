"""New files for writers: front matter with its explanations, names and ids made for them."""

from __future__ import annotations

import datetime as dt
import random
import string
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic_core import PydanticUndefined

from loa.model.fields import Status
from loa.model.kinds import KINDS, CampaignFields, ItemFields, Kind
from loa.model.slug import file_stem
from loa.writing import move, uninterrupted

# Fields that a writer meets first; the rest is in CONTRIBUTING and in the schema.
_SHOWN = {
    "law": ("number", "document_type", "issuer", "in_force", "legal_status", "confirmed_until"),
    "model": ("run_by", "team", "first_cost"),
    "message": ("call_to_action",),
    "myth": ("fact", "claim"),
    "story": ("consent",),
    "training": ("duration", "participants", "materials"),
    "indicator": ("programme", "unit", "figures", "sources"),
    "event": ("start", "end", "time", "location", "unconfirmed"),
    "service": (
        "service_type",
        "organization",
        "phones",
        "area",
        "level",
        "assured_date",
        "check_due",
        "sample",
    ),
}
_EXAMPLES = {
    "document_type": "law",
    "legal_status": "unconfirmed",
    "service_type": "other",
    "level": "public",
    "sample": "true",
    "unconfirmed": "true",
    "consent": "\n  composite: true",
    "phones": '\n  - number: "000 000 0001"',
    "area": "[VN]",
    "sources": "\n  - title: Viết ở đây",
    "figures": '\n  - year: 2030\n    value: "0"',
}


def new_id(taken: Iterable[str]) -> str:
    """A short id that is not in `taken`: two letters and three digits, saying nothing of the subject."""
    used = set(taken)
    chooser = random.Random()
    while True:
        made = "".join(chooser.choices(string.ascii_lowercase, k=2)) + f"{chooser.randrange(1000):03}"
        if made not in used:
            return made


def item_text(kind: Kind, title: str, identifier: str, today: dt.date) -> str:
    """The text of a new item: every field with its explanation, the sections that the kind asks for."""
    lines = ["---", "# Dòng bắt đầu bằng # là lời giải thích, xóa đi cũng được."]
    values = {
        "id": identifier,
        "title": _quoted(title),
        "summary": "Viết một hai câu nói gọn nội dung.",
        "status": "draft",
    }
    for name in ("id", "title", "summary", "status", *_SHOWN.get(kind.name, ())):
        lines += _field(kind.fields, name, values.get(name), today)
    lines += ["# sensitive: true nếu bài nói về bạo lực", "sensitive: false", "---", ""]
    for section in kind.sections:
        lines += [f"## {section}", "", "Viết ở đây.", ""]
    if not kind.sections:
        lines += ["Viết nội dung ở đây. Câu ngắn, mỗi câu một ý, như khi nói với bà con.", ""]
    return "\n".join(lines)


def _field(fields: type[ItemFields], name: str, value: str | None, today: dt.date) -> list[str]:
    info = fields.model_fields[name]
    if value is None:
        value = _EXAMPLES.get(name)
    if value is None and name in ("start", "assured_date", "checked"):
        value = today.isoformat()
    required = info.default is PydanticUndefined
    if value is None and not required:
        return [f"# {info.description}", f"# {name}:"]
    return [
        f"# {info.description}",
        f"{name}: {value if value is not None else 'Viết ở đây'}".replace(": \n", ":\n"),
    ]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def campaign_text(title: str, start: dt.date | None, end: dt.date | None) -> str:
    """The text of a new `campaign.yml`."""
    values = {
        "title": _quoted(title),
        "summary": "Viết một hai câu giới thiệu chiến dịch.",
        "status": str(Status.DRAFT),
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "languages": "[vi]",
    }
    lines = ["# Chiến dịch mới. Dòng bắt đầu bằng # là lời giải thích."]
    for name, info in CampaignFields.model_fields.items():
        lines.append(f"# {info.description}")
        value = values.get(name)
        lines.append(f"{name}: {value}" if value else f"# {name}:")
    return "\n".join([*lines, ""])


def write_item(campaign: Path, kind_name: str, title: str, taken: Iterable[str], today: dt.date) -> Path:
    """Write a new item into a campaign's folder and return its path; an existing file is never touched.

    Raises:
        OSError: the file cannot be written.
    """
    kind = KINDS[kind_name]
    folder = campaign / kind.folder
    folder.mkdir(parents=True, exist_ok=True)
    return _write(folder, file_stem(title), ".md", item_text(kind, title, new_id(taken), today))


def write_campaign(campaigns: Path, title: str, start: dt.date | None, end: dt.date | None) -> Path:
    """Write a new campaign folder and return the path of its `campaign.yml`.

    Raises:
        OSError: the folder cannot be written, or a campaign of that name exists.
    """
    return write_folder(campaigns / file_stem(title), {"campaign.yml": campaign_text(title, start, end)})


def write_folder(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write a new campaign's files by their paths in its folder, all or nothing; the path of its `campaign.yml`.

    Raises:
        FileExistsError: there is such a folder.
        OSError: it cannot be written.
    """
    if folder.exists():
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".loa-", dir=folder.parent) as name:
        made = Path(name, "made")
        for path, text in texts.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_text(text, encoding="utf-8", newline="\n")
        move(made, folder)
    return folder / "campaign.yml"


def _write(folder: Path, stem: str, ending: str, text: str) -> Path:
    number = 1
    while True:
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{ending}"
        try:
            with uninterrupted(), path.open("x", encoding="utf-8", newline="\n") as handle:
                handle.write(text)
        except FileExistsError:
            number += 1
            continue
        return path
