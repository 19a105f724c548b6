"""Ctrl-C at the worst moments: what people own is as it was or wholly new, one sentence, exit code 130."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import support
import tiny

from loa import cli
from loa.errors import LoaError
from loa.exchange.texts.formats import FORMATS
from loa.exchange.texts.outgoing import collect
from loa.hub import Settings, open_hub
from loa.publish.processes import run
from loa.publish.swap import swap
from loa.writing import draft, uninterrupted, write_all

# Runs a command; before the given call of the given function the signal of Ctrl-C arrives.
RUNNER = """
import importlib, runpy, signal, sys
place, count, script, *arguments = sys.argv[1:]
module, name = place.split(":")
owner, left = importlib.import_module(module), int(count)
real = getattr(owner, name)
def interrupted(*given, **options):
    global left
    left -= 1
    if left == 0:
        signal.raise_signal(signal.SIGINT)
    return real(*given, **options)
setattr(owner, name, interrupted)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = [script, *arguments]
runpy.run_path(script, run_name="__main__")
"""
NEWS = "sources:\n  - {title: Báo, url: 'http://127.0.0.1:9/tin.xml'}\n"
LIST = "Tên đơn vị,SĐT,Xã,Huyện\nTrạm thử,113,Tà Long,Đakrông\n"


def stopped(place: str, count: int, *arguments: str, **environment: str) -> None:
    """Run `loa ARGUMENTS` and interrupt it; it must end as commands end then."""
    script = cli.root() / "scripts" / f"{arguments[0]}.py"
    done = subprocess.run(
        [sys.executable, "-P", "-c", RUNNER, place, str(count), str(script), *arguments[1:]],
        env=support.environment(**environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, ""), done.stderr
    assert done.stderr == "\nĐã dừng. Không có gì bị ghi dở.\n"


@pytest.fixture(autouse=True)
def _ctrl_c() -> Iterator[None]:
    """A shell that runs the tests in the background has its children ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub with a text to translate, a source of news and a place for services."""
    files: dict[str, str | bytes] = {"thu/messages/viec-nha.md": tiny.item(), "thu/news.yml": NEWS}
    tiny.write(tmp_path / "hub" / "campaigns", files)
    return tmp_path / "hub"


def answered(hub: Path, path: Path) -> Path:
    """A translator's file for the message in the hub."""
    opened = open_hub(Settings.of(hub, date=tiny.DATE))
    out = collect(opened, "km", ["tg1"])
    rows = (replace(row, target=f"សាក {row.source}") for row in out.items[0].rows)
    sent = replace(out, items=(replace(out.items[0], rows=tuple(rows)),))
    path.write_bytes(FORMATS["csv"](sent, opened.locale("km"), dt.date(2026, 11, 15)))
    return path


def test_a_build_leaves_the_old_site(tmp_path: Path) -> None:
    old = tmp_path / "site"
    old.mkdir()
    (old / "manifest.json").write_text("{}", encoding="utf-8")
    before = support.tree(old)
    options = ("--source", str(support.HUB), "--out", str(old), "--date", support.DATE)
    stopped("loa.publish.finish:write_manifest", 1, "build", *options)
    assert support.tree(old) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"site", "site.lock"}


def test_a_pack_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    options = ("--commune", "24175", "--source", str(support.HUB), "--out", str(tmp_path / "out"))
    stopped("loa.render.paper.pack:set_leaflet", 2, "print", *options)
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("moment", ["loa.writing:draft", "loa.exchange.importer:_loaded"])
def test_an_import_of_services(hub: Path, tmp_path: Path, moment: str) -> None:
    (tmp_path / "nơi.csv").write_text(LIST, encoding="utf-8")
    before = support.tree(hub)
    moment = moment.replace("loa.writing:", "loa.exchange.importer:")
    options = ("--source", str(hub), "--campaign", "thu", "--type", "health", "--date", tiny.DATE)
    stopped(moment, 1, "services", "import", str(tmp_path / "nơi.csv"), *options)
    assert support.tree(hub) == before


@pytest.mark.parametrize(("moment", "new"), [("loa.writing:draft", False), ("loa.writing:move", True)])
def test_an_import_of_translations(hub: Path, tmp_path: Path, moment: str, new: bool) -> None:
    file = answered(hub, tmp_path / "về.csv")
    before = set(support.tree(hub))
    options = ("--source", str(hub), "--date", tiny.DATE, "--translator", "Người dịch thử")
    stopped(moment, 2, "translations", "import", str(file), *options)
    added = {Path(name).name.partition(".km")[1] for name in set(support.tree(hub)) - before}
    # A translation and the copy of its source belong together.
    assert added == ({".km", ""} if new else set())


def test_fetching_news(hub: Path) -> None:
    before = support.tree(hub)
    stopped("loa.writing:draft", 1, "news", "fetch", "--source", str(hub), LOA_LOOPBACK="1")
    assert support.tree(hub) == before


def interrupting(real: Callable[..., None], at: int) -> Callable[..., None]:
    """`real`, with Ctrl-C before its call number `at`."""
    calls: list[None] = []

    def called(*given: object) -> None:
        calls.append(None)
        if len(calls) == at:
            signal.raise_signal(signal.SIGINT)
        real(*given)

    return called


def test_files_that_belong_together_are_written_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loa import writing

    monkeypatch.setattr(writing, "move", interrupting(writing.move, 2))
    paths = [tmp_path / name for name in "abc"]
    with pytest.raises(KeyboardInterrupt):
        write_all(dict.fromkeys(paths, b"moi"))
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"moi"] * 3


def test_a_swap_in_two_steps_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from loa.publish import swap as module

    for name in ("site", "site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    monkeypatch.setattr(module, "move", interrupting(module.move, 2))
    with pytest.raises(KeyboardInterrupt):
        swap(tmp_path / "site.new", tmp_path / "site")
    assert (tmp_path / "site" / "a").read_text(encoding="utf-8") == "site.new"


def test_an_ignored_signal_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_draft_is_gone_when_nobody_takes_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), draft(tmp_path / "a.md", b"x") as made:
        assert made.read_bytes() == b"x"
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_helpers_end_with_the_one_who_started_them() -> None:
    started = time.monotonic()
    with pytest.raises(ValueError, match="negative"):
        run(time.sleep, [-1, 3600])
    assert time.monotonic() - started < 600


@pytest.mark.parametrize(
    ("locks", "refusals", "written"), [(True, 3, True), (True, 99, False), (False, 1, False)]
)
def test_a_file_that_is_open_elsewhere_is_waited_for_where_systems_lock_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: bool, refusals: int, written: bool
) -> None:
    from loa import writing

    real, left = Path.replace, [None] * refusals

    def locked(self: Path, target: Path) -> Path:
        if left:
            left.pop()
            raise PermissionError(13, "being used by another process")
        return real(self, target)

    (tmp_path / "a").write_bytes(b"cu")
    monkeypatch.setattr(writing, "_LOCKED_WHILE_OPEN", locks)
    monkeypatch.setattr(writing, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", locked)
    if written:
        write_all({tmp_path / "a": b"moi"})
    else:
        with pytest.raises(LoaError, match="LOA708"):
            write_all({tmp_path / "a": b"moi"})
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"moi" if written else b"cu"]
