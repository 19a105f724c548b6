"""What the tests of pictures share: texts in every script, both engines, looks at pixels."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
import tiny
from PIL import Image

from loa.errors import Report
from loa.hub import Hub, Settings, open_hub
from loa.locales import load_locales
from loa.render.pictures.content import Card
from loa.render.pictures.palette import CALL, Theme
from loa.render.pictures.settled import Settled
from loa.render.pictures.shaped import Shaped

PROJECT = Path(__file__).parents[2]
LOCALES = load_locales([PROJECT / "locales"], Report())
RAQM = pytest.mark.skipif(
    not Shaped.available(), reason="Pillow finds no FriBidi here, so that it has no Raqm"
)
ENGINES = [pytest.param(Shaped(), marks=RAQM, id="raqm"), pytest.param(Settled(), id="typst")]
# Titles of the project's own texts; letters of the alphabet where it has no prose.
TITLES = {
    "vi": "Có uống rượu hay không, ai gây bạo lực người ấy chịu trách nhiệm",
    "km": "អាសយដ្ឋាន\u200bទុកចិត្ត – កន្លែង\u200bជ្រកបណ្តោះអាសន្ន",
    "hmn-Latn-VN-x-rpa": "Hauj lwm hauv tsev yog sawv daws li",
    "zh-Hant": "家務 是全家 的事",
    "rad": "ƀ č ĕ ê̆ ñ ŏ ô̆ ơ̆ ŭ ư̆ Ƀ Č Ĕ Ê̆ Ñ",
    "jra": "Ơ̆ Ư̆ ƀ č ĕ ê̆ Jrai",
    "blt": "ꪀꪁ ꪂꪃ ꪄꪅ ꪼꪕꪒꪾ",
    "cjm": "ꨀꨇ ꨆꨩ ꨆꨪꨌꩌ ꨆꨴ",
}


def card(tag: str, title: str = "", *, theme: Theme = CALL, **words: str) -> Card:
    """A card in a language, with everything on it that a card can carry."""
    given = {
        "detail": "Chia việc cho đều.",
        "eyebrow": "Thông điệp",
        "notice": "Bản nháp · Chưa có người duyệt.",
        "site": "Loa bình đẳng giới",
        "address": "loa.example",
    }
    return Card(LOCALES[tag], theme, title or TITLES[tag], **{**given, **words})


def hub_of(folder: Path, files: Mapping[str, str | bytes]) -> Hub:
    """A hub of these files with the project's own languages and strings."""
    return open_hub(Settings.of(tiny.write(folder, files), date=tiny.DATE))


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [v / 255 / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio after WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def opened(data: bytes) -> Image.Image:
    """The picture in full colour."""
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA" if "A" in image.mode else "RGB")


def colours(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours of a picture, the most frequent first."""
    found = image.getcolors(image.width * image.height) or []
    return [colour for _, colour in sorted(found, reverse=True)]  # type: ignore[misc]


def chunks(data: bytes) -> list[str]:
    """The names of the chunks of a PNG."""
    names, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        names.append(data[at + 4 : at + 8].decode("ascii"))
        at += length + 12
    return names
