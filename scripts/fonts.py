"""Làm lại các phông chữ rút gọn dùng để in và cho trang web.
Makes our font subsets anew, for print and for the web."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from loa import cli, machine


def parse(argv: list[str] | None) -> argparse.Namespace:
    """The options of this command."""
    parser = cli.parser(
        "Làm lại các phông chữ rút gọn dùng để in và cho trang web.",
        "Makes our font subsets anew, for print and for the web.",
    )
    parser.add_argument(
        "--fonts",
        type=Path,
        metavar="DIR",
        default=Path("/usr/share/fonts"),
        help=cli.say("thư mục phông của máy", "the machine's font folder"),
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=cli.say("ghi vào thư mục này thay vì vào dự án", "write below DIR, not into the project"),
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """0 when every file was made, 1 when the registry is wrong, 3 when fonts are missing on this machine."""
    options = parse(argv)
    from fontTools.ttLib import TTLibError

    from loa.errors import LoaError, Report
    from loa.locales import load_locales
    from loa.render.subsets import make, plan

    report = Report()
    locales = load_locales([cli.root() / "locales"], report)
    if report.errors:
        raise LoaError(report)
    items = plan(locales, cli.root(), options.fonts)
    missing = sorted({item.package for item in items if not item.source.is_file()})
    made = []
    for item in items:
        if not item.source.is_file():
            continue
        try:
            content = make(item)
        except (OSError, TTLibError) as error:
            reason = cli.say("không đọc được phông", "the font cannot be read")
            return cli.fail(f"{item.source}: {reason} ({error})", 1)
        target = (options.out or cli.root()) / item.target
        target.parent.mkdir(parents=True, exist_ok=True)
        changed = not target.is_file() or target.read_bytes() != content
        target.write_bytes(content)
        made.append(
            {
                "path": item.target,
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "changed": changed,
            }
        )
        if not options.json:
            word = cli.say("mới", "changed") if changed else cli.say("như cũ", "unchanged")
            print(f"{item.target}  {len(content) / 1024:.1f} KB  {word}")
    if options.json:
        cli.print_json({"made": made, "missing": missing})
    if missing:
        print(_what_is_missing(missing), file=sys.stderr)
        return 3
    return 0


def _what_is_missing(packages: list[str]) -> str:
    names = ", ".join(packages)
    text = cli.say(
        f"Thiếu phông của gói {names} nên vài tệp chưa được làm lại; các tệp cũ vẫn dùng được.",
        f"Fonts of {names} are missing, so some files were not renewed; the old ones still serve.",
    )
    if machine.has_apt():
        return text + cli.say(" Cài bằng: ", " Install them: ") + machine.apt_command(packages)
    return text + cli.say(
        " Trên máy không phải Debian, tải phông Noto rồi chỉ thư mục bằng --fonts.",
        " Where there is no Debian, get the Noto fonts and name their folder with --fonts.",
    )


if __name__ == "__main__":
    cli.run(main)
