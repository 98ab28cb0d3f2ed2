"""Fixtures of plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lotrinh.living.plans.models import Plan
from tests.living.cast import Cast
from tests.living.plans.cases import published


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Uploaded files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The sample, published by the focal agency."""
    return published(cast.focal)
