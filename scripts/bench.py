"""Đo tốc độ, bộ nhớ và dung lượng, so với phần mềm khác nếu máy có.

Measure speed, memory and weight side by side with peers where they are installed.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import inspect
import sys
from pathlib import Path

from loa import cli


def benches(folder: Path) -> dict[str, str]:
    """The measurements in `folder` by name, each with the first line of its docstring."""
    return {
        path.stem: (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
        for path in sorted(folder.glob("*.py"))
        if not path.stem.startswith("_")
    }


def main(argv: list[str] | None = None) -> int:
    """Run one measurement; what follows its name is for it."""
    folder = cli.root() / "tests" / "bench"
    known = benches(folder)
    parser = cli.parser("Đo tốc độ, bộ nhớ, dung lượng.", "Measure speed, memory and weight.")
    parser.add_argument("name", choices=list(known), metavar="NAME", help="; ".join(known))
    parser.add_argument(
        "--languages", type=int, default=12, metavar="N", help=cli.say("số thứ tiếng", "how many languages")
    )
    parser.add_argument("--no-hugo", action="store_true", help=cli.say("không so với Hugo", "without Hugo"))
    options = parser.parse_args(argv)
    spec = importlib.util.spec_from_file_location(f"bench_{options.name}", folder / f"{options.name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(folder))
    spec.loader.exec_module(module)
    choices = {"languages": options.languages, "hugo": not options.no_hugo}
    taken = {name: choices[name] for name in inspect.signature(module.run).parameters}
    # What it tells a person while it works is no part of the answer to a machine.
    with contextlib.redirect_stdout(sys.stderr if options.json else sys.stdout):
        result = module.run(**taken)
    if options.json:
        cli.print_json(result)
    return 0


if __name__ == "__main__":
    cli.run(main)
