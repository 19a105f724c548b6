"""The leaflet as a file: accessible, at most two pages, with the text a reader and a screen reader need."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pikepdf
import pypdf
import pytest
import support

LEAFLETS = {
    "tn01.vi": "Lời nhắn đầu tiên: ưỡn ẹo, khuỷu tay & đỡ đần",
    "tn01.km": "អត្ថបទសាកល្បងទីមួយ",
    "tn01.rad": "ƀ č ĕ ê̆ ñ ŏ ô̆ ơ̆ ŭ ư̆ (chữ thử, đã cũ)",
    "tn01.blt": "ꪀ ꪁ ꪂ ꪃ (chữ thử, còn nháp)",
    "vb01.vi": "Văn bản thử nghiệm, không có thật",
    "mh01.vi": "Mô hình thử “câu này còn để nháp”",
    "hd01.vi": "Điều thử nghiệm hay nói sai",
}
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


@pytest.fixture(params=sorted(LEAFLETS))
def leaflet(request: pytest.FixtureRequest, preview: support.Site) -> tuple[str, bytes]:
    """Each leaflet of the fixture hub, as it lies in the built site."""
    return request.param, (preview.folder / f"leaflets/{request.param}.pdf").read_bytes()


def test_it_is_tagged_and_says_that_it_is_accessible(leaflet: tuple[str, bytes]) -> None:
    name, data = leaflet
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert root.StructTreeRoot.K is not None
        assert str(root.Lang) == name.split(".")[1]
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        for page in pdf.pages:
            assert page.Tabs == "/S"
        xmp = ET.fromstring(bytes(root.Metadata.read_bytes()).split(b"?>", 1)[1].rsplit(b"<?xpacket", 1)[0])
    part = f"{{{NAMES['pdfuaid']}}}part"
    written = [element.text for element in xmp.iter(part)]
    written += [value for element in xmp.iter() if (value := element.get(part))]
    assert written == ["1"]
    titles = [
        entry.text for title in xmp.iter(f"{{{NAMES['dc']}}}title") for entry in title.iter() if entry.text
    ]
    assert LEAFLETS[name] in [title.strip() for title in titles]


def test_its_title_and_pages(leaflet: tuple[str, bytes]) -> None:
    name, data = leaflet
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata is not None and reader.metadata.title == LEAFLETS[name]
    assert 1 <= len(reader.pages) <= 2
    for page in reader.pages:
        assert [round(float(length)) for length in page.mediabox[2:]] == [595, 842]  # A4


def test_its_text_holds_the_title_for_a_screen_reader(leaflet: tuple[str, bytes]) -> None:
    name, data = leaflet
    text = support.squeezed(support.pdf_text(data))
    assert support.squeezed(LEAFLETS[name]) in text
    assert support.squeezed("1900 000 001") in text


def test_a_heading_structure_and_a_described_code(leaflet: tuple[str, bytes]) -> None:
    _, data = leaflet
    roles, descriptions = [], []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stack = [pdf.Root.StructTreeRoot.K]
        while stack:
            node = stack.pop()
            if isinstance(node, pikepdf.Array):
                stack += reversed(list(node))
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                roles.append(str(node.S))
                if str(node.S) == "/Figure":
                    descriptions.append(str(node.get("/Alt", "")))
                if "/K" in node:
                    stack.append(node.K)
    assert roles.count("/H1") == 1
    levels = [int(role[2:]) for role in roles if re.fullmatch(r"/H\d", role)]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert descriptions and all("loa.example" in text for text in descriptions)


def test_every_font_is_inside(leaflet: tuple[str, bytes]) -> None:
    _, data = leaflet
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()), font.FontName


def test_nothing_in_it_acts_or_leaves(leaflet: tuple[str, bytes]) -> None:
    _, data = leaflet
    for word in (b"/JavaScript", b"/OpenAction", b"/Launch", b"/EmbeddedFile", b"/SubmitForm"):
        assert word not in data
    assert b"/ID" in data  # fixed by the content: two builds gave the same bytes (tests/site)


def test_sections_left_off_paper_stay_off_it(preview: support.Site) -> None:
    text = support.pdf_text((preview.folder / "leaflets/tn01.vi.pdf").read_bytes())
    assert support.squeezed("Câu mở đầu của tờ rơi thử.") in support.squeezed(text)
    assert support.squeezed("Đoạn này chỉ có trên trang") not in support.squeezed(text)
    assert "Đoạn này chỉ có trên trang." in preview.page("tn01.html").text
    assert "chỉ có trên trang" not in preview.read("radio/tn01.vi.txt")
