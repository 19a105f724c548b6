"""Text extracted from a PDF is the text that went in, in every script; nothing that can be seen changes."""

import io
import random
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.errors import Report
from loa.locales import load_locales
from loa.render import fonts
from loa.render.contentstream import StreamError, runs, shown
from loa.render.textlayer import cure

PROJECT = Path(__file__).resolve().parents[2]
LOCALES = load_locales([PROJECT / "locales"], Report())

# Written for this test: letters of each script in every position, doubled clusters, numbers, punctuation.
TEXTS = {
    "vi": "Mọi người, mọi giới đều bình đẳng; chị ấy gọi 113 ngay. Ở đâu cũng vậy: “tiết kiệm” ĐƯỢC ọ ị Ộ Ị.",
    "rad": "čhê̆č ô̆ ơ̆ ư̆ ê̆ê̆ ô̆ô̆ Ê̆ Ô̆ Ơ̆ Ư̆ ƀuôn Ƀuôn ñu hmư̆ ê ê̆ ô ô̆ dŏ lĕ rĭm",
    "km": "អំពើហិង្សាក្នុងគ្រួសារជារឿងខុសច្បាប់។ ស្ត្រី និងបុរសមានសិទ្ធិស្មើគ្នា។ សូមទូរស័ព្ទទៅលេខ ១១៣ ឬ 113។ "
    "ខ្មែរ ខ្ញុំ ដោះដោះ ស្ត្រីស្ត្រី ពេលណោះ ជៀស គ្រឿង នៅ កើត យេនឌ័រ ក៏ដោយ",
    "blt": "ꪼꪕꪒꪾ ꪫꪱꪥ ꪹꪜꪸꪙ ꪭꪴꪭꪴ ꪠꪴꪄꪮ ꪬꪷ ꪁꪫꪱꪣ 113",
    "cjm": "ꨌꩌ ꨀꨇꩉ ꨔꩉ ꨕꨮꩍ ꨆꨬꨓ ꨆꨯꨱꨆꨯꨱ ꨚꨪꩀ 113",
    "zh-Hant": "性別平等，反對家庭暴力。請撥打 113、「安全」第一。",
}  # fmt: skip

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(
        font_paths=[str(p) for p in fonts.font_folders(LOCALES.values())], ignore_system_fonts=True
    )


def pdf(tag: str, text: str) -> bytes:
    locale = LOCALES[tag]
    names = ", ".join(f'"{name}"' for name in fonts.families(locale))
    source = (
        '#set document(title: "thử", date: none)\n#set page(width: 180mm, height: auto)\n'
        f'#set text(font: ({names},), size: 12pt, lang: "{tag.split("-")[0]}", fallback: false, hyphenate: false)\n'
        '#for line in sys.inputs.text.split("\\n") { par(line) }\n#par(strong(sys.inputs.text.split("\\n").at(0)))'
    )
    made = compiler().compile(
        input=source.encode(), format="pdf", sys_inputs={"text": text}, pdf_standards=["ua-1"]
    )
    assert isinstance(made, bytes)
    return made


def expected(text: str) -> str:
    return bare(text + text.split("\n")[0])


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFC", text))


def extracted(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def clusters(tag: str, lines: int) -> str:
    """Random words of all letters of an alphabet, the same in every run."""
    chosen = random.Random(tag)
    letters = [item for item in LOCALES[tag].alphabet if unicodedata.category(item[0])[0] == "L"]
    words = ["".join(chosen.choices(letters, k=chosen.randint(1, 5))) for _ in range(lines * 10)]
    return "\n".join(" ".join(words[at : at + 10]) for at in range(0, len(words), 10))


@needs_poppler
@pytest.mark.parametrize("tag", TEXTS)
def test_text_comes_out_as_it_went_in(tag: str) -> None:
    assert fonts.missing_glyphs(LOCALES[tag], TEXTS[tag]) == ""
    out = extracted(cure(pdf(tag, TEXTS[tag])))
    assert bare(out) == expected(TEXTS[tag])
    assert "\u200b" not in out


@needs_poppler
@pytest.mark.parametrize("tag", ["km", "rad", "jra", "blt", "cjm", "vi", "ktv"])
def test_random_words_of_the_whole_alphabet(tag: str) -> None:
    text = clusters(tag, 12)
    assert bare(extracted(cure(pdf(tag, text)))) == expected(text)


@needs_poppler
def test_typst_still_needs_the_cure() -> None:
    """When this fails, Typst writes each cluster once: see whether the cure can go."""
    for tag in ("km", "rad"):
        assert bare(extracted(pdf(tag, TEXTS[tag]))) != expected(TEXTS[tag])


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not installed")
@pytest.mark.parametrize("tag", ["km", "rad", "blt", "vi"])
def test_the_page_looks_the_same(tag: str) -> None:
    raw = pdf(tag, TEXTS[tag])
    pictures = [
        subprocess.run(
            ["pdftoppm", "-r", "110", "-gray", "-"], input=content, capture_output=True, check=True
        ).stdout
        for content in (raw, cure(raw))
    ]
    assert pictures[0].startswith(b"P5")
    assert pictures[0] == pictures[1]


def test_each_character_is_said_once_by_the_codes_alone() -> None:
    """For programs that know no ActualText: what the shown codes map to, apart from U+200B."""
    cured = pikepdf.open(io.BytesIO(cure(pdf("km", TEXTS["km"]))))
    said = ""
    for page in cured.pages:
        maps = {}
        for name, font in page.resources.Font.items():
            entries = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
            maps[name[1:]] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries
            }
        current = ""
        for operands, operator in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
            if str(operator) == "Tf":
                current = str(operands[0])[1:]
                continue
            strings = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
            for high, low in zip(codes[::2], codes[1::2], strict=True):
                said += maps[current].get(high << 8 | low, "")
    assert bare(said) == expected(TEXTS["km"])


def test_same_bytes_in_same_bytes_out() -> None:
    raw = pdf("km", TEXTS["km"])
    assert raw == pdf("km", TEXTS["km"])
    assert cure(raw) == cure(raw)


def test_a_document_without_the_fault_is_left_alone() -> None:
    raw = pdf("hmn-Latn-VN-x-rpa", "Hmoob txhua tus 113")
    assert cure(raw) is raw


def test_tags_language_and_title_stay() -> None:
    cured = pikepdf.open(io.BytesIO(cure(pdf("km", TEXTS["km"]))))
    root = cured.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "km"
    assert "/StructTreeRoot" in root
    with cured.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "thử"


def test_every_sequence_that_begins_ends() -> None:
    cured = pikepdf.open(io.BytesIO(cure(pdf("km", TEXTS["km"]))))
    for page in cured.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(instruction.operator), 0)
            assert depth >= 0
        assert depth == 0


def test_what_is_no_pdf() -> None:
    with pytest.raises(pikepdf.PdfError):
        cure(b"no document")


# --- the lexer
# ------------------------------------------------------------------------------------------------------


def test_strings_in_all_their_spellings() -> None:
    array = rb"[(a(b)c\)\\) -3.5 <41 4> (\101\n\0612)]TJ"
    data = rb"/f0 11 Tf 1 0 0 -1 0 0 Tm" + array + rb"/f1 9 Tf <4142>Tj /f0 9 Tf 1 0 0 -1 2 0 Tm(x\q)Tj"
    first, second, third = runs(data)
    assert (first.font, second.font, third.font) == ("f0", "f1", "f0")
    elements, end = shown(data, first.start)
    assert elements == [b"a(b)c)\\", "-3.5", b"A@", b"A\n12"]
    assert data[first.start : end] == array
    assert [shown(data, run.start)[0] for run in (second, third)] == [[b"AB"], [b"xq"]]


def test_marked_content() -> None:
    show = b"0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(ab)Tj EMC "
    data = (
        b"/P <</MCID 0>> BDC /Span<</ActualText<FEFF1780>>>BDC " + show + b"/Span<</ActualText(\\(-)>>BDC " + show
        + b"/Span<</Lang(vi)/MCID 3>>BDC " + show + b"/Artifact<</Attached[/Bottom]>>BDC " + show
    )  # fmt: skip
    found = list(runs(data))
    assert [run.spoken and run.spoken.text for run in found] == ["ក", "(-", None, None]
    assert all(data[run.spoken.start : run.spoken.end].endswith(b">>BDC") for run in found if run.spoken)


@pytest.mark.parametrize("data", [b"(abc", b"[(a) 1", b"[(a) x]TJ", b"(a\\", b"(a)'", b"ET"])
def test_streams_that_break_off(data: bytes) -> None:
    data = b"/f0 9 Tf 1 0 0 -1 0 0 Tm " + data
    (run,) = runs(data)
    with pytest.raises(StreamError):
        shown(data, run.start)


PARTS = ("FEFF", "/Span<</ActualText", ">>BDC", "/f0 1 Tf(")


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(
            st.sampled_from([*"()<>[]\\/0", "f0 1 Tf", " 1 0 0 1 0 0 Tm", "TJ", "Tj", "EMC", *PARTS]),
            max_size=30,
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_no_bytes_break_the_lexer(data: bytes) -> None:
    try:
        for run in runs(data):
            assert run.start < shown(data, run.start)[1] <= len(data)
    except ValueError:
        pass
