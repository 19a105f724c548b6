"""Mở bản xem trước trên máy này, tự dựng lại khi sửa bài.

Open a live preview on this machine; it rebuilds when campaigns, locales or pages change.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Serve the site on the loopback address until Ctrl-C."""
    parser = cli.parser("Mở bản xem trước trên máy này.", "Open a live preview on this machine.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--source", type=Path, metavar="DIR")
    parser.add_argument("--date", metavar="DATE")
    options = parser.parse_args(argv)

    from loa.hub import Settings

    os.environ.update(Settings.of(options.source, date=options.date).to_environment())
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{options.port}"]
    if options.source:
        command += ["--watch", os.fspath(options.source)]
    os.chdir(cli.root())
    return cli.call(command)


if __name__ == "__main__":
    cli.run(main)
