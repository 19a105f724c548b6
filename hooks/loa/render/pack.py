"""What the packs of a commune share: one ZIP with files, a page that opens them, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from loa.archives import archive
from loa.errors import Problem
from loa.model.slug import ascii_name

# With a number or an id and an ending no file is named with more than 60 characters: old players and displays cut more.
_LONGEST_TITLE = 50
# Enough for a page that opens from a memory stick, without a network.
_STYLE = (
    "body{font:1.1rem/1.6 sans-serif;max-width:60rem;margin:auto;padding:1rem}table{border-collapse:collapse}"
    "th,td{border:1px solid;padding:.4rem;text-align:left;vertical-align:top}.note{border:2px dashed;padding:.6rem}"
    "@media(max-width:40rem){table,tbody,tr,th,td{display:block;border:0}thead{display:none}"
    "tr{border:1px solid;margin:0 0 1rem;padding:.4rem}td[data-label]::before{content:attr(data-label)': '}}"
)


@dataclass
class Pack:
    """A finished pack: the name of its file, its bytes, and what is missing from it."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def archive(self) -> bytes:
        """The files as a ZIP: the same files give the same bytes."""
        return archive(sorted(self.files.items()))


def file_name(mark: str, title: str) -> str:
    """The name, without ending, of a text's files in a pack: its number or id, and its Vietnamese title.

    The same in every language, so that an official who does not read one still finds its files.
    """
    return "-".join(filter(None, (mark, ascii_name(title, _LONGEST_TITLE))))


def opening_page(title: str, body: Iterable[str]) -> str:
    """The page that opens a pack, Vietnamese; `title` and `body` are HTML."""
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
        + "\n".join(body)
        + "\n</body></html>\n"
    )
