"""What the tests of the read-aloud form share: the project's lexicon, the case files, how readings are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loa.speech import Lexicon, load_lexicon

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

LEFT_OVER = re.compile(r"[^\w\s.,;:?!'’\u02bc\u0300-\u036f]|[\d_]")
"""What must not stand in a spoken text: digits, signs, quotes, brackets, dashes."""


@cache
def vietnamese() -> Lexicon:
    """The lexicon of the project."""
    return load_lexicon(ROOT / "locales" / "vi")


def heard(text: str) -> list[str]:
    """The words of a reading: neither case nor punctuation is heard, regions say nghìn or ngàn, linh or lẻ."""
    same = {"ngàn": "nghìn", "lẻ": "linh"}
    return [same.get(word, word) for word in re.findall(r"\w+", text.lower())]


@dataclass(frozen=True)
class Case:
    """One line of the file with the forty cases."""

    written: str
    readings: tuple[str, ...]
    with_numbers: str
    drops_address: bool


def forty() -> Iterator[Case]:
    """The cases of `cases.tsv`: readings parted by |; one in brackets describes a dropped address."""
    for line in (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        written, wanted = line.split("\t")
        readings, numbers = [], ""
        for reading in (part.strip() for part in wanted.split("|")):
            if reading.startswith("with numbers wanted:"):
                numbers = reading.partition(":")[2].strip()
            elif reading.startswith("…"):
                # "… mười một giờ rưỡi" replaces as many words at the end of the first reading as it can.
                readings.append(readings[0].replace("mười một giờ ba mươi", reading[1:].strip()))
            else:
                readings.append(reading)
        yield Case(written, tuple(readings), numbers, wanted.startswith("("))


def more() -> Iterator[tuple[str, str, str]]:
    """The cases of `cases-more.tsv`: written, wanted, how."""
    for line in (HERE / "cases-more.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        written, wanted, how = [*line.split("\t"), ""][:3]
        yield written, wanted, how
