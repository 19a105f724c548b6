"""QR codes, each with the short address that a person can type."""

from __future__ import annotations

from functools import lru_cache

import segno

from loa.render.context import Context
from loa.render.paper.content import Json, phrase


@lru_cache(maxsize=4096)
def _svg(address: str) -> str:
    # Several products show the same address, and choosing the mask that scans best (ISO/IEC 18004) takes 4 ms.
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")


def qr_data(address: str, context: Context) -> Json | None:
    """The code of `address` and what stands beside it; None where there is no address to print.

    Error correction M, which mends a seventh of the code: enough for a speck of toner, and the squares stay large.
    """
    if not address:
        return None
    return {
        "svg": _svg(address),
        "alt": context.t("leaflet.qr_alt", address=address),
        "text": phrase(context, "leaflet.qr_sample" if context.sample_address else "leaflet.qr"),
        "address": address.removeprefix("https://"),
    }
