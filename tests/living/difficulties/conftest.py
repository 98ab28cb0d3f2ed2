"""A difficulty, raised by the health department, and somebody at every door."""

from __future__ import annotations

import pytest

from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.difficulties.services import raise_difficulty
from tests.living.cast import Cast


@pytest.fixture
def raised(cast: Cast) -> Difficulty:
    """Just raised."""
    return raise_difficulty(
        title="Chưa có mặt bằng xây trạm y tế",
        text="Xã chưa thu hồi xong đất",
        wish="Giao đất trước tháng 6",
        kind="land",
        agency=cast.health,
        by=cast.reporter,
    )
