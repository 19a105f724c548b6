"""The cure for Typst's text layer: text copied or read aloud from a PDF says what the page shows.

The fault (Typst 0.15.2): glyphs of one cluster that stand at different heights are written as several text
runs, and every run carries the text of the whole cluster, in its ActualText or its ToUnicode entries. "ខ្មែរ"
then extracts as "ខ្មែខ្មែរ", "čhê̆č" as "čhê̆ê̆č", and a screen reader says it so. Clusters of several glyphs
in one run are right in poppler, but MuPDF reads their ActualText twice ("mọi" as "mọọi").

The cure: the first glyph of a cluster says all of its text, by ToUnicode and ActualText, and the others say
nothing. A glyph that says different things at different places gets a further code for each of them
(CIDToGIDMap sends them all to the same outline). Silent glyphs map to U+200B; where they stand apart from the
first one, they are put into a marked-content sequence with empty ActualText, which poppler and MuPDF honour;
pdfium does not, and shows U+200B. Nothing that can be seen changes. Measured on the Universal Declaration in
Khmer, Tai Viet, Vietnamese and Mông and on random clusters of the Ê Đê, Gia Rai and Cham alphabets: exact in
poppler 22.12, MuPDF (PyMuPDF 2.0) and (without U+200B) pdfium.

Documents without combining marks, as all in Vietnamese are, are set with whole letters (`letters.typ`) and need none
of this: `typesetting.Document` knows.

It may go as soon as `tests/render/test_textlayer.py::test_typst_still_needs_the_cure` fails, which means that
Typst writes each cluster once.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import pikepdf

from loa.render.contentstream import Element, elements, tokens
from loa.render.pdffont import AliasedFont, can_alias

SILENCE = "\u200b"
BEGIN_SILENT, END = b"/Span<</ActualText<FEFF>>>BDC", b"EMC"


def cure(pdf: bytes) -> bytes:
    """`pdf`, a document made by Typst, with each cluster once in its text layer.

    The same bytes in give the same bytes out; a document without the fault comes back as it was.

    Raises:
        pikepdf.PdfError: `pdf` is no PDF.
        loa.render.contentstream.StreamError: a page was not written by Typst.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts: dict[tuple[int, int], AliasedFont] = {}
        changed = False
        for page in document.pages:
            named = {}
            for name, font in page.resources.get("/Font", {}).items():
                if font.objgen not in fonts and can_alias(font):
                    fonts[font.objgen] = AliasedFont(font)
                if font.objgen in fonts:
                    named[name[1:]] = fonts[font.objgen]
            content = page.Contents.read_bytes()
            if b"/ActualText" not in content and all(font.is_simple for font in named.values()):
                continue  # every glyph says one letter of its own, as in most Vietnamese documents
            cured = _Page(named).cure(content)
            if cured != content:
                page.Contents = document.make_stream(cured)
                changed = True
        if not changed:
            return pdf
        for made in fonts.values():
            made.write(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, fix_metadata_version=False)
        return out.getvalue()


@dataclass(slots=True)
class _Spoken:
    """An open sequence with ActualText: its text, its place in the output, and how far we are with it."""

    text: str
    place: int
    begun: bool = False
    silent: bool = False


@dataclass(slots=True)
class _Page:
    """One content stream on its way through the cure."""

    fonts: Mapping[str, AliasedFont]
    font: str = ""
    text: str = ""  # the cluster written last,
    begin: tuple[str, int] = ("", -1)  # and the font and glyph with which it began
    open: list[_Spoken | None] = field(default_factory=list)

    def cure(self, data: bytes) -> bytes:
        """The stream with each cluster said once."""
        out: list[bytes] = []
        done = 0
        for token in tokens(data):
            out.append(data[done : token.start])
            done = token.end
            raw = data[token.start : token.end]
            match token.kind:
                case "font":
                    self.font = token.text
                case "open":
                    self.open.append(None)
                case "actual":
                    self.open.append(_Spoken(token.text, len(out)))
                case "close":
                    if self.open:
                        self.open.pop()
                case "show" if self.font in self.fonts:
                    spoken = self.open[-1] if self.open else None
                    if spoken is None and self.fonts[self.font].is_simple:
                        self.text = ""  # most Vietnamese text: every glyph says one letter of its own
                    else:
                        raw = self._show(elements(data, token.start)[0], spoken) or raw
                    if spoken is not None and spoken.silent:
                        out[spoken.place] = BEGIN_SILENT
            out.append(raw)
        out.append(data[done:])
        return b"".join(out)

    def _show(self, elements: tuple[Element, ...], spoken: _Spoken | None) -> bytes | None:
        """The operators that show `elements`; None where they stay as they are."""
        font = self.fonts[self.font]
        parts: list[tuple[bool, str]] = []  # (whether it needs a silent sequence, what is written)
        silent = False
        for element in elements:
            if isinstance(element, str):  # an adjustment goes with the glyph before it
                parts.append((silent, f" {element} "))
                continue
            for at in range(0, len(element), 2):
                glyph = int.from_bytes(element[at : at + 2], "big")
                text = self._says(glyph, font, spoken)
                silent = text == SILENCE and spoken is None
                parts.append((silent, f"<{font.code(glyph, text):04X}>"))
        if spoken is None and not any(silent for silent, _ in parts):
            return None
        operators = []
        for silent, group in groupby(parts, key=itemgetter(0)):
            show = f"[{''.join(written for _, written in group)}]TJ ".replace("><", "").encode()
            operators.append(BEGIN_SILENT + show + END if silent else show)
        return b" ".join(operators)

    def _says(self, glyph: int, font: AliasedFont, spoken: _Spoken | None) -> str:
        """What `glyph` has to say here: the text of the cluster that it begins, or silence."""
        if spoken is None:
            text = font.text(glyph)
        elif spoken.begun:
            return SILENCE
        else:
            spoken.begun = True
            text = spoken.text
        # The same text from the same font with another glyph goes on with the cluster: were it written a
        # second time, it would begin with the glyph with which it began before.
        begin = (self.font, glyph)
        same = len(text) > 1 and text == self.text and begin[0] == self.begin[0]
        if not text or (same and begin != self.begin):
            if spoken is not None:
                spoken.silent = True
            return SILENCE
        self.text, self.begin = text, begin
        return text
