"""`loa new`: whatever it writes teaches by example and passes the check; a new year begins without old approvals."""

from __future__ import annotations

import datetime as dt
import importlib
import json
from pathlib import Path

import pytest
import tiny

from loa.hub import Hub, Settings, open_hub
from loa.model.kinds import KINDS
from loa.renew import a_year_later, next_title

OLD = """title: Tháng hành động 2025
summary: Tóm tắt.
status: approved
approved_by: Người duyệt thử nghiệm
approved_on: 2025-11-01
theme: Chủ đề cũ
start: 2025-11-15
end: 2025-12-15
localities: ["01", 66]
slogans:
  - Việc nhà là việc chung
"""
TASKS = """# Việc của xã
status: approved
approved_by: Người duyệt thử nghiệm
approved_on: 2025-11-01
tasks:
  - id: in-to-roi
    title: In tờ rơi
    weeks_before: 2
  - id: bao-cao
    title: Gửi báo cáo
    due: 2025-12-20
"""


def new(source: Path, *arguments: str, capsys: pytest.CaptureFixture[str]) -> Path:
    """What `loa new` has written."""
    assert importlib.import_module("scripts.new").main([*arguments, "--source", str(source), "--json"]) == 0
    return Path(json.loads(capsys.readouterr().out)["path"])


def hub(source: Path) -> Hub:
    return open_hub(Settings.of(source, date=tiny.DATE), tiny.PROJECT)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_new_file_passes_the_check_and_explains_itself(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tiny.write(tmp_path, {})
    path = new(source, kind, "--title", 'Bài: "thử" đầu tiên', capsys=capsys)
    assert path.name == "bai-thu-dau-tien.md"
    text = path.read_text(encoding="utf-8")
    assert "# Tên bài\n" in text and "status: draft" in text
    assert hub(source).report.errors == []
    again = new(source, kind, "--title", 'Bài: "thử" đầu tiên', capsys=capsys)
    assert again != path and len({item.id for item in hub(source).catalog.items()}) == 2
    assert hub(source).report.errors == []


def test_a_new_campaign_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tiny.write(tmp_path, {})
    path = new(source, "campaign", "--title", "Tháng hành động 2027", "--start", "15/11/2027", capsys=capsys)
    assert path.parent.name == "thang-hanh-dong-2027"
    assert hub(source).report.errors == []
    assert hub(source).catalog.campaigns["thang-hanh-dong-2027"].fields.start == dt.date(2027, 11, 15)


def test_last_year_s_campaign_begins_anew_as_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "Đọc [chuyện](../stories/chuyen.md), [bài kia](hai.md) và [luật](../../thu/laws/l.md).\n"
    story = tiny.item(tiny.APPROVED + "consent:\n  composite: true\n", identifier="ch1").replace(
        "call_to_action: Chia việc.\n", ""
    )
    law = (
        "---\nid: vb1\ntitle: Luật\nsummary: Luật.\nnumber: 1\ndocument_type: law\nissuer: Quốc hội\n"
        "legal_status: unconfirmed\n---\nLuật.\n"
    )
    source = tiny.write(
        tmp_path,
        {
            "thang-2025/campaign.yml": OLD,
            "thang-2025/tasks.yml": TASKS,
            "thang-2025/messages/mot.md": tiny.item(tiny.APPROVED + "# Ghi chú\n", body, "tg1"),
            "thang-2025/messages/mot.km.md": tiny.variant(tiny.APPROVED),
            "thang-2025/messages/hai.md": tiny.item("", "Hai.\n", "tg2"),
            "thang-2025/stories/chuyen.md": story,
            "thu/laws/l.md": law,
        },
    )
    path = new(source, "campaign", "--from", "thang-2025", capsys=capsys)
    assert path.parent.name == "thang-hanh-dong-2026"
    text = path.read_text(encoding="utf-8")
    assert (
        "localities:\n  - '01'\n  - 66\n" in text
        and "# Khẩu hiệu\nslogans:\n  - Việc nhà là việc chung\n" in text
    )
    found = hub(source)
    assert [problem for problem in found.report.errors if "2026" in problem.path] == []
    made = found.catalog.campaigns["thang-hanh-dong-2026"]
    assert (made.fields.start, made.fields.end, made.fields.theme) == (
        dt.date(2026, 11, 15),
        dt.date(2026, 12, 15),
        None,
    )
    assert made.tasks and [task.id for task in made.tasks.fields.tasks] == ["in-to-roi"]
    assert {item.kind.name for item in made.items} == {"message"} and len(made.items) == 2
    assert len({item.id for item in found.catalog.items()}) == 6
    for file in path.parent.rglob("*"):
        assert file.is_dir() or "Người duyệt thử nghiệm" not in file.read_text(encoding="utf-8")
    one = (path.parent / "messages" / "mot.md").read_text(encoding="utf-8")
    assert "(../../thang-2025/stories/chuyen.md)" in one and "(hai.md)" in one and "# Ghi chú" in one


def test_a_title_without_a_year_gets_a_folder_of_the_next_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tiny.write(tmp_path, {"thang-2025/campaign.yml": tiny.CAMPAIGN})
    path = new(source, "campaign", "--from", "thang-2025", capsys=capsys)
    assert path.parent.name == "thang-2026"


def test_an_existing_campaign_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tiny.write(tmp_path, {"thang-2025/campaign.yml": OLD})
    with pytest.raises(SystemExit) as refused:
        new(source, "campaign", "--title", "Tháng 2025", capsys=capsys)
    assert refused.value.code == 2
    assert (source / "thang-2025" / "campaign.yml").read_text(encoding="utf-8") == OLD


def test_years_go_on() -> None:
    assert next_title("Tháng 2025, mục tiêu 12025 và 2030") == "Tháng 2026, mục tiêu 12025 và 2031"
    assert a_year_later(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert a_year_later(None) is None
