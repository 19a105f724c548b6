"""A Python without its venv part, and finding a browser."""

from __future__ import annotations

import pytest

from loa.machine import Remedy, find_browser, venv_remedy


def test_a_browser_on_the_path_is_found_in_order_of_preference() -> None:
    here = {"google-chrome": "/opt/chrome", "chromium": "/usr/bin/chromium"}
    assert find_browser({}, here.get, lambda place: False) == "/usr/bin/chromium"


def test_a_named_browser_wins_and_is_not_replaced_when_it_is_missing() -> None:
    here = {"chromium": "/usr/bin/chromium", "mine": "/usr/bin/mine"}
    assert find_browser({"LOA_BROWSER": "mine"}, here.get, lambda place: False) == "/usr/bin/mine"
    assert find_browser({"LOA_BROWSER": "gone"}, here.get, lambda place: False) is None


def test_windows_programs_are_looked_for_where_they_are_installed() -> None:
    edge = "C:/Programs/Microsoft/Edge/Application/msedge.exe"
    environment = {"ProgramFiles(x86)": "C:/Programs"}
    assert find_browser(environment, lambda name: None, lambda place: place == edge) == edge


def test_no_browser() -> None:
    assert find_browser({}, lambda name: None, lambda place: False) is None


def remedy(**probes: bool) -> Remedy | None:
    usual = {"ensurepip": False, "root_user": True, "apt": True, "system_python": True}
    return venv_remedy(**{**usual, **probes}, version=(3, 12))


def test_a_complete_python_needs_nothing() -> None:
    assert remedy(ensurepip=True, apt=False) is None


def test_root_on_debian_gets_the_packages_for_this_python() -> None:
    assert remedy() == Remedy(("python3-venv", "python3.12-venv"))


def test_others_on_debian_get_one_line_with_the_command() -> None:
    found = remedy(root_user=False)
    assert found and not found.packages
    assert "sudo apt-get install -y python3-venv python3.12-venv" in found.sentence
    assert "\n" not in found.sentence


@pytest.mark.parametrize("probes", [{"apt": False}, {"system_python": False}])
def test_where_no_package_helps_a_complete_python_is_asked_for(probes: dict[str, bool]) -> None:
    found = remedy(**probes)
    assert found and not found.packages
    assert "3.11" in found.sentence and "apt-get" not in found.sentence
