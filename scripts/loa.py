"""Khởi động mọi lệnh của Loa: lần đầu tự cài những gì cần vào .venv.
Starts every command of Loa; at first use it installs what is needed into .venv.

This file is also read by old Pythons, which must get far enough to say so: its syntax stays that of 3.8.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

MINIMUM = (3, 11)


def too_old(version: tuple[int, int], arguments: list[str], environment: dict[str, str]) -> str | None:
    """The sentence for a Python below MINIMUM, or None when `version` will do."""
    if version >= MINIMUM:
        return None
    english = environment.get("LOA_MESSAGES") == "en"
    for position, argument in enumerate(arguments):
        if argument.startswith("--messages"):
            english = argument == "--messages=en" or arguments[position + 1 : position + 2] == ["en"]
    have, need = (f"{major}.{minor}" for major, minor in (version, MINIMUM))
    if english:
        return f"Loa needs Python {need} or later; this is Python {have}. Install a newer one and try again."
    return f"Loa cần Python {need} trở lên, còn đây là Python {have}. Hãy cài bản mới hơn rồi chạy lại."


def main() -> None:
    """Run the command named on the command line. Exits with its code; 3 when the machine lacks something."""
    refusal = too_old(sys.version_info[:2], sys.argv[1:], dict(os.environ))
    if refusal:
        # Bytes: an old console may be unable to encode the letters and would end in a traceback.
        sys.stderr.buffer.write((refusal + "\n").encode("utf-8"))
        sys.exit(3)

    # Before scripts/, where this file would be found under the name of the package.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))
    from loa import bootstrap, cli
    from loa.machine import SetupError

    cli.setup_output()
    root = cli.root()
    script, rest = cli.choose(sys.argv[1:], root / "scripts")
    try:
        python = bootstrap.ensure(root, quiet="--json" in rest)
    except SetupError as error:
        sys.exit(cli.fail(error, 3))
    except KeyboardInterrupt:
        sys.exit(cli.INTERRUPTED)
    cli.launch(python, script, rest)


if __name__ == "__main__":
    main()
