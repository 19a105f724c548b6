"""Language tags: well-formedness and canonical case after BCP 47 (RFC 5646 §2.1 and §2.1.1)."""

from __future__ import annotations

import re
from itertools import pairwise

# The `langtag` production. Grandfathered and private-use-only tags ("i-klingon", "x-easy") are left out: as
# values of an HTML `lang` attribute they name no language that a screen reader could choose a voice for.
_LANGTAG = re.compile(
    r"""
    (?: [a-z]{2,3} (?: -[a-z]{3} ){0,3} | [a-z]{4} | [a-z]{5,8} )   # language, extended language
    (?: -(?P<script>[a-z]{4}) )?
    (?: -(?P<region>[a-z]{2} | [0-9]{3}) )?
    (?P<variants> (?: -(?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )* )
    (?P<extensions> (?: -[0-9a-wy-z] (?: -[a-z0-9]{2,8} )+ )* )
    (?: -x (?: -[a-z0-9]{1,8} )+ )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def is_well_formed(tag: str) -> bool:
    """Whether `tag` is a well-formed BCP 47 language tag, no variant and no extension given twice."""
    match = _LANGTAG.fullmatch(tag)
    if match is None:
        return False
    variants = match["variants"].lower().split("-")[1:]
    singletons = [part for part in match["extensions"].lower().split("-")[1:] if len(part) == 1]
    return len(set(variants)) == len(variants) and len(set(singletons)) == len(singletons)


def canonical_case(tag: str) -> str:
    """The tag in the case that RFC 5646 §2.1.1 recommends: `HMN-latn-vn-X-RPA` → `hmn-Latn-VN-x-rpa`.

    File names depend on it: two spellings of one tag are two files on Linux and one on Windows.
    """
    parts = tag.lower().split("-")
    done = [parts[0]]
    for previous, part in pairwise(parts):
        if len(previous) == 1:
            return "-".join(done + parts[len(done) :])
        done.append(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part)
    return "-".join(done)
