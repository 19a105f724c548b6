"""A thousand damaged sheets: each ends in a clear report; no number comes out that did not go in."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.errors import LoaError
from loa.exchange.importer import ImportResult, understand_file, write_list
from loa.exchange.understand import Defaults
from loa.hub import Hub
from loa.model.phones import digits

from .hubs import hub_of
from .sheets import HEADER, PLACE, good, workbook

QUICK = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
)
SPARE = "0233 3822 456"


@cache
def _hub() -> tuple[Hub, Path]:
    folder = Path(tempfile.mkdtemp(prefix="loa-fuzz-"))
    return hub_of(folder / "src"), folder


def _import(data: bytes, name: str) -> ImportResult | None:
    """What the importer makes of these bytes; None for a refusal, whose every message must be whole."""
    hub, folder = _hub()
    file = folder / name
    file.write_bytes(data)
    campaign = folder / "src" / "campaigns" / "thu"
    try:
        result = understand_file(file, hub, campaign, Defaults(source="thử"))
        for row in result.rows:
            for problem in row.problems:
                assert problem.render("vi") and problem.render("en")
        written = write_list(result, campaign, skip_refused=True)
    except LoaError as error:
        assert error.problems
        assert all(problem.render("vi") and problem.render("en") for problem in error.problems)
        return None
    if written:
        written.unlink()  # the read-back inside write_list has compared it already
    assert not list(campaign.rglob("*.tmp"))
    return result


def _numbers(result: ImportResult | None) -> list[str]:
    rows = result.rows if result else []
    return [
        phone.number or "" for row in rows if not row.refused and row.fields for phone in row.fields.phones
    ]


_PHONES = st.one_of(
    st.sampled_from(
        [
            "0912345678",
            "912345678",
            "0912 345 678",
            "0912.345.678",
            "113",
            "1900 969 680",
            "+84 912 345 678",
            "84912345678",
            "(0233) 3822 456",
            "0233-3822-456",
            "9.12E+08",
            "0912345678.0",
            "O912345678",
            "'0912345678",
        ]
    ),
    st.text("0123456789 .-+()/;|,\n'O\u00a0\u200b", max_size=24),
    st.text(max_size=12),
)


def _csv(rows: list[list[Any]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@given(st.lists(_PHONES, min_size=1, max_size=4), st.sampled_from(",;\t"))
@settings(QUICK, max_examples=250)
def test_numbers_in_csv_come_out_as_they_went_in(phones: list[str], delimiter: str) -> None:
    rows = [list(HEADER), *([*good(f"Trạm {n}")[:3], phone, *PLACE] for n, phone in enumerate(phones))]
    result = _import(_csv(rows, delimiter), "so.csv")
    for row in result.rows if result else []:
        if row.refused or row.fields is None:
            continue
        source = phones[int(row.title.removeprefix("Trạm "))]
        parts = [
            digits(part.strip().lstrip("'")) for part in re.split(r"[|;,/\n]|hoặc|và|hay", _plain(source))
        ]
        for phone in row.fields.phones:
            assert digits(phone.number or "") in parts, (source, phone.number)


def _plain(text: str) -> str:
    return text.replace("\u200b", "").replace("\r", "\n")


_NUMBERS = st.one_of(
    st.integers(0, 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
    st.sampled_from([912345678, 912345678.0, 2333822456, 113, 18001744, 1900969680]),
)
_FORMATS = st.sampled_from(
    [
        "General",
        "0",
        "#,##0",
        "0000000000",
        "0000 000 000",
        "00000000000",
        "0.00E+00",
        "@",
        '"0"#########',
        "[Red]0000000000",
        "0000000000;-0",
        "yyyy-mm-dd",
        "\\0#########",
    ]
)


@given(st.lists(st.tuples(_NUMBERS, _FORMATS), min_size=1, max_size=4))
@settings(QUICK, max_examples=200)
def test_numbers_in_xlsx_come_out_only_when_the_format_proves_them(cells: list[tuple[float, str]]) -> None:
    _, folder = _hub()
    rows = [list(HEADER), *([*good(f"Trạm {n}")[:3], value, *PLACE] for n, (value, _) in enumerate(cells))]
    forms = {f"D{n + 2}": form for n, (_, form) in enumerate(cells)}
    data = workbook(folder / "made.xlsx", rows, forms).read_bytes()
    result = _import(data, "so.xlsx")
    for row in result.rows if result else []:
        if row.refused or row.fields is None:
            continue
        value, form = cells[int(row.title.removeprefix("Trạm "))]
        for phone in row.fields.phones:
            out = digits(phone.number or "")
            # The same whole number, and a leading zero only where the format writes one.
            assert int(out) == int(value) == value
            assert not out.startswith("0") or form.startswith(("0000", '"0"', "\\0"))


@st.composite
def _mutated(draw: st.DrawFn, base: bytes, times: int = 12) -> bytes:
    """`base` with bytes changed, dropped, doubled and moved."""
    data = bytearray(base)
    for _ in range(draw(st.integers(1, times))):
        if not data:
            break
        at = draw(st.integers(0, len(data) - 1))
        match draw(st.sampled_from("cdimx")):
            case "c":
                data[at] = draw(st.integers(0, 255))
            case "d":
                del data[at : at + draw(st.integers(1, 40))]
            case "i":
                data[at:at] = draw(st.binary(max_size=8))
            case "m":
                data[at:at] = data[: draw(st.integers(1, 60))]
            case _:
                data[at:at] = draw(
                    st.sampled_from([b'"', b";", b",", b"\n", b"\r", b"\0", b"\xff", b"=", b"<!DOCTYPE a>"])
                )
    return bytes(data)


_BASE_CSV = _csv([["DANH SÁCH"], list(HEADER), good("A"), good("B", "0912345678"), good("C")], ",")


@given(_mutated(_BASE_CSV))
@settings(QUICK, max_examples=300)
def test_damaged_csv(data: bytes) -> None:
    # A flipped digit in a file is another number and nobody can tell; but none is made up.
    text = re.sub(rb"\D", b"", data).decode()
    for number in _numbers(_import(data, "hong.csv")):
        assert digits(number).lstrip("+") in text


@cache
def _parts() -> dict[str, bytes]:
    _, folder = _hub()
    file = workbook(
        folder / "base.xlsx", [["DANH SÁCH"], HEADER, good("A"), good("B", "0912345678"), good("C", 113)]
    )
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


@given(st.data())
@settings(QUICK, max_examples=200)
def test_damaged_parts_of_xlsx(data: st.DataObject) -> None:
    parts = _parts()
    name = data.draw(st.sampled_from(sorted(parts)))
    broken = data.draw(_mutated(parts[name]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in parts.items():
            package.writestr(part, broken if part == name else content)
    everything = re.sub(rb"\D", b"", b"".join([broken, *parts.values()])).decode()
    for number in _numbers(_import(out.getvalue(), "hong.xlsx")):
        assert digits(number).lstrip("+") in everything


@cache
def _package() -> bytes:  # made once: a workbook holds the time it was written
    _, folder = _hub()
    return workbook(folder / "goi.xlsx", [HEADER, good("A"), good("B", "0912345678")]).read_bytes()


@given(st.data())
@settings(QUICK, max_examples=150)
def test_damaged_packages(data: st.DataObject) -> None:
    for number in _numbers(_import(data.draw(_mutated(_package())), "goi-hong.xlsx")):
        assert number in (SPARE, "0912345678")


@given(
    st.lists(
        st.lists(st.one_of(st.text(max_size=20), st.sampled_from(HEADER + PLACE)), max_size=9), max_size=12
    )
)
@settings(QUICK, max_examples=150)
def test_any_table_at_all(rows: list[list[str]]) -> None:
    _import(_csv(rows, ";"), "gi-cung-duoc.csv")
