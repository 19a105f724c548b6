"""Vẽ các hình chia sẻ bằng mọi chữ viết, với cả hai cách xếp chữ, để nhìn lại bằng mắt.

Draw the share pictures in every script with both engines, to be looked at.
"""

from __future__ import annotations

import json
from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Write one PNG for each language, format and engine, and a sheet of them all."""
    vi, en = (__doc__ or "").strip().split("\n\n")
    parser = cli.parser(vi, en)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help=cli.say("thư mục kết quả", "result")
    )
    options = parser.parse_args(argv)

    from loa.render.pictures.gallery import gallery

    written = gallery(cli.root() / "locales", options.out)
    if options.json:
        print(json.dumps([path.name for path in written]))
    else:
        print(cli.say(f"Đã vẽ {len(written)} hình vào", f"Drew {len(written)} pictures into"), options.out)
    return 0


if __name__ == "__main__":
    cli.run(main)
