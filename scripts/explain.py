"""Giải thích một mã lỗi: nghĩa, ví dụ, cách sửa.
Explains an error code: what it means, an example, the way out."""

from __future__ import annotations

import difflib

from loa import cli


def main(argv: list[str] | None = None) -> int:
    """Print the handbook's entry of every code asked for; 0. Exits with 2 on a code that does not exist."""
    from loa.errors import RULES
    from loa.handbook.codes import PAGE, entry, general

    vi, en = (__doc__ or "").splitlines()
    parser = cli.parser(vi, en)
    wanted = cli.say("mã trong dòng báo lỗi, ví dụ LOA208", "the code of a message, such as LOA208")
    parser.add_argument("codes", nargs="+", metavar="CODE", help=wanted)
    options = parser.parse_args(argv)
    page = (cli.root() / "docs" / "so-tay" / PAGE).read_text(encoding="utf-8")
    entries = []
    for given in options.codes:
        code = "LOA" + given.upper().removeprefix("LOA")
        if code not in RULES:
            near = ", ".join(difflib.get_close_matches(code, RULES, n=3))
            parser.error(
                cli.say(f"không có mã “{given}”. Gần giống: {near}", f"no code “{given}”. Near: {near}")
            )
        rule = RULES[code]
        message, hint = general(rule, cli.language())
        values = {"code": code, "severity": str(rule.severity), "message": message, "hint": hint}
        entries.append(values | {"entry": entry(code, page)})
    if options.json:
        cli.print_json({"codes": entries})
        return 0
    for values in entries:
        print(values["code"])
        if cli.language() == "en":
            print(f"{values['message']} ({values['severity']})\n{values['hint']}\n\nIn Vietnamese:")
        print(values["entry"] + "\n")
    return 0


if __name__ == "__main__":
    cli.run(main)
