"""Passages that stand twice in a text, as scraped pages often have them.

Reads: text and blocks. Writes: notices of code "duplicate_block"; each covers the lesser copy and its
detail names the other one ("start-end").

Blocks are looked up by their words; equal blocks are extended to runs of equal blocks, so the time is
linear. A run counts when it is long: a list that repeats a bullet, a header row on every page or a
formula of courtesy is no duplicate. The last block of a run may be cut off in one of the copies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.document import Block, BlockKind, Notice

CODE = "duplicate_block"
_FEWEST_BLOCKS = 3
_FEWEST_CHARACTERS = 400
_KEY = 48  # characters of a block that must be equal before all of it is compared
_SHORTEST_SEED = 40  # characters of a block that may begin a run
_SHORTEST_CUT = 20  # characters that a cut-off block must share with the whole one
_MOST_PLACES = 8  # of the same block; what stands more often is a formula


def duplicate_notices(text: str, blocks: Sequence[Block]) -> list[Notice]:
    """A notice for every passage that stands twice, in the order of the text."""
    bodies = [block for block in blocks if block.kind is not BlockKind.FURNITURE]
    places: dict[str, list[int]] = {}
    for index, block in enumerate(bodies):
        if block.end - block.start >= _SHORTEST_SEED:
            places.setdefault(text[block.start : block.start + _KEY].replace("*", ""), []).append(index)
    pairs = [
        (earlier, later)
        for found in places.values()
        if 1 < len(found) <= _MOST_PLACES
        for earlier, later in pairwise(found)
    ]
    if not pairs:
        return []
    notices = []
    done = -1  # last block of a later copy that is already part of a run
    for earlier, later in sorted(pairs, key=lambda pair: (pair[1], -pair[0])):
        if later <= done:
            continue
        first, last = _extend(text, bodies, earlier, later)
        shift = later - earlier
        if _long_enough(bodies, first, last):
            done = last + shift
            notices.append(_notice(text, bodies, first, last, shift))
    return sorted(notices, key=lambda notice: notice.start)


def _words(text: str, block: Block) -> str:
    return " ".join(shadow(text[block.start : block.end]).replace("*", "").split())


def _extend(text: str, bodies: Sequence[Block], earlier: int, later: int) -> tuple[int, int]:
    """First and last block of the earlier copy of the longest run through the pair."""
    first = earlier
    shift = later - earlier
    if _words(text, bodies[earlier]) != _words(text, bodies[later]):
        return earlier, earlier - 1
    while first > 0 and _words(text, bodies[first - 1]) == _words(text, bodies[first - 1 + shift]):
        first -= 1
    last = earlier
    while (
        last + 1 < later
        and last + 1 + shift < len(bodies)
        and _words(text, bodies[last + 1]) == _words(text, bodies[last + 1 + shift])
    ):
        last += 1
    # The copies do not overlap: a passage is not a copy of its own middle.
    return max(first, 0), min(last, first + shift - 1)


def _long_enough(bodies: Sequence[Block], first: int, last: int) -> bool:
    size = sum(block.end - block.start for block in bodies[first : last + 1])
    return last - first + 1 >= _FEWEST_BLOCKS and size >= _FEWEST_CHARACTERS


def _notice(text: str, bodies: Sequence[Block], first: int, last: int, shift: int) -> Notice:
    """Tell the lesser copy: the one cut off in its last block, or which the other one follows at once.

    A page shows the beginning of a document and then the document: the earlier copy breaks off where the
    later one begins. Otherwise the later copy is the repetition.
    """
    one = (bodies[first].start, bodies[last].end)
    other = (bodies[first + shift].start, bodies[last + shift].end)
    cut_one, cut_other = _cut(text, bodies, last, last + shift)
    if cut_one or cut_other:
        one = (one[0], bodies[last + 1].end) if last + 1 < first + shift else one
        other = (other[0], bodies[last + 1 + shift].end)
    follows = first + shift - last - 1 <= 1
    lesser, better = (one, other) if cut_one or (follows and not cut_other) else (other, one)
    return Notice(CODE, *lesser, f"{better[0]}-{better[1]}")


def _cut(text: str, bodies: Sequence[Block], last: int, last_copy: int) -> tuple[bool, bool]:
    """Whether the block behind either copy is the beginning of the one behind the other."""
    if last_copy + 1 >= len(bodies):
        return False, False
    one, other = _words(text, bodies[last + 1]), _words(text, bodies[last_copy + 1])
    short = min(len(one), len(other))
    if short < _SHORTEST_CUT or one[:short].rstrip(" .…") != other[:short].rstrip(" .…") or len(one) == len(other):
        return False, False
    return len(one) < len(other), len(other) < len(one)


class Copies:
    """Fast look-up of the lesser copies among a document's notices."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self._spans = sorted((notice.start, notice.end) for notice in notices if notice.code == CODE)

    def hold(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies inside a lesser copy."""
        at = bisect_right(self._spans, (start, 1 << 62)) - 1
        return at >= 0 and end <= self._spans[at][1]
