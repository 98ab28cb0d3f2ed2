"""How the time of one document grows with its length.

Two documents are grown: different texts one after the other (shuffled, so that every size has the same mix),
and the same text again and again (the worst case for whatever compares passages with each other).
Growth is linear when twice the text takes twice the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tools.bench.ours import read_bytes
from tools.bench.timing import seconds

SEED = 2030
SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)  # bytes of UTF-8


@dataclass(frozen=True)
class Step:
    """One document of `size` bytes: its time, and that time by the time of half the size (None for the first)."""

    size: int
    seconds: float
    ratio: float | None


def document(texts: Sequence[str], size: int) -> bytes:
    """A document of at most `size` bytes, cut at the end of a line, made of `texts` in turn."""
    parts: list[bytes] = []
    total = 0
    while total < size:
        for text in texts:
            parts.append(text.encode() + b"\n\n")
            total += len(parts[-1])
            if total >= size:
                break
    data = b"".join(parts)[:size]
    return data[: data.rfind(b"\n") + 1] or data


def growth(texts: Sequence[str]) -> list[Step]:
    """One step per size."""
    steps: list[Step] = []
    mixed = Random(SEED).sample(texts, len(texts))
    for size in SIZES:
        data = document(mixed, size)
        spent = seconds(lambda data=data: read_bytes(data))  # type: ignore[misc]
        steps.append(Step(len(data), spent, spent / steps[-1].seconds if steps else None))
    return steps
