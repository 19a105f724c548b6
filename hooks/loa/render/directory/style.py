"""The style of the pages: one short sheet inside each page, allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from importlib.resources import files

# A rule a line; "FONT" stands for the family of a script that phones lack.
_BASE = files("loa.render.directory").joinpath("style.css").read_text(encoding="utf-8")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def style(needs: Iterable[str], filters: Iterable[str], font: tuple[str, str]) -> str:
    """The sheet for pages that filter by these needs and classes; `font`: address and family of a font, or empty."""
    base = "".join(line.strip() for line in _COMMENT.sub("", _BASE).splitlines())
    hidden = [f"#n-{need}:checked~.g:not(.n-{need})" for need in needs]
    hidden += [
        f"#{name}:checked~.g li{'.w' if name.startswith('w-') else ''}:not(.{name})" for name in filters
    ]
    text = base + (f"{','.join(hidden)}{{display:none}}" if hidden else "")
    address, family = font
    if not family:
        return text.replace("FONT", "")
    face = f'@font-face{{font-family:"{family}";src:url({address}) format("woff2");font-display:swap}}'
    return face + text.replace("FONT", f'"{family}",')


def csp_hash(text: str) -> str:
    """The source expression that allows exactly this inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline_script(source: str) -> str:
    """A script file as it stands inside a page: without comment lines and indentation."""
    lines = [line.strip() for line in source.splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("//"))
