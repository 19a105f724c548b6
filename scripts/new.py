"""Tạo chiến dịch mới hoặc bài mới, có sẵn lời giải thích từng mục.

Make a new campaign or item, with every field explained.
"""

from __future__ import annotations

import sys
from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """`loa new KIND --title …`; asks for what is missing when a person is at the keyboard."""
    from loa.hub import Settings, open_hub
    from loa.model.fields import parse_date
    from loa.model.kinds import KINDS
    from loa.renew import a_year_later, next_title, renew_campaign
    from loa.scaffold import write_campaign, write_item

    say = cli.say
    parser = cli.parser("Tạo chiến dịch mới hoặc bài mới.", "Make a new campaign or item.")
    parser.add_argument("kind", choices=("campaign", *KINDS))
    parser.add_argument("--title", help=say("tên", "title"))
    parser.add_argument("--campaign", help=say("tên thư mục chiến dịch", "folder of the campaign"))
    parser.add_argument(
        "--from",
        dest="old",
        metavar="CAMPAIGN",
        help=say(
            "chiến dịch mới lấy thông điệp và việc cần làm của chiến dịch này, tất cả thành bản nháp",
            "begin the new campaign with the messages and tasks of this one, all as drafts",
        ),
    )
    parser.add_argument("--start", metavar="DATE")
    parser.add_argument("--end", metavar="DATE")
    parser.add_argument("--source", type=Path, metavar="DIR")
    options = parser.parse_args(argv)

    hub = open_hub(Settings.of(options.source))
    slugs = sorted(hub.catalog.campaigns)
    if options.kind == "campaign" and not options.title and not options.old:
        options.old = _ask(
            say(
                f"Lấy chiến dịch nào làm mẫu ({', '.join(slugs)}; để trống: viết từ đầu)? ",
                f"Begin with which campaign ({', '.join(slugs)}; empty: none)? ",
            )
        )
    if options.old and options.old not in slugs:
        parser.error(say("--from phải là: ", "--from must be one of: ") + ", ".join(slugs))
    old = hub.catalog.campaigns[options.old] if options.old else None
    title = options.title or _ask(say("Tên: ", "Title: ")) or (next_title(old.fields.title) if old else "")
    if not title:
        parser.error(say("cần --title", "--title is needed"))
    try:
        start, end = (parse_date(value) if value else None for value in (options.start, options.end))
    except ValueError:
        parser.error(say("ngày viết dạng 2026-11-15", "write dates as 2026-11-15"))
    try:
        if options.kind == "campaign":
            taken = {item.id for item in hub.catalog.items()}
            path = (
                renew_campaign(
                    hub.source.campaigns,
                    old,
                    title,
                    start or a_year_later(old.fields.start),
                    end or a_year_later(old.fields.end),
                    taken,
                )
                if old
                else write_campaign(hub.source.campaigns, title, start, end)
            )
        else:
            campaign = options.campaign or (slugs[0] if len(slugs) == 1 else _ask_campaign(slugs))
            if campaign not in slugs:
                parser.error(say("--campaign phải là: ", "--campaign must be one of: ") + ", ".join(slugs))
            taken = {item.id for item in hub.catalog.items()}
            folder = hub.source.campaigns / campaign
            path = write_item(folder, options.kind, title, taken, hub.settings.date)
    except FileExistsError:
        parser.error(say("đã có chiến dịch tên này", "a campaign of this name exists"))
    except ValueError:  # of `renew_campaign`: files that were not written in lines of fields
        vi, en = "hãy chạy loa check rồi sửa tệp của chiến dịch", "run loa check, then mend the files of"
        parser.error(f"{say(vi, en)} {options.old}")
    shown = hub.source.shown(path)
    if options.json:
        cli.print_json({"path": shown})
    else:
        print(say(f"Đã tạo {shown}", f"Made {shown}"))
    return 0


def _ask(question: str) -> str:
    return input(question).strip() if sys.stdin.isatty() else ""


def _ask_campaign(slugs: list[str]) -> str:
    return _ask(cli.say(f"Chiến dịch ({', '.join(slugs)}): ", f"Campaign ({', '.join(slugs)}): "))


if __name__ == "__main__":
    cli.run(main)
