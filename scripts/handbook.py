"""Ghi sổ tay ra một thư mục để đọc khi không có mạng; làm lại trang mã lỗi (codes) và hình (pictures).
Writes the handbook into a folder to be read offline; remakes its page of error codes and its pictures."""

from __future__ import annotations

from pathlib import Path

from loa import cli

HANDBOOK = Path("docs/so-tay")
EXAMPLES = Path("tests/rules")


def main(argv: list[str] | None = None) -> int:
    """Write what was asked for; 0, or 3 when there is no browser to take pictures with."""
    vi, en = (__doc__ or "").splitlines()
    parser = cli.parser(vi, en)
    parser.add_argument("action", nargs="?", choices=("make", "codes", "pictures"), default="make")
    folder = cli.say("thư mục kết quả (mặc định: so-tay)", "result (default: so-tay)")
    parser.add_argument("--out", type=Path, metavar="DIR", default=Path("so-tay"), help=folder)
    parser.add_argument("--only", metavar="NAME", help=cli.say("chỉ làm hình này", "this picture only"))
    options = parser.parse_args(argv)
    match options.action:
        case "codes":
            written = [_codes()]
        case "pictures":
            from loa.machine import SetupError
            from loa.screenshots import PICTURES, draw

            if options.only and options.only not in PICTURES:
                parser.error(cli.say("các hình: ", "pictures: ") + ", ".join(PICTURES))
            try:
                written = draw(cli.root() / HANDBOOK / "hinh", options.only)
            except SetupError as error:
                return cli.fail(error, 3)
        case _:
            written = _make(options.out)
    if options.json:
        cli.print_json({"files": [path.as_posix() for path in written]})
    else:
        print(cli.say(f"Đã ghi {len(written)} tệp.", f"Wrote {len(written)} files."), written[0].as_posix())
    return 0


def _make(out: Path) -> list[Path]:
    from loa.handbook.book import Book

    book = Book(cli.root() / HANDBOOK)
    written = []
    for name in ("index.html", *(name for name in book.files() if name != "index.html")):
        data = book.file(name)
        assert data is not None
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
        written.append(out / name)
    return written


def _codes() -> Path:
    from loa.handbook.codes import PAGE, page

    target = cli.root() / HANDBOOK / PAGE
    target.write_text(page(cli.root() / EXAMPLES), encoding="utf-8", newline="\n")
    return HANDBOOK / PAGE


if __name__ == "__main__":
    cli.run(main)
