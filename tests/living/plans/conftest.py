"""Fixtures of plans."""

from __future__ import annotations

import pytest

from lotrinh.living.plans.models import Plan
from tests.living.cast import Cast
from tests.living.plans.cases import published


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The sample, published by the focal agency."""
    return published(cast.focal)
