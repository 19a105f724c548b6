"""In đoạn mã để bash hoặc zsh tự điền lệnh và tùy chọn của Loa khi bấm phím Tab.

Print a script with which bash or zsh completes Loa's commands and options.
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

from loa import cli


def whole_parser(folder: Path) -> argparse.ArgumentParser:
    """One parser with every command of `folder` below it, as shells see `loa`."""
    made = argparse.ArgumentParser(prog="loa")
    below = made.add_subparsers()
    for name, lines in cli.commands(folder).items():
        script = folder / f"{name.replace('-', '_')}.py"
        spec = importlib.util.spec_from_file_location(f"loa_command_{script.stem}", script)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        parent = cli.parser_of(module.main)
        below.add_parser(name, parents=[parent], help=cli.say(*lines), add_help=False)
    return made


def main(argv: list[str] | None = None) -> int:
    """Print the script of one shell; it names the commands as they are today."""
    vi, en = "In đoạn mã tự điền lệnh cho bash hoặc zsh.", "Print completion for bash or zsh."
    parser = cli.parser(vi, en, as_json=False)
    parser.add_argument("shell", choices=("bash", "zsh"))
    options = parser.parse_args(argv)
    import shtab

    print(shtab.complete(whole_parser(cli.root() / "scripts"), options.shell))
    return 0


if __name__ == "__main__":
    cli.run(main)
