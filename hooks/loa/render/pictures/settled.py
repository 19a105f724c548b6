"""The engine of Typst: for machines without Raqm, and everywhere for scripts without spaces between words.

Its line breaker follows UAX 14 and knows the words of Khmer by a dictionary.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from typing import Any

from PIL import Image

from loa.render import typesetting
from loa.render.fonts import latin_first
from loa.render.pictures.paragraph import AROUND, Engine, Paragraph, Trial

_TEMPLATE = "paragraph.typ"
# What no line may be broken in: anything between spaces that holds no letters of scripts without spaces.
_WORD = re.compile("[^\\s\u200b\u1780-\u17ff\u19e0-\u19ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")


class Settled(Engine):
    """Sets paragraphs through Typst."""

    version = f"typst {typesetting.TYPST_VERSION}"

    def heights(self, paragraph: Paragraph, trials: Sequence[Trial]) -> list[int | None]:
        """See `Engine`."""
        data = {
            **_data(paragraph),
            "words": _WORD.findall(paragraph.text),
            "trials": [[trial.size, trial.width] for trial in trials],
        }
        sizes = typesetting.page_sizes(_TEMPLATE, data, paragraph.locale)
        return [
            math.ceil(height - 1.01) if width - 1 <= trial.width else None
            for (width, height), trial in zip(sizes, trials, strict=True)
        ]

    def draw(self, paragraph: Paragraph, trial: Trial) -> Image.Image:
        """See `Engine`."""
        data = {**_data(paragraph), "size": trial.size, "width": trial.width, "around": AROUND}
        png = typesetting.png(_TEMPLATE, data, paragraph.locale)
        with Image.open(io.BytesIO(png), formats=("PNG",)) as page:
            return page.getchannel("A")


def _data(paragraph: Paragraph) -> dict[str, Any]:
    ascent, descent = paragraph.extents
    return {
        "text": paragraph.text,
        "fonts": [family.name for family in latin_first(paragraph.locale)],
        "lang": paragraph.locale.html_lang.split("-")[0],
        "weight": paragraph.weight,
        "align": "center" if paragraph.centred else "start",
        "ascent": ascent,
        "descent": descent,
    }
