"""`loa services import`: a sheet of officials becomes one list of a campaign, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from loa.errors import LoaError, Problem, Report, say
from loa.exchange.headers import find_header
from loa.exchange.sheet import read_sheet
from loa.exchange.tables import to_csv, values_of
from loa.exchange.understand import Defaults, Reader, RowResult
from loa.hub import Hub
from loa.load.servicelists import load_list
from loa.load.source import Source
from loa.model.slug import file_stem
from loa.writing import draft, move


@dataclass(slots=True)
class ImportResult:
    """What was understood of one sheet. `written`: the list that now exists, None when nothing was written."""

    path: str
    sheet: str
    columns: dict[str, str]
    unused: tuple[str, ...]
    other_sheets: tuple[str, ...]
    rows: list[RowResult] = field(default_factory=list)
    written: Path | None = None

    @property
    def refused(self) -> list[RowResult]:
        """The rows that were not understood."""
        return [row for row in self.rows if row.refused]

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.path,
            "sheet": self.sheet,
            "columns": self.columns,
            "unused": list(self.unused),
            "other_sheets": list(self.other_sheets),
            "understood": len(self.rows) - len(self.refused),
            "refused": len(self.refused),
            "written": Source.shown(self.written) if self.written else None,
            "rows": [
                {
                    "row": row.number,
                    "title": row.title,
                    "refused": row.refused,
                    "record": row.fields.model_dump(mode="json", exclude_defaults=True)
                    if row.fields
                    else None,
                    "notes": row.notes,
                    "problems": [problem.as_dict() for problem in row.problems],
                }
                for row in self.rows
            ],
        }


def campaign_folder(hub: Hub, slug_of: str | None) -> Path:
    """The folder of the campaign with this slug; without one the year-round library, when there is exactly one.

    Raises:
        LoaError: LOA105, there is no such campaign, or none could be chosen.
    """
    known = hub.catalog.campaigns
    if slug_of is None:
        yearly = [s for s, c in known.items() if c.fields.start is None and c.fields.end is None]
        slug_of = yearly[0] if len(yearly) == 1 else next(iter(known)) if len(known) == 1 else None
    if slug_of is None or slug_of not in known:
        reason = say("chọn --campaign: ", "choose --campaign: ") + ", ".join(known)
        raise LoaError([Problem.of("LOA105", Source.shown(hub.source.campaigns), 0, reason=reason)])
    # A folder may be named more freely than its slug: its own path says where it is.
    return hub.source.campaigns / known[slug_of].text.path.parent.name


def understand_file(path: Path, hub: Hub, campaign: Path, defaults: Defaults) -> ImportResult:
    """Read a sheet and understand its rows; nothing is written.

    Raises:
        LoaError: LOA903, the file is no table that can be understood.
    """
    shown = Source.shown(path)
    sheet = read_sheet(path)
    header = find_header(sheet, shown)
    target = PurePosixPath("campaigns", campaign.name, "services", "import.csv")
    reader = Reader(hub, header, shown, target, defaults)
    columns = {header.names[position]: column.key for position, column in header.columns.items()}
    result = ImportResult(shown, sheet.name, columns, header.unused, sheet.others)
    for row in reader.rows():
        if len(result.rows) % 64 == 0 and sheet.late:
            raise LoaError([Problem.of("LOA903", shown, row.number, reason=say("xử lý quá lâu", "too slow"))])
        result.rows.append(row)
    if not result.rows:
        reason = say("không có dòng dịch vụ nào", "it holds no row of a service")
        raise LoaError([Problem.of("LOA903", shown, 0, reason=reason)])
    return result


def write_list(result: ImportResult, campaign: Path, skip_refused: bool = False) -> Path | None:
    """Write the understood rows as one new list, in one step; None when a row was refused and none may be skipped.

    Raises:
        LoaError: LOA706, what was written would not load; LOA708, it cannot be written. Nothing is left behind.
    """
    good = [row.fields for row in result.rows if not row.refused and row.fields]
    if not good or (result.refused and not skip_refused):
        return None
    folder = campaign / "services"
    target = _free(folder, file_stem(Path(result.path).stem))
    try:
        with draft(target, to_csv([values_of(fields) for fields in good])) as made:
            again, report = _loaded(made, campaign)
            if report.errors or again != good:
                reason = say("đọc lại không khớp", "it differs")
                raise LoaError(report.errors or [Problem.of("LOA706", product=target.name, reason=reason)])
            move(made, target)
    except OSError as error:
        raise LoaError([Problem.of("LOA708", reason=error.strerror or str(error))]) from error
    result.written = target
    return target


def _loaded(path: Path, campaign: Path) -> tuple[list[Any], Report]:
    """The list read back as any build will read it: what was understood and what stands in the file must agree."""
    report = Report()
    hub = PurePosixPath("campaigns", campaign.name, "services", path.name)
    return [item.fields for item in load_list(path, hub, campaign, campaign.name, report)], report


def _free(folder: Path, stem: str) -> Path:
    target, number = folder / f"{stem}.csv", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.csv"
    return target
