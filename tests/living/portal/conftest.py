"""One of everything, for the tests of what is public."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.living.cast import Cast
from tests.living.web.world import World, make_world


@pytest.fixture
def world(cast: Cast) -> World:
    cache.clear()
    return make_world(cast)
