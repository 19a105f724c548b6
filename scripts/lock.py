"""Làm lại tệp khóa phiên bản các gói (cho người viết mã).
Remakes the lock files from pyproject.toml (for developers).

One lock for all systems and for Python 3.11 and later, with hashes, from wheels alone; versions stay as
they are unless `--upgrade` is given or pyproject.toml asks for others.
"""

from __future__ import annotations

import subprocess
import sys

from loa import bootstrap, cli
from loa.machine import SetupError

LOCKS = {
    bootstrap.BASE_LOCK: ["--extra", "build"],
    # -c: what users install is also what the tests run with.
    # The machine voice is tested, so its GPL and LGPL parts are in the developers' lock, and in no other.
    bootstrap.DEV_LOCK: [
        *("--extra", "build", "--extra", "dev", "--extra", "sound"),
        *("--constraint", bootstrap.BASE_LOCK),
    ],
}


def main(argv: list[str] | None = None) -> int:
    """0 when both locks are made; otherwise the exit code of uv."""
    parser = cli.parser("Làm lại tệp khóa phiên bản các gói.", "Remake the lock files from pyproject.toml.")
    parser.add_argument(
        "--upgrade",
        action="store_true",
        help=cli.say("lấy bản mới nhất của mọi gói", "take the newest version of every package"),
    )
    options = parser.parse_args(argv)
    try:
        bootstrap.ensure_dev(cli.root(), quiet=options.json)
    except SetupError as error:
        return cli.fail(error, 3)
    for name, chosen in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", *chosen]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"]
        # The same versions for every Python: what is built must not depend on who builds it.
        command += ["--fork-strategy", "fewest"]
        # Nothing that belongs to one machine or one mirror.
        command += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--output-file", name]
        command += ["--upgrade"] if options.upgrade else []
        code = subprocess.run(command, cwd=cli.root()).returncode
        if code:
            return cli.fail(cli.say(f"uv không làm được {name}.", f"uv failed to make {name}."), code)
    if options.json:
        cli.print_json({"locks": list(LOCKS)})
    else:
        print(cli.say("Đã làm lại: ", "Remade: ") + ", ".join(LOCKS))
    return 0


if __name__ == "__main__":
    cli.run(main)
