"""`loa services`: what the command prints and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from .hubs import CAMPAIGN, record, write
from .sheets import HEADER, good, workbook

ROOT = Path(__file__).resolve().parents[2]


def _loa(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", str(ROOT / "scripts" / "services.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=120, check=False)


def _json(*arguments: object) -> tuple[int, dict[str, Any]]:
    done = _loa(*arguments, "--json")
    return done.returncode, json.loads(done.stdout)


def test_import_shows_refuses_writes_and_loads(tmp_path: Path) -> None:
    source = write(tmp_path / "src", {})
    file = workbook(tmp_path / "Danh sách.xlsx", [HEADER, good("A"), good("B", 912345678)])
    services = source / "campaigns" / "thu" / "services"

    done = _loa("import", file, "--source", source, "--campaign", "thu")
    assert done.returncode == 1
    assert "dòng 2: nhận | A | 0233 3822 456 | 19564" in done.stdout
    assert "dòng 3: TỪ CHỐI" in done.stdout
    assert "LOA900" in done.stdout
    assert "Chưa ghi gì" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not services.exists()

    code, result = _json("import", file, "--source", source, "--dry-run", "--skip-refused")
    assert (code, result["understood"], result["refused"], result["written"]) == (1, 1, 1, None)
    assert not services.exists()

    code, result = _json("import", file, "--source", source, "--skip-refused")
    assert code == 0
    assert result["written"].endswith("danh-sach.csv")
    assert [row["refused"] for row in result["rows"]] == [False, True]
    assert len(list(services.iterdir())) == 1


def test_export_to_a_file_and_to_standard_output(tmp_path: Path) -> None:
    source = write(tmp_path / "src", {"services/noi.md": record("sv1")})
    done = _loa("export", "--format", "hsds", "--source", source, "--date", "2026-11-21")
    assert done.returncode == 0
    assert [service["name"] for service in json.loads(done.stdout)] == ["Nơi thử sv1"]
    code, result = _json("export", "--format", "xlsx", "--source", source, "--out", tmp_path / "a.xlsx")
    assert (code, result["services"]) == (0, 1)
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "src", {"../hai/campaign.yml": CAMPAIGN})
    file = workbook(tmp_path / "b.xlsx", [HEADER, good()])
    assert _loa("import").returncode == 2
    unclear = _loa("import", file, "--source", source)
    assert unclear.returncode == 1
    assert "--campaign" in unclear.stderr
    nowhere = _loa("import", tmp_path / "none.xlsx", "--source", source, "--campaign", "thu")
    assert nowhere.returncode == 1
    assert "LOA903" in nowhere.stderr
    assert "LOA902" in _loa("import", file, "--source", source, "--campaign", "thu", "--province", "X").stderr
