"""The exchange files as other programs read them: translate-toolkit (what Weblate uses), polib, python-docx, csv."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import parcel
import polib
import pytest
import tiny
from docx.oxml.ns import qn
from parcel import FILES
from translate.storage import po as toolkit_po
from translate.storage import xliff2

from loa.exchange.texts.formats import FORMATS
from loa.exchange.texts.sheets import OutFile
from loa.hub import Hub

GLOSSARY = "status: draft\nterms:\n  việc nhà: ការងារផ្ទះ\n"


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return tiny.opened(tmp_path, {**FILES, "locales/km/glossary.yml": GLOSSARY})


@pytest.fixture
def out(hub: Hub) -> OutFile:
    return parcel.answered(parcel.sent(hub, "tg1"))


def made(hub: Hub, out: OutFile, name: str) -> bytes:
    data = FORMATS[name](out, hub.locale("km"), parcel.DATE)
    assert data == FORMATS[name](out, hub.locale("km"), parcel.DATE)
    return data


def test_xliff_is_read_by_the_translators_toolkit(hub: Hub, out: OutFile) -> None:
    store = xliff2.Xliff2File.parsestring(made(hub, out, "xliff"))
    units = [unit for unit in store.units if unit.istranslatable()]
    assert (store.sourcelanguage, store.targetlanguage) == ("vi", "km")
    assert len(units) == len(out.items[0].rows) and all(unit.istranslated() for unit in units)


def test_po_is_read_by_the_translators_toolkit(hub: Hub, out: OutFile) -> None:
    data = made(hub, out, "po")
    store = toolkit_po.pofile.parsestring(data)
    units = [unit for unit in store.units if not unit.isheader()]
    rows = out.items[0].rows
    assert [(u.getcontext(), str(u.source), str(u.target)) for u in units] == [
        (row.code, row.source, row.target) for row in rows
    ]
    entry = next(entry for entry in polib.pofile(data.decode()) if "{{so-goi}}" in entry.msgid)
    assert entry.flags == ['placeholders:"{{so-goi}}"']


def test_a_guess_of_a_program_is_no_translation(hub: Hub, out: OutFile, tmp_path: Path) -> None:
    file = polib.pofile(made(hub, out, "po").decode())
    file[0].flags.append("fuzzy")
    path = tmp_path / "back.po"
    path.write_text(str(file), "utf-8")
    from loa.exchange.texts.incoming import understand

    assert "LOA944" in [p.code for p in understand(path, hub, "x").items[0].problems]


def test_word_locks_everything_but_the_translation(hub: Hub, out: OutFile) -> None:
    document = docx.Document(io.BytesIO(made(hub, out, "docx")))
    assert "Chỉ gõ vào cột “Bản dịch”" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    (table,) = document.tables
    assert len(table._tbl.tr_lst) == len(out.items[0].rows) + 1
    for number, row in enumerate(table._tbl.tr_lst):
        for column, cell in enumerate(row.tc_lst):
            locks = [lock.get(qn("w:val")) for lock in cell.iter(qn("w:lock"))]
            runs = list(cell.iter(qn("w:r")))
            free = column == 2 and number > 0
            assert (not locks) if free else locks == ["sdtContentLocked"] * len(runs) != []
    assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None


def test_the_translator_sees_terms_facts_links_and_what_is_translated_already(
    hub: Hub, tmp_path: Path
) -> None:
    rows = {row.source: row for row in parcel.sent(hub, "tg1").items[0].rows}
    assert rows["Việc nhà"].notes == ("việc nhà = ការងារផ្ទះ",)
    opening = next(row for source, row in rows.items() if source.startswith("Mở đầu"))
    assert opening.notes == ("{{so-goi}} là 111, giữ nguyên", "(1) → Bài kia")
    # Another item with the same call has been translated: it is offered, as is a sentence much like it.
    other = parcel.answered(parcel.sent(hub, "bk1"))
    parcel.imported(hub, other, tmp_path / "bk1.csv")
    again = tiny.opened(tmp_path, {})
    rows = {row.place: row for row in parcel.sent(again, "tg1").items[0].rows}
    offer = rows["việc làm ngay"].offers[0]
    assert (offer.text, offer.percent, offer.where) == ("សាក Chia việc.", 100, "Bài kia")


def test_csv_runs_nothing(hub: Hub, out: OutFile) -> None:
    harmful = parcel.answered(out, lambda row: "=HYPERLINK(1)")
    rows = list(csv.reader(io.StringIO(made(hub, harmful, "csv").decode("utf-8-sig"))))
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert all(row[3] == "'=HYPERLINK(1)" for row in rows[2:])
