"""Làm gói phát thanh cho đài của một xã: lịch, bài đọc, số trợ giúp.

Make the pack of a commune's station: plan, scripts in its languages, its own services in the help block.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Write one ZIP into the folder `--out`."""
    parser = cli.parser("Làm gói phát thanh cho đài của một xã.", "Make the pack of a commune's station.")
    say = cli.say
    parser.add_argument("--commune", required=True, metavar="CODE", help=say("mã xã, 5 số", "5-digit code"))
    parser.add_argument("--lang", default="", metavar="TAG", help=say("chỉ một thứ tiếng", "one language"))
    parser.add_argument("--week", type=int, default=0, metavar="N", help=say("chỉ một tuần", "one week"))
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=say("thư mục kết quả", "result")
    )
    parser.add_argument(
        "--private",
        type=Path,
        metavar="DIR",
        help=say("hồ sơ nội bộ của xã", "the commune's internal records"),
    )
    parser.add_argument(
        "--production", action="store_true", help=say("chỉ lấy phần đã duyệt", "approved only")
    )
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    parser.add_argument("--date", metavar="DATE", help=say("ngày dựng, ví dụ 2026-11-15", "build date"))
    options = parser.parse_args(argv)

    from loa.editions import Editions
    from loa.errors import LoaError, Problem, Report
    from loa.hub import Settings, open_hub
    from loa.load.private import load_private
    from loa.render.radio.pack import station_pack

    if options.private and _published(options.out):
        raise LoaError([Problem.of("LOA846", value=options.out)])
    site_url = os.environ.get("LOA_SITE_URL", "")
    hub = open_hub(
        Settings.of(options.source, date=options.date, production=options.production, site_url=site_url)
    )
    report = Report()
    private = [fields for _, fields in load_private(options.private, report)] if options.private else None
    if hub.report.errors or report.errors:
        raise LoaError([*hub.report.errors, *report.errors])
    if options.lang and options.lang not in hub.locales:
        raise LoaError([Problem.of("LOA302", value=options.lang, known=", ".join(sorted(hub.locales)))])
    pack = station_pack(Editions(hub), options.commune, only=options.lang, week=options.week, private=private)
    place = options.out / pack.name
    data = pack.archive()
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    except OSError as error:
        raise LoaError([Problem.of("LOA708", reason=error.strerror or error)]) from error
    if options.json:
        problems = [problem.as_dict() for problem in pack.problems]
        listing = {
            "file": os.fspath(place),
            "bytes": len(data),
            "files": sorted(pack.files),
            "problems": problems,
        }
        print(json.dumps(listing, ensure_ascii=False, indent=2))
    else:
        cli.print_problems(pack.problems, as_json=False, stream=sys.stderr)
        print(say(f"Đã làm {place}: {len(pack.files)} tệp.", f"Made {place}: {len(pack.files)} files."))
    return 0


def _published(folder: Path) -> bool:
    """Whether a folder lies in a built site or in the project, from where files get published."""
    folder = folder.resolve()
    if folder.is_relative_to(cli.root().resolve()):
        return not folder.is_relative_to(cli.root().resolve() / "private")
    return any((above / "manifest.json").is_file() for above in (folder, *folder.parents))


if __name__ == "__main__":
    cli.run(main)
