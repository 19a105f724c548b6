"""What a sheet may not bring in, and that nothing is ever half imported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from loa.errors import LoaError
from loa.exchange.importer import campaign_folder, understand_file, write_list
from loa.exchange.understand import Defaults

from .hubs import faults, hub_of
from .imports import codes, understand
from .sheets import HEADER, good, workbook


def test_trusted_addresses_lose_address_and_name(tmp_path: Path) -> None:
    rows = [
        ["Tên địa chỉ tin cậy", "Chủ nhà", "Địa chỉ", "SĐT", "Xã", "Tỉnh"],
        ["Địa chỉ tin cậy số 3", "Trần Thị Thử", "Số nhà 4, thôn 2", "0912 345 678", "Tà Rụt", "Quảng Trị"],
        ["Nhà bà Lê Thị Thử", "Lê Thị Thử", "Thôn 5", "0912 345 679", "Tà Rụt", "Quảng Trị"],
    ]
    file = workbook(tmp_path / "b.xlsx", rows)
    result = understand(tmp_path, file, service_type="trusted-address")
    first, second = result.rows
    assert not first.refused
    assert first.fields is not None
    assert first.fields.level == "phone-only"
    assert "Số nhà 4" not in repr(first.fields)
    assert codes(second) == ["LOA906"]


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("Mức", "Nội bộ", "LOA907"),
        ("Mức", "bí mật", "LOA210"),
        ("Giờ làm việc", "26h-27h", "LOA610"),
        ("Giờ làm việc", "lúc 8h", "LOA611"),
        ("Tiếng nói", "Kinh, Sao Hỏa", "LOA302"),
        ("Ngày xác minh", "31/2/2026", "LOA209"),
        ("Ngày xác minh", 45000, "LOA904"),
        ("Từ tuổi", "mười", "LOA208"),
        ("Miễn phí", "hình như", "LOA208"),
        ("Loại dịch vụ", "phép màu", "LOA210"),
    ],
)
def test_cells_that_are_not_understood_refuse_the_row(
    tmp_path: Path, header: str, value: Any, code: str
) -> None:
    columns = ["Tên đơn vị", "SĐT", "Xã", "Huyện", header]
    file = workbook(tmp_path / "b.xlsx", [columns, ["Trạm", "113", "Tà Long", "Đakrông", value]])
    defaults = {} if header == "Loại dịch vụ" else {"service_type": "health"}
    [found] = understand(tmp_path, file, **defaults).rows
    assert found.refused
    assert code in codes(found)


def test_the_rest_of_the_record_is_understood(tmp_path: Path) -> None:
    columns = [
        "Tên đơn vị",
        "SĐT",
        "Xã",
        "Loại",
        "Giờ làm việc",
        "Tiếng nói",
        "Ngày xác minh",
        "Miễn phí",
        "Mức",
    ]
    values = [
        "Trạm",
        "113",
        "19564",
        "Công an",
        "24/24",
        "Kinh, Ê Đê",
        dt.datetime(2026, 11, 1),
        "Có",
        "Công khai",
    ]
    [found] = understand(tmp_path, workbook(tmp_path / "b.xlsx", [columns, values])).rows
    assert codes(found) == []
    fields = found.fields
    assert fields is not None
    assert fields.service_type == "police"
    assert fields.schedules[0].always
    assert fields.languages == ("vi", "rad")
    assert fields.assured_date == dt.date(2026, 11, 1)
    assert fields.free is True
    assert fields.status == "draft"


# --- writing -----------------------------------------------------------------------------------------


def _three(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "Danh sách.xlsx", [HEADER, good("A"), good("B", 912345678), good("C", "chưa có")]
    )


def test_one_refused_row_writes_nothing(tmp_path: Path) -> None:
    hub = hub_of(tmp_path / "src")
    campaign = campaign_folder(hub, "thu")
    before = sorted(tmp_path.rglob("*"))
    file = _three(tmp_path)
    result = understand_file(file, hub, campaign, Defaults(source="x"))
    assert [r.refused for r in result.rows] == [False, True, True]
    assert write_list(result, campaign) is None
    assert sorted(tmp_path.rglob("*")) == sorted([*before, file])


def test_skipping_writes_exactly_what_was_understood(tmp_path: Path) -> None:
    hub = hub_of(tmp_path / "src")
    campaign = campaign_folder(hub, "thu")
    result = understand_file(_three(tmp_path), hub, campaign, Defaults(source="+cộng"))
    written = write_list(result, campaign, skip_refused=True)
    assert written is not None
    assert [path.name for path in (campaign / "services").iterdir()] == ["danh-sach.csv"]
    again = hub_of(tmp_path / "src")
    assert [code for code, _, _ in faults(again)] == ["LOA617", "LOA617"]
    [(_, fields)] = again.catalog.services()
    assert fields == result.rows[0].fields
    assert fields.sources[0].title == "+cộng"
    assert "'+cộng" in written.read_text(encoding="utf-8-sig")


def test_the_same_sheet_again_is_refused_row_by_row(tmp_path: Path) -> None:
    file = workbook(tmp_path / "b.xlsx", [HEADER, good("A"), good("B"), good("A")])
    hub = hub_of(tmp_path / "src")
    campaign = campaign_folder(hub, None)
    result = understand_file(file, hub, campaign, Defaults(source="x"))
    assert "LOA905" in codes(result.rows[2])
    assert write_list(result, campaign, skip_refused=True)
    again = understand_file(file, hub_of(tmp_path / "src"), campaign, Defaults(source="x"))
    assert [set(codes(r)) for r in again.rows] == [{"LOA905"}] * 3


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = hub_of(tmp_path / "src")
    campaign = campaign_folder(hub, None)
    result = understand_file(
        workbook(tmp_path / "b.xlsx", [HEADER, good()]), hub, campaign, Defaults(source="x")
    )

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(LoaError, match="LOA708"):
        write_list(result, campaign)
    assert list((campaign / "services").iterdir()) == []
