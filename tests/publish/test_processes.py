"""Work shared among processes is the work done in one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import support

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish import products
from loa.publish.cache import Cache
from loa.publish.processes import run
from loa.publish.products import make_products


def test_results_come_in_the_order_of_the_shares() -> None:
    assert run(len, ["abc", "a", ""]) == [3, 1, 0]
    assert run(len, ["abc"]) == [3]


def test_a_machine_that_refuses_processes_gets_its_work_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/does/not/exist")
    assert run(len, ["abc", "a"]) == [3, 1]


def test_what_another_process_cannot_do_fails_here(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        run(int, ["1", "x"])


def test_cards_of_several_processes_are_those_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.of(support.HUB, date=support.DATE, site_url=support.SITE_URL)
    found = []
    for name, pays in (("one", 10**9), ("several", 1)):
        monkeypatch.setattr(products, "_PAYS", pays)
        hub = open_hub(settings)
        found.append((make_products(Editions(hub), Cache(tmp_path / name)), list(hub.report)))
    assert found[0] == found[1]
