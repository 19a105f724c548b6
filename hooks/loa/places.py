"""The 34 provinces and 3,321 communes in force since 1 July 2025, by official code.

Data: `data/places/*.tsv`, data date 2026-09 (see the README beside it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DATA_DATE = "2026-09"


@dataclass(frozen=True, slots=True)
class Place:
    """A province (2-digit code, no province above it) or a commune (5-digit code)."""

    code: str
    name: str
    province: str = ""
    former: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        """The name without the kind of unit: "Lạng Sơn" for "Tỉnh Lạng Sơn"."""
        for prefix in ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "):
            if self.name.startswith(prefix):
                return self.name.removeprefix(prefix)
        return self.name


def _rows(name: str) -> list[list[str]]:
    text = files("loa.data.places").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


@cache
def provinces() -> Mapping[str, Place]:
    """The provinces by code."""
    return {
        code: Place(code, name, "", tuple(former.split("|"))) for code, name, former in _rows("provinces.tsv")
    }


@cache
def communes() -> Mapping[str, Place]:
    """The communes by code."""
    return {
        code: Place(code, name, province, tuple(former.split("|")))
        for code, name, province, former in _rows("communes.tsv")
    }


def find(code: str) -> Place | None:
    """The place with this official code, or None."""
    return provinces().get(code) or communes().get(code)
