"""Nhập danh sách dịch vụ từ bảng tính, xuất ra HSDS, CSV hoặc Excel.

Import service lists from spreadsheets (import), write records as HSDS, CSV or xlsx (export).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from loa import cli

if TYPE_CHECKING:
    from loa.exchange.importer import ImportResult
    from loa.exchange.understand import Defaults
    from loa.hub import Hub


def main(argv: list[str] | None = None) -> int:
    """Run `import` or `export`."""
    options = _parser().parse_args(argv)
    from loa.hub import Settings, open_hub

    if options.action == "import":
        if options.file is None:
            _parser().error(cli.say("cần tên tệp .xlsx hoặc .csv", "name the .xlsx or .csv file"))
        return _import(open_hub(Settings.of(options.source, date=options.date)), options)
    if options.format is None:
        _parser().error(cli.say("cần --format hsds, csv hoặc xlsx", "choose --format hsds, csv or xlsx"))
    if options.json and options.out is None:
        _parser().error(cli.say("--json cần --out: tên tệp kết quả", "--json needs --out: the file to write"))
    settings = Settings.of(options.source, date=options.date, production=not options.preview)
    return _export(open_hub(settings), options)


def _parser() -> argparse.ArgumentParser:
    say = cli.say
    parser = cli.parser("Nhập, xuất danh sách dịch vụ.", "Service lists in and out.")
    parser.add_argument("action", choices=("import", "export"))
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    parser.add_argument("--date", metavar="DATE", help=say("ngày, ví dụ 2026-11-15", "date"))
    group = parser.add_argument_group(say("nhập", "import"))
    group.add_argument("--campaign", metavar="SLUG", help=say("chiến dịch nhận danh sách", "campaign"))
    group.add_argument("--dry-run", action="store_true", help=say("chỉ xem, không ghi", "write nothing"))
    group.add_argument(
        "--skip-refused", action="store_true", help=say("ghi các dòng nhận được", "write what was understood")
    )
    group.add_argument("--type", metavar="TYPE", help=say("loại của cả danh sách", "type of all rows"))
    group.add_argument("--level", choices=("public", "phone-only"), help=say("mức công khai", "level"))
    group.add_argument(
        "--province", metavar="NAME", help=say("tỉnh của cả danh sách: tên hoặc mã", "province of all rows")
    )
    group.add_argument(
        "--source-title", metavar="TEXT", help=say("nguồn của danh sách", "source of the list")
    )
    group.add_argument("--assured", metavar="DATE", help=say("ngày đã xác minh", "date it was checked"))
    group.add_argument("--assured-by", metavar="TEXT", help=say("ai xác minh", "who checked it"))
    group.add_argument("--check-due", metavar="DATE", help=say("hạn xác minh lại", "next check due"))
    group = parser.add_argument_group(say("xuất", "export"))
    group.add_argument("--format", choices=("hsds", "csv", "xlsx"))
    group.add_argument("--out", type=Path, metavar="FILE", help=say("tệp kết quả", "result"))
    group.add_argument(
        "--preview", action="store_true", help=say("cả hồ sơ chưa duyệt, trừ mẫu", "unapproved records too")
    )
    return parser


# --- import ----------------------------------------------------------------------------------------------


def _defaults(options: argparse.Namespace) -> Defaults:
    from loa.errors import LoaError, Problem
    from loa.exchange.understand import Defaults
    from loa.load.columns import choice
    from loa.places_search import find_province

    province = find_province(options.province).places if options.province else ()
    if options.province and not province:
        raise LoaError([Problem.of("LOA902", "", 0, value=options.province, nearest="")])
    given = {
        "assured_date": options.assured,
        "assured_by": options.assured_by,
        "check_due": options.check_due,
    }
    return Defaults(
        choice("service_type", options.type) if options.type else "",
        options.level or "",
        province,
        options.source_title or options.file.name,
        {key: value for key, value in given.items() if value},
    )


def _import(hub: Hub, options: argparse.Namespace) -> int:
    from loa.exchange.importer import campaign_folder, understand_file, write_list

    campaign = campaign_folder(hub, options.campaign)
    result = understand_file(options.file, hub, campaign, _defaults(options))
    if not options.dry_run:
        write_list(result, campaign, options.skip_refused)
    if options.json:
        cli.print_json(result.as_dict())
    else:
        _show(result, options.dry_run)
    return 0 if not result.refused or result.written else 1


def _show(result: ImportResult, dry_run: bool) -> None:
    say = cli.say
    print(say(f"Bảng “{result.sheet}”. Các cột đã hiểu:", f"Sheet “{result.sheet}”. Columns:"))
    for name, key in result.columns.items():
        print(f"  {name} → {key}")
    if result.unused:
        print(say("Cột không dùng: ", "Unused columns: ") + "; ".join(result.unused))
    if result.other_sheets:
        print(say("Trang tính không đọc: ", "Sheets not read: ") + "; ".join(result.other_sheets))
    for row in result.rows:
        verdict = say("TỪ CHỐI", "REFUSED") if row.refused else say("nhận", "taken")
        phones = ", ".join(p.number or "" for p in row.fields.phones) if row.fields else ""
        area = ", ".join(row.fields.area) if row.fields else ""
        print(
            say(f"dòng {row.number}: ", f"row {row.number}: ")
            + " | ".join((verdict, row.title, phones, area))
        )
        for note in row.notes:
            print(f"    {note}")
        for problem in row.problems:
            print(f"    {problem.render()}")
    taken = len(result.rows) - len(result.refused)
    print(
        say(
            f"Nhận {taken} dòng, từ chối {len(result.refused)}.",
            f"{taken} taken, {len(result.refused)} refused.",
        )
    )
    if result.written:
        print(say(f"Đã ghi {result.written}", f"Wrote {result.written}"))
    elif dry_run:
        print(say("Chỉ xem thử, chưa ghi gì.", "Dry run: nothing was written."))
    else:
        print(
            say(
                "Chưa ghi gì: sửa các dòng bị từ chối rồi nhập lại, hoặc thêm --skip-refused.",
                "Nothing was written: mend the refused rows and try again, or add --skip-refused.",
            )
        )


# --- export ----------------------------------------------------------------------------------------------


def _export(hub: Hub, options: argparse.Namespace) -> int:
    from loa.editions import Editions
    from loa.errors import LoaError
    from loa.exchange.hsds import number_of, publishable, to_hsds
    from loa.exchange.tables import to_csv, to_xlsx, values_of
    from loa.writing import write

    if hub.report.errors:
        raise LoaError(hub.report)
    editions = Editions(hub)
    found = publishable(editions)
    if options.format == "hsds":
        data = to_hsds(editions)
    else:
        facts = hub.catalog.facts
        rows = [values_of(fields, lambda phone: number_of(phone, facts)) for _, fields in found]
        data = to_csv(rows) if options.format == "csv" else to_xlsx(rows, hub.settings.date)
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    write(options.out, data)
    if options.json:
        cli.print_json({"out": str(options.out), "format": options.format, "services": len(found)})
    else:
        print(
            cli.say(f"Đã xuất {len(found)} dịch vụ: {options.out}", f"{len(found)} services: {options.out}")
        )
    return 0


if __name__ == "__main__":
    cli.run(main)
