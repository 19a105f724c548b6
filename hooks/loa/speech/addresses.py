"""Addresses on the net and tags: nobody can note them down from a loudspeaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What gives an address away; the whole of it is then found around this place, so that time stays linear.
_MARK = re.compile(
    r"://|(?<=[\w.+\-])@(?=\w)|(?<!\w)@(?=\w)|(?<!\w)www\.(?=\w)|(?<=\w)\.(?:vn|com|org|net|edu|gov|info|io)(?!\w)"
    r"|(?<!\w)#(?=[^\W\d_])"
)
# Looking for these first costs next to nothing, and most lines have none.
_SIGNS = ("://", "@", "www.", "#", ".vn", ".com", ".org", ".net", ".edu", ".gov", ".info", ".io")
_LEFT = {
    ":": re.compile(r"(?:https?|ftp|mailto|zalo)\Z", re.IGNORECASE),
    "@": re.compile(r"[\w.+\-]{0,64}\Z"),
    ".": re.compile(r"(?<![\w.\-])[\w.\-]{1,200}\Z"),
}
_REACH = {":": 6, "@": 64, ".": 200}
_RIGHT = re.compile(r"[^\s<>\"“”«»()\[\]{}|]+")
_CLOSING = ".,;:?!…*_'’”"


def addresses(line: str) -> Iterator[tuple[int, int]]:
    """Where the URLs, e-mail addresses, domains, @names and #tags of a line stand, from left to right."""
    if not any(sign in line for sign in _SIGNS):
        return
    done = 0
    for mark in _MARK.finditer(line):
        if mark.start() < done:
            continue
        start = mark.start()
        left = _LEFT.get(mark[0][0])
        if left is not None and (found := left.search(line, max(done, start - _REACH[mark[0][0]]), start)):
            start = found.start()
        elif mark[0] == "://":
            continue
        right = _RIGHT.match(line, mark.start())
        assert right is not None, "the mark itself matches"
        end = mark.start() + len(right[0].rstrip(_CLOSING))
        if end > mark.start():
            done = max(end, mark.end())
            yield start, done
