"""A build that fails or is killed leaves the old site as it was, byte for byte."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import support

from loa.errors import LoaError
from loa.publish.swap import building


@pytest.fixture
def place(tmp_path: Path, preview: support.Site) -> Path:
    """A finished site that a failing build may not change."""
    shutil.copytree(preview.folder, tmp_path / "site")
    return tmp_path / "site"


def broken(tmp_path: Path) -> Path:
    """The fixture hub with two faults in it."""
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    folder = source / "campaigns" / "chiến-dịch-thử-nghiệm"
    for name, before, after in (
        ("laws/văn-bản-thử-nghiệm.md", "> Khung chú ý thử nghiệm.", "> <b>Khung</b>"),
        ("events/ngày-thử.md", "location: Nơi", "locatoin: Nơi"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after), encoding="utf-8")
    return source


def test_faulty_content_leaves_the_old_site_and_names_every_fault(tmp_path: Path, place: Path) -> None:
    before = support.tree(place)
    with pytest.raises(LoaError) as error:
        support.build(broken(tmp_path), place)
    found = {(problem.code, Path(problem.path).name) for problem in error.value.problems}
    assert {("LOA401", "văn-bản-thử-nghiệm.md"), ("LOA206", "ngày-thử.md")} <= found
    assert support.tree(place) == before
    assert not (tmp_path / "site.new").exists()


def test_the_command_says_what_is_wrong_without_a_traceback(tmp_path: Path, place: Path) -> None:
    before = support.tree(place)
    done = subprocess.run(
        support.build_command(broken(tmp_path), place),
        env=support.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    # Each fault once: at its file and line, with its code.
    assert re.search(r"văn-bản-thử-nghiệm\.md:\d+: LOA401", said), said
    assert len(re.findall(r":\d+: LOA206", said)) == 1, said
    assert "LOA706" not in said
    assert support.tree(place) == before


def test_mkdocs_alone_fails_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "out")],
        cwd=support.PROJECT,
        env=support.environment(LOA_SOURCE=str(broken(tmp_path)), LOA_DATE=support.DATE),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode != 0
    assert "LOA401" in done.stderr and "LOA206" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_leaflet_that_does_not_fit_stops_the_build(tmp_path: Path, place: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    path = source / "campaigns" / "chiến-dịch-thử-nghiệm" / "laws" / "văn-bản-thử-nghiệm.md"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n\nMột đoạn văn dài để thử, thêm vài chữ cho đầy dòng." * 300)
    before = support.tree(place)
    with pytest.raises(LoaError) as error:
        support.build(source, place)
    problems = {problem.code: problem for problem in error.value.problems}
    assert Path(problems["LOA704"].path).name == "văn-bản-thử-nghiệm.md"
    values = dict(problems["LOA704"].values)
    assert int(values["pages"]) > int(values["limit"]) >= 2
    assert f"{values['pages']} trang" in problems["LOA704"].render("vi")
    assert support.tree(place) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are POSIX")
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, place: Path) -> None:
    """A limit on the size of files stands in for a disk without room: writing fails in the same way."""
    before = support.tree(place)
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n{RUN}"
    command = [sys.executable, "-P", "-c", limited, *support.build_command(support.HUB, place)[2:]]
    done = subprocess.run(
        command, env=support.environment(), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 1, done.stderr
    assert "LOA708" in done.stderr
    assert "Traceback" not in done.stderr
    assert support.tree(place) == before
    support.build(support.HUB, place)
    assert support.tree(place) == before


RUN = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"


def test_a_second_build_of_the_same_place_is_refused(tmp_path: Path, place: Path) -> None:
    before = support.tree(place)
    with building(place):
        done = subprocess.run(
            support.build_command(support.HUB, place),
            env=support.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 1
    assert "LOA707" in done.stderr
    assert "Traceback" not in done.stderr
    assert support.tree(place) == before


# Parts of a whole build's time within which it is killed: three in CI, one in each twentieth of it in the full run.
_THREE = ((0.05, 0.4), (0.4, 0.75), (0.75, 0.95))
_TWENTY = tuple((part / 20, (part + 1) / 20) for part in range(20))


@pytest.mark.parametrize(
    "parts", [_THREE, pytest.param(_TWENTY, marks=pytest.mark.full)], ids=["3 times", "20 times"]
)
def test_a_killed_build_leaves_the_old_site_whole(
    tmp_path: Path, place: Path, parts: tuple[tuple[float, float], ...]
) -> None:
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("no SIGKILL here")
    before = support.tree(place)
    # One whole build of another source tells how long it takes, and what the new site would be.
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    index = source / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\nMột câu mới.\n", encoding="utf-8")
    command = support.build_command(source, place)
    started = time.monotonic()
    subprocess.run(
        [*command, "--out", str(tmp_path / "other")],
        env=support.environment(),
        check=True,
        capture_output=True,
    )
    whole = time.monotonic() - started
    after = support.tree(tmp_path / "other")
    assert after != before
    seed = int(os.environ.get("LOA_TEST_SEED") or time.time())
    moments = random.Random(seed)
    for low, high in parts:
        moment = moments.uniform(low, high) * whole
        process = subprocess.Popen(
            command, env=support.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        # The old site, or the new one if the build was done by then: never a part of either.
        assert support.tree(place) in (before, after), f"LOA_TEST_SEED={seed}, after {moment:.2f} s"
    done = subprocess.run(
        [*command, "--json"], env=support.environment(), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"] == len(after) - 1
    assert support.tree(place) == after
    left = {path.name for path in tmp_path.iterdir()} - {"source", "other", "other.lock", "site", "site.lock"}
    assert left == set()
