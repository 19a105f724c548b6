"""QR codes, each with the short address that a person can type."""

from __future__ import annotations

from functools import lru_cache

from zxingcpp import Barcode, BarcodeFormat, create_barcode

from loa.render.context import Context
from loa.render.paper.content import Json, phrase


@lru_cache(maxsize=4096)  # several products show the same address
def _svg(address: str) -> str:
    usual, strong = (_code(address, level) for level in "MQ")
    # Where the higher level takes no more squares, it costs nothing.
    best = strong if strong.to_image().shape == usual.to_image().shape else usual
    return best.to_svg()


def _code(address: str, level: str) -> Barcode:
    return create_barcode(address, BarcodeFormat.QRCode, ec_level=level)


def qr_data(address: str, context: Context) -> Json | None:
    """The code of `address` and what stands beside it; None where there is no address to print.

    Error correction M, which mends a seventh of the code: enough for a speck of toner, and the squares stay large; Q,
    a quarter, where they stay as large. The mask is the one that scans best (ISO/IEC 18004, 7.8).
    """
    if not address:
        return None
    return {
        "svg": _svg(address),
        "alt": context.t("leaflet.qr_alt", address=address),
        "text": phrase(context, "leaflet.qr_sample" if context.sample_address else "leaflet.qr"),
        "address": address.removeprefix("https://"),
    }
