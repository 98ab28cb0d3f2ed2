"""A table of clocks for tests: what `CLOCKS` holds is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lotrinh.living.notices.values import Clock

HELD: list[Clock] = []


def held(on: date, until: date, since: date | None = None) -> Iterable[Clock]:
    return [clock for clock in HELD if clock.due <= until]


CLOCKS = {"task": held}
