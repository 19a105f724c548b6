"""`sbom.json`: what a production build was made with, as a CycloneDX 1.6 bill of materials.

It is written from the hashed lock file, not from what happens to be installed, so that the same sources give the same
bytes under every Python. No serial number and no time: both are optional in CycloneDX (schema bom-1.6).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loa import __version__

NAME = "sbom.json"
_PIN = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;\\]+)", re.ASCII)
_HASH = re.compile(r"--hash=sha256:(?P<hash>[0-9a-f]{64})")


def sbom(lock: Path) -> bytes:
    """The bill of materials of everything that `lock` pins, in its order.

    Raises:
        OSError: the lock file cannot be read.
    """
    root = f"pkg:pypi/loa@{__version__}"
    components = list(_components(lock.read_text(encoding="utf-8")))
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": "loa", "version": __version__}
        },
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": [component["bom-ref"] for component in components]}],
    }
    return (json.dumps(bill, ensure_ascii=False, indent=1) + "\n").encode()


def _components(lock: str) -> Iterator[dict[str, Any]]:
    """A component for each pin; the archives that may be installed for it as its distributions, each with its hash."""
    parts = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    for part in parts:
        pin = _PIN.match(part)
        if pin is None:
            continue
        purl = f"pkg:pypi/{pin['name'].lower()}@{pin['version']}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": pin["name"],
            "version": pin["version"],
            "purl": purl,
            "externalReferences": [
                {"type": "distribution", "url": purl, "hashes": [{"alg": "SHA-256", "content": found}]}
                for found in sorted(_HASH.findall(part))
            ],
        }
