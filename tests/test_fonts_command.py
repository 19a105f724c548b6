"""`loa fonts` without the system's fonts: makes what it can, and says what to install."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def test_missing_system_fonts_are_named(tmp_path: Path) -> None:
    command = [sys.executable, "-P", str(PROJECT / "scripts/fonts.py"), "--json"]
    done = subprocess.run(
        [*command, "--fonts", str(tmp_path / "none"), "--out", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 3, done.stderr
    answer = json.loads(done.stdout)
    assert answer["missing"] == ["fonts-noto-cjk", "fonts-noto-core"]
    made = {item["path"]: item["bytes"] for item in answer["made"]}
    web = {"docs/assets/fonts/loa-latin.woff2", "docs/assets/fonts/loa-khmer.woff2"}
    assert set(made) == web | {f"locales/vi/fonts/LoaSans-{style}.ttf" for style in ("Regular", "Bold")}
    for name, size in made.items():
        assert (tmp_path / name).stat().st_size == size
    assert "fonts-noto-core" in done.stderr
