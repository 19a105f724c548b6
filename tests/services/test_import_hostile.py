"""Damaged and hostile files: refused with a reason, never a traceback."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from loa.errors import LoaError
from loa.exchange.importer import campaign_folder, understand_file, write_list
from loa.exchange.sheet import read_sheet
from loa.exchange.understand import Defaults

from .hubs import COLUMNS, hub_of, row
from .imports import numbers, understand
from .sheets import HEADER, good, workbook


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
    with pytest.raises(LoaError, match=r"b\.xlsx: LOA903"):  # the file, no line of it
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


def test_a_formula_without_its_result_is_not_an_empty_cell(tmp_path: Path) -> None:
    with pytest.raises(LoaError, match=r"LOA903.*D2"):
        understand(tmp_path, workbook(tmp_path / "b.xlsx", [HEADER, good(phone='="0912"&"345678"')]))


def test_a_formula_with_its_result_is_read(tmp_path: Path) -> None:
    base = workbook(tmp_path / "base.xlsx", [HEADER, good(phone="0912 345 678")])
    with zipfile.ZipFile(base) as package:
        name = "xl/worksheets/sheet1.xml"
        xml = package.read(name).decode()
    cell = re.search(r'<c r="D2"[^>]*>.*?</c>', xml)
    assert cell
    formula = '<c r="D2" t="str"><f>"0912 345 "&amp;"678"</f><v>0912 345 678</v></c>'
    file = _with_part(tmp_path / "b.xlsx", name, xml.replace(cell[0], formula).encode())
    assert numbers(understand(tmp_path, file).rows[0]) == ["0912 345 678"]
