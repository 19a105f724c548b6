"""`loa test`: what is run without and with --full, and what the workflow runs beside it."""

from __future__ import annotations

import argparse
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
import support
import yaml

from loa import machine


@pytest.fixture(scope="module")
def command() -> ModuleType:
    spec = importlib.util.spec_from_file_location("loa_test", support.PROJECT / "scripts" / "test.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def steps(command: ModuleType, **given: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = command.steps(
        argparse.Namespace(**{"full": False, "k": None, "paths": [], **given})
    )
    return found


def test_the_wide_matrices_run_in_the_full_run_alone(command: ModuleType) -> None:
    arguments = steps(command)["pytest"]
    assert arguments[arguments.index("-m") + 1] == "not full"
    assert "-m" not in steps(command, full=True)["pytest"]
    for choice in ({"k": "axe"}, {"paths": ["tests/load"]}):
        assert "not full" in steps(command, **choice)["pytest"]


def test_all_of_it_means_lint_and_types_too(command: ModuleType) -> None:
    assert list(steps(command)) == ["ruff", "format", "mypy", "pytest"]
    assert list(steps(command, k="axe")) == ["pytest"]


def test_the_workflow_brings_what_the_command_asks_for(
    command: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On a runner nobody is root and nothing may be missing; browser and npm are there already."""
    path = support.PROJECT / ".github" / "workflows" / "ci.yml"
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["test"]["steps"]
    runs = {step.get("if", ""): step["run"] for step in steps if "install" in step.get("run", "")}
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(machine, "find_browser", lambda: None)
    for name in ("NOTO", "BROTLI"):
        monkeypatch.setattr(command, name, tmp_path / "none")
    for system, debian in (("Linux", True), ("Windows", False)):
        monkeypatch.setattr(machine, "has_apt", lambda debian=debian: debian)
        asked = {package.removesuffix("-utils") for package in command.missing_packages()}
        brought = runs[f"runner.os == '{system}'"].replace("-utils", "").split()
        assert asked - {"chromium", "npm"} <= set(brought) and "poppler" in asked


def test_the_workflow_compares_two_pythons_and_audits_what_is_pinned() -> None:
    path = support.PROJECT / ".github" / "workflows" / "ci.yml"
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    compared = [step.get("with", {}).get("python-version") for step in jobs["same-bytes"]["steps"]]
    assert {"3.11", "3.13"} <= set(compared)
    assert any("diff -r" in step.get("run", "") for step in jobs["same-bytes"]["steps"])
    (audit,) = (step["run"] for step in jobs["audit"]["steps"] if "pip-audit" in step.get("run", ""))
    assert "requirements.lock" in audit and "requirements-dev.lock" in audit and "::warning::" in audit
