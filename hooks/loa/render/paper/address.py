"""QR codes, each with the short address that a person can type."""

from __future__ import annotations

from functools import lru_cache

import segno

from loa.render.context import Context
from loa.render.paper.content import Json, phrase


_BORDER = 4  # modules that must stay empty around a code


@lru_cache(maxsize=4096)
def _svg(address: str) -> tuple[str, float]:
    """(SVG, share of its width that is the empty border on one side)."""
    # Several products show the same address, and choosing the mask that scans best (ISO/IEC 18004) takes 4 ms.
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=_BORDER, omitsize=True, dark="#000", light="#fff")
    return svg, _BORDER / code.symbol_size(border=_BORDER)[0]


def qr_data(address: str, context: Context) -> Json | None:
    """The code of `address` and what stands beside it; None where there is no address to print.

    Error correction M, which mends a seventh of the code: enough for a speck of toner, and the squares stay large.
    """
    if not address:
        return None
    svg, quiet = _svg(address)
    return {
        "svg": svg,
        "quiet": quiet,
        "alt": context.t("leaflet.qr_alt", address=address),
        "text": phrase(context, "leaflet.qr_sample" if context.sample_address else "leaflet.qr"),
        "address": address.removeprefix("https://"),
    }
