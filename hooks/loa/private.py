"""Records that are never published: a git-ignored folder named with `--private`."""

from __future__ import annotations

from pathlib import Path

from loa.check.phones import is_phone
from loa.errors import LoaError, Problem, Report
from loa.load import frontmatter
from loa.load.files import read_text
from loa.load.source import Source
from loa.model.kinds import ServiceFields


def load_private(folder: Path, report: Report) -> list[ServiceFields]:
    """The service records below `folder/**/services/` or in `folder` itself; faults are in the report.

    Raises:
        LoaError: LOA107, there is no such folder.
    """
    if not folder.is_dir():
        raise LoaError([Problem.of("LOA107", folder=folder)])
    paths = {*folder.glob("*.md"), *folder.rglob("services/*.md")}
    found = []
    for path in sorted(paths):
        if path.name.startswith((".", "_")) or path.name == "README.md":
            continue
        shown = Source.shown(path)
        raw = read_text(path, folder, shown, report)
        parts = frontmatter.split(raw, shown, report) if raw is not None else None
        fields = frontmatter.validate(ServiceFields, parts[0], shown, report) if parts else None
        if fields and parts:
            found.append(fields)
            for number, phone in enumerate(fields.phones):
                if phone.number is not None and not is_phone(phone.number):
                    line = frontmatter.line_of(parts[0].lines, ("phones", str(number), "number"), 1)
                    report.add("LOA603", shown, line, value=phone.number)
    return found
