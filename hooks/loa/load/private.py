"""Internal and withdrawn records: they live in a folder of their own that no build of the site ever opens."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from loa.errors import Report
from loa.load import frontmatter, markdown
from loa.load.files import read_text
from loa.load.safety import make_safe
from loa.load.servicelists import load_list
from loa.load.source import Source
from loa.model.catalog import Item, Text
from loa.model.kinds import KINDS
from loa.model.services import Level, ServiceFields

PRIVATE = (Level.INTERNAL, Level.WITHDRAWN)


def load_private(
    folder: Path, report: Report, public: tuple[Path, ...] = ()
) -> list[tuple[Item, ServiceFields]]:
    """The records of a private folder (`*.md` and `*.csv`, at any depth), in the order of their paths.

    Only for what is written outside the site (`loa radio`, `loa print`): a withdrawn record comes back too, and the
    caller leaves it out. Addresses and names are not in the result, whatever the files say.

    Args:
        folder: the folder; a wrong name is LOA107, lest a pack go out without the numbers of those on duty.
        public: folders that must not hold it (campaigns, docs, the site): LOA909.
    """
    shown = Source.shown(folder)
    for other in public:
        if folder.resolve().is_relative_to(other.resolve()):
            report.add("LOA909", shown, value=shown, where=Source.shown(other))
            return []
    if not folder.is_dir():
        report.add("LOA107", folder=shown)
        return []
    found: list[tuple[Item, ServiceFields]] = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or path.name == "README.md":
            continue
        hub = PurePosixPath("private", path.relative_to(folder).as_posix())
        if path.suffix == ".csv":
            items = load_list(path, hub, folder, "", report)
        elif path.suffix == ".md":
            items = _markdown(path, hub, folder, report)
        else:
            report.add("LOA108", Source.shown(path), name=path.name)
            continue
        found += [pair for item in items if (pair := _private(item, report))]
    return found


def _private(item: Item, report: Report) -> tuple[Item, ServiceFields] | None:
    fields = item.fields
    assert isinstance(fields, ServiceFields)
    if fields.level not in PRIVATE:
        report.add("LOA908", item.text.shown, item.text.line("level"), value=fields.level)
        return None
    # A keeper may note an address here for himself; a private home's is wrong even here (design, rule 3).
    home = fields.private_home or fields.service_type == "shelter"
    safe = make_safe(fields, item.text, report if home else None)
    return Item(item.kind, safe, item.text, item.campaign), safe


def _markdown(path: Path, hub: PurePosixPath, root: Path, report: Report) -> list[Item]:
    shown = Source.shown(path)
    raw = read_text(path, root, shown, report)
    parts = frontmatter.split(raw, shown, report) if raw is not None else None
    if parts is None:
        return []
    yaml, body, line = parts
    blocks = markdown.parse(body, hub, shown, report, line)
    fields = frontmatter.validate(ServiceFields, yaml, shown, report)
    return [Item(KINDS["service"], fields, Text(hub, blocks, shown, yaml.lines), "")] if fields else []
