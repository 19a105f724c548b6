"""Mở bản xem trước trên máy này, tự hiện lại khi lưu tệp, có trang để sửa bài.

Open a live preview on this machine that shows every saved change, with forms to edit the content.
"""

from __future__ import annotations

import hashlib
import threading
import webbrowser
from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Serve the site on the loopback address until Ctrl-C."""
    say = cli.say
    parser = cli.parser("Mở bản xem trước trên máy này.", "Open a live preview on this machine.")
    parser.add_argument(
        "--port", type=int, default=8000, help=say("cổng, mặc định 8000", "port, default 8000")
    )
    parser.add_argument(
        "--open", action="store_true", help=say("mở luôn trình duyệt", "open the browser too")
    )
    parser.add_argument("--source", type=Path, metavar="DIR")
    parser.add_argument("--date", metavar="DATE")
    options = parser.parse_args(argv)
    if not 0 <= options.port <= 65535:
        parser.error(say("--port: cổng là số từ 0 đến 65535", "--port: a port is a number from 0 to 65535"))

    from loa.hub import Settings
    from loa.preview.server import running

    settings = Settings.of(options.source, date=options.date)
    # Two previews of two hubs must not build over each other.
    name = hashlib.sha256(str(settings.source and settings.source.resolve()).encode()).hexdigest()[:12]
    place = cli.root() / ".cache" / "loa" / "preview" / name
    if not options.json:
        print(say("Đang mở bản xem trước…", "Opening the preview…"), flush=True)
    with running(settings, options.port, place) as found:
        if options.json:
            cli.print_json({"preview": found.address, "edit": found.edit_address})
        else:
            print(say(f"Xem trước: {found.address}", f"Preview:   {found.address}"))
            print(say(f"Sửa bài:   {found.edit_address}", f"Edit:      {found.edit_address}"))
            print(say("Dừng: bấm Ctrl-C.", "Stop: Ctrl-C."), flush=True)
        if options.open:
            webbrowser.open(found.edit_address)
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    cli.run(main)
