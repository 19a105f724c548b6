"""Small hubs written for one test, in a project that has three languages and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from loa.hub import Hub, Settings, open_hub

PROJECT = Path(__file__).parent / "fixtures" / "project"
DATE = "2026-11-15"
CAMPAIGN = "title: Chiến dịch thử\nsummary: Chỉ để thử.\n"
APPROVED = "status: approved\napproved_by: Người duyệt thử nghiệm\napproved_on: 2026-11-01\n"


def item(extra: str = "", body: str = "Cả nhà cùng làm.\n", identifier: str = "tg1") -> str:
    """A message; `extra` are further lines of its front matter."""
    return (
        f"---\nid: {identifier}\ntitle: Việc nhà\nsummary: Việc chung.\ncall_to_action: Chia việc.\n{extra}---\n"
        + body
    )


def variant(extra: str = "", body: str = "សាកល្បង។\n") -> str:
    """A Khmer variant (the word says “test”)."""
    return f"---\ntitle: សាកល្បង\nsummary: សាកល្បង។\n{extra}---\n{body}"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files below `folder`, with a campaign `thu` unless they bring their own campaign.yml."""
    for name, text in {"thu/campaign.yml": CAMPAIGN, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return folder


def opened(
    folder: Path, files: Mapping[str, str | bytes], *, production: bool = False, date: str = DATE
) -> Hub:
    """The hub of these files, loaded and checked."""
    return open_hub(Settings.of(write(folder, files), date=date, production=production), PROJECT)


def codes(hub: Hub) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in hub.report]
