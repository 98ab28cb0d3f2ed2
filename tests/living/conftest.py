"""Fixtures of the living plan."""

from __future__ import annotations

import pytest

from tests.living.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in the test's database."""
    return make_cast()
