"""Fixtures of the figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.living.cast import Cast
from tests.living.observations.plans import World, make_world


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with a small plan."""
    return make_world(cast)


@pytest.fixture(autouse=True)
def refreshed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> list[int]:
    """Plans whose verdicts were asked for. Verdicts have tests of their own: only a test with `verdicts` makes them."""
    plans: list[int] = []
    keep: Callable[..., None] = lambda plan, as_of=None: plans.append(plan.pk)  # noqa: E731
    if "verdicts" not in request.fixturenames:
        monkeypatch.setattr("lotrinh.living.observations.services.assess.refresh", keep)
    return plans


@pytest.fixture
def verdicts() -> None:
    """Asks for real verdicts."""
