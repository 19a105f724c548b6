"""Làm báo cáo truyền thông từ sổ theo dõi; làm và nhập phiếu thu thập của xã.

Make the report of a period as Word or xlsx from the ledgers (default); `form`, `import` and `review` (law by years).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from loa import cli

if TYPE_CHECKING:
    from loa.hub import Hub
    from loa.reporting.content import Content


def main(argv: list[str] | None = None) -> int:
    """Run one of the actions."""
    options = _parser().parse_args(argv)
    from loa.hub import Settings, open_hub

    hub = open_hub(Settings.of(options.source, date=options.date))
    return _import(hub, options) if options.action == "import" else _make(hub, options)


def _parser() -> argparse.ArgumentParser:
    say = cli.say
    parser = cli.parser(
        "Làm báo cáo từ sổ theo dõi; làm phiếu thu thập (form), nhập phiếu đã điền (import), "
        "bảng số liệu theo năm (review).",
        "Reports from the ledgers; the form for communes, its import, and the data sheet by years.",
    )
    parser.add_argument("action", nargs="?", default="make", choices=("make", "form", "import", "review"))
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=say("phiếu đã điền", "filled forms")
    )
    parser.add_argument("--from", dest="start", metavar="DATE", help=say("ngày đầu kỳ", "first day"))
    parser.add_argument("--to", dest="end", metavar="DATE", help=say("ngày cuối kỳ", "last day"))
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=say("tệp .docx hoặc .xlsx", ".docx or .xlsx")
    )
    parser.add_argument("--campaign", default="", metavar="SLUG", help=say("một chiến dịch", "one campaign"))
    parser.add_argument(
        "--site",
        type=Path,
        metavar="DIR",
        help=say("trang web đã dựng, để đếm sản phẩm", "a built site to count"),
    )
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    parser.add_argument("--date", metavar="DATE", help=say("ngày làm báo cáo", "date of the report"))
    parser.add_argument("--dry-run", action="store_true", help=say("chỉ xem, không ghi", "write nothing"))
    return parser


def _make(hub: Hub, options: argparse.Namespace) -> int:
    from loa.hub import build_date
    from loa.model.ledger import FIRST_DAY
    from loa.reporting.content import Content
    from loa.reporting.figures import figures
    from loa.reporting.form import form
    from loa.writing import write

    say = cli.say
    suffix = options.out.suffix.lower() if options.out else ""
    if suffix != ".xlsx" and not (suffix == ".docx" and options.action == "make"):
        kinds = ".docx, .xlsx" if options.action == "make" else ".xlsx"
        raise _wrong(say(f"--out cần tên tệp {kinds}", f"--out needs a file name in {kinds}"))
    if options.action == "form":
        data, counted, refused = form(hub), 0, 0
    else:
        start = build_date(options.start) if options.start else FIRST_DAY
        end = build_date(options.end) if options.end else hub.settings.date
        if options.action == "make" and not (options.start and options.end):
            raise _wrong(say("thiếu --from hoặc --to", "--from or --to is missing"))
        content = Content(figures(hub, start, end, options.campaign, options.site))
        data = _rendered(content, options.action, suffix)
        counted, refused = len(content.figures.entries), len(content.refused_rows())
        if not options.json:
            cli.print_problems(content.figures.refused, as_json=False, stream=sys.stderr)
    write(options.out, data)
    if options.json:
        cli.print_json({"out": str(options.out), "bytes": len(data), "rows": counted, "refused": refused})
    elif options.action == "form":
        print(say(f"Đã làm phiếu: {options.out}", f"Form: {options.out}"))
    else:
        print(
            say(
                f"Đã làm {options.out}: tính {counted} dòng, bỏ {refused} dòng.",
                f"Made {options.out}: {counted} rows counted, {refused} left out.",
            )
        )
    return 0


def _rendered(content: Content, action: str, suffix: str) -> bytes:
    from loa.reporting.word import word_report
    from loa.reporting.workbook import review_workbook, workbook_report

    if action == "review":
        return review_workbook(content)
    return word_report(content) if suffix == ".docx" else workbook_report(content)


def _import(hub: Hub, options: argparse.Namespace) -> int:
    from loa.exchange.importer import campaign_folder
    from loa.reporting.merge import merge, write

    say = cli.say
    if not options.files:
        raise _wrong(say("cần tên phiếu đã điền", "name the filled forms"))
    folder = campaign_folder(hub, options.campaign or None)
    campaign = next(c for c in hub.catalog.campaigns.values() if c.text.path.parent.name == folder.name)
    merged = merge(options.files, hub, campaign)
    written = None if options.dry_run else write(merged, hub, campaign)
    if options.json:
        cli.print_json({**merged.as_dict(), "written": str(written or "")})
    else:
        for note in merged.notes:
            print(note)
        cli.print_problems(merged.refused, as_json=False, stream=sys.stderr)
        rows = len({(problem.path, problem.line) for problem in merged.refused})
        print(
            say(
                f"Nhận {len(merged.added)} dòng, bỏ {rows} dòng. ",
                f"{len(merged.added)} rows taken, {rows} left out. ",
            )
            + (
                say(f"Đã ghi {written}", f"Wrote {written}")
                if written
                else say("Không ghi gì.", "Nothing written.")
            )
        )
    return 0 if merged.added or not merged.refused else 1


def _wrong(reason: str) -> Exception:
    from loa.errors import LoaError, Problem

    return LoaError([Problem.of("LOA757", reason=reason)])


if __name__ == "__main__":
    cli.run(main)
