"""Làm gói phát thanh cho đài của một xã: lịch, bài đọc, số trợ giúp.

Make the pack of a commune's station: plan, scripts in its languages, its own services in the help block.
"""

from __future__ import annotations

from loa import cli, packing


def main(argv: list[str] | None = None) -> int:
    """Write one ZIP into the folder `--out`."""
    parser = cli.parser("Làm gói phát thanh cho đài của một xã.", "Make the pack of a commune's station.")
    packing.commune_options(parser)
    parser.add_argument("--week", type=int, default=0, metavar="N", help=cli.say("chỉ một tuần", "one week"))
    options = parser.parse_args(argv)

    from loa.bars import progress_bars
    from loa.publish.packs import open_for_pack, write_pack
    from loa.render.radio.pack import station_pack

    editions, private = open_for_pack(options)
    with progress_bars(quiet=options.json):
        pack = station_pack(editions, options.commune, only=options.lang, week=options.week, private=private)
    place, size = write_pack(pack, options.out)
    return packing.print_pack(place, size, pack.files, pack.problems, as_json=options.json)


if __name__ == "__main__":
    cli.run(main)
