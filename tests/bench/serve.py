"""From saving a text to seeing it: how long `loa serve` takes in the fixture hub and in the project's own."""

import shutil
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from loa.hub import PROJECT, Settings
from loa.preview.server import running

ROUNDS = 7
HUBS = {
    "small": (PROJECT / "tests" / "hubs" / "small", "*đầu-tiên.md"),
    "own": (PROJECT, "viec-nha-la-viec-chung.md"),
}


def measure(source: Path, pattern: str, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of the clock from a save to the page and to its leaflet, and seconds of CPU of this process, by round."""
    hub = folder / "hub"
    for name in ("campaigns", "docs", "locales"):
        if (source / name).is_dir():
            shutil.copytree(source / name, hub / name)
    for facts in source.glob("facts.yml"):
        shutil.copy(facts, hub)
    (file,) = hub.glob(f"campaigns/*/messages/{pattern}")
    text = file.read_text(encoding="utf-8")
    identifier = next(line.removeprefix("id: ") for line in text.splitlines() if line.startswith("id: "))
    seen, spent = [], []
    with running(Settings.of(hub, date="2026-11-21"), 0, folder / "site") as site:

        def get(path: str) -> bytes:
            with urllib.request.urlopen(site.address + path) as answer:
                return bytes(answer.read())

        get(f"{identifier}.html")
        for number in range(ROUNDS):
            epoch, mark = site.preview.epoch, f"Câu đo số {number}."
            started, used = time.perf_counter(), time.process_time()
            file.write_text(f"{text}\n{mark}\n", encoding="utf-8")
            get(f"-/doi?co={epoch}")  # as an open page waits
            assert mark in get(f"{identifier}.html").decode("utf-8")
            get(f"leaflets/{identifier}.vi.pdf")
            seen.append(time.perf_counter() - started)
            spent.append(time.process_time() - used)
            time.sleep(0.3)  # shorter than the pause after which the whole site is built
    return seen, spent


def run() -> None:
    """Print the median and the worst round for each hub."""
    print(f"{'':<8}{'seen, median':>14}{'worst':>8}{'CPU, median':>14}")
    for name, (source, pattern) in HUBS.items():
        with tempfile.TemporaryDirectory() as folder:
            seen, spent = measure(source, pattern, Path(folder))
            print(
                f"{name:<8}{statistics.median(seen):>13.2f}s{max(seen):>7.2f}s{statistics.median(spent):>13.2f}s"
            )


if __name__ == "__main__":
    run()
