"""What `loa radio` and `loa print` share at the command line: the options of one commune's pack, and the answer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from loa import cli
from loa.errors import Problem


def commune_options(parser: argparse.ArgumentParser) -> None:
    """The options of commands that make one commune's pack."""
    parser.add_argument(
        "--commune", required=True, metavar="CODE", help=cli.say("mã xã, 5 số", "5-digit code")
    )
    parser.add_argument(
        "--lang", default="", metavar="TAG", help=cli.say("chỉ một thứ tiếng", "one language")
    )
    out = cli.say("thư mục kết quả", "result")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=out)
    private = cli.say("hồ sơ nội bộ của xã", "the commune's internal records")
    parser.add_argument("--private", type=Path, metavar="DIR", help=private)
    approved = cli.say("chỉ lấy phần đã duyệt", "approved only")
    parser.add_argument("--production", action="store_true", help=approved)
    source = cli.say("thư mục nguồn khác", "another source")
    parser.add_argument("--source", type=Path, metavar="DIR", help=source)
    date = cli.say("ngày dựng, ví dụ 2026-11-15", "build date")
    parser.add_argument("--date", metavar="DATE", help=date)
    address = cli.say("địa chỉ trang web, cho mã QR", "the site's address, for QR codes")
    default = os.environ.get("LOA_SITE_URL", "")
    parser.add_argument("--site-url", metavar="URL", default=default, help=address)


def print_pack(
    place: Path, size: int, files: Iterable[str], problems: Sequence[Problem], as_json: bool
) -> int:
    """Say what a pack holds and what is missing from it; 1 where something is wrong that a writer must mend."""
    names = sorted(files)
    if as_json:
        listing = {
            "file": os.fspath(place),
            "bytes": size,
            "files": names,
            "problems": [problem.as_dict() for problem in problems],
        }
        cli.print_json(listing)
    else:
        cli.print_problems(problems, as_json=False, stream=sys.stderr)
        print(cli.say(f"Đã làm {place}: {len(names)} tệp.", f"Made {place}: {len(names)} files."))
    return int(any(problem.severity == "error" for problem in problems))
