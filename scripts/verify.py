"""So một thư mục đã đăng với danh sách tệp của bản dựng.

Compare a deployed folder with its manifest. Exit code 0 when every file is there, unchanged, and nothing else is.
"""

from __future__ import annotations

from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Print what is missing, changed or unknown in DIR."""
    parser = cli.parser("So một thư mục đã đăng với manifest.json.", "Compare a folder with its manifest.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--built",
        type=Path,
        metavar="DIR",
        help=cli.say(
            "thư mục vừa dựng, còn giữ ở máy mình", "the folder that was built and kept, as the reference"
        ),
    )
    options = parser.parse_args(argv)

    from loa.publish.verify import verify

    found = verify(options.folder, options.built)
    if options.json:
        cli.print_json(found.as_dict())
        return 0 if found.good else 1
    labels = {
        "missing": cli.say("thiếu", "missing"),
        "changed": cli.say("đã bị đổi", "changed"),
        "unknown": cli.say("không có trong danh sách", "not in the manifest"),
    }
    for key, label in labels.items():
        for path in getattr(found, key):
            print(f"{path}: {label}")
    if found.good:
        print(cli.say(f"Đúng: {found.files} tệp, không thiếu, không đổi.", f"Good: {found.files} files."))
    return 0 if found.good else 1


if __name__ == "__main__":
    cli.run(main)
