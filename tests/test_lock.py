"""The lock files, the workflows, and what must not stand in any file of the project."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from loa import cli
from loa.bootstrap import BASE_LOCK, DEV_LOCK

ROOT = cli.root()
LOCKS = (BASE_LOCK, DEV_LOCK)

# GPL and AGPL by their names, SPDX identifiers and classifiers; LGPL and MPL-2.0 do not bind what uses them.
FORBIDDEN = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)

# The machine voice is an opt-in in a process of its own; its tests are run by developers, who get it with their lock.
# GPL, for tests alone: it reads what we write as Weblate does.
TESTS_ONLY = {"rss-parser", "translate-toolkit"}
VOICE = {"espeakng-loader", "lameenc"}

# Spelt in pieces, because this file is searched as well.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
        ("conda", "anaconda", "org"),
    )
)


def requirements(lock: str) -> dict[str, str]:
    """Each requirement of a lock by its normalised name, with everything that belongs to it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if line.strip()[:1] != "#"))
    named = [(normal(re.split(r"[=;\s\[]", entry, maxsplit=1)[0]), entry) for entry in entries]
    assert len(dict(named)) == len(named), "a package stands twice: Pythons would get different versions"
    return dict(named)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    for name, entry in requirements(lock).items():
        assert re.match(r"[a-z0-9._-]+==\d[\w.!+]*( ; .+)? \\\n", entry), name
        hashes = entry.splitlines()[1:]
        assert hashes and all(
            re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes
        ), name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    assert not re.search(r"(^|\s)(/|~/|file:|[A-Za-z]:\\)", text)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]

    def names(wanted: list[str]) -> set[str]:
        return {normal(re.split(r"[<>=!~;\s\[]", text, maxsplit=1)[0]) for text in wanted}

    base, dev = requirements(BASE_LOCK), requirements(DEV_LOCK)
    assert names(project["dependencies"]) | names(extras["build"]) <= set(base)
    assert names(extras["dev"]) | names(extras["sound"]) <= set(dev)
    assert not (names(extras["dev"]) | VOICE) & set(base)
    # What users install is what the tests run with; on which systems may differ, as tests need more.
    assert {name: unmarked(entry) for name, entry in dev.items() if name in base} == {
        name: unmarked(entry) for name, entry in base.items()
    }


def unmarked(entry: str) -> str:
    """A requirement of a lock without its environment marker."""
    return re.sub(r" ; [^\\\n]*", " ", entry)


def licences(distribution: importlib.metadata.Distribution) -> list[str]:
    """What a distribution says about its licence; long texts are left to the identifiers beside them."""
    data = distribution.metadata
    classifiers = [text for text in data.get_all("Classifier") or [] if text.startswith("License ::")]
    fields = [data.get(name) or "" for name in ("License-Expression", "License")]
    said = [
        text for text in [*fields, *classifiers] if text.strip() and text != "UNKNOWN" and len(text) < 200
    ]
    if said:
        return said
    # Some state it only in the file that they ship: its first line names the licence.
    shipped = [file for file in distribution.files or [] if "licenses" in file.parts]
    return [file.read_text().strip().splitlines()[0] for file in shipped]


def test_nothing_in_the_lock_is_under_a_forbidden_licence() -> None:
    installed = {normal(d.name): d for d in importlib.metadata.distributions()}
    checked, base = 0, requirements(BASE_LOCK)
    for name, entry in requirements(DEV_LOCK).items():
        if name in VOICE | TESTS_ONLY:
            assert name not in base
            continue
        if name not in installed:
            assert " ; " in entry.splitlines()[0], f"{name} is in the lock and not installed"
            continue
        said = licences(installed[name])
        assert said, f"{name} does not say its licence"
        # "A OR B" is a choice; everything else must be free of it.
        assert all(any(not FORBIDDEN.search(part) for part in text.split(" OR ")) for text in said), (
            name,
            said,
        )
        checked += 1
    assert checked > 40


def committed() -> list[Path]:
    """The files that are, or would be, committed."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_package_registry_or_this_machine() -> None:
    places = [str(path) for path in (ROOT, Path.home()) if len(path.parts) > 1]
    hosts = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, REGISTRIES))})(?![\w-])", re.IGNORECASE)
    paths = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, places))})(?=[/\\\s\"']|$)")
    found = []
    files = committed()
    for path in files:
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {hit}" for hit in hosts.findall(text) + paths.findall(text)]
    assert files
    assert found == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem
)
def test_a_workflow_can_be_read(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert all(job["steps"] for job in workflow["jobs"].values())
