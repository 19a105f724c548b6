"""`loa speak`: the text on standard output, the problems on standard error, the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spoken_cases import ROOT


def run(*arguments: str, text: bytes = b"", encoding: str = "ascii") -> subprocess.CompletedProcess[bytes]:
    """Run the command on a console with another code page than UTF-8."""
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(
        [sys.executable, "-P", str(ROOT / "scripts" / "speak.py"), *arguments],
        input=text,
        capture_output=True,
        env=environment,
        check=False,
    )


def test_one_line_for_each_line_in_utf8_whatever_the_console() -> None:
    done = run(text="\ufeffUBND xã\r\n\r\nGọi 111".encode())
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == "Ủy ban nhân dân xã\n\nGọi một một một"
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_unknown_abbreviation_prints_the_text_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "bai.txt"
    path.write_text("Dòng một\nBan XQZ xã\n", encoding="utf-8")
    done = run(str(path))
    assert done.returncode == 1
    assert "Ban XQZ xã" in done.stdout.decode("utf-8")
    assert f"{path}:2: LOA801 " in done.stderr.decode("utf-8")


def test_a_dropped_address_is_a_warning_only() -> None:
    done = run("--messages", "en", text=b"Xem https://example.org")
    assert done.returncode == 0
    assert b":1: LOA802 The address" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "text", "wanted"),
    [
        (["--with-numbers"], "Nghị quyết số 01/NQ-CP của Chính phủ", "Nghị quyết số một của Chính phủ"),
        (["--region", "south"], "1.105", "Một ngàn một trăm lẻ năm"),
        (["--lang", "km"], "111 UBND 25", "1 1 1 UBND 25"),
        (["--lang", "vi-x-easy"], "25", "Hai mươi lăm"),
    ],
)
def test_options(arguments: list[str], text: str, wanted: str) -> None:
    done = run(*arguments, text=text.encode())
    assert done.stdout.decode("utf-8") == wanted
    assert done.returncode == 0


def test_json() -> None:
    done = run("--json", text=b"5 XQZ")
    data = json.loads(done.stdout)
    assert data["text"] == "Năm XQZ"
    assert [(p["code"], p["line"]) for p in data["problems"]] == [("LOA801", 1)]


@pytest.mark.parametrize(
    ("arguments", "text", "code"),
    [(["khong-co.txt"], b"", "LOA105"), ([], b"\xff\xfe", "LOA101"), (["--lang", "xx"], b"a", "LOA302")],
)
def test_what_cannot_be_read_is_said(arguments: list[str], text: bytes, code: str) -> None:
    done = run(*arguments, text=text)
    assert done.returncode == 1
    assert code.encode() in done.stderr
    assert done.stdout == b""
