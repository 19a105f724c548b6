"""`loa verify DIR`: a deployed folder that was tampered with, is incomplete, or holds more than was built."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import support

from loa.errors import LoaError
from loa.publish.verify import verify

FILES = {"index.html": b"<title>a</title>", "d/66.html": b"<title>b</title>", "assets/a.css": b"a{}"}


def listed(files: dict[str, bytes]) -> str:
    entries = [{"path": path, "sha256": hashlib.sha256(data).hexdigest()} for path, data in files.items()]
    return json.dumps({"files": entries})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as a build leaves it."""
    folder = tmp_path / "site"
    for path, data in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "manifest.json").write_text(listed(FILES), encoding="utf-8")
    return folder


def test_what_was_built_is_good(site: Path, preview: support.Site) -> None:
    assert verify(site).good and verify(site).files == len(FILES)
    assert verify(preview.folder).good


def test_every_difference_is_named(site: Path) -> None:
    (site / "index.html").write_bytes(b"<title>x</title>")  # as long as it was
    (site / "d/66.html").unlink()
    (site / "assets/spy.js").write_bytes(b"1")
    (site / "d/.hidden").write_bytes(b"1")
    found = verify(site)
    assert not found.good
    assert (found.changed, found.missing) == (("index.html",), ("d/66.html",))
    assert found.unknown == ("assets/spy.js", "d/.hidden")


def test_a_manifest_that_was_changed_with_the_page_is_found_by_the_kept_one(
    site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "built")
    assert verify(site, tmp_path / "built").good
    changed = {**FILES, "index.html": b"<title>y</title>"}
    (site / "index.html").write_bytes(changed["index.html"])
    (site / "manifest.json").write_text(listed(changed), encoding="utf-8")
    assert verify(site).good, "a manifest cannot defend itself"
    assert verify(site, tmp_path / "built").changed == ("index.html", "manifest.json")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"files": 1}', '{"files": [1]}', '{"files": [{"path": []}]}', "\udcff"]
)
def test_a_manifest_that_is_none_is_said(site: Path, text: str) -> None:
    (site / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(LoaError, match="LOA105"):
        verify(site)


def test_paths_that_leave_the_folder_are_never_opened(site: Path) -> None:
    (site / "manifest.json").write_text(listed({**FILES, "../outside": b"x", "/etc/passwd": b"x"}), "utf-8")
    (site.parent / "outside").write_bytes(b"x")
    assert verify(site).missing == ("../outside", "/etc/passwd")


def test_the_command_names_each_file_and_fails(site: Path) -> None:
    (site / "index.html").write_bytes(b"x")
    command = [sys.executable, "-P", str(support.PROJECT / "scripts" / "verify.py"), str(site)]
    done = subprocess.run(
        command, env=support.environment(), capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (1, "index.html: đã bị đổi\n")
