"""`loa gallery`: what people look at."""

from __future__ import annotations

import shutil
from pathlib import Path

from picturing import PROJECT, opened

from loa.render.pictures.gallery import gallery
from loa.render.pictures.layout import FORMATS
from loa.render.pictures.shaped import Shaped


def test_every_language_is_drawn_with_every_engine(tmp_path: Path) -> None:
    for tag in ("vi", "blt"):
        shutil.copytree(PROJECT / "locales" / tag, tmp_path / "locales" / tag)
    written = gallery(tmp_path / "locales", tmp_path / "out")
    engines = 2 if Shaped.available() else 1
    assert len(written) == 2 * engines * len(FORMATS) + 1
    assert {path.name.split(".")[0] for path in written} == {"vi", "blt", "sheet"}
    assert opened(written[-1].read_bytes()).width == 1800
