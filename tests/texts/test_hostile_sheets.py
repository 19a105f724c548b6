"""Files that came back broken or were made to harm: one clear message, nothing written, nothing fetched."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import parcel
import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from parcel import FILES

from loa.errors import LoaError
from loa.exchange.texts import wordreader
from loa.exchange.texts.formats import FORMATS, read_file
from loa.exchange.texts.incoming import understand
from loa.hub import Hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return tiny.opened(tmp_path_factory.mktemp("hub"), FILES)


@pytest.fixture(scope="module")
def good(hub: Hub) -> dict[str, bytes]:
    out = parcel.answered(parcel.sent(hub, "tg1"))
    return {name: make(out, hub.locale("km"), parcel.DATE) for name, make in FORMATS.items()}


def with_document(data: bytes, change: Callable[[str], str]) -> bytes:
    """A Word package with another main document."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = change(content.decode("utf-8")).encode("utf-8")
            new.writestr(name, content)
    return out.getvalue()


def package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def nested(before: str, name: str, after: str) -> bytes:
    """An element inside itself, five thousand times."""
    return (before + f"<{name}>" * 5000 + f"</{name}>" * 5000 + after).encode()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_X = "xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.1'"
_BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]>'
_LOCAL = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04 not a package",
        b"\xd0\xcf\x11\xe0" + b"x" * 100,
        b"<xliff",
        b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
        b"<html></html>",
        f"<?xml version='1.0'?>{_BOMB}<a>&c;</a>".encode(),
        f"<?xml version='1.0'?>{_LOCAL}<a>&b;</a>".encode(),
        b'msgid "a"\nmsgstr "\xff"\n',
        b"a,b\n1,2\n",
        b"\xff\xff\xff",
        b'"a',
        package(word__document_xml=b"x"),
        package(**{"word/document.xml": b"<a/>"}),
        package(**{"word/document.xml": f"<?xml version='1.0'?>{_LOCAL}<a>&b;</a>".encode()}),
        package(**{"xl/workbook.xml": b"<a/>"}),
        package(**{"word/document.xml": nested(f"<w:document {_W}>", "w:p", "</w:document>")}),
        nested(
            f"<xliff {_X}><file><unit id='a'><segment><source>",
            "mrk",
            "</source></segment></unit></file></xliff>",
        ),
    ],
)
def test_what_is_no_file_of_ours_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(data)
    with pytest.raises(LoaError, match="LOA940"):
        read_file(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LoaError, match="LOA940"):
        read_file(tmp_path / "khong-co")


def test_a_package_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordreader, "MAX_DOCUMENT", 1_000_000)
    path = tmp_path / "bom.docx"
    path.write_bytes(package(**{"word/document.xml": b"<a>" + b" " * 2_000_000 + b"</a>"}))
    assert path.stat().st_size < 10_000
    with pytest.raises(LoaError, match="nở ra quá lớn"):
        read_file(path)


_TRACKED = "</w:t></w:r><w:ins w:id='1'><w:r><w:t>សាក Kể</w:t></w:r></w:ins><w:r><w:t>"
_TABLE = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr>"
ROW = re.compile(r"<w:tr>(?:(?!</w:tr>).)*Kể việc.*?</w:tr>", re.S)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: row.replace("សាក Kể", _TRACKED), "Track Changes"),
        (lambda row: row.replace("</w:tc></w:tr>", _TABLE), "có bảng"),
        (lambda row: row.replace("</w:tc></w:tr>", "<w:p><w:r><w:drawing/></w:r></w:p></w:tc></w:tr>"), "có hình"),
        (lambda row: row.replace("</w:tr>", "<w:tc><w:p/></w:tc></w:tr>"), "4 ô"),
        (lambda row: row + "<w:tr><w:tc><w:p><w:r><w:t>Thêm</w:t></w:r></w:p></w:tc></w:tr>", "dòng không mã"),
        (lambda row: "", "mất dòng"),
        (lambda row: row.replace("Kể việc", "Kể chuyện", 1), "ô tiếng Việt"),
        (lambda row: row.replace("</w:tcPr>", "<w:vMerge/></w:tcPr>"), "có ô gộp"),
    ],
    ids=["tracked", "table", "picture", "cell", "row-added", "row-deleted", "source", "merged"],
)  # fmt: skip
def test_what_word_users_do_by_mistake(
    hub: Hub, good: dict[str, bytes], tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    data = with_document(good["docx"], lambda text: ROW.sub(lambda match: change(match.group()), text))
    assert data != good["docx"]
    path = tmp_path / "back.docx"
    path.write_bytes(data)
    result = understand(path, hub, "x")
    every = [*result.problems, *result.items[0].problems]
    assert said in "".join(p.render() for p in every) and result.refused


def test_what_word_does_on_its_own_is_no_fault(hub: Hub, good: dict[str, bytes], tmp_path: Path) -> None:
    """Curly quotes and no-break blanks in the source, runs cut in pieces, bookmarks, proofing marks, comments."""

    def change(text: str) -> str:
        text = text.replace("Kể việc.", "Kể\u00a0việc…")
        text = text.replace(
            "សាក ", "សា</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t xml:space='preserve'>ក "
        )
        return text.replace("<w:tbl>", "<w:bookmarkStart w:id='1' w:name='a'/><w:tbl>", 1)

    path = tmp_path / "back.docx"
    path.write_bytes(with_document(good["docx"], change))
    result = understand(path, hub, "x")
    assert [item.outcome for item in result.items] == ["new"]
    assert result.items[0].text == understand_good(hub, good, tmp_path).text.replace(
        "Kể việc.", "Kể\u00a0việc…"
    )  # type: ignore[union-attr]


def understand_good(hub: Hub, good: dict[str, bytes], tmp_path: Path):  # type: ignore[no-untyped-def]
    path = tmp_path / "good.docx"
    path.write_bytes(good["docx"])
    return understand(path, hub, "x").items[0]


@given(
    st.sampled_from(sorted(FORMATS)),
    st.integers(0, 2**32),
    st.sampled_from(["flip", "cut", "drop", "repeat"]),
)
@settings(max_examples=150, deadline=None)
def test_damage_anywhere_is_refused_or_harmless(
    hub: Hub,
    good: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    seed: int,
    sort: str,
) -> None:
    chance = random.Random(seed)
    data = bytearray(good[name])
    at, length = chance.randrange(len(data)), chance.randrange(1, 400)
    match sort:
        case "flip":
            for _ in range(chance.randrange(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case "cut":
            del data[at:]
        case "drop":
            del data[at : at + length]
        case "repeat":
            data[at:at] = data[at : at + length]
    path = tmp_path_factory.mktemp("harm") / f"back.{name}"
    path.write_bytes(bytes(data))
    try:
        result = understand(path, hub, "x")
    except LoaError as error:
        assert {p.code for p in error.problems} <= {"LOA940", "LOA941"}
        return
    for item in result.items:
        # Whatever came through reads as a variant of the same form; a changed word cannot be known.
        assert item.outcome != "new" or (item.text or "").startswith("---\ntitle: ")
