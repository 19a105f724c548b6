"""Kiểm tra nội dung và chỉ ra chỗ cần sửa.

Check the content and say what to mend. Exit code 0 without errors, else 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from loa import cli
from loa.errors import LoaError, Report


def main(argv: list[str] | None = None) -> int:
    """Check the hub; with PATHs, show only the problems of those files and folders."""
    parser = cli.parser("Kiểm tra nội dung và chỉ ra chỗ cần sửa.", "Check the content and say what to mend.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--source", type=Path, metavar="DIR")
    parser.add_argument("--date", metavar="DATE")
    options = parser.parse_args(argv)
    for path in options.paths:
        if not path.exists():
            parser.error(cli.say(f"không có {path}", f"there is no {path}"))
    as_json = options.json or options.format == "json"
    from loa.hub import Settings, open_hub  # after the options: a wrong one is answered at once
    from loa.render.pictures.checking import check_pictures
    from loa.render.radio.checking import check_scripts

    try:
        hub = open_hub(Settings.of(options.source, date=options.date))
    except LoaError as error:
        cli.print_problems(error.problems, as_json, stream=sys.stdout)
        return 1
    report = hub.report
    report.extend(check_pictures(hub.catalog))
    if not report.errors:
        report.extend(check_scripts(hub))
    if options.paths:
        wanted = [path.resolve() for path in options.paths]
        report = Report({p for p in report if any(Path(p.path).resolve().is_relative_to(w) for w in wanted)})
    cli.print_problems(report, as_json, stream=sys.stdout)
    if not as_json and not report.problems:
        texts = sum(1 + len(owner.variants) for owner in hub.catalog.by_path().values())
        where = ", ".join(map(str, options.paths)) or cli.say(f"{texts} tệp", f"{texts} files")
        print(cli.say(f"Không thấy lỗi nào trong {where}.", f"Nothing to mend in {where}."), file=sys.stderr)
    return 1 if report.errors else 0


if __name__ == "__main__":
    cli.run(main)
