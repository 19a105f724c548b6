"""The speech lexicon of a language: `locales/<tag>/speech.yml`, read and checked."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import yaml

from loa.errors import LoaError, Problem
from loa.locales.reader import LIMIT

FILE = "speech.yml"

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Region:
    """How a region says what the language leaves open: nghìn/ngàn, linh/lẻ, hai mươi tư/bốn."""

    thousand: str = "nghìn"
    zero_tens: str = "linh"
    four: str = "tư"


def _none() -> Words:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What editors say about reading a language aloud; the sections are explained in the file itself.

    Compared by identity, so that what is compiled from it can be kept beside it.
    """

    tag: str
    abbreviations: Words = field(default_factory=_none)
    phrases: Words = field(default_factory=_none)
    letters: Words = field(default_factory=_none)
    units: Words = field(default_factory=_none)
    titles: Words = field(default_factory=_none)
    issuers: Words = field(default_factory=_none)
    symbols: Words = field(default_factory=_none)
    spoken_as_written: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    short_numbers: tuple[str, ...] = ()
    phone_words: tuple[str, ...] = ()
    code_words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    fraction_before: tuple[str, ...] = ()
    fraction_after: tuple[str, ...] = ()
    out_of_after: tuple[str, ...] = ()
    date_before: tuple[str, ...] = ()
    roman_before: tuple[str, ...] = ()
    person_words: tuple[str, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=lambda: MappingProxyType({"north": Region()}))

    def begins_with_name(self, sentence: str) -> bool:
        """Whether the capital letter of the first word is that of a name, and stays inside a sentence.

        Names are those of `names`, `issuers` and the readings in `abbreviations` that begin with a capital letter;
        and two words in capitals one after the other are taken for one.
        """
        first, _, rest = sentence.partition(" ")
        if rest[:1].isupper():
            return first.lower() not in self.person_words  # "chị Lan", but "Đắk Lắk"
        names = {*self.names, *self.issuers.values(), *self.abbreviations.values()}
        words = re.findall(r"\w+", sentence)
        starts = {" ".join(words[:length]) for length in range(1, 8)}
        return any(name[0].isupper() and name in starts for name in names)


class _Faulty(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


class _Loader(yaml.SafeLoader):
    """Safe, and every scalar stays text: `24/7`, `No` and `1:10` are words here. A key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Faulty(key.start_mark.line + 1, "tên mục phải là chữ")
            if key.value in seen:
                raise _Faulty(key.start_mark.line + 1, f"“{key.value}” được ghi hai lần")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {}

_WORDS = {name for name, kind in get_type_hints(Lexicon).items() if kind == Words}
_LISTS = {name for name, kind in get_type_hints(Lexicon).items() if kind == tuple[str, ...]}


def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon in `folder`, a language's folder `locales/<tag>`; the folder's name is the tag.

    Raises:
        LoaError: LOA505 with every fault found, when the file is missing, is not YAML of the expected shape,
            is too large, has an unknown or doubled entry, or gives something other than text.
    """
    path = folder / FILE
    shown = f"locales/{folder.name}/{FILE}"

    def fault(line: int, reason: str) -> Problem:
        return Problem.of("LOA505", path=shown, line=line, value=folder.name, reason=reason)

    try:
        if path.stat().st_size > LIMIT:
            raise LoaError([fault(0, f"tệp quá lớn, tối đa {LIMIT // 1024} KB")])
        root = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except _Faulty as error:
        raise LoaError([fault(error.line, error.reason)]) from None
    except OSError as error:
        raise LoaError([fault(0, error.strerror or "không đọc được tệp")]) from None
    except UnicodeDecodeError as error:
        raise LoaError([fault(0, f"không phải chữ UTF-8 (byte thứ {error.start})")]) from None
    except (
        yaml.YAMLError,
        RecursionError,
        ValueError,
        OverflowError,
    ) as error:  # the last two: an escape too large
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "không phải YAML"
        raise LoaError([fault(mark.line + 1 if mark else 0, str(reason))]) from None
    if not isinstance(root, dict):
        raise LoaError([fault(0, "phải gồm các mục như abbreviations, units")])
    faults: list[str] = []
    values: dict[str, Any] = {}
    for name, value in root.items():
        if name == "regions":
            values[name] = _regions(value, faults)
        elif name in _WORDS:
            values[name] = _words(name, value, faults)
        elif name in _LISTS:
            values[name] = _list(name, value, faults)
        else:
            faults.append(f"không có mục “{name}”")
    if faults:
        raise LoaError(fault(0, reason) for reason in faults)
    return Lexicon(tag=folder.name, **values)


def _words(name: str, value: object, faults: list[str]) -> Words:
    if not isinstance(value, dict):
        faults.append(f"mục “{name}” phải gồm các dòng “chữ viết: cách đọc”")
        return _none()
    for key, said in value.items():
        if (
            not isinstance(key, str)
            or not key.strip()
            or not isinstance(said, str)
            or (name != "symbols" and not said.strip())
        ):
            faults.append(f"mục “{name}”: “{key}” thiếu cách đọc")
        elif name in ("abbreviations", "units", "phrases") and any(c.isdigit() for c in said):
            faults.append(f"mục “{name}”: cách đọc của “{key}” còn chữ số")
    return MappingProxyType(dict(value))


def _list(name: str, value: object, faults: list[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        faults.append(f"mục “{name}” phải là một danh sách chữ, dạng [một, hai]")
        return ()
    return tuple(value)


def _regions(value: object, faults: list[str]) -> Mapping[str, Region]:
    names = set(get_type_hints(Region))
    if isinstance(value, dict) and all(
        isinstance(words, dict)
        and set(words) == names
        and all(isinstance(word, str) and word.strip() for word in words.values())
        for words in value.values()
    ):
        if "north" in value:
            return MappingProxyType({str(name): Region(**words) for name, words in value.items()})
        faults.append("mục “regions” thiếu “north”")
    else:
        faults.append("mục “regions”: mỗi vùng cần thousand, zero_tens và four")
    return MappingProxyType({"north": Region()})
