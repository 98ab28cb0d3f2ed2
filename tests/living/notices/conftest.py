"""Clocks of a test, instead of those of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lotrinh.living.notices.values import Clock
from tests.living.notices import clocks


@pytest.fixture
def held(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Clock]]:
    """The clocks that run; a test puts its own in. Weekly counts are tested by themselves."""
    monkeypatch.setattr("lotrinh.living.notices.telling.weeklies", tuple)
    settings.NOTICE_CLOCKS = "tests.living.notices.clocks.CLOCKS"
    clocks.HELD.clear()
    yield clocks.HELD
    clocks.HELD.clear()
