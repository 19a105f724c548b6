"""The files of a script: what they hold, how they look, the same bytes twice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import pytest
from conftest import Make
from docx import Document
from pypdf import PdfReader

from loa.render.products import PRODUCTS
from loa.site.scripts import script_page

BODY = """Bà con chia sẻ việc nhà. Trẻ em trai cũng rửa bát.

[Nhạc cắt]

**Nam:** (Cười) Chào bà con & các bạn.

**Nữ:** Chào anh.
"""
MANY = "\n\n".join(
    f"Bà con cùng nhau chia sẻ việc nhà mỗi ngày, lần thứ {n}, cho cả nhà cùng vui." for n in range(60)
)
FILES = ("script", "script-pdf", "script-word", "script-ssml")


@pytest.mark.parametrize("product", FILES)
def test_the_same_script_gives_the_same_bytes(trial: Make, product: str) -> None:
    assert trial(BODY).data(product) == trial(BODY).data(product)


def test_the_plain_text_is_one_sentence_a_line_without_digits(trial: Make) -> None:
    lines = trial(BODY).data("script").decode().splitlines()
    assert "Trẻ em trai cũng rửa bát." in lines
    assert not re.search(r"[0-9\[\](){}<>&*_#]", "".join(lines))


def _sizes(data: bytes) -> set[float]:
    """The sizes in which text is set, in points."""
    found: set[float] = set()
    for page in PdfReader(io.BytesIO(data)).pages:

        def visit(text: str, cm, tm, font, size) -> None:  # type: ignore[no-untyped-def]
            if text.strip():
                found.add(round(abs(size * tm[3] * cm[3]), 1))

        page.extract_text(visitor_text=visit)
    return found


def test_the_print_is_large_black_and_numbered(trial: Make) -> None:
    data = trial(BODY).data("script-pdf")
    assert min(_sizes(data)) >= 16
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert re.search(r"1\.\s*Kính thưa bà con", text) and "[Nhạc cắt]" in text and "(Cười)" in text
    assert "Người duyệt" in text and "Mức ưu tiên" in text
    for page in PdfReader(io.BytesIO(data)).pages:
        content = page.get_contents().get_data().decode("latin-1")
        colours = re.findall(r"([\d. ]+) (?:sc|scn|rg|g)\b", content)
        assert all(float(value) in (0, 1) for colour in colours for value in colour.split())


def test_no_page_ends_inside_a_sentence(trial: Make) -> None:
    made = trial(MANY)
    pages = PdfReader(io.BytesIO(made.data("script-pdf"))).pages
    assert len(pages) > 3
    squeezed = ["".join(page.extract_text().split()) for page in pages]
    for line in made.script().text().splitlines():
        assert any("".join(line.split()) in page for page in squeezed), line


def test_the_word_document_opens_and_says_everything(trial: Make) -> None:
    made = trial(BODY)
    data = made.data("script-word")
    document = Document(io.BytesIO(data))
    text = [paragraph.text for paragraph in document.paragraphs]
    for line in made.script().text().splitlines():
        assert any(entry.endswith(line) for entry in text), line
    assert "[Nhạc cắt]" in text and "(Cười)" in text
    assert any(entry.endswith("Nam: Chào bà con và các bạn.") for entry in text)
    rows = {row.cells[0].text: row.cells[1].text for table in document.tables for row in table.rows}
    assert rows["Người duyệt"] == "Người duyệt thử" and rows["Ngày duyệt"] == "1/11/2026"
    assert rows["Người biên tập"].startswith("…")
    footer = document.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2026" not in archive.read("docProps/core.xml").decode()


@pytest.mark.full
def test_the_word_document_opens_in_an_office_program(trial: Make, tmp_path) -> None:  # type: ignore[no-untyped-def]
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    made = trial(BODY)
    (tmp_path / "bài.docx").write_bytes(made.data("script-word"))
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "bài.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = PdfReader(tmp_path / "bài.pdf").pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for line in made.script().text().splitlines():
        assert "".join(line.split()) in text, line
    # A line of dots to sign on is one line.
    assert "…" * 12 in text


def test_ssml_is_well_formed_with_pauses_and_voices(trial: Make) -> None:
    made = trial(BODY)
    root = ET.fromstring(made.data("script-ssml"))
    name = "{http://www.w3.org/2001/10/synthesis}"
    assert root.tag == f"{name}speak" and root.get("version") == "1.1"
    assert [element.text for element in root.iter(f"{name}s")] == made.script().text().splitlines()
    assert [voice.get("gender") for voice in root.iter(f"{name}voice")] == ["male", "female"]
    assert len(list(root.iter(f"{name}break"))) == 4


def test_the_page_links_every_file_and_marks_what_may_be_cut(trial: Make) -> None:
    made = trial(f"Mở đầu.\n\n## Thêm\n\n{MANY}", "radio:\n  slot: 1\n")
    edition, context = made.edition(), made.context()
    paths = {PRODUCTS[name].path(edition) for name in FILES}
    page = script_page(edition, context, frozenset(paths))
    assert page is not None
    assert {download.href for download in page["downloads"]} == {
        "bt01.vi.txt", "bt01.vi.pdf", "bt01.vi.docx", "bt01.vi.ssml", "../bt01.html",
    }  # fmt: skip
    assert 'class="loa-cut"' in page["body"]
    numbers = [int(start) for start in re.findall(r'<ol class="loa-lines" start="(\d+)"', page["body"])]
    assert numbers == sorted(set(numbers)) and numbers[0] == 1
    assert page["body"].count("<li") == len(made.script().text().splitlines())
