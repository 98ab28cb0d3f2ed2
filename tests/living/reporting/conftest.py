"""Fixtures of reporting."""

from __future__ import annotations

import pytest

from tests.living.cast import Cast
from tests.living.reporting.world import Province, make_province


@pytest.fixture
def province(cast: Cast) -> Province:
    """A small province with an open period."""
    return make_province(cast)
