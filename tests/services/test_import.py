"""Sheets of officials: what is understood, what is refused, and that nothing is ever half imported."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from loa.errors import LoaError
from loa.exchange.importer import ImportResult, campaign_folder, understand_file, write_list
from loa.exchange.numbers import phones_in
from loa.exchange.sheet import Cell, read_sheet
from loa.exchange.understand import Defaults, RowResult

from .hubs import COLUMNS, faults, hub_of, row
from .sheets import HEADER, PLACE, good, workbook


def understand(folder: Path, file: Path, **defaults: Any) -> ImportResult:
    hub = hub_of(folder / "src")
    return understand_file(
        file, hub, campaign_folder(hub, None), Defaults(**{"source": file.name, **defaults})
    )


def one(folder: Path, cells: list[Any], formats: dict[str, str] | None = None, **defaults: Any) -> RowResult:
    result = understand(folder, workbook(folder / "bang.xlsx", [HEADER, cells], formats), **defaults)
    [found] = result.rows
    return found


def codes(result: RowResult) -> list[str]:
    return [problem.code for problem in result.problems]


def numbers(result: RowResult) -> list[str | None]:
    assert result.fields is not None
    return [phone.number for phone in result.fields.phones]


# --- tables ----------------------------------------------------------------------------------------------


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


# --- phones ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "form", "wanted"),
    [
        ("0233 3822 456", None, ["0233 3822 456"]),
        ("0233.3822.456", None, ["0233.3822.456"]),
        ("'0912345678", None, ["0912345678"]),
        ("\u202a0912 345\u00a0678\u202c", None, ["0912 345 678"]),
        ("0912345678 / 0233.3822.456", None, ["0912345678", "0233.3822.456"]),
        ("0912345678\n113", None, ["0912345678", "113"]),
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


def test_one_bad_number_of_two_refuses_the_row(tmp_path: Path) -> None:
    assert one(tmp_path, good(phone="0912345678; 912345678")).refused


def test_padding_is_only_what_the_format_shows() -> None:
    assert phones_in(Cell("912345678", 912345678, "0000000000"))[0] == ["0912345678"]
    assert phones_in(Cell("912345678", 912345678, "00000000000"))[0] == []  # 00912345678 is no number


# --- places ----------------------------------------------------------------------------------------------


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


# --- what may not come in --------------------------------------------------------------------------------


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


# --- writing ---------------------------------------------------------------------------------------------


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


# --- hostile files ---------------------------------------------------------------------------------------


def _with_part(path: Path, name: str, data: bytes) -> Path:
    base = workbook(path.with_suffix(".base.xlsx"), [HEADER, good()])
    with zipfile.ZipFile(base) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return path


def test_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("BÍ MẬT", encoding="utf-8")
    xml = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><worksheet>&e;</worksheet>'.encode()
    for name in (
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "docProps/app.xml",
        "[Content_Types].xml",
    ):
        file = _with_part(tmp_path / "b.xlsx", name, xml)
        with pytest.raises(LoaError, match="XML"):
            read_sheet(file)
        utf16 = _with_part(tmp_path / "b.xlsx", name, xml.decode().encode("utf-16"))
        with pytest.raises(LoaError, match="LOA903"):
            read_sheet(utf16)


def test_bombs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LoaError, match="nở ra"):
        read_sheet(_with_part(tmp_path / "b.xlsx", "xl/media/a.bin", b"\0" * 61_000_000))
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(LoaError, match="XML"):
        read_sheet(_with_part(tmp_path / "b.xlsx", "xl/styles.xml", laughs))


def test_too_many_rows_columns_and_letters(tmp_path: Path) -> None:
    far = tmp_path / "far.csv"
    far.write_text("Tên,SĐT\n" + "a,113\n" * 20_001, encoding="utf-8")
    wide = workbook(tmp_path / "wide.xlsx", [["x"] * 150])
    long = workbook(tmp_path / "long.xlsx", [["x" * 3000]])
    for file in (far, wide, long):
        with pytest.raises(LoaError, match="LOA903"):
            read_sheet(file)


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    base = workbook(tmp_path / "b.xlsx", [HEADER, good()])
    with zipfile.ZipFile(base) as package:
        xml = package.read("xl/worksheets/sheet1.xml").replace(
            b'<dimension ref="A1:G2"', b'<dimension ref="A1"'
        )
    assert b'ref="A1"' in xml
    assert len(read_sheet(_with_part(tmp_path / "c.xlsx", "xl/worksheets/sheet1.xml", xml)).rows) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04" + b"\0" * 100,
        b"\xd0\xcf\x11\xe0" + b"\0" * 512,
        b"\xff\xfe\x00",
        b"\x00\x01\x02",
        "Tên,SĐT\n".encode("cp1258", "replace"),
        b'Ten,SDT\n"open',
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "b.xlsx"
    file.write_bytes(data)
    with pytest.raises(LoaError, match="LOA903"):
        understand(tmp_path, file)
    with pytest.raises(LoaError, match="LOA903"):
        read_sheet(tmp_path / "none.xlsx")


def test_the_first_visible_sheet_is_read(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Ẩn"  # type: ignore[union-attr]
    book.active.sheet_state = "hidden"  # type: ignore[union-attr]
    book.create_sheet("Hiện").append(["Tên"])
    book.save(tmp_path / "b.xlsx")
    sheet = read_sheet(tmp_path / "b.xlsx")
    assert (sheet.name, sheet.others) == ("Hiện", ("Ẩn",))


def test_lists_of_the_campaign_still_load_beside_an_import(tmp_path: Path) -> None:
    text = "\n".join([COLUMNS, row("sv1")])
    hub = hub_of(tmp_path / "src", {"services/cu.csv": text})
    campaign = campaign_folder(hub, None)
    file = workbook(tmp_path / "b.xlsx", [HEADER, good()])
    assert write_list(understand_file(file, hub, campaign, Defaults(source="x")), campaign)
    assert len(hub_of(tmp_path / "src").catalog.services()) == 2
