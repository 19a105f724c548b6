"""Bars on a terminal for what `loa.progress` is told by long work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from loa.cli import say
from loa.progress import reporter


@contextmanager
def progress_bars(quiet: bool) -> Iterator[None]:
    """Draws them on a terminal; on a pipe, or when quiet, nothing."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    names = {
        "directory": say("danh bạ", "directory"),
        "news": say("nguồn tin", "sources"),
        "pages": say("trang", "pages"),
        "paper": say("bản in", "paper"),
        "pictures": say("hình", "pictures"),
        "products": say("tờ rơi, bài đọc", "products"),
    }
    bars: dict[str, tqdm[None]] = {}

    def report(stage: str, done: int, total: int) -> None:
        bar = bars.get(stage)
        if bar is None:
            bar = bars[stage] = tqdm(total=total, desc=names[stage], leave=False)
        bar.update(done - bar.n)

    before = reporter.set(report)
    try:
        yield
    finally:
        reporter.reset(before)
        for bar in bars.values():
            bar.close()
