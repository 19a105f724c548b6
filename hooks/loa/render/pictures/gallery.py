"""Cards in every registered language with both engines, for people who check them by eye (`loa gallery`).

Where nobody has written the language yet, its alphabet stands for a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from loa.errors import Report
from loa.locales import Locale, load_locales
from loa.render.pictures.content import Card
from loa.render.pictures.layout import FORMATS, SHARE, compose
from loa.render.pictures.palette import CALL, FACT
from loa.render.pictures.paragraph import Engine
from loa.render.pictures.settled import Settled
from loa.render.pictures.shaped import Shaped

_COLUMNS, _SMALL = 3, (600, 315)


def gallery(locales: Path, out: Path) -> list[Path]:
    """Write the pictures into the folder `out`, and a sheet of the share cards; returns what was written."""
    out.mkdir(parents=True, exist_ok=True)
    engines: dict[str, Engine] = {"typst": Settled()}
    if Shaped.available():
        engines["raqm"] = Shaped()
    written: list[Path] = []
    shares: list[Image.Image] = []
    for locale in load_locales([locales], Report()).values():
        for name, engine in engines.items():
            for form in FORMATS:
                canvas = compose(_card(locale), form, engine)
                if canvas is None:
                    continue
                path = out / f"{locale.tag}.{form.name}.{name}.png"
                canvas.image().save(path)
                written.append(path)
                if form is SHARE:
                    shares.append(canvas.image().convert("RGB").resize(_SMALL))
    _sheet(shares).save(out / "sheet.png")
    return [*written, out / "sheet.png"]


def _card(locale: Locale) -> Card:
    title = locale.ui.get("site.tagline") or " ".join(_letters(locale, 24))
    detail = " ".join(_letters(locale, 60))
    return Card(
        locale, CALL if locale.script == "Latn" else FACT, title, detail, locale.tag, "", locale.autonym
    )


def _letters(locale: Locale, count: int) -> Iterator[str]:
    """Letters of the alphabet in groups of three, as words."""
    letters = locale.letters()[:count]
    return ("".join(letters[at : at + 3]) for at in range(0, len(letters), 3))


def _sheet(pictures: list[Image.Image]) -> Image.Image:
    rows = -(-len(pictures) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * _SMALL[0], rows * _SMALL[1]), "white")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (number % _COLUMNS * _SMALL[0], number // _COLUMNS * _SMALL[1]))
    return sheet
