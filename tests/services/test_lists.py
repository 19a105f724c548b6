"""Bulk lists: the same items as Markdown, every fault with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from loa.model.services import ServiceFields

from .hubs import COLUMNS, faults, hub_of, record, row


def _service(folder: Path, files: dict[str, str]) -> ServiceFields:
    hub = hub_of(folder, files)
    assert faults(hub) == []
    [(_, fields)] = hub.catalog.services()
    return fields


def test_a_row_and_a_file_give_the_same_record(tmp_path: Path) -> None:
    text = "\n".join([COLUMNS + ",sensitive", row("sv1") + ",true"])
    from_list = _service(tmp_path / "list", {"services/bang.csv": text})
    from_file = _service(tmp_path / "file", {"services/noi.md": record("sv1")})
    assert from_list == from_file


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_vietnamese_headers_and_delimiters(tmp_path: Path, delimiter: str, mark: str) -> None:
    header = [
        "Mã",
        "TÊN DỊCH VỤ",
        "Mô tả",
        "Loại dịch vụ",
        "Đơn vị quản lý",
        "SĐT",
        "Mã xã",
        "Ngày xác minh",
        "Hạn xác minh lại",
        "Nguồn",
        "Miễn phí",
        "Giờ làm việc",
        "Giấy tờ",
        "Tuổi từ",
    ]
    cells = [
        "sv1",
        "Nơi thử",
        "Thử.",
        "Trợ giúp pháp lý",
        "Trung tâm",
        "0233 3822 456 | 113",
        "19564|19567",
        "1/11/2026",
        "1/2/2027",
        "Thử",
        "có",
        "T2-T6 8h-17h",
        "không cần",
        "16",
    ]
    text = mark + delimiter.join(header) + "\r\n" + delimiter.join(cells) + "\r\n"
    fields = _service(tmp_path, {"services/bang.csv": text})
    assert fields.service_type == "legal"
    assert [phone.number for phone in fields.phones] == ["0233 3822 456", "113"]
    assert fields.area == ("19564", "19567")
    assert fields.free is True
    assert fields.required_documents == ()
    assert fields.minimum_age == 16
    assert fields.schedules[0].opens_at == "08:00"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"area": "99999"}, "LOA301"),
        ({"service_type": "bệnh"}, "LOA210"),
        ({"phones": "912345678"}, "LOA603"),
        ({"phones": "000 000 0001"}, "LOA602"),
        ({"level": "internal"}, "LOA604"),
        ({"area": "44|19564"}, "LOA612"),
        ({"area": "19564|19564"}, "LOA612"),
        ({"assured_date": "31/2/2026"}, "LOA209"),
        ({"title": ""}, "LOA207"),
        ({"id": "X"}, "LOA212"),
        ({"assured_date": ""}, "LOA606"),
        ({"assured_date": "", "status": "draft"}, "LOA617"),
    ],
)
def test_faults_carry_the_row(tmp_path: Path, change: dict[str, str], code: str) -> None:
    text = "\n".join([COLUMNS, row("sv1"), "", row("sv2", **change)])
    assert faults(hub_of(tmp_path, {"services/bang.csv": text})) == [(code, "bang.csv", 4)]


def test_two_rows_and_a_file_with_one_id(tmp_path: Path) -> None:
    text = "\n".join([COLUMNS, row("sv1"), row("sv1"), row("sv2")])
    hub = hub_of(tmp_path, {"services/bang.csv": text, "services/noi.md": record("sv2")})
    assert sorted(faults(hub)) == [("LOA213", "bang.csv", 3), ("LOA213", "bang.csv", 4)]
    assert "bang.csv:2" in next(iter(hub.report)).render()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "LOA616", 1),
        ("id,ten gi do\nsv1,x", "LOA206", 1),
        ("id,id\nsv1,sv2", "LOA204", 1),
        ("id,commune\nsv1,Tà Long", "LOA206", 1),
        (COLUMNS + "\n" + row("sv1") + ",thừa", "LOA616", 2),
        ('id,title\n"sv1,x', "LOA616", 0),
    ],
)
def test_lists_that_cannot_be_read(tmp_path: Path, text: str, code: str, line: int) -> None:
    assert (code, "bang.csv", line) in faults(hub_of(tmp_path, {"services/bang.csv": text}))


def test_a_list_that_is_not_utf8(tmp_path: Path) -> None:
    hub_of(tmp_path)
    path = tmp_path / "campaigns" / "thu" / "services" / "bang.csv"
    path.parent.mkdir()
    path.write_bytes("id,title\nsv1,Địa chỉ".encode("utf-16"))
    assert ("LOA101", "bang.csv", 1) in faults(hub_of(tmp_path))


def test_a_record_of_phones_alone_needs_one(tmp_path: Path) -> None:
    text = "\n".join([COLUMNS, row("sv1", level="phone-only", phones="")])
    assert faults(hub_of(tmp_path, {"services/bang.csv": text})) == [("LOA614", "bang.csv", 2)]
