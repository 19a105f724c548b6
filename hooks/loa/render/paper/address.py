"""QR codes, each with the short address that a person can type."""

from __future__ import annotations

import re
from functools import lru_cache

import segno

from loa.render.context import Context
from loa.render.paper.content import Json, phrase

# As many bold letters as the narrowest column has room for.
_LONGEST_PART = 20
_PIECES = re.compile(r"[^.\-]{1,18}[.\-]?")
_BORDER = 4  # modules that must stay empty around a code
_SIDE = re.compile(r'(?:viewBox="0 0 |<svg width=")(\d+)')


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
    svg = _svg(address)
    modules = _SIDE.search(svg)
    assert modules, "a code has one unit a module, its border among them"
    shown = address.removeprefix("https://")
    return {
        "svg": svg,
        "quiet": _BORDER / int(modules[1]),  # the share of its width that is the border on one side
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
