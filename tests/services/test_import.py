"""Sheets of officials: headers, numbers and places as people write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from loa.errors import LoaError
from loa.exchange.numbers import phones_in
from loa.exchange.sheet import Cell

from .imports import codes, numbers, one, understand
from .sheets import HEADER, PLACE, good, workbook


def test_titles_merged_headers_and_numbered_columns(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["UBND TỈNH QUẢNG TRỊ"],
        ["DANH SÁCH NƠI GIÚP ĐỠ NĂM 2025"],
        [],
        ["Tỉnh", "STT", "Liên hệ", None, "Tên đơn vị", "Huyện", "Loại hình", "Xã", "Ghi chú"],
        [None, None, "Người phụ trách", "SĐT"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        [
            "Quảng Trị",
            1,
            "Nguyễn Văn Thử",
            "0233 3822 456",
            "Trạm thử",
            "Đakrông",
            "Y tế",
            "Tà Long",
            "gần chợ",
        ],
        [None, "I. Mục hai"],
    ]
    result = understand(tmp_path, workbook(tmp_path / "b.xlsx", rows, merge="A1:I1 C4:D4 A4:A5 E4:E5"))
    assert result.columns["SĐT"] == "phones"
    assert result.unused == ("STT", "Ghi chú")
    [found] = result.rows
    assert not found.refused
    assert found.number == 7
    assert numbers(found) == ["0233 3822 456"]
    assert found.fields is not None
    assert found.fields.area == ("19564",)
    assert "Nguyễn Văn Thử" not in repr(found.fields)
    assert any("không chép: contact_name" in note for note in found.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_excel_saves_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "bang.csv"
    lines = [["DANH SÁCH, NĂM 2025"], [name.replace("\n", " ") for name in HEADER], list(map(str, good()))]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    file.write_bytes(text.encode(encoding))
    [found] = understand(tmp_path, file).rows
    assert numbers(found) == ["0233 3822 456"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["chỉ có tên"]],
        [["Tên đơn vị", "Tên cơ sở", "SĐT"], ["a", "b", "113"]],
        [["Tên đơn vị", "SĐT"]],
    ],
)
def test_sheets_without_a_table(tmp_path: Path, rows: list[list[Any]]) -> None:
    with pytest.raises(LoaError, match="LOA903"):
        understand(tmp_path, workbook(tmp_path / "b.xlsx", rows))


# --- phones ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "form", "wanted"),
    [
        ("0233 3822 456", None, ["0233 3822 456"]),
        ("0233.3822.456", None, ["0233.3822.456"]),
        ("'0912345678", None, ["0912345678"]),
        ("\u202a0912 345\u00a0678\u202c", None, ["0912 345 678"]),
        ("0912345678 / 0233.3822.456", None, ["0912345678", "0233.3822.456"]),
        ("0912345678\n113", None, ["0912345678", "113"]),
        ("0912345678 và 113", None, ["0912345678", "113"]),
        (912345678, "0000000000", ["0912345678"]),
        (912345678.0, "0000 000 000", ["0912 345 678"]),
        (912345678, '"0"#########', ["0912345678"]),
        (912345678, "\\0000000000", ["0912345678"]),
        (2333822456, "00000000000", ["02333822456"]),
        (113, None, ["113"]),
        (18001744.0, "0", ["18001744"]),
    ],
)
def test_a_number_comes_out_as_it_went_in(
    tmp_path: Path, value: Any, form: str | None, wanted: list[str]
) -> None:
    found = one(tmp_path, good(phone=value), {"D2": form} if form else None)
    assert codes(found) == []
    assert numbers(found) == wanted


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (912345678, None),
        (912345678.0, "0"),
        (912345678, "#,##0"),
        (912345678, "0.00E+00"),
        (912345678, "000000"),
        (2333822456, "General"),
        (84912345678, None),
        (912345678.5, None),
        (dt.time(7, 30), None),
        ("0233 3822 456 (máy lẻ 12)", None),
        ("0912345678 0987654321", None),
        ("０９１２３４５６７８", None),
        ("O912345678", None),
        ("+84(0)912345678", None),
        ("0084912345678", None),
        ("912,345,678", None),
        ("\u202e8765432190", None),
        ("0912 \u2067345 678", None),
        (9.12e30, None),
        (-113, None),
        (True, None),
        (dt.datetime(2026, 1, 1), None),
        ("912345678", None),
        ("9,12346E+08", None),
        ("912345678.0", None),
        ("0912 345 678 (bà Thử)", None),
        ("O912345678", None),
        ("0912 345 678 máy lẻ 12", None),
        ("0912345678 0233382245", None),
        ("chưa có", None),
    ],
)
def test_a_number_that_may_have_changed_is_refused(tmp_path: Path, value: Any, form: str | None) -> None:
    found = one(tmp_path, good(phone=value), {"D2": form} if form else None)
    assert found.refused
    assert "LOA900" in codes(found)
    assert not found.fields or not found.fields.phones


@pytest.mark.parametrize("cell", ["0912345678; 912345678", "0233.3822.456/105", "0233 3822 456, 12"])
def test_one_bad_number_of_two_refuses_the_row(tmp_path: Path, cell: str) -> None:
    """A short number after a slash or comma may be an extension: dialled alone it reaches somebody else."""
    found = one(tmp_path, good(phone=cell))
    assert found.refused and "LOA900" in codes(found)


def test_padding_is_only_what_the_format_shows() -> None:
    assert phones_in(Cell("912345678", 912345678, "0000000000"))[0] == ["0912345678"]
    assert phones_in(Cell("912345678", 912345678, "00000000000"))[0] == []  # 00912345678 is no number


# --- places ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (PLACE, ("19564",)),
        (("Xã Đa Krông", "Đakrông", "tỉnh Quảng Trị"), ("19564",)),
        (("xã Tà Long, huyện Đakrông, tỉnh Quảng Trị", None, None), ("19564",)),
        (("TT Krông Klang", "Đa Krông", None), ("19555",)),
        (("Tà Rụt; Ba Lòng", None, "Quảng Trị"), ("19588", "19567")),
        ((None, "Huyện Đakrông", "Quảng Trị"), ("19555", "19564", "19567", "19588", "19594")),
        ((None, None, "Quảng Bình"), ("44",)),
        (("cả nước", None, None), ("VN",)),
        (("19564", None, None), ("19564",)),
        ((19564, None, None), ("19564",)),
    ],
)
def test_places_of_today_and_before(tmp_path: Path, place: tuple[Any, ...], wanted: tuple[str, ...]) -> None:
    found = one(tmp_path, good(place=place))
    assert codes(found) == []
    assert found.fields is not None
    assert found.fields.area == wanted


@pytest.mark.parametrize(
    ("place", "code", "named"),
    [
        (("Phường Ngọc Hà", "Quận Ba Đình", "Hà Nội"), "LOA901", "Phường Ba Đình"),
        ((None, None, "Tiền Giang"), "LOA901", "Đồng Tháp"),
        (("Xã Không Có", "Đakrông", "Quảng Trị"), "LOA902", "Xã Không Có"),
        (("Tà Long", "Đakrông", "Hà Nội"), "LOA902", "Tà Long"),
        (("Tà Long", "Hướng Hóa", "Quảng Trị"), "LOA902", "19564"),
        ((None, None, "Sao Hỏa"), "LOA902", "Sao Hỏa"),
        ((None, None, None), "LOA904", "area"),
        ((4, None, None), "LOA901", "4"),
    ],
)
def test_places_that_are_not_certain_are_refused(
    tmp_path: Path, place: tuple[Any, ...], code: str, named: str
) -> None:
    found = one(tmp_path, good(place=place))
    assert found.refused
    assert code in codes(found)
    assert named in " ".join(problem.render("vi") for problem in found.problems)


def test_the_importer_may_name_the_province_of_the_list(tmp_path: Path) -> None:
    from loa.places_search import find_province

    rows = [["Tên đơn vị", "SĐT", "Loại", "Xã"], ["Trạm", "113", "Y tế", "xã Hòa Bình"]]
    file = workbook(tmp_path / "b.xlsx", rows)
    assert understand(tmp_path, file).rows[0].refused
    [found] = understand(tmp_path, file, province=find_province("Cà Mau").places).rows
    assert found.fields is not None
    assert found.fields.area == ("31891",)


def test_a_code_that_contradicts_its_name(tmp_path: Path) -> None:
    rows = [["Tên đơn vị", "SĐT", "Loại", "Xã", "Mã xã"], ["Trạm", "113", "Y tế", "Tà Long", "19588"]]
    [found] = understand(tmp_path, workbook(tmp_path / "b.xlsx", rows)).rows
    assert "LOA904" in codes(found)
