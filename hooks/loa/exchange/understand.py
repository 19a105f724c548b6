"""From the rows of a sheet to service records: each row is understood whole, or refused with every reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from loa.check.services import check_service
from loa.errors import Problem, Report, Severity, say
from loa.exchange.headers import Header, is_numbering
from loa.exchange.numbers import as_shown, phones_in
from loa.exchange.sheet import Cell
from loa.exchange.whereabouts import area_of
from loa.hub import Hub
from loa.load import frontmatter
from loa.load.columns import Column, cell, split_list
from loa.load.safety import tells_where
from loa.load.servicelists import record_data
from loa.load.yamlsource import YamlSource
from loa.model.catalog import Item, Text
from loa.model.folding import fold
from loa.model.hours import HoursError, hours_text, parse_hours
from loa.model.kinds import KINDS
from loa.model.services import FORBIDDEN, Level, ServiceFields
from loa.places import Place

_PLACE_KEYS = ("area", "commune", "district", "province", "area_names")
# The types whose address is withheld unless somebody says otherwise (domain dossier 3.4).
_HIDDEN_TYPES = {"shelter", "trusted-address"}
_PEOPLE = re.compile(r"(?:nhà\s+|hộ\s+|gia\s+đình\s+)?(?:ông|bà|anh|chị)\s+[A-ZĐÀ-Ỹ]\w+")


@dataclass(slots=True)
class RowResult:
    """One row: what was understood (`data`, front matter of the record), what it was made of, why it was refused."""

    number: int
    title: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    fields: ServiceFields | None = None
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether the row may not be imported."""
        return self.fields is None or any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the person who imports says of the whole list."""

    service_type: str = ""
    level: str = ""
    province: tuple[Place, ...] = ()
    source: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class Reader:
    """Understands the rows of one sheet, one after the other."""

    def __init__(self, hub: Hub, header: Header, shown: str, path: PurePosixPath, defaults: Defaults) -> None:
        self.hub, self.header, self.shown, self.path, self.defaults = hub, header, shown, path, defaults
        self.taken = {item.id: f"{item.text.shown}" for item in hub.catalog.items()}
        self.seen: dict[tuple[Any, ...], int] = {}
        self.tongues = {fold(locale.name).removeprefix("tieng"): tag for tag, locale in hub.locales.items()}
        self.tongues |= {fold(tag): tag for tag in hub.locales} | {
            "kinh": "vi",
            "phothong": "vi",
            "hoa": "zh-Hant",
        }

    def rows(self) -> Iterable[RowResult]:
        """Every row below the header that holds anything."""
        for number, cells in self.header.body:
            # A row that numbers the columns, or one without a word under a known header (a total, a signature).
            if is_numbering(cells) or not any(
                position in self.header.columns for position, c in enumerate(cells) if c.text
            ):
                continue
            if self._is_section(cells):
                continue
            yield self._row(number, cells)

    def _is_section(self, cells: list[Cell]) -> bool:
        """A merged row such as "I. Xã Tà Rụt" that stands above its rows: one text, no phone column filled."""
        filled = [position for position, c in enumerate(cells) if c.text]
        return len(filled) == 1 and filled[0] not in self.header.columns

    def _row(self, number: int, cells: list[Cell]) -> RowResult:
        result = RowResult(number)
        values: dict[str, Any] = {}
        phones: list[str] = []
        where: dict[str, str] = {}
        for position, column in self.header.columns.items():
            if position >= len(cells) or not cells[position].text:
                continue
            own = cells[position]
            if column.form == "phones":
                phones += [n for n in self._phones(result, own) if n not in phones]
            elif column.key in _PLACE_KEYS:
                self._place(result, column, own, where)
            else:
                self._value(result, column, own, values)
        if phones:
            values["phones"] = " | ".join(phones)
        area = area_of(where, self.shown, number, self.defaults.province, self.header.old_list)
        values["area"] = area.codes
        result.notes += area.notes
        result.problems += area.problems
        if not phones and not result.problems:
            result.notes.append(say("không có số điện thoại", "no phone number"))
        self._complete(result, values)
        self._safe(result, values)
        result.title = str(values.get("title", ""))
        self._validate(result, values)
        return result

    # --- cells --------------------------------------------------------------------------------------------

    def _phones(self, result: RowResult, own: Cell) -> list[str]:
        good, bad = phones_in(own)
        for value, reason in bad:
            result.problems.append(
                Problem.of("LOA900", self.shown, result.number, value=value, reason=reason)
            )
        return good

    def _place(self, result: RowResult, column: Column, own: Cell, where: dict[str, str]) -> None:
        text = own.text
        if own.is_number:
            # A code such as 00004 loses its zeros as a number unless the format writes them.
            text = as_shown(own) or text
        where[column.key] = text

    def _value(self, result: RowResult, column: Column, own: Cell, values: dict[str, Any]) -> None:
        text = own.text
        if column.form == "date" and own.is_number:
            what = say("Viết ngày/tháng/năm, ví dụ 15/11/2026.", "Write day/month/year, such as 15/11/2026.")
            self._not_understood(result, column, text, what)
            return
        if column.key == "languages":
            values["languages"] = self._languages(result, text)
        elif column.key in ("schedules", "phone_hours"):
            self._hours(result, column, text, values)
        elif column.form in ("text", "date", "number"):
            values[column.key] = text.replace("\n", " ")
        else:
            values[column.key] = cell(column, text)

    def _not_understood(self, result: RowResult, column: Column, value: str, what: str) -> None:
        key = next((n for p, n in self.header.names.items() if self.header.columns[p] is column), column.key)
        result.problems.append(
            Problem.of("LOA904", self.shown, result.number, key=key, value=value, what=what)
        )

    def _languages(self, result: RowResult, text: str) -> list[str]:
        found = []
        for name in split_list(text, commas=True):
            tag = self.tongues.get(fold(name).removeprefix("tieng")) or self.tongues.get(fold(name))
            if tag is None:
                known = ", ".join(locale.name for locale in self.hub.locales.values())
                problem = Problem.of("LOA302", self.shown, result.number, value=name, known=known)
                result.problems.append(problem)
            elif tag not in found:
                found.append(tag)
        return found

    def _hours(self, result: RowResult, column: Column, text: str, values: dict[str, Any]) -> None:
        try:
            understood = hours_text(parse_hours(text))
        except HoursError as error:
            if not any(
                char.isdigit() for char in text
            ):  # "giờ hành chính": words, no time that could be wrong
                values["phone_hours"] = text.replace("\n", " ")
                return
            code = "LOA610" if str(error) == "hours" else "LOA611"
            reason = (
                {"reason": say("sai giờ hoặc sai thứ tự", "wrong time or order")} if code == "LOA610" else {}
            )
            result.problems.append(Problem.of(code, self.shown, result.number, value=text, **reason))
            return
        values[column.key] = understood
        result.notes.append(say(f"giờ: {understood}", f"hours: {understood}"))

    # --- the record ---------------------------------------------------------------------------------------

    def _complete(self, result: RowResult, values: dict[str, Any]) -> None:
        for key, value in self.defaults.values.items():
            values.setdefault(key, value)
        if "source" not in values and self.defaults.source:
            values["source"] = self.defaults.source
            values.setdefault("source_confidence", "M")
        if self.defaults.service_type:
            values.setdefault("service_type", self.defaults.service_type)
        hidden = values.get("service_type") in _HIDDEN_TYPES or values.get("private_home") is True
        if "level" not in values:
            values["level"] = self.defaults.level or ("phone-only" if hidden else "public")
        values["status"] = "draft"  # approving is a person's act in the list itself
        values["sensitive"] = True
        if "title" in values:
            values.setdefault("summary", values["title"])
            values.setdefault("organization", values["title"])
        for key in ("approved_by", "approved_on", "reviewed_by"):
            values.pop(key, None)

    def _safe(self, result: RowResult, values: dict[str, Any]) -> None:
        """Names of people never enter the public source; addresses only at level public."""
        if values.get("level") in (Level.INTERNAL, Level.WITHDRAWN):
            problem = Problem.of("LOA907", self.shown, result.number, value=values["level"])
            result.problems.append(problem)
        dropped = ["contact_name"] if values.pop("contact_name", None) else []
        restricted = values.get("level") != Level.PUBLIC or values.get("service_type") == "shelter"
        if restricted or values.get("private_home") is True:
            dropped += [key for key in FORBIDDEN if values.pop(key, None)]
        if dropped:
            result.notes.append(say("không chép: ", "not copied: ") + ", ".join(dropped))
        title = str(values.get("title", ""))
        if restricted and (_PEOPLE.search(title) or tells_where(title)):
            result.problems.append(Problem.of("LOA906", self.shown, result.number, value=title))

    def _validate(self, result: RowResult, values: dict[str, Any]) -> None:
        key = (fold(str(values.get("title"))), tuple(values["area"]), values.get("phones", ""))
        if other := self.seen.get(key):
            where = say(f"dòng {other}", f"row {other}")
            result.problems.append(Problem.of("LOA905", self.shown, result.number, other=where))
        self.seen.setdefault(key, result.number)
        values.setdefault("id", _made_id(key))
        if taken := self.taken.get(values["id"]):
            result.problems.append(Problem.of("LOA905", self.shown, result.number, other=taken))
        else:
            self.taken[values["id"]] = say(f"dòng {result.number}", f"row {result.number}")
        data = record_data(values)
        report = Report()
        lines: dict[tuple[str, ...], int] = {(): result.number} | {(k,): result.number for k in data}
        fields = frontmatter.validate(
            ServiceFields, YamlSource(data, lines), self.shown, report, result.number
        )
        result.problems += report
        if fields is None:
            return
        rows: dict[tuple[str, ...], int] = {(k,): result.number for k in ServiceFields.model_fields}
        item = Item(KINDS["service"], fields, Text(self.path, (), self.shown, rows), "")
        found = list(check_service(item, fields, self.hub.catalog, self.hub.settings.date))
        if any(problem.code == "LOA617" for problem in found):
            result.notes.append(say("chưa xác minh: vào danh sách như bản nháp", "not verified: a draft"))
        # A name that was refused already is also summary and organization here: one message is enough.
        named = any(problem.code == "LOA906" for problem in result.problems)
        skipped = {"LOA617", "LOA615"} if named else {"LOA617"}
        result.problems += [problem for problem in found if problem.code not in skipped]
        result.data, result.fields = values, fields


def _made_id(key: tuple[Any, ...]) -> str:
    """An id that the same service gets again: `s`, a digit and six signs of a hash."""
    number = int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:8], "big")
    signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    made = ""
    for _ in range(6):
        number, rest = divmod(number, 36)
        made += signs[rest]
    return f"s{number % 10}{made}"
