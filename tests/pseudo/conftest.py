"""The small hub in the pseudo-languages."""

from __future__ import annotations

import pytest
import support
from pseudo_support import hub


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """A preview of it."""
    folder = tmp_path_factory.mktemp("pseudo")
    return support.build(hub(folder / "hub"), folder / "site")
