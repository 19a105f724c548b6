"""Làm lại các tệp JSON Schema để trình soạn thảo gợi ý và giải thích các mục.
Makes the JSON Schema files anew, with which editors complete and explain the fields."""

from __future__ import annotations

import json
from pathlib import Path

from loa import cli

FOLDER = Path("hooks/loa/data/schemas")


def texts() -> dict[str, str]:
    """The text of every schema file by its name."""
    from loa.model.schema import schemas

    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }


def main(argv: list[str] | None = None) -> int:
    """Write the files; 0. Files of kinds that are gone are removed."""
    vi, en = (__doc__ or "").splitlines()
    options = cli.parser(vi, en).parse_args(argv)
    folder = cli.root() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = texts()
    for old in folder.glob("*.json"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    if options.json:
        cli.print_json({"files": [(FOLDER / name).as_posix() for name in wanted]})
    else:
        print(cli.say(f"Đã ghi {len(wanted)} tệp vào", f"Wrote {len(wanted)} files to"), FOLDER.as_posix())
    return 0


if __name__ == "__main__":
    cli.run(main)
