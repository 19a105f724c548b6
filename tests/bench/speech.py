"""`loa bench speech`: the read-aloud form on the forty cases, and its time, beside the normalisers that are installed.

Peers: vinorm, sea-g2p, vietnormalizer (install them in an environment of their own together with Loa to compare).
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from loa.speech import load_lexicon, speak

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "speech" / "cases.tsv"
SENTENCES = ROOT / "tests" / "speech" / "own-sentences.txt"
SEEDS = ROOT.parent / "shared" / "seeds"
ROUNDS = 5

Normalise = Callable[[str], str]


def _ours() -> Normalise:
    lexicon = load_lexicon(ROOT / "locales" / "vi")
    return lambda text: speak(text, lexicon).text


def _vinorm() -> Normalise:
    normalise = importlib.import_module("vinorm").TTSnorm
    return lambda text: str(normalise(text))


def _sea_g2p() -> Normalise:
    normaliser = importlib.import_module("sea_g2p").Normalizer()
    return lambda text: str(normaliser.normalize(text))


def _vietnormalizer() -> Normalise:
    normaliser = importlib.import_module("vietnormalizer").VietnameseNormalizer()
    return lambda text: str(normaliser.normalize(text))


PEERS: dict[str, Callable[[], Normalise]] = {
    "loa": _ours,
    "vinorm": _vinorm,
    "sea-g2p": _sea_g2p,
    "vietnormalizer": _vietnormalizer,
}


def _heard(text: str) -> list[str]:
    """The words of a reading; case, punctuation, tags, and the regions' nghìn/ngàn and linh/lẻ do not count."""
    same = {"ngàn": "nghìn", "lẻ": "linh"}
    return [same.get(word, word) for word in re.findall(r"\w+", re.sub(r"</?\w+>", " ", text.lower()))]


def _cases() -> Iterator[tuple[str, list[str]]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            written, wanted = line.split("\t")
            readings = [
                part.strip() for part in wanted.split("|") if not part.strip().startswith("with numbers")
            ]
            # The described case: nothing of the address is left and the rest stands.
            yield written, ["Xem tại nhé"] if wanted.startswith("(") else readings


def score(normalise: Normalise) -> int:
    """How many of the forty cases come out as wanted."""
    return sum(_heard(normalise(written)) in [_heard(r) for r in readings] for written, readings in _cases())


def _lines() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    lines = "\n".join(texts or [SENTENCES.read_text(encoding="utf-8")]).splitlines()
    return [line for line in lines if line.strip()]


def _processor() -> float:
    """Seconds of processor time of this process and of the programs that it ran: other work does not count."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def microseconds_per_kilobyte(normalise: Normalise, lines: list[str], rounds: int = ROUNDS) -> float:
    """The best of some rounds over the lines, one call a line as the peers are made for."""
    size = sum(len(line.encode()) for line in lines) / 1024
    best = float("inf")
    for _ in range(rounds):
        start = _processor()
        for line in lines:
            normalise(line)
        best = min(best, _processor() - start)
    return best / size * 1e6


def run() -> dict[str, object]:
    """Print and return the score on the forty cases and the time per kilobyte of us and of every installed peer."""
    lines = _lines()
    results: dict[str, tuple[str, int, float]] = {}
    for name, make in PEERS.items():
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                normalise = make()
                normalise("Chào 5 chị em.")
                # vinorm starts a program for each line: one round is enough to see it.
                spent = microseconds_per_kilobyte(normalise, lines, 1 if name == "vinorm" else ROUNDS)
                right = score(normalise)
        except ImportError:
            print(f"{name:<16} not installed", file=sys.stderr)
            continue
        version = "" if name == "loa" else importlib.metadata.version(name)
        results[name] = (version, right, spent)
    ours = results["loa"][2]
    print(f"{'':<16}{'version':<10}{'right of 40':>12}{'µs CPU / KB':>12}{'times ours':>12}")
    for name, (version, right, spent) in results.items():
        print(f"{name:<16}{version:<10}{right:>12}{spent:>12.0f}{spent / ours:>12.1f}")
    return {
        name: {"version": version, "right_of_40": right, "cpu_microseconds_per_kilobyte": round(spent)}
        for name, (version, right, spent) in results.items()
    }
