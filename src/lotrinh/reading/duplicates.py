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
from itertools import accumulate, pairwise

from lotrinh.reading.document import Block, BlockKind, Notice

_FEWEST_BLOCKS = 3
_FEWEST_CHARACTERS = 400
_KEY = 48  # characters of a block that must be equal before all of it is compared
_SHORTEST_SEED = 40  # characters of a block that may begin a run
_SHORTEST_CUT = 20  # characters that a cut-off block must share with the whole one
_MOST_PLACES = 8  # of the same block; what stands more often is a formula


def duplicate_notices(text: str, blocks: Sequence[Block]) -> list[Notice]:
    """A notice for every passage that stands twice, in the order of the text."""
    bodies = [block for block in blocks if block.kind is not BlockKind.FURNITURE]
    pairs = _equal_beginnings(text, bodies)
    if not pairs:
        return []
    words = _Words(text, bodies)
    head = next((block.start for block in bodies if block.kind is BlockKind.LETTERHEAD), -1)
    covered: dict[int, int] = {}  # distance of two copies → last block looked at, so that none is looked at twice
    taken = -1  # last block of a later copy that is already told
    notices = []
    for earlier, later in pairs:
        shift = later - earlier
        if later <= taken or later <= covered.get(shift, -1) or words[earlier] != words[later]:
            continue
        first, last = earlier, earlier
        while first > 0 and first - 1 + shift > covered.get(shift, -1) and words[first - 1] == words[first - 1 + shift]:
            first -= 1
        while (
            last + 1 < first + shift and last + 1 + shift < len(bodies) and words[last + 1] == words[last + 1 + shift]
        ):
            last += 1
        covered[shift] = last + shift
        if _long_enough(bodies, first, last):
            taken = last + shift
            notices.append(_notice(bodies, words, first, last, shift, head))
    return sorted(notices, key=lambda notice: notice.start)


def _equal_beginnings(text: str, bodies: Sequence[Block]) -> list[tuple[int, int]]:
    """Blocks that begin alike, each with the one before it that does, in the order of the later one."""
    first: dict[str, int] = {}
    again: dict[int, list[int]] = {}  # only of beginnings that come again, which few do
    for index, block in enumerate(bodies):
        start = block.start
        if block.end - start >= _SHORTEST_SEED:
            earlier = first.setdefault(text[start : start + _KEY], index)
            if earlier != index:
                again.setdefault(earlier, [earlier]).append(index)
    pairs = [pair for found in again.values() if len(found) <= _MOST_PLACES for pair in pairwise(found)]
    return sorted(pairs, key=lambda pair: (pair[1], -pair[0]))


class _Words:
    """The words of every block without emphasis and wraps, made when first asked for."""

    def __init__(self, text: str, bodies: Sequence[Block]) -> None:
        self._text = text
        self._bodies = bodies
        self._known: dict[int, str] = {}

    def __getitem__(self, index: int) -> str:
        found = self._known.get(index)
        if found is None:
            block = self._bodies[index]
            found = " ".join(self._text[block.start : block.end].replace("*", "").split())
            self._known[index] = found
        return found


def _long_enough(bodies: Sequence[Block], first: int, last: int) -> bool:
    size = sum(block.end - block.start for block in bodies[first : last + 1])
    return last - first + 1 >= _FEWEST_BLOCKS and size >= _FEWEST_CHARACTERS


def _notice(bodies: Sequence[Block], words: _Words, first: int, last: int, shift: int, head: int) -> Notice:
    """Tell the lesser copy: one that is cut off, that stands above the letterhead, or that the other follows at once.

    A page shows the beginning of a document, or a passage of it, and then the document. Otherwise the
    later copy is the repetition.
    """
    cut = _shorter(bodies, words, last, last + shift)
    end = last if cut is None else last + 1
    one = (bodies[first].start, bodies[end].end)
    other = (bodies[first + shift].start, bodies[end + shift].end)
    preview = one[0] <= head or first + shift - end - 1 <= 1
    lesser, better = (other, one) if cut == 1 or (cut != 0 and not preview) else (one, other)
    return Notice("duplicate_block", *lesser, f"{better[0]}-{better[1]}")


def _shorter(bodies: Sequence[Block], words: _Words, last: int, last_copy: int) -> int | None:
    """Which copy breaks off in the next block: 0 the earlier, 1 the later; 2 when it only lacks an addition.

    None when the next blocks do not begin alike.
    """
    if last + 1 >= last_copy or last_copy + 1 >= len(bodies):
        return None
    one, other = words[last + 1], words[last_copy + 1]
    short, long = sorted((one, other), key=len)
    begun = short.rstrip(" .…")
    if len(short) < _SHORTEST_CUT or len(short) == len(long) or not long.startswith(begun):
        return None
    if short[-1] in ".;:!?" and not short.endswith("..") and long.startswith(short):
        return 2
    return 0 if short is one else 1


class Copies:
    """Fast look-up of the lesser copies among a document's notices."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        spans = sorted((notice.start, notice.end) for notice in notices if notice.code == "duplicate_block")
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))  # how far a copy begun so far goes

    def hold(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies inside a lesser copy."""
        if not self._starts:
            return False
        begun = bisect_right(self._starts, start)
        return begun > 0 and end <= self._reach[begun - 1]
