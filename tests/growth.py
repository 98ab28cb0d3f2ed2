"""Whether work grows in step with its input: told from CPU time, in a way that a busy machine cannot upset."""

from __future__ import annotations

import time
from collections.abc import Callable

FACTOR = 8
"""How much longer the large input is. Linear work takes about 8 times as long, quadratic work 64 times."""

MOST = 28
"""Between the two, with room on both sides for a machine that does other things."""


def assert_linear(work: Callable[[int], object], small: int) -> None:
    """Fail when `work(8 * small)` takes out of proportion longer than `work(small)`, three times in a row."""
    work(small)  # what is loaded and compiled once
    ratios = []
    for _ in range(3):
        short = max(min(_seconds(work, small) for _ in range(3)), 1e-4)
        ratios.append(_seconds(work, FACTOR * small) / short)
        if ratios[-1] <= MOST:
            return
    raise AssertionError(f"{FACTOR} times the input took {', '.join(f'{ratio:.0f}' for ratio in ratios)} times as long")


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
