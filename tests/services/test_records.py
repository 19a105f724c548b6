"""Records that contradict themselves, and what a level takes out of the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from loa.editions import Editions
from loa.errors import Problem, Report
from loa.load import load_private
from loa.model.phones import is_phone, phone_fault

from .hubs import COLUMNS, faults, hub_of, record, row


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ("schedules: T2-T6 17h-8h\n", "LOA610", 18),
        ("schedules:\n  - opens_at: '8:00'\n    closes_at: '26:00'\n", "LOA610", 20),
        ("schedules:\n  - {opens_at: '8:00', closes_at: '7:00'}\n", "LOA610", 18),
        ("schedules: chẳng biết\n", "LOA611", 18),
        ("minimum_age: 30\nmaximum_age: 18\n", "LOA613", 18),
        ("minimum_age: -1\n", "LOA208", 18),
        ("private_home: true\nlevel: public\n", "LOA614", 19),
        ("service_status: temporarily closed\n", "LOA614", 18),
        ("service_status: ngủ\n", "LOA210", 18),
        ("level: bí mật\n", "LOA210", 18),
        ("level: phone-only\naddress: 12 đường Thử\n", "LOA605", 19),
        ("level: phone-only\ncontact_name: Nguyễn Thị Thử\n", "LOA605", 19),
        ("level: phone-only\nalert: Đến nhà bà Thử\n", "LOA615", 19),
        ("level: internal\n", "LOA604", 18),
        ("level: withdrawn\n", "LOA604", 18),
        ("url: javascript:alert(1)\n", "LOA307", 18),
    ],
)
def test_contradictions_have_a_code_and_a_line(tmp_path: Path, more: str, code: str, line: int) -> None:
    assert faults(hub_of(tmp_path, {"services/noi.md": record("sv1", more)})) == [(code, "noi.md", line)]


def test_the_body_of_a_hidden_record_may_not_say_where(tmp_path: Path) -> None:
    hub = hub_of(tmp_path, {"services/noi.md": record("sv1", "level: phone-only\n", "Ở ngõ 12, cổng xanh.")})
    assert [code for code, _, _ in faults(hub)] == ["LOA615"]


@pytest.mark.parametrize("level", ["phone-only", "internal", "withdrawn"])
def test_forbidden_fields_are_not_in_the_model(tmp_path: Path, level: str) -> None:
    more = f"level: {level}\naddress: 12 đường Thử\ncontact_name: Người Thử\n"
    text = "\n".join([COLUMNS + ",address", row("sv2", level=level) + ",12 đường Thử"])
    hub = hub_of(tmp_path, {"services/noi.md": record("sv1", more), "services/bang.csv": text})
    assert "12 đường Thử" not in repr(hub.catalog)
    assert "Người Thử" not in repr(hub.catalog)
    assert len(hub.catalog.services()) == (2 if level == "phone-only" else 0)


def test_ended_services_are_left_out_and_closed_ones_stay_off_paper(tmp_path: Path) -> None:
    national = record("sv1", "service_status: temporarily closed\nalert: Nghỉ đến tháng 12.\n")
    files = {
        "services/a.md": national.replace("[19564]", "[VN]"),
        "services/b.md": record("sv2", "service_status: defunct\n"),
        "services/c.md": record("sv3").replace("[19564]", "[VN]"),
    }
    hub = hub_of(tmp_path, files)
    assert faults(hub) == []
    editions = Editions(hub)
    assert editions.get("sv2", "vi") is None
    assert editions.get("sv1", "vi") is not None
    assert [edition.id for edition in editions.help_lines()] == ["sv3"]


@pytest.mark.parametrize(
    "number",
    [
        "113",
        "1022",
        "1800 1744",
        "1900 969 680",
        "0912 345 678",
        "0912345678",
        "0263.3822.456",
        "(0263) 3822 456",
        "0263-3822-456",
        "+84 912 345 678",
        "024 3333 5599",
    ],
)
def test_numbers_as_printed(number: str) -> None:
    assert is_phone(number)


@pytest.mark.parametrize(
    "number",
    [
        "912345678",
        "912 345 678",
        "84912345678",
        "0912 345 67",
        "0912 345 6789",
        "9.12345678E+08",
        "0912345678.0",
        "0912 345 678 (An)",
        "O912345678",
        "",
        "0263 3822 45",
        "123456",
        "+84 0912 345 678",
        "０９１２345678",
        "0533822456",
        "054 3822 456",
        "+84 73 3822 456",
    ],
)
def test_what_is_no_number(number: str) -> None:
    assert not is_phone(number)


def test_a_fixed_line_of_before_2017_is_refused_with_its_reason() -> None:
    assert "053" in phone_fault("0533822456") and "2017" in phone_fault("0533822456")


# --- the private folder ----------------------------------------------------------------------------------


def _private(folder: Path, files: dict[str, str]) -> tuple[list[str], list[Problem], str]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = Report()
    found = load_private(folder, report)
    return [fields.id for _, fields in found], list(report), repr(found)


def test_private_records_come_without_address_and_name(tmp_path: Path) -> None:
    secret = "level: internal\naddress: 12 đường Thử\ncontact_name: Người Thử\nduty_post: Trưởng thôn\n"
    text = "\n".join([COLUMNS, row("sv2", level="withdrawn")])
    ids, problems, shown = _private(tmp_path, {"noi/a.md": record("sv1", secret), "b.csv": text})
    assert sorted(ids) == ["sv1", "sv2"]
    assert problems == []
    assert "Trưởng thôn" in shown
    assert "12 đường Thử" not in shown
    assert "Người Thử" not in shown


def test_a_private_home_names_no_address_even_here(tmp_path: Path) -> None:
    secret = "level: internal\nprivate_home: true\naddress: 12 đường Thử\n"
    ids, problems, shown = _private(tmp_path, {"a.md": record("sv1", secret)})
    assert ids == ["sv1"]
    assert [problem.code for problem in problems] == ["LOA605"]
    assert "12 đường Thử" not in shown


def test_public_records_do_not_belong_in_the_private_folder(tmp_path: Path) -> None:
    ids, problems, _ = _private(
        tmp_path, {"a.md": record("sv1"), "b.md": record("sv2", "level: phone-only\n")}
    )
    assert ids == []
    assert [problem.code for problem in problems] == ["LOA908", "LOA908"]


def test_a_private_folder_inside_the_public_source_is_refused(tmp_path: Path) -> None:
    report = Report()
    inner = tmp_path / "campaigns" / "private"
    inner.mkdir(parents=True)
    (inner / "a.md").write_text(record("sv1", "level: internal\n"), encoding="utf-8")
    assert load_private(inner, report, (tmp_path / "campaigns",)) == []
    assert [problem.code for problem in report] == ["LOA909"]


def test_a_wrong_name_of_the_private_folder_is_no_empty_one(tmp_path: Path) -> None:
    report = Report()
    assert load_private(tmp_path / "none", report) == []
    assert [problem.code for problem in report] == ["LOA107"]
