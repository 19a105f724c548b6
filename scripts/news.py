"""Lấy tin từ các nguồn của chiến dịch và duyệt tin; tin chưa duyệt không bao giờ hiện.

Fetch news from a campaign's sources, and approve or reject what was found; nothing is shown before that.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from loa import cli

if TYPE_CHECKING:
    from loa.hub import Hub
    from loa.model.catalog import Campaign
    from loa.model.news import NewsEntry

_STATUS = {"pending": "chờ duyệt", "approved": "đã duyệt", "rejected": "đã bỏ"}


def main(argv: list[str] | None = None) -> int:
    """Run `fetch`, `list`, `approve` or `reject`."""
    parser = cli.parser("Lấy tin và duyệt tin.", "Fetch and approve news.")
    say = cli.say
    parser.add_argument("action", choices=("fetch", "list", "approve", "reject"))
    parser.add_argument("ids", nargs="*", metavar="ID", help=say("mã tin", "ids of stories"))
    parser.add_argument("--by", metavar="NAME", default="", help=say("họ tên người duyệt", "who approves"))
    parser.add_argument(
        "--victim-checked",
        action="store_true",
        help=say("đã đọc bài gốc, không ai nhận ra được nạn nhân", "nobody could know the victim"),
    )
    parser.add_argument(
        "--date", metavar="DATE", help=say("ngày duyệt (mặc định: hôm nay)", "day of approval")
    )
    parser.add_argument(
        "--force", action="store_true", help=say("hỏi cả nguồn đang tạm nghỉ", "ask failing sources too")
    )
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    options = parser.parse_args(argv)
    if options.action in ("approve", "reject") and not options.ids:
        parser.error(say("cần mã tin", "name the ids"))
    if options.action == "approve" and not options.by.strip():
        parser.error(say("cần --by: họ tên người duyệt", "--by is needed: who approves"))

    from loa.errors import LoaError
    from loa.hub import Settings, open_hub
    from loa.intake.fetch import LOOPBACK

    hub = open_hub(Settings.of(options.source, date=options.date))
    # A file that cannot be read must not be written over; what its editor has yet to do is no such fault.
    editorial = {"LOA216", "LOA731", "LOA732"} | ({"LOA730"} if os.environ.get(LOOPBACK) == "1" else set())
    news = [problem for problem in hub.report.errors if "/news" in f"/{problem.path}"]
    if broken := [problem for problem in news if problem.code not in editorial]:
        raise LoaError(broken)
    match options.action:
        case "fetch":
            return _fetch(hub, options.force, options.json)
        case "list":
            return _list(hub, options.json)
        case action:
            by = options.by.strip()
            return _judge(hub, set(options.ids), action, by, options.victim_checked, options.json)


def _desks(hub: Hub) -> list[tuple[Campaign, Path]]:
    """The campaigns with news, each with its folder."""
    root = hub.source.campaigns
    return [
        (campaign, root.joinpath(*campaign.text.path.parts[1:]).parent)
        for campaign in hub.catalog.campaigns.values()
        if campaign.news
    ]


def _fetch(hub: Hub, force: bool, as_json: bool) -> int:
    from loa.bars import progress_bars
    from loa.intake.newsroom import update

    with progress_bars(quiet=as_json):
        results = [
            (campaign, update(campaign, folder, _now(), force=force)) for campaign, folder in _desks(hub)
        ]
    problems = [problem for _, result in results for problem in result.problems]
    if as_json:
        answer = [
            {
                "slug": campaign.slug,
                "asked": result.asked,
                "unchanged": result.unchanged,
                "waiting": result.waiting,
                "new": [entry.model_dump(mode="json") for entry in result.new],
                "problems": [problem.as_dict() for problem in result.problems],
            }
            for campaign, result in results
        ]
        cli.print_json({"campaigns": answer})
        return 0
    cli.print_problems(problems, as_json=False, stream=sys.stderr)
    for campaign, result in results:
        print(
            cli.say(
                f"{campaign.slug}: hỏi {result.asked} nguồn, {result.unchanged} không đổi, {result.waiting} tạm nghỉ; "
                f"{len(result.new)} tin mới chờ duyệt.",
                f"{campaign.slug}: asked {result.asked} sources, {result.unchanged} unchanged, "
                f"{result.waiting} put off; {len(result.new)} new stories wait for approval.",
            )
        )
    return 0


def _list(hub: Hub, as_json: bool) -> int:
    entries = [
        entry for campaign, _ in _desks(hub) for entry in (campaign.news.entries if campaign.news else ())
    ]
    if as_json:
        cli.print_json({"stories": [entry.model_dump(mode="json") for entry in entries]})
        return 0
    for entry in entries:
        care = (
            cli.say("  [đọc kỹ: có thể nhận ra nạn nhân]", "  [read it: a victim may be known]")
            if entry.victim
            else ""
        )
        status = cli.say(_STATUS[entry.status], entry.status)
        print(f"{entry.id}  {status}  {entry.published or entry.found}  {entry.source}: {entry.title}{care}")
        print(f"            {entry.link}")
    waiting = sum(entry.status == "pending" for entry in entries)
    print(cli.say(f"{waiting} tin chờ duyệt trong {len(entries)} tin.", f"{waiting} of {len(entries)} wait."))
    if waiting:
        print(
            cli.say(
                'Đọc bài gốc rồi duyệt: loa news approve MÃ --by "Họ tên". Bỏ tin: loa news reject MÃ.',
                'Read the story, then: loa news approve ID --by "Name", or loa news reject ID.',
            )
        )
    return 0


def _judge(hub: Hub, ids: set[str], action: str, by: str, checked: bool, as_json: bool) -> int:
    """Write the editor's word into the entries.

    Raises:
        LoaError: LOA735, no entry has such an id; LOA731, a story that may name a victim was not checked for it.
    """
    from loa.errors import LoaError, Problem
    from loa.intake.newsroom import ENTRIES, entries_text
    from loa.writing import write_all

    desks = _desks(hub)
    known = {
        entry.id: entry for campaign, _ in desks for entry in (campaign.news.entries if campaign.news else ())
    }
    problems = [Problem.of("LOA735", value=name) for name in sorted(ids - known.keys())]
    if action == "approve" and not checked:
        problems += [
            Problem.of("LOA731", value=known[name].title)
            for name in sorted(ids & known.keys())
            if known[name].victim
        ]
    if problems:
        raise LoaError(problems)

    def judged(entry: NewsEntry) -> NewsEntry:
        if entry.id not in ids:
            return entry
        if action == "reject":
            return entry.model_copy(update={"status": "rejected", "approved_by": None, "approved_on": None})
        seen = {"victim_checked": True} if entry.victim else {}
        return entry.model_copy(
            update={"status": "approved", "approved_by": by, "approved_on": hub.settings.date, **seen}
        )

    write_all(
        {
            folder / ENTRIES: entries_text([judged(entry) for entry in campaign.news.entries])
            for campaign, folder in desks
            if campaign.news and ids & {entry.id for entry in campaign.news.entries}
        }
    )
    if as_json:
        cli.print_json({action: sorted(ids)})
    else:
        print(cli.say(f"Đã ghi {len(ids)} tin.", f"Wrote {len(ids)} stories."))
    return 0


def _now() -> dt.datetime:
    """The moment, by which sources are put off; no build depends on it."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=7)))


if __name__ == "__main__":
    cli.run(main)
