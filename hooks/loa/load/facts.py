"""A sheet of facts (`facts.yml`): telephone numbers, figures and dates that texts name by reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from loa.errors import say
from loa.load import frontmatter
from loa.load.reader import Reader
from loa.load.source import Source
from loa.model.kinds import FactFields

FACT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_facts(
    path: Path, root: Path, reader: Reader, taken: Mapping[str, tuple[str, int]]
) -> dict[str, tuple[FactFields, tuple[str, int]]]:
    """The facts of a sheet by name, each with the file and line where it stands; faults are in the reader's report.

    Args:
        path: the sheet, which lies under `root`; `taken`: names of other sheets that this one may not use again,
            with where they stand.
    """
    shown, report = Source.shown(path), reader.report
    yaml = reader.yaml(path, root)
    if yaml is None or yaml.data is None or not frontmatter.is_mapping(yaml, shown, report):
        return {}
    found = {}
    for name, value in yaml.data.items():
        line = yaml.lines.get((name,), 1)
        if not FACT_NAME.fullmatch(name):
            report.add("LOA407", shown, line, value=name)
        elif name in taken:
            report.add("LOA213", shown, line, value=name, other=taken[name][0])
        elif not isinstance(value, dict):
            what = say(
                "Viết các mục value, about, source, confidence, checked thụt vào ở những dòng dưới.",
                "Write value, about, source, confidence and checked on indented lines below.",
            )
            report.add("LOA208", shown, line, key=name, value=frontmatter.shown_value(value), what=what)
        else:
            own = {k[1:]: n for k, n in yaml.lines.items() if k[:1] == (name,)}
            part = type(yaml)(value, own)
            if fields := frontmatter.validate(FactFields, part, shown, report, first_line=line):
                found[name] = fields, (shown, line)
    return found
