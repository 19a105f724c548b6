"""Another Python makes the same bytes: dictionaries, JSON, zip and date formatting must not show in a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import support

WANTED = ((3, 13), (3, 12), (3, 14), (3, 11))


def other_python() -> tuple[str, str]:
    """(path of an interpreter of another version than this one, its version); empty where there is none.

    Those on the PATH, then those that pyenv keeps without putting them there.
    """
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    for version in WANTED:
        name = ".".join(map(str, version))
        paths = [shutil.which(f"python{name}"), *sorted(kept.glob(f"{name}.*/bin/python{name}"))]
        for path in filter(None, paths):
            if version != sys.version_info[:2] and _is(str(path), name):
                return str(path), name
    return "", ""


def _is(path: str, version: str) -> bool:
    """Whether this runs that version; a name on the PATH may stand for one that is not switched on."""
    said = subprocess.run(
        [path, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
    )
    return said.stdout.strip() == version


@pytest.mark.full
def test_two_versions_of_python_make_the_same_site(tmp_path: Path, preview: support.Site) -> None:
    python, version = other_python()
    if not python:
        pytest.skip(f"no Python beside {sys.version.split()[0]} here; the workflow compares 3.11 and 3.13")
    project = tmp_path / "project"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=support.PROJECT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0")[:-1]:
        if not name.startswith("tests/"):
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(support.PROJECT / name, project / name)
    environment = support.environment()
    del environment["PYTHONPATH"]
    place = tmp_path / "site"
    arguments = ["--source", str(support.HUB), "--out", str(place), "--date", support.DATE]
    done = subprocess.run(
        [python, "scripts/loa.py", "build", *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode == 3:  # what loa.py says where it cannot install
        pytest.skip(f"the packages for Python {version} could not be installed here: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    assert support.tree(place) == support.tree(preview.folder)
