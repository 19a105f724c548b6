"""Vẽ hình chia sẻ bằng mọi chữ viết và mọi sản phẩm in, cả bản chụp lại hai lần, để nhìn lại bằng mắt.

Draw the share pictures in every script and every print product, also as a copy of a copy, to be looked at.
"""

from __future__ import annotations

from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Write one PNG for each language, format and engine, a sheet of them all, and the pages of the print products."""
    vi, en = (__doc__ or "").strip().split("\n\n")
    parser = cli.parser(vi, en)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help=cli.say("thư mục kết quả", "result")
    )
    parser.add_argument("--date", metavar="DATE", help=cli.say("ngày của bản in", "the day of the prints"))
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=cli.say("thư mục nguồn khác", "another source")
    )
    options = parser.parse_args(argv)

    from loa.editions import Editions
    from loa.hub import Settings, open_hub
    from loa.render.paper import sample
    from loa.render.pictures.gallery import gallery

    written = gallery(cli.root() / "locales", options.out)
    # An address to print, so that there are codes; a day, so that the same pictures come out.
    editions = Editions(
        open_hub(Settings.of(options.source, date=options.date, site_url="https://loa.example/"))
    )
    for name, data in sample.gallery(editions).items():
        written.append(options.out / name)
        written[-1].write_bytes(data)
    if options.json:
        cli.print_json({"files": [path.name for path in written]})
    else:
        print(cli.say(f"Đã vẽ {len(written)} hình vào", f"Drew {len(written)} pictures into"), options.out)
    return 0


if __name__ == "__main__":
    cli.run(main)
