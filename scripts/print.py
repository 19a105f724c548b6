"""Làm gói in của một xã: tờ rơi, thẻ bỏ túi, áp phích, băng rôn.

Make a commune's print pack: leaflets, pocket cards, posters and banners, with its own services on them.
"""

from __future__ import annotations

from loa import cli, packing


def main(argv: list[str] | None = None) -> int:
    """Write one ZIP into the folder `--out`."""
    parser = cli.parser(
        "Làm gói in của một xã: tờ rơi, thẻ bỏ túi, áp phích, băng rôn.",
        "Make a commune's print pack: leaflets, pocket cards, posters, banners.",
    )
    packing.commune_options(parser)
    parser.add_argument(
        "--bleed",
        action="store_true",
        help=cli.say("cho tiệm in: chừa xén 3 mm, có vạch cắt", "for a print shop: 3 mm bleed, crop marks"),
    )
    parser.add_argument(
        "--sample",
        action="store_true",
        help=cli.say("thêm ảnh từng loại để xem trước khi in", "also pictures of each kind, to look at"),
    )
    options = parser.parse_args(argv)

    from loa.bars import progress_bars
    from loa.publish.packs import open_for_pack, write_pack
    from loa.render.paper.pack import print_pack
    from loa.render.paper.sample import samples

    editions, private = open_for_pack(options)
    with progress_bars(quiet=options.json):
        pack = print_pack(editions, options.commune, only=options.lang, private=private, bleed=options.bleed)
    if options.sample:
        pack.files |= {f"xem-thu/{name}": data for name, data in samples(pack.files).items()}
    place, size = write_pack(pack, options.out)
    return packing.print_pack(place, size, pack.files, pack.problems, as_json=options.json)


if __name__ == "__main__":
    cli.run(main)
