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
from dataclasses import dataclass
from itertools import groupby

import pikepdf

from loa.render.contentstream import Element, Run, Spoken, runs, shown
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
        # Tags of a page in Khmer are thousands of small objects: together they take a quarter of the file less.
        together = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=together)
        return out.getvalue()


@dataclass(slots=True)
class _Page:
    """One content stream on its way through the cure."""

    fonts: Mapping[str, AliasedFont]
    text: str = ""  # the cluster written last,
    begin: tuple[str, int] = ("", -1)  # and the font and glyph with which it began
    begun: Spoken | None = None  # the sequence with ActualText that said its text, or need not

    def cure(self, data: bytes) -> bytes:
        """The stream with each cluster said once."""
        out: list[bytes] = []
        done = 0
        for run in runs(data):
            font = self.fonts.get(run.font)
            if font is None:
                continue
            if run.spoken is None and font.is_simple:
                self.text = ""  # most Vietnamese text: every glyph says one letter of its own
                continue
            begins = run.spoken is not self.begun
            elements, end = shown(data, run.start)
            said = self._said(elements, run, font)
            if run.spoken is None:
                if not any(text == SILENCE for text, _ in said):
                    continue
            elif begins and next(text for text, _ in said if text) == SILENCE:
                out += data[done : run.spoken.start], BEGIN_SILENT
                done = run.spoken.end
            out += data[done : run.start], _operators(said, run.spoken is None)
            done = end
        out.append(data[done:])
        return b"".join(out)

    def _said(self, elements: list[Element], run: Run, font: AliasedFont) -> list[tuple[str, str]]:
        """(what it says, how it is written) of every glyph; an adjustment goes with the glyph before it."""
        said: list[tuple[str, str]] = []
        text = ""
        for element in elements:
            if isinstance(element, str):
                said.append((text, f" {element} "))
                continue
            for high, low in zip(element[::2], element[1::2], strict=True):
                glyph = high << 8 | low
                text = self._says(glyph, run, font)
                said.append((text, font.code(glyph, text)))
        return said

    def _says(self, glyph: int, run: Run, font: AliasedFont) -> str:
        """What `glyph` has to say here: the text of the cluster that it begins, or silence."""
        if run.spoken is None:
            text = font.text(glyph)
        elif run.spoken is self.begun:
            return SILENCE
        else:
            self.begun = run.spoken
            text = run.spoken.text
        # The same text from the same font with another glyph goes on with the cluster: were it written a
        # second time, it would begin with the glyph with which it began before.
        begin = (run.font, glyph)
        same = len(text) > 1 and text == self.text and begin[0] == self.begin[0]
        if not text or (same and begin != self.begin):
            return SILENCE
        self.text, self.begin = text, begin
        return text


def _operators(said: list[tuple[str, str]], apart: bool) -> bytes:
    """The operators that show what is `said`; silent glyphs in sequences of their own where they stand `apart`."""
    groups = groupby(said, key=lambda part: part[0] == SILENCE) if apart else [(False, said)]
    operators = []
    for silent, group in groups:
        show = f"[{''.join([written for _, written in group])}]TJ ".replace("><", "").encode()
        operators.append(BEGIN_SILENT + show + END if silent else show)
    return b" ".join(operators)
