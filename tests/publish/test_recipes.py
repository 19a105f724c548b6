"""The recipes of `docs/so-tay/dang-trang.md`: every command exists, and no hosted build runs without being asked."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from loa import cli

ROOT = cli.root()
PAGE = ROOT / "docs" / "so-tay" / "dang-trang.md"
GITHUB = ROOT / ".github" / "workflows" / "pages.yml"
GITLAB = ROOT / "docs" / "may-chu" / "gitlab-ci.yml"


def read(path: Path) -> dict[str, Any]:
    """A workflow as its runner reads it; `on:` is no truth value there."""
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # strings alone
    assert isinstance(found, dict)
    return found


def commands(path: Path) -> list[str]:
    """What a recipe runs, without the start of the line."""
    if path == PAGE:
        return re.findall(r"\bloa ((?:build|check|verify)[^.:,]*)", path.read_text(encoding="utf-8"))
    data = read(path)
    lines = (
        data["pages"]["script"]
        if path == GITLAB
        else [step["run"] for job in data["jobs"].values() for step in job["steps"] if "run" in step]
    )
    return [line.removeprefix("python scripts/loa.py ") for line in lines]


@pytest.mark.parametrize("path", [PAGE, GITHUB, GITLAB], ids=lambda path: path.name)
def test_every_command_exists_with_its_options(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = commands(path)
    assert len(found) >= 2
    for line in found:
        name, *arguments = shlex.split(line)
        with pytest.raises(SystemExit):
            importlib.import_module(f"scripts.{name}").main(["--help"])
        known = capsys.readouterr().out
        for option in (one for one in arguments if one.startswith("--")):
            assert re.search(rf"(?<!\S){option}\b", known), line


@pytest.mark.parametrize("path", [GITHUB, GITLAB], ids=lambda path: path.name)
def test_a_hosted_build_is_a_production_build_that_is_compared_before_it_is_shown(path: Path) -> None:
    build, verify = commands(path)
    assert build.startswith("build --production --site-url ")
    assert verify.startswith("verify ")


def test_hosted_builds_are_started_by_hand() -> None:
    assert list(read(GITHUB)["on"]) == ["workflow_dispatch"]
    assert [rule["when"] for rule in read(GITLAB)["pages"]["rules"]] == ["manual"]


def test_only_the_job_that_publishes_may_publish() -> None:
    data = read(GITHUB)
    assert data["permissions"] == {"contents": "read"}
    jobs = {name: job["permissions"] for name, job in data["jobs"].items()}
    assert jobs == {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_the_handed_over_folder_is_the_one_that_was_built() -> None:
    (upload,) = [s for s in read(GITHUB)["jobs"]["build"]["steps"] if "upload" in s.get("uses", "")]
    assert commands(GITHUB)[1] == f"verify {upload['with']['path']}"
    assert read(GITLAB)["pages"]["artifacts"]["paths"] == [commands(GITLAB)[1].removeprefix("verify ")]


def test_git_leaves_private_records_alone() -> None:
    assert "private/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "workflows").iterdir()), ids=lambda path: path.name
)
def test_every_workflow_names_what_it_runs_on(path: Path) -> None:
    data = read(path)
    assert data["permissions"] == {"contents": "read"}
    for job in data["jobs"].values():
        assert job["runs-on"] and job["steps"]
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), step
            assert "@" in step.get("uses", "x@1"), step


def test_ci_runs_the_tests_on_windows() -> None:
    job = read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["test"]
    assert "windows-latest" in job["strategy"]["matrix"]["os"] and job["runs-on"] == "${{ matrix.os }}"
    assert "python scripts/loa.py test" in [step.get("run") for step in job["steps"] if "if" not in step]
