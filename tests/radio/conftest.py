"""A hub of a few lines for each test: the languages are read once, everything else is the test's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from loa import hub as hub_module
from loa.editions import Edition, Editions
from loa.errors import Problem, Report
from loa.hub import Hub, Settings, open_hub
from loa.locales import load_locales
from loa.render.context import Context
from loa.render.products import PRODUCTS
from loa.render.radio import Script, script_of

DATE = "2026-11-21"
CAMPAIGN = """title: Chiến dịch thử
summary: Để thử.
start: 2026-11-15
end: 2026-12-15
localities: ["24175", "66"]
languages: [vi, km]
"""
ITEM = """---
id: {id}
title: {title}
summary: Bài này để thử.
status: {status}
{more}---
{body}
"""
APPROVED = "approved\napproved_by: Người duyệt thử\napproved_on: 2026-11-01"
POLICE = """---
id: ca01
title: Công an
summary: Khi nguy hiểm.
status: {status}
service_type: police
organization: Công an
phones:
  - number: "113"
area: [VN]
assured_date: 2026-11-01
check_due: 2027-11-01
sources:
  - title: Nguồn thử
---
Gọi khi nguy hiểm.
"""


@dataclass
class Trial:
    """An opened hub with short ways to what tests look at."""

    hub: Hub
    editions: Editions

    def edition(self, identifier: str = "bt01", language: str = "vi") -> Edition:
        found = self.editions.get(identifier, language)
        assert found is not None
        return found

    def context(self, language: str = "vi") -> Context:
        return Context.of(self.editions, language)

    def script(self, identifier: str = "bt01", language: str = "vi") -> Script:
        return script_of(self.edition(identifier, language), self.context(language))

    def codes(self, identifier: str = "bt01", language: str = "vi") -> list[str]:
        return [problem.code for problem in self.script(identifier, language).problems]

    def problems(self, code: str, identifier: str = "bt01") -> list[Problem]:
        return [problem for problem in self.script(identifier).problems if problem.code == code]

    def data(self, product: str, identifier: str = "bt01", language: str = "vi") -> bytes:
        made = PRODUCTS[product].render(self.edition(identifier, language), self.context(language))
        assert made.product is not None, made.problems
        return made.product.data


Make = Callable[..., Trial]


@pytest.fixture
def files(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write a source folder: one campaign `thu` with the given files, and a national line."""

    def write(extra: dict[str, str | bytes], *, help_status: str | None = APPROVED) -> Path:
        source = tmp_path / "nguồn"
        content: dict[str, str | bytes] = {"campaign.yml": CAMPAIGN}
        if help_status:
            content["services/cong-an.md"] = POLICE.format(status=help_status)
        for name, text in (content | extra).items():
            path = source / "campaigns" / "thu" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        (source / "docs").mkdir(exist_ok=True)
        return source

    return write


@cache
def _locales(roots: tuple[Path, ...]) -> object:
    report = Report()
    found = load_locales(roots, report)
    assert not list(report)
    return found


@pytest.fixture
def trial(files: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Make:
    """Open a hub whose message `bt01` has the given body, front matter and files."""
    monkeypatch.setattr(hub_module, "load_locales", lambda roots, report: _locales(tuple(roots)))

    def make(
        body: str = "Bà con chia sẻ việc nhà.",
        more: str = "",
        *,
        extra: dict[str, str | bytes] | None = None,
        status: str = APPROVED,
        title: str = "Bài thử",
        kind: str = "messages",
        production: bool = False,
        help_status: str | None = APPROVED,
    ) -> Trial:
        if kind == "messages":
            more += "call_to_action: Hãy cùng làm.\n"
        item = ITEM.format(id="bt01", title=title, status=status, more=more, body=body)
        source = files({f"{kind}/bai-thu.md": item} | (extra or {}), help_status=help_status)
        hub = open_hub(Settings.of(source, date=DATE, production=production, site_url="https://loa.example/"))
        assert not hub.report.errors, [problem.render() for problem in hub.report.errors]
        return Trial(hub, Editions(hub))

    return make
