"""What all commands share: choosing one, its options, its output, and how it ends.

Knows only `loa.errors` and the standard library, so that `scripts/loa.py` can use it on a bare machine.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

if TYPE_CHECKING:
    from loa.errors import Problem

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""

_LANGUAGE_SETTINGS = ("LOA_MESSAGES", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

# The sentences of argparse, which it looks up with gettext; those that are missing here stay English.
_VIETNAMESE = {
    "usage: ": "cách dùng: ",
    "options": "tùy chọn",
    "positional arguments": "tham số",
    "show this help message and exit": "hiện phần hướng dẫn này",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong các tùy chọn: %s",
    "unrecognized arguments: %s": "không có tùy chọn: %s",
    "not allowed with argument %s": "không dùng cùng với %s",
    "ignored explicit argument %r": "tùy chọn này không nhận giá trị %r",
    "expected one argument": "cần một giá trị",
    "expected at most one argument": "chỉ nhận nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s argument": "cần %s giá trị",
    "expected %s arguments": "cần %s giá trị",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không đúng dạng %(type)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không nhận %(value)r (chọn: %(choices)s)",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
}


def root() -> Path:
    """The project's folder: Loa is always installed editable from it."""
    return Path(__file__).resolve().parents[2]


def language() -> str:
    """The language of messages, "vi" or "en": from `--messages`, else LOA_MESSAGES, else the locale, else "vi".

    The locale is what gettext takes: the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set. Windows sets
    none of them.
    """
    settings = (os.environ.get(name, "") for name in _LANGUAGE_SETTINGS)
    wanted = next(filter(None, settings), "")[:2]
    for position, argument in enumerate(sys.argv):
        if argument == "--messages":
            wanted = "".join(sys.argv[position + 1 : position + 2])
        elif argument.startswith("--messages="):
            wanted = argument.partition("=")[2]
    return "en" if wanted == "en" else "vi"


def say(vi: str, en: str) -> str:
    """The text in the language of messages."""
    return en if language() == "en" else vi


def setup_output() -> None:
    """Make standard output and errors UTF-8, whatever code page the console has."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def commands(folder: Path) -> dict[str, tuple[str, str]]:
    """The commands in `folder`, by name, each with its Vietnamese and its English line.

    The lines are the first two of the script's docstring.
    """
    found = {}
    for path in sorted(folder.glob("*.py")):
        if path.stem == "loa" or path.stem.startswith("_"):
            continue
        lines = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()
        vietnamese, english = ([line.strip() for line in lines if line.strip()] + ["", ""])[:2]
        found[path.stem.replace("_", "-")] = (vietnamese, english or vietnamese)
    return found


def endings() -> str:
    """What the exit codes of all commands mean, as their help says it."""
    return say(
        "Mã kết thúc: 0 xong, 1 nội dung có lỗi hoặc việc không làm được, 2 gõ sai lệnh, 3 máy thiếu thứ cần có, "
        "130 dừng bằng Ctrl-C.",
        "Exit codes: 0 done, 1 the content has errors or the work failed, 2 wrong command line, 3 the machine lacks "
        "something, 130 stopped with Ctrl-C.",
    )


def overview(folder: Path) -> str:
    """All commands with one line each, as `loa --help` shows them."""
    known = commands(folder)
    width = max(map(len, known), default=0)
    lines = [
        say(
            "Loa: viết một lần, ra trang web, tờ rơi và bài phát thanh.",
            "Loa: write once, get a site, leaflets and radio scripts.",
        ),
        "",
        say(
            "Cách dùng: python3 scripts/loa.py LỆNH [tùy chọn]",
            "Usage: python3 scripts/loa.py COMMAND [options]",
        ),
        "",
        *(f"  {name:<{width}}  {say(*text)}" for name, text in known.items()),
        "",
        say(
            "Xem cách dùng một lệnh: python3 scripts/loa.py LỆNH --help",
            "How to use one command: python3 scripts/loa.py COMMAND --help",
        ),
        "",
        endings(),
    ]
    return "\n".join(lines)


def choose(arguments: Sequence[str], folder: Path) -> tuple[Path, list[str]]:
    """The script that `arguments` ask for, and what is left for it.

    Options before the command belong to it: `loa --json build` is `loa build --json`.

    Raises:
        SystemExit: 0 after the overview was printed, 2 after saying that there is no such command.
    """
    leading: list[str] = []
    rest = list(arguments)
    while rest and rest[0].startswith("-") and rest[0] not in ("-h", "--help"):
        leading += rest[:2] if rest[0] == "--messages" else rest[:1]
        rest = rest[2 if rest[0] == "--messages" else 1 :]
    if not rest or rest[0] in ("-h", "--help", "help"):
        print(overview(folder))
        raise SystemExit(0)
    name, *rest = rest
    script = folder / f"{name.replace('-', '_')}.py"
    if name == "loa" or name.startswith("_") or not name.replace("-", "").isalnum() or not script.is_file():
        raise SystemExit(fail(_unknown(name, folder), 2))
    return script, [*leading, *rest]


def _unknown(name: str, folder: Path) -> str:
    text = say(f"Không có lệnh “{name}”.", f"There is no command “{name}”.")
    near = difflib.get_close_matches(name.lower(), commands(folder), n=1, cutoff=0.4)
    if near:
        text += say(f" Có phải ý bạn là “{near[0]}”?", f" Did you mean “{near[0]}”?")
    return text + say(
        " Xem các lệnh: python3 scripts/loa.py --help", " All commands: python3 scripts/loa.py --help"
    )


def launch(python: Path, script: Path, arguments: Sequence[str]) -> NoReturn:
    """Become `script` under `python`; its exit code is ours."""
    # -P: without it Python looks into scripts/ first, and `import loa` would find scripts/loa.py.
    command = [str(python), "-P", str(script), *arguments]
    os.environ["LOA_MESSAGES"] = language()
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    # Windows has no exec that keeps the console and the exit code.
    sys.exit(call(command))


def main() -> NoReturn:
    """The console command `loa` of an installed environment: the same dispatch without making `.venv`."""
    setup_output()
    folder = root() / "scripts"
    if not folder.is_dir():
        reason = say(
            "Không tìm thấy thư mục dự án. Hãy chạy python3 scripts/loa.py trong thư mục dự án.",
            "The project's folder was not found. Run python3 scripts/loa.py inside it.",
        )
        raise SystemExit(fail(reason, 2))
    launch(Path(sys.executable), *choose(sys.argv[1:], folder))


class _Found(Exception):
    """Ends a command's main function where it has made its parser."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser


class _Parser(argparse.ArgumentParser):
    """Names the nearest option when one is misspelt."""

    wanted = False

    # Untyped: argparse declares four overloads of this method, of which we use one.
    def parse_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        if _Parser.wanted:
            raise _Found(self)
        values, unknown = self.parse_known_args(args, namespace)
        if unknown:
            near = difflib.get_close_matches(unknown[0].partition("=")[0], self._option_string_actions, n=1)
            hint = say(f" (có phải ý bạn là {near[0]}?)", f" (did you mean {near[0]}?)") if near else ""
            self.error(say("không có tùy chọn: ", "unrecognized arguments: ") + " ".join(unknown) + hint)
        return values

    def error(self, message: str) -> NoReturn:
        if _as_json():
            raise SystemExit(fail(message, 2))
        super().error(message)


def parser_of(main: Callable[[list[str]], int]) -> argparse.ArgumentParser:
    """The parser that a command's main function makes, without running the command."""
    _Parser.wanted = True
    try:
        main([])
    except _Found as found:
        return found.parser
    finally:
        _Parser.wanted = False
    raise TypeError(f"{main.__module__} makes no parser")


def parser(description_vi: str, description_en: str, *, as_json: bool = True) -> argparse.ArgumentParser:
    """A parser for one command, with `--json` and `--messages`, speaking the language of messages.

    `as_json=False` leaves `--json` out, for what has no answer but a text for another program. Also sets that language
    for `loa.errors`. Exits with 2 on a wrong option.
    """
    from loa.errors import set_language  # here: reading the rules would slow the launcher down

    set_language(language())
    # argparse offers no other way to its own sentences than the two functions it took from gettext.
    words = _VIETNAMESE if language() == "vi" else {}
    vars(argparse)["_"] = lambda text: words.get(text, text)
    vars(argparse)["ngettext"] = lambda one, many, n: words.get(
        one if n == 1 else many, one if n == 1 else many
    )
    made = _Parser(
        prog=f"loa {Path(sys.argv[0]).stem.replace('_', '-')}",
        description=say(description_vi, description_en),
        epilog=endings(),
        allow_abbrev=False,
    )
    if as_json:
        answer = say("in kết quả dạng JSON cho máy đọc", "print JSON for machines")
        made.add_argument("--json", action="store_true", help=answer)
    made.add_argument(
        "--messages",
        choices=("vi", "en"),
        default=language(),
        help=say("ngôn ngữ của thông báo (mặc định: vi)", "language of messages (default: vi)"),
    )
    return made


def print_json(answer: Mapping[str, object], stream: TextIO | None = None) -> None:
    """Write the one object with which a command answers `--json`; nothing else of it goes to standard output."""
    print(json.dumps(answer, ensure_ascii=False, indent=2), file=stream, flush=True)


def fail(reason: object, code: int) -> int:
    """Say why nothing came out, on standard error or as the JSON object `{"error": reason}`; returns `code`."""
    if _as_json():
        print_json({"error": str(reason)})
    else:
        print(reason, file=sys.stderr)
    return code


def _as_json() -> bool:
    return "--json" in sys.argv


def print_problems(report: Iterable[Problem], as_json: bool, stream: TextIO) -> None:
    """Write every problem to `stream`: one line each and a count, or one JSON object.

    The JSON object has `errors`, `warnings` and `notes` (counts) and `problems` (see `Problem.as_dict`).
    """
    problems = list(report)
    count = {s: sum(p.severity == s for p in problems) for s in ("error", "warning", "note")}
    if as_json:
        data = {f"{s}s": n for s, n in count.items()} | {"problems": [p.as_dict() for p in problems]}
        print_json(data, stream)
        return
    for problem in problems:
        print(problem.render(), file=stream)
    if problems:
        print(
            say(
                f"{count['error']} lỗi, {count['warning']} cảnh báo, {count['note']} ghi chú.",
                f"{count['error']} errors, {count['warning']} warnings, {count['note']} notes.",
            ),
            file=stream,
        )
        # The gravest one: a writer looks up one code at a time.
        code = min(problems, key=lambda problem: ("error", "warning", "note").index(problem.severity)).code
        more = f"python3 scripts/loa.py explain {code}"
        print(say(f"Ví dụ và cách sửa: {more}", f"Examples and ways out: {more}"), file=stream)


def call(command: Sequence[str]) -> int:
    """Run another program to its end and return its exit code; Ctrl-C reaches it as well and is no error of ours."""
    process = subprocess.Popen(list(command))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def run(command: Callable[[], int]) -> NoReturn:
    """Run a command's main function and exit with its code.

    A `LoaError` is printed as its problems (exit 1); Ctrl-C and a closed pipe end quietly.
    """
    from loa.errors import LoaError

    setup_output()
    try:
        code = command()
        sys.stdout.flush()
    except LoaError as error:
        print_problems(error.problems, _as_json(), sys.stdout if _as_json() else sys.stderr)
        code = 1
    except KeyboardInterrupt:
        print(file=sys.stderr)  # ends the line on which the terminal shows ^C, or a bar stands
        code = fail(
            say("Đã dừng. Không có gì bị ghi dở.", "Stopped. Nothing was left half-written."), INTERRUPTED
        )
    except BrokenPipeError:
        # The reader (`| head`) has gone. Python flushes once more at the end: give it somewhere to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
