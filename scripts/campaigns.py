"""Lấy chiến dịch từ trang khác về, giữ nguyên những gì đã sửa và thêm ở đây; tạo khóa để ký chiến dịch.

Pull campaigns from another hub, keeping what was changed and added here; make keys to sign campaigns with.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Run `pull` or `keys`."""
    parser = cli.parser("Lấy chiến dịch từ trang khác; tạo khóa ký.", "Pull campaigns; make keys.")
    say = cli.say
    parser.add_argument("action", choices=("pull", "keys"))
    parser.add_argument(
        "feed", nargs="?", metavar="FEED", help=say("địa chỉ …/campaigns/feed.atom.xml", "the feed")
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        help=say("chỉ chiến dịch này", "this campaign alone"),
    )
    parser.add_argument(
        "--key",
        default="",
        metavar="KEY",
        help=say("khóa công khai hoặc tệp chứa khóa", "public key or its file"),
    )
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="FILE",
        help=say(
            "dùng bản nơi gửi của tệp này, bỏ bản ở đây",
            "take their version of this file, give up the local one",
        ),
    )
    parser.add_argument(
        "--older",
        action="store_true",
        help=say("nhận cả bản cũ hơn bản đã lấy", "take an archive older than the last one, too"),
    )
    parser.add_argument("--dry-run", action="store_true", help=say("chỉ xem, không ghi gì", "write nothing"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("thư mục ghi khóa", "where keys go"))
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    options = parser.parse_args(argv)
    if options.action == "keys":
        if not options.out:
            parser.error(say("cần --out: thư mục ghi khóa", "--out is needed: where keys go"))
        return _keys(options.out, options.json)
    if not options.feed:
        parser.error(say("cần địa chỉ kênh báo chiến dịch", "name the feed"))
    return _pull(options)


def _pull(options: argparse.Namespace) -> int:
    """Take every announced campaign, or those named with `--only`.

    Raises:
        LoaError: the feed cannot be read, a named campaign is not in it, or an archive is refused.
    """
    from loa.bars import progress_bars
    from loa.errors import LoaError, Problem
    from loa.hub import Settings, open_hub
    from loa.intake.bundle import BundleError, public_key
    from loa.intake.pull import announced, pull
    from loa.progress import report

    key, only = options.key, options.only
    if key:
        try:
            key = public_key(Path(key).read_text(encoding="utf-8") if Path(key).is_file() else key)
        except BundleError as error:
            raise LoaError([Problem.of("LOA742", value=key, reason=error)]) from error
    offered = announced(options.feed)
    if missing := sorted(set(only) - offered.keys()):
        raise LoaError([Problem.of("LOA745", value=options.feed, reason=": " + ", ".join(missing))])
    results = []
    wanted = list(only or offered)
    with progress_bars(quiet=options.json):
        for number, slug in enumerate(wanted):
            report("campaigns", number, len(wanted))
            # Opened again each time: one campaign may bring what the next one needs.
            hub = open_hub(Settings.of(options.source))
            found = pull(
                hub,
                options.feed,
                slug,
                offered[slug],
                key=key,
                take=options.take,
                dry=options.dry_run,
                older=options.older,
            )
            results.append(found)
    if options.json:
        rows = [
            {**asdict(result), "problems": [problem.as_dict() for problem in result.problems]}
            for result in results
        ]
        cli.print_json({"campaigns": rows})
        return 0
    for result in results:
        cli.print_problems(result.problems, as_json=False, stream=sys.stderr)
        print(f"{result.slug}: {result.title}")
        for label, paths in (
            (cli.say("thêm", "added"), result.added),
            (cli.say("đổi", "updated"), result.updated),
            (cli.say("bỏ", "removed"), result.removed),
            (cli.say("giữ bản ở đây", "kept as it is here"), result.kept),
        ):
            for path in paths:
                print(f"  {label}: {path}")
        if not result.changed:
            print(cli.say("  không có gì mới", "  nothing new"))
    return 0


def _keys(folder: Path, as_json: bool) -> int:
    """Write a new pair of minisign keys: the secret one readable by its owner alone.

    Raises:
        LoaError: LOA742, there is a key already, which must not be lost, or nothing can be written.
    """
    from minisign import KeyPair

    from loa.errors import LoaError, Problem

    secret, public = folder / "loa.key", folder / "loa.pub"
    pair = KeyPair.generate()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        secret.touch(mode=0o600, exist_ok=False)
        secret.write_bytes(bytes(pair.secret_key))
        public.write_bytes(bytes(pair.public_key))
    except OSError as error:
        raise LoaError([Problem.of("LOA742", value=folder, reason=error.strerror or error)]) from error
    shown = pair.public_key.to_base64().decode()
    if as_json:
        cli.print_json({"secret_file": str(secret), "public_file": str(public), "public_key": shown})
        return 0
    print(cli.say(f"Khóa riêng (không đưa cho ai): {secret}", f"Secret key (keep it): {secret}"))
    print(cli.say(f"Khóa công khai: {shown}", f"Public key: {shown}"))
    return 0


if __name__ == "__main__":
    cli.run(main)
