"""A build in CI refuses to go on where restricted records are under version control."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import support
import tiny

from loa.errors import LoaError
from loa.publish.tracked import refuse_tracked_records


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a campaign, and a private record beside it that is not tracked."""
    tiny.write(tmp_path / "campaigns", {"thu/messages/a.md": tiny.item()})
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "noi-tam-lanh.md").write_text("mật\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "campaigns")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("place", ["private", "campaigns/Private/sâu"])
def test_tracked_records_stop_a_build_in_ci_only(
    repository: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = (repository / "campaigns", repository / "docs")
    monkeypatch.setenv("CI", "true")
    refuse_tracked_records(folders)
    file = repository / place / "noi-tam-lanh.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mật\n", encoding="utf-8")
    git(repository, "add", "--force", str(file))
    with pytest.raises(LoaError) as refused:
        refuse_tracked_records(folders)
    assert [(p.code, p.path) for p in refused.value.problems] == [("LOA791", f"{place}/noi-tam-lanh.md")]
    for value in ("", "false", "0"):
        monkeypatch.setenv("CI", value)
        refuse_tracked_records(folders)


@pytest.mark.parametrize("missing", ["git", "repository"])
@pytest.mark.parametrize("place", ["private", "campaigns/Private/sâu"])
def test_where_git_cannot_tell_the_files_themselves_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, place: str
) -> None:
    """A machine without git, as slim images of Python are, or a checkout that git refuses to look at."""
    monkeypatch.setenv("CI", "1")
    monkeypatch.setenv(*{"git": ("PATH", ""), "repository": ("GIT_DIR", "/khong/co")}[missing])
    folder = tiny.write(tmp_path / "campaigns", {})
    (tmp_path / ".git").mkdir()
    (tmp_path / ".venv" / "private").mkdir(parents=True)
    (tmp_path / ".venv" / "private" / "a.py").write_text("", encoding="utf-8")
    refuse_tracked_records((folder,))
    file = tmp_path / place / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text("mật\n", encoding="utf-8")
    with pytest.raises(LoaError) as refused:
        refuse_tracked_records((folder,))
    assert [(p.code, p.path) for p in refused.value.problems] == [("LOA791", f"{place}/a.md")]


def test_a_shallow_clone_is_looked_at_too(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "add", "--force", "private")
    git(repository, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "x")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "clone")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(LoaError, match="LOA791"):
        refuse_tracked_records((tmp_path / "clone" / "campaigns",))


def test_the_build_command_ends_with_the_reason(repository: Path, tmp_path: Path) -> None:
    git(repository, "add", "--force", "private")
    done = subprocess.run(
        support.build_command(repository, tmp_path / "site"),
        env=support.environment(CI="true"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1 and "LOA791" in done.stderr
    assert not (tmp_path / "site").exists()
