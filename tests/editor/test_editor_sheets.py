"""Texts for the air, facts, plans and tasks in the editor: the same forms, one file of fields at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from editor_support import ITEM, Desk, desk
from test_splice import lines_of

FACTS = """# Số dùng chung
so-goi:   # số thử
  value: "111"
  kind: phone
  about: thử
  source: thử
  confidence: H
  checked: 2026-01-01
so-khac:
  value: "5"
  about: thử
  source: thử
  confidence: H
  checked: 2026-01-01
"""
TASKS = """tasks:
  # trước ngày mở đầu
  - id: hop
    title: Họp
    weeks_before: 2
"""
PLAN = """start: 2026-11-16
sessions:
  sáng: 5h30
languages:
  "66": [vi, rad]
programmes:
  - {week: 1, day: mon, session: sáng, item: tg1}
"""
SHARED, OWN = "campaigns/facts.yml", "campaigns/thu/facts.yml"
AIR = ITEM.replace(".md", ".radio.md")


@pytest.fixture
def made(tmp_path: Path) -> Desk:
    files: dict[str, str | bytes] = {
        "facts.yml": FACTS,
        "thu/facts.yml": FACTS.replace("so-", "rieng-"),
        "thu/tasks.yml": TASKS,
        "thu/plan.yml": PLAN,
    }
    found = desk(tmp_path)
    tiny.write(tmp_path, {"thu/campaign.yml": tiny.CAMPAIGN + "start: 2026-11-15\n", **files})
    return found


@pytest.mark.parametrize(("path", "name"), [(SHARED, "so-goi"), (OWN, "rieng-goi")])
def test_a_fact_is_changed_in_its_own_lines(made: Desk, path: str, name: str) -> None:
    file = made.folder.joinpath(*path.split("/")[1:])
    before = file.read_text(encoding="utf-8")
    form = made.form(f"{path}#{name}")
    assert form["value"] == "111"
    answer = made.post({**form, "value": "112", "unit": "số"}, f"{path}#{name}")
    assert answer.status_code == 303
    assert lines_of(before, file.read_text(encoding="utf-8")) == [
        '-   value: "111"',
        '+   value: "112"',
        "+   unit: số",
    ]


def test_a_new_fact_needs_a_name_that_texts_can_write(made: Desk) -> None:
    asked = made.client.get(f"/sua/bai?tep={SHARED}&muc=so-moi", base_url="http://127.0.0.1:8123")
    assert asked.status_code == 303
    form = {"value": "7", "about": "thử", "source": "thử", "confidence": "H", "checked": "2026-01-01"}
    assert made.post({**made.form(f"{SHARED}#so-moi"), **form}, f"{SHARED}#so-moi").status_code == 303
    assert made.hub().catalog.facts["so-moi"].value == "7"
    for path in (SHARED, f"{SHARED}#", f"{SHARED}#Số mới", f"{SHARED}#../x", f"{ITEM}#so-goi"):
        assert made.get(path).status_code == 404, path


def test_the_fault_of_a_fact_stands_at_its_field_and_nothing_is_written(made: Desk) -> None:
    before = (made.folder / "facts.yml").read_bytes()
    answer = made.post({**made.form(f"{SHARED}#so-goi"), "checked": "hôm qua"}, f"{SHARED}#so-goi")
    assert answer.status_code == 422
    assert 'id="loi-checked-1"' in answer.get_data(as_text=True)
    assert (made.folder / "facts.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "field", "value", "line"),
    [
        ("tasks.yml", "tasks.0.title", "Họp xã", "+     title: Họp xã"),
        ("plan.yml", "start", "2026-11-17", "+ start: 2026-11-17"),
        ("plan.yml", "languages", "66 = rad, vi", '+   "66": [rad, vi]'),
    ],
)
def test_tasks_and_plans_keep_their_comments(
    made: Desk, name: str, field: str, value: str, line: str
) -> None:
    path, file = f"campaigns/thu/{name}", made.folder / "thu" / name
    before = file.read_text(encoding="utf-8")
    assert made.post({**made.form(path), field: value}, path).status_code == 303
    changes = lines_of(before, file.read_text(encoding="utf-8"))
    assert len(changes) == 2 and changes[1] == line


def test_rows_are_found_by_what_they_say_and_faults_by_a_link(made: Desk) -> None:
    path = "campaigns/thu/plan.yml"
    page = made.get(path).get_data(as_text=True)
    assert "1. Tuần 1 · thứ hai · sáng · Việc nhà" in page
    wrong = {"sessions": "sáng = 25h", "programmes.0.day": "hôm nao"}
    answer = made.post({**made.form(path), **wrong}, path).get_data(as_text=True)
    for name in ("sessions", "programmes.0.day"):
        assert f'href="#o-{name}"' in answer and f'id="o-{name}"' in answer and f'id="loi-{name}-1"' in answer
    assert '<details class="row" open>' in answer


def test_a_text_for_the_air_is_begun_beside_its_article(made: Desk) -> None:
    page = made.get(AIR).get_data(as_text=True)
    assert "Cả nhà cùng làm." in page, "the article stands beside it"
    assert "Tôi đã so bản dịch" not in page
    assert made.post({**made.form(AIR), "body": "Bà con ơi, cả nhà cùng làm."}, AIR).status_code == 303
    file = made.folder / "thu" / "messages" / "viec-nha.radio.md"
    assert file.read_text(encoding="utf-8") == "---\nstatus: draft\n---\nBà con ơi, cả nhà cùng làm.\n"
    (item,) = [item for item in made.hub().catalog.items() if item.id == "tg1"]
    assert "vi" in item.spoken
    for path in (
        "campaigns/thu/messages/khong.radio.md",
        "docs/index.radio.md",
        ITEM.replace(".md", ".xx.radio.md"),
    ):
        assert made.get(path).status_code == 404, path


def test_the_overview_leads_to_all_of_them(made: Desk) -> None:
    page = made.client.get("/sua/", base_url="http://127.0.0.1:8123").get_data(as_text=True)
    for name in ("facts.yml%23so-goi", "thu/facts.yml%23rieng-goi", "thu/plan.yml", "thu/tasks.yml"):
        assert (
            f"/sua/bai?tep=campaigns%2F{name.replace('/', '%2F')}" in page or f"campaigns/{name}" in page
        ), name
