"""ZIP files, and the packages of Office that are ZIP files inside: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The first moment that a ZIP file can hold: the clock and the system stay out of it.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files, (path, content) in their order, as one compressed ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for path, content in files:
            info = zipfile.ZipInfo(path, _MOMENT)
            info.compress_type, info.external_attr, info.create_system = (
                zipfile.ZIP_DEFLATED,
                0o644 << 16,
                _UNIX,
            )
            made.writestr(info, content)
    return out.getvalue()
