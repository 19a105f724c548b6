"""Texts for translators as CSV, for spreadsheets: cells that could run as a formula get an apostrophe."""

from __future__ import annotations

from loa.errors import say
from loa.exchange.tables import to_csv
from loa.exchange.texts.sheets import LANGUAGE, InFile, InRow, OutFile, Unreadable
from loa.load.columns import unguard
from loa.load.servicelists import TableError, read_rows

_CODE, _PLACE, _SOURCE, _HINTS = "Mã", "Chỗ trong bài", "Tiếng Việt", "Gợi ý"


def to_table(out: OutFile) -> bytes:
    """UTF-8 CSV with a byte order mark. A row with a stamp begins each item."""
    target = f"Bản dịch [{out.language}]"
    rows = []
    for item in out.items:
        rows.append({_CODE: item.stamp, _PLACE: item.title})
        rows += [
            {
                _CODE: row.code,
                _PLACE: row.place,
                _SOURCE: row.source,
                target: row.target,
                _HINTS: "\n".join(row.hints),
            }
            for row in item.rows
        ]
    return to_csv(rows, (_CODE, _PLACE, _SOURCE, target, _HINTS))


def read_table(data: bytes) -> InFile:
    """The rows of a table, found by the names of their columns, in whatever order these stand.

    Raises:
        Unreadable: no such table.
    """
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        rows = list(read_rows(text.replace("\r\n", "\n").replace("\r", "\n")))
    except UnicodeDecodeError as error:
        raise Unreadable(say("không phải chữ UTF-8", "it is not UTF-8 text")) from error
    except TableError as error:
        raise Unreadable(str(error)) from error
    names = rows[0].cells if rows else []
    target = next((at for at, name in enumerate(names) if LANGUAGE.search(name)), None)
    if target is None or _CODE not in names or _SOURCE not in names:
        wanted = f"{_CODE}, {_SOURCE}, Bản dịch […]"
        raise Unreadable(say(f"thiếu cột: {wanted}", f"it lacks the columns {wanted}"))
    language = LANGUAGE.search(names[target])
    found = InFile(language[1] if language else "")
    for row in rows[1:]:
        cells = [unguard(cell) for cell in row.cells] + [""] * len(names)
        code = cells[names.index(_CODE)]
        if "@" in code:
            found.stamp(code)
        else:
            found.rows.append(InRow(row.number, code, cells[names.index(_SOURCE)], cells[target]))
    return found
