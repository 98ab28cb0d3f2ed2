"""Fixtures of the figures."""

from __future__ import annotations

import pytest

from tests.living.cast import Cast
from tests.living.observations.plans import World, make_world


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with a small plan."""
    return make_world(cast)
