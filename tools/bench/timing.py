"""Timing: the best of several passes, because everything else on the machine only ever adds to a time."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter

PASSES = 3


def seconds(work: Callable[[], object], passes: int = PASSES) -> float:
    """The shortest time of `work` over `passes` passes, after one that is not counted."""
    work()
    times = []
    for _ in range(passes):
        gc.collect()
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times)
