"""From saving a text to seeing it: `loa serve` in the fixture hub, the project's own, and one of national size."""

import shutil
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from loa import places
from loa.hub import PROJECT, Settings
from loa.preview.server import running

ROUNDS = 7
HUBS = {
    "small": (PROJECT / "tests" / "hubs" / "small", "*đầu-tiên.md"),
    "own": (PROJECT, "viec-nha-la-viec-chung.md"),
    # The project's own with a place of help in every commune of the country, which no person had to write.
    "national": (PROJECT, "viec-nha-la-viec-chung.md"),
}
_COLUMNS = "id,title,summary,service_type,organization,phones,area,assured_date,check_due,source,sample"


def add_services(campaign: Path) -> None:
    """One list a province, one sample service a commune."""
    lists: dict[str, list[str]] = {}
    for code, place in places.communes().items():
        cells = (
            *(f"x{code}", f"Nơi giúp đỡ {code}", "Câu giới thiệu: ai được giúp, giúp việc gì.", "health"),
            *("Đơn vị quản lý", "000 000 0001", code, "2026-11-01", "2027-02-01", "Số liệu để đo", "true"),
        )
        lists.setdefault(place.province, [_COLUMNS]).append(",".join(f'"{cell}"' for cell in cells))
    for province, rows in lists.items():
        (campaign / "services" / f"{province}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def measure(name: str, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of the clock from a save to the page and to its leaflet, and seconds of CPU of this process, by round."""
    source, pattern = HUBS[name]
    hub = folder / "hub"
    for part in ("campaigns", "docs", "locales"):
        if (source / part).is_dir():
            shutil.copytree(source / part, hub / part)
    if name == "national":
        add_services(hub / "campaigns" / "thu-vien")
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


def run() -> dict[str, object]:
    """Print and return the median and the worst round for each hub, in seconds."""
    found: dict[str, object] = {}
    print(f"{'':<8}{'seen, median':>14}{'worst':>8}{'CPU, median':>14}")
    for name in HUBS:
        with tempfile.TemporaryDirectory() as folder:
            seen, spent = measure(name, Path(folder))
        median, worst, cpu = statistics.median(seen), max(seen), statistics.median(spent)
        print(f"{name:<8}{median:>13.2f}s{worst:>7.2f}s{cpu:>13.2f}s", flush=True)
        found[name] = {"seen_median": median, "seen_worst": worst, "cpu_median": cpu}
    return found
