"""What `loa check` says on its two streams when there is nothing to mend, and when there is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import tiny
from support import environment

from loa.hub import PROJECT

ITEM = {"thu/messages/a.md": tiny.item()}


def check(*options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", str(PROJECT / "scripts/check.py"), *map(str, options)],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Không thấy lỗi nào trong {count} tệp."),
        (("--messages", "en"), "Nothing to mend in {count} files."),
    ],
)
def test_one_friendly_line_beside_the_output(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    source = tiny.write(tmp_path, ITEM)
    pages = len(list((PROJECT / "docs").glob("*.md")))
    done = check("--source", source, "--date", "2026-11-22", *options)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (
        0,
        "",
        said.format(count=pages + len(ITEM)),
    )


def test_json_stays_alone(tmp_path: Path) -> None:
    done = check("--source", tiny.write(tmp_path, ITEM), "--date", "2026-11-22", "--json")
    assert json.loads(done.stdout)["problems"] == []
    assert done.stderr == ""


def test_a_part_without_findings_is_named_and_one_with_findings_is_not_praised(tmp_path: Path) -> None:
    source = tiny.write(tmp_path, {**ITEM, "thu/messages/b.md": "---\ntitle: Thử\n---\nChữ.\n"})
    good, bad = (next(source.rglob(f"{name}.md")) for name in "ab")
    done = check("--source", source, good)
    assert (done.returncode, done.stderr.strip()) == (0, f"Không thấy lỗi nào trong {good}.")
    done = check("--source", source, bad)
    assert (done.returncode, done.stderr) == (1, "") and "LOA" in done.stdout


def test_a_missing_folder_is_never_without_findings(tmp_path: Path) -> None:
    assert check(tmp_path / "x").returncode == 2
    done = check("--source", tmp_path / "x", tmp_path)
    assert done.returncode == 1 and done.stdout.strip() and done.stderr == ""
