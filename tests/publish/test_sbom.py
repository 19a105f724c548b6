"""The bill of materials: everything that the lock pins, nothing else, the same bytes each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import support

from loa.publish.sbom import sbom

LOCK = support.PROJECT / "requirements.lock"


def test_it_names_every_pin_with_its_hashes() -> None:
    bill = json.loads(sbom(LOCK))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    text = LOCK.read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    assert [(part["name"], part["version"]) for part in bill["components"]] == pins
    assert len(pins) > 20
    references = [ref for part in bill["components"] for ref in part["externalReferences"]]
    hashes = [found["content"] for ref in references for found in ref["hashes"]]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", text))
    assert all(part["externalReferences"] for part in bill["components"])
    assert bill["dependencies"][0]["dependsOn"] == [part["purl"] for part in bill["components"]]
    assert "timestamp" not in bill["metadata"] and "serialNumber" not in bill


def test_a_pin_with_a_marker_keeps_its_version(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text(
        f"# a\nTzdata==2025.2 ; sys_platform == 'win32' \\\n    --hash=sha256:{'0' * 64}\n    # via loa\n"
    )
    (part,) = json.loads(sbom(lock))["components"]
    assert (part["name"], part["version"], part["purl"]) == ("Tzdata", "2025.2", "pkg:pypi/tzdata@2025.2")


def test_production_carries_it_and_a_preview_does_not(
    production: support.Site, preview: support.Site
) -> None:
    assert (production.folder / "sbom.json").read_bytes() == sbom(LOCK)
    assert production.files["sbom.json"]["product"] == "sbom"
    assert "sbom.json" not in preview.files
