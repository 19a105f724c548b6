"""Bars on a terminal for what `loa.progress` is told by long work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from loa.cli import say
from loa.progress import reporter

DELAY = 1.0
"""Seconds after which work is long enough for a bar."""


@contextmanager
def progress_bars(quiet: bool) -> Iterator[None]:
    """Draws them on a terminal; on a pipe, or when quiet, nothing."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    names = {
        "campaigns": say("chiến dịch", "campaigns"),
        "directory": say("danh bạ", "directory"),
        "download": say("tải về", "download"),
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
            unit = "B" if stage == "download" else ""
            options = {"unit": unit, "unit_scale": bool(unit), "leave": False, "delay": DELAY}
            bar = bars[stage] = tqdm(total=total, desc=names[stage], **options)
        if done < bar.n:  # the next one of its kind
            bar.reset()
        bar.total = total or None
        bar.update(done - bar.n)

    before = reporter.set(report)
    try:
        yield
    finally:
        reporter.reset(before)
        for bar in bars.values():
            bar.close()
