"""Đọc văn bản thành lời: viết đủ chữ để phát thanh.

Write a text out as it is read aloud, one output line for each input line. Exit code 1 on an unknown abbreviation or
sign; the text is printed all the same.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from loa import cli
from loa.errors import LoaError, Problem, Severity

ROOT = Path(__file__).resolve().parents[1]


def main(argv: list[str] | None = None) -> int:
    """Read a file or standard input, print its read-aloud form, and its problems on standard error."""
    parser = cli.parser("Đọc văn bản thành lời để phát thanh.", "Write a text out as it is read aloud.")
    parser.add_argument("file", nargs="?", default="-", metavar="FILE")
    parser.add_argument("--lang", default="vi", metavar="TAG")
    parser.add_argument("--with-numbers", action="store_true")
    parser.add_argument("--region", choices=("north", "south"), default="north")
    options = parser.parse_args(argv)
    from loa.speech import load_lexicon, speaker_for  # after the options: a wrong one is answered at once

    path = "-" if options.file == "-" else str(options.file)
    text = _read(options.file)
    folder = ROOT / "locales" / _known_tag(options.lang)
    lexicon = load_lexicon(folder) if (folder / "speech.yml").is_file() or options.lang == "vi" else None
    if lexicon is None and options.lang.split("-")[0] == "vi":
        lexicon = load_lexicon(ROOT / "locales" / "vi")
    speaker = speaker_for(options.lang, lexicon)
    spoken = speaker(text, with_numbers=options.with_numbers, region=options.region)
    problems = [replace(problem, path=path) for problem in spoken.problems]
    if options.json:
        cli.print_json({"text": spoken.text, "problems": [problem.as_dict() for problem in problems]})
    else:
        sys.stdout.write(spoken.text)
        for problem in problems:
            print(problem.render(), file=sys.stderr)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _known_tag(tag: str) -> str:
    """The tag, if the project has a folder for it.

    Raises:
        LoaError: LOA302.
    """
    known = sorted(folder.name for folder in (ROOT / "locales").iterdir() if folder.is_dir())
    if tag not in known:
        raise LoaError([Problem.of("LOA302", value=tag, known=", ".join(known))])
    return tag


def _read(name: str) -> str:
    """The text of a file or of standard input, as UTF-8 on every system.

    Raises:
        LoaError: LOA101 or LOA105.
    """
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoaError([Problem.of("LOA101", path=name, offset=error.start + 1)]) from None
    except OSError as error:
        raise LoaError([Problem.of("LOA105", path=name, reason=error.strerror or str(error))]) from None


if __name__ == "__main__":
    cli.run(main)
