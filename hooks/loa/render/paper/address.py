"""QR codes, each with the short address that a person can type."""

from __future__ import annotations

from functools import lru_cache

from zxingcpp import BarcodeFormat, create_barcode

from loa.render.context import Context
from loa.render.paper.content import Json, phrase


@lru_cache(maxsize=4096)  # several products show the same address
def _svg(address: str) -> str:
    return create_barcode(address, BarcodeFormat.QRCode, ec_level="Q").to_svg()


def qr_data(address: str, context: Context) -> Json | None:
    """The code of `address` and what stands beside it; None where there is no address to print.

    Error correction Q, which mends a quarter of the code: paper is copied from copies. The mask is the one that scans
    best of all eight (ISO/IEC 18004, 7.8).
    """
    if not address:
        return None
    return {
        "svg": _svg(address),
        "alt": context.t("leaflet.qr_alt", address=address),
        "text": phrase(context, "leaflet.qr_sample" if context.sample_address else "leaflet.qr"),
        "address": address.removeprefix("https://"),
    }
