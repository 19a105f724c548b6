"""QR codes, each with the short address that a person can type."""

from __future__ import annotations

import re
from functools import lru_cache

from loa.render.context import Context
from loa.render.paper.content import Json, phrase
from loa.render.paper.masks import qr_rows

# As many bold letters as the narrowest column has room for.
_LONGEST_PART = 20
_PIECES = re.compile(r"[^.\-]{1,18}[.\-]?")
_RUN = re.compile("1+")
_BORDER = 4  # modules that must stay empty around a code


@lru_cache(maxsize=4096)
def _svg(address: str) -> tuple[str, float]:
    """(SVG, share of its width that is the empty border on one side)."""
    code = qr_rows(address)
    size = len(code) + 2 * _BORDER
    runs = "".join(
        f"M{run.start() + _BORDER} {row + _BORDER}.5h{len(run[0])}"
        for row, squares in enumerate(code)
        for run in _RUN.finditer(squares)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path stroke="#000" d="{runs}"/></svg>'
    )
    return svg, _BORDER / size


def qr_data(address: str, context: Context) -> Json | None:
    """The code of `address` and what stands beside it; None where there is no address to print.

    Error correction M, which mends a seventh of the code, and more where that takes no more squares: enough for a speck
    of toner, and the squares stay large.
    """
    if not address:
        return None
    svg, quiet = _svg(address)
    shown = address.removeprefix("https://")
    return {
        "svg": svg,
        "quiet": quiet,
        "alt": context.t("leaflet.qr_alt", address=address),
        "text": phrase(context, "leaflet.qr_sample" if context.sample_address else "leaflet.qr"),
        "address": shown,
        "parts": _parts(shown),
    }


def _parts(address: str) -> list[str]:
    """The parts of an address that stay on one line: up to a stroke; of a very long name, to a full stop or hyphen."""
    found: list[str] = []
    for part in re.findall("[^/]+/?", address):
        found += [part] if len(part) <= _LONGEST_PART else _PIECES.findall(part)
    return found
