"""What the packs of a commune share: one ZIP with files, a page that opens them, and what is missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from loa.errors import Problem

_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
# Enough for a page that opens from a memory stick, without a network.
_STYLE = (
    "body{font:1.1rem/1.6 sans-serif;max-width:60rem;margin:auto;padding:1rem}table{border-collapse:collapse}"
    "th,td{border:1px solid;padding:.4rem;text-align:left;vertical-align:top}.note{border:2px dashed;padding:.6rem}"
)


@dataclass
class Pack:
    """A finished pack: the name of its file, its bytes, and what is missing from it."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def archive(self) -> bytes:
        """The files as a ZIP: the same files give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for path, data in sorted(self.files.items()):
                info = zipfile.ZipInfo(path, _ZIP_MOMENT)
                info.compress_type, info.external_attr, info.create_system = (
                    zipfile.ZIP_DEFLATED,
                    0o644 << 16,
                    3,
                )
                archive.writestr(info, data)
        return out.getvalue()


def opening_page(title: str, body: Iterable[str]) -> str:
    """The page that opens a pack, Vietnamese; `title` and `body` are HTML."""
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
        + "\n".join(body)
        + "\n</body></html>\n"
    )
