"""What several modules on the built site ask for."""

from __future__ import annotations

import pytest
import support


@pytest.fixture(params=["preview", "production"])
def built(request: pytest.FixtureRequest) -> support.Site:
    """The fixture hub in each mode."""
    site: support.Site = request.getfixturevalue(request.param)
    return site
