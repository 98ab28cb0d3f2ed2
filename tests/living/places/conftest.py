"""The areas that come with the program, in the test's database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from lotrinh.living.places.services import load_areas


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Loaded once a module, in a transaction around all of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_areas()
        transaction.set_rollback(True)


@pytest.fixture
def areas(_loaded: int, db: None) -> int:
    """How many rows were loaded."""
    return _loaded
