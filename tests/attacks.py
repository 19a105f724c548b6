"""Texts that were written to do harm, for every test that asks whether a text stays a text."""

from __future__ import annotations

import io
import zipfile

# Into HTML, XML, scripts and templates.
MARKUP = {
    "script": "<script>alert(1)</script>",
    "end of script": "</script><script>alert(1)</script>",
    "end of title": "</title><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover='alert(1)' x=\"' autofocus onfocus=alert(1) y='",
    "comment": "--> <!-- ]]> <![CDATA[<x>",
    "entity": "&lt;script&gt;&#60;script&#62; &x;",
    "template": "{% raw %}{% x %}${7*7}#{7*7}",
}
# Into spreadsheets: OWASP's list of first characters.
FORMULAS = ("=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "'=1")
# Into calendars: a property of its own, a component of its own.
CALENDAR = "Thử\\nATTACH:https://x.example\\;BEGIN:VALARM,END:VEVENT"


def starts_a_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute a cell of a CSV file."""
    return cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def texts_of(data: bytes) -> list[bytes]:
    """The parts of a package (docx, xlsx, zip); a plain file as it is."""
    if not data.startswith(b"PK"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name) for name in package.namelist()]
