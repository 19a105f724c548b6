"""Chạy mọi kiểm thử của dự án, tự cài những gì kiểm thử cần.
Runs every test of the project, installing what the tests need."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from loa import bootstrap, cli, machine

# Khmer, Tai Viet, Cham and Chinese on test pictures: without any of these fonts they are empty boxes.
NOTO = Path("/usr/share/fonts/truetype/noto/NotoSansKhmer-Regular.ttf")
# The configurations for operators are tested in the real servers: programs and Debian's packages.
SERVERS = {"nginx": "nginx-light", "apache2": "apache2-bin", "caddy": "caddy"}
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")


def missing_packages() -> list[str]:
    """The Debian packages that would bring what the tests need and this machine lacks."""
    missing = []
    if machine.find_browser() is None:
        missing.append("chromium")
    if shutil.which("pdftotext") is None:
        missing.append("poppler-utils")
    if shutil.which("npm") is None:
        missing.append("npm")
    if machine.has_apt():
        # Without Debian's packages the tests that need one of these are skipped, and say so.
        if not NOTO.is_file():
            missing.append("fonts-noto-core")
        if shutil.which("mutool") is None:
            missing.append("mupdf-tools")  # AGPL: a program of its own, never a library of ours
        missing += [package for program, package in SERVERS.items() if not _server(program)]
        if not BROTLI.is_file():
            missing.append("libnginx-mod-http-brotli-filter")
    return missing


def _server(program: str) -> str | None:
    # Debian's servers lie where an ordinary user's PATH does not look.
    return shutil.which(program) or shutil.which(program, path="/usr/sbin")


def provide(quiet: bool) -> None:
    """Install what the tests need, or tell how.

    Raises:
        machine.SetupError: something is missing that only a person can install.
    """
    bootstrap.ensure_dev(cli.root(), quiet)
    missing = missing_packages()
    if missing and machine.has_apt() and machine.is_root():
        if not quiet:
            print(
                cli.say("Cài cho kiểm thử: ", "Installing for the tests: ") + " ".join(missing),
                file=sys.stderr,
            )
        machine.apt_install(missing)
        missing = missing_packages()
    if not missing:
        return
    if machine.has_apt():
        command = machine.apt_command(missing)
        raise machine.SetupError(
            cli.say(
                f"Kiểm thử còn thiếu vài thứ. Hãy chạy lệnh sau rồi thử lại: {command}",
                f"The tests need more. Run this command, then try again: {command}",
            )
        )
    names = {"chromium": "Chrome/Chromium/Edge", "poppler-utils": "Poppler (pdftotext)", "npm": "npm"}
    wanted = ", ".join(names[package] for package in missing)
    raise machine.SetupError(
        cli.say(
            f"Kiểm thử cần: {wanted}. Hãy cài rồi thử lại.",
            f"The tests need: {wanted}. Install it, then try again.",
        )
    )


def steps(options: argparse.Namespace) -> dict[str, list[str]]:
    """What is run, by name. With paths or -k only the tests they choose, without lint and types."""
    pytest = ["pytest", "-n", "2", "--dist", "loadscope"]
    if not options.full:
        # Properties try the same inputs every time: a change is judged by what it does. --full looks for new ones.
        pytest += ["-m", "not full", "--hypothesis-profile", "repeatable"]
    if options.k:
        pytest += ["-k", options.k]
    if options.k or options.paths:
        return {"pytest": [*pytest, *options.paths]}
    return {
        "ruff": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "pytest": pytest,
    }


def main(argv: list[str] | None = None) -> int:
    """0 when everything passed, 1 when something failed, 3 when the machine lacks something."""
    parser = cli.parser("Chạy mọi kiểm thử của dự án.", "Run every test of the project.")
    parser.add_argument(
        "--full", action="store_true", help=cli.say("cả những kiểm thử chạy lâu", "the whole matrix, nightly")
    )
    parser.add_argument(
        "-k", metavar="EXPR", help=cli.say("chỉ kiểm thử có tên khớp", "only the tests whose name matches")
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=cli.say("chỉ các kiểm thử này", "only these tests")
    )
    options = parser.parse_args(argv)
    try:
        provide(quiet=options.json)
    except machine.SetupError as error:
        return cli.fail(error, 3)
    environment = {**os.environ, "LOA_BROWSER": machine.find_browser() or ""}
    # The tests choose the language of messages themselves.
    environment.pop("LOA_MESSAGES", None)
    results = []
    for name, arguments in steps(options).items():
        if not options.json:
            print(f"── {name}", flush=True)
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=cli.root(),
            env=environment,
            stdout=sys.stderr if options.json else None,
        )
        seconds = round(time.monotonic() - begun, 1)
        results.append({"name": name, "passed": done.returncode == 0, "seconds": seconds})
    passed = all(result["passed"] for result in results)
    if options.json:
        cli.print_json({"passed": passed, "steps": results})
        return 0 if passed else 1
    print("──")
    for result in results:
        word = cli.say("đạt", "passed") if result["passed"] else cli.say("KHÔNG ĐẠT", "FAILED")
        print(f"{result['name']:<8} {word} ({result['seconds']} s)")
    print(
        cli.say("Tất cả đều đạt.", "Everything passed.")
        if passed
        else cli.say("Có lỗi.", "There are failures.")
    )
    return 0 if passed else 1


if __name__ == "__main__":
    cli.run(main)
