"""Numbering: what jumps and restarts in it tell about headings that scraping lost.

Reads: headings in text order. Writes: the lost heading above one of them, or what else its number means.

"III … 6., 6.1., 6.2., 1., 2., 3." cannot be one list: the heading IV above the second "1." is gone.
A list that begins with "2." after its parent's heading lost its "1.", and the text in between is its
own. Where the outer list goes on after the restart ("6., 1., 2., 3., 7.") the new list is nested.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

import msgspec

from lotrinh.extraction.structure.headings import Heading
from lotrinh.extraction.structure.markers import roman

_FAR = 400  # headings looked ahead, so that nonsense stays linear
_COUNTED = frozenset({"capital", "roman", "number", "dotted", "letter"})
_ROMAN_RANK: Final = 6.0


class Lost(Enum):
    """What a number out of order means when no single heading can be put back."""

    NESTED = "nested"
    GAP = "gap"


class Sequence(msgspec.Struct, frozen=True):
    """All headings in text order and the place of each line's heading among them."""

    headings: tuple[Heading, ...]
    at: dict[int, int]


def sequence_of(headings: dict[int, Heading]) -> Sequence:
    """The headings of a document as a sequence."""
    return Sequence(tuple(headings.values()), {line: place for place, line in enumerate(headings)})


def lost_heading(
    sequence: Sequence, heading: Heading, before: Heading | None, above: list[Heading]
) -> Heading | Literal[Lost.NESTED, Lost.GAP] | None:
    """What is missing above `heading`, which follows `before` in its list, under the headings `above`.

    A Heading: to be put back. None: nothing is missing, or nothing can be said.
    """
    if heading.kind not in _COUNTED or heading.value == 0:
        return None
    parent = above[-1] if above else None
    chaptered = any(one.kind in ("roman", "capital") for one in above)
    if before is None:
        return _lost_at_start(sequence, heading, parent, chaptered=chaptered)
    if heading.value == before.value + 1 or heading.kind == "dotted":
        return None
    if heading.value > before.value:
        return Lost.GAP if heading.value > before.value + 1 and heading.kind != "letter" else None
    if heading.value == 1 and before.value >= 2:
        if _continues(sequence, heading, before.value + 1) or _is_opened(sequence, heading, before):
            return Lost.NESTED
        if parent is not None and parent.kind in ("roman", "capital"):
            return _above(sequence, heading, parent)
        if not chaptered and heading.rank > _ROMAN_RANK:
            return _before_roman(sequence, heading)
    return None


def _lost_at_start(
    sequence: Sequence, heading: Heading, parent: Heading | None, *, chaptered: bool
) -> Heading | Literal[Lost.GAP] | None:
    if heading.kind in ("letter", "dotted"):
        return None
    if heading.value == 1:
        return _before_roman(sequence, heading) if not chaptered and heading.rank > _ROMAN_RANK else None
    if heading.kind == "capital":
        return None
    if parent is None:
        return Lost.GAP
    previous = sequence.headings[sequence.at[heading.line] - 1]
    if heading.value == 2 and previous == parent and heading.line > parent.line + 1:
        return _put_back(heading, heading.kind, 1, parent.line + 1, heading)
    return Lost.GAP


def _is_opened(sequence: Sequence, heading: Heading, before: Heading) -> bool:
    """Whether the item right above introduces the list that begins here: "2. Chỉ tiêu cụ thể", "1. Thu ngân sách …"."""
    previous = sequence.headings[sequence.at[heading.line] - 1]
    return before.opens and previous.line == before.line and heading.line == before.line + 1


def _continues(sequence: Sequence, heading: Heading, outer: int) -> bool:
    """Whether the outer list goes on with `outer` while the inner list, begun by `heading`, could not reach it."""
    expected = 2
    start = sequence.at[heading.line] + 1
    for later in sequence.headings[start : start + _FAR]:
        if later.resets or later.rank < heading.rank:
            return False
        if later.style != heading.style:
            continue
        if later.value == outer and later.value != expected:
            return True
        expected = later.value + 1
    return False


def _above(sequence: Sequence, heading: Heading, parent: Heading) -> Heading:
    """The lost heading of the parent's list: just before the next one that is left, else after the parent."""
    value = parent.value + 1
    start = sequence.at[heading.line] + 1
    for later in sequence.headings[start : start + _FAR]:
        if later.resets or later.rank < parent.rank:
            break
        if later.style == parent.style:
            value = max(value, later.value - 1)
            break
    return _put_back(heading, parent.kind, value, heading.line, parent)


def _before_roman(sequence: Sequence, heading: Heading) -> Heading | None:
    """ "1., 2., II." without a chapter above: the heading I is gone."""
    start = sequence.at[heading.line] + 1
    for later in sequence.headings[start : start + _FAR]:
        if later.resets or later.rank < _ROMAN_RANK:
            return None
        if later.kind == "roman":
            return _put_back(heading, "roman", later.value - 1, heading.line, later) if later.value >= 2 else None
    return None


def _put_back(heading: Heading, kind: str, value: int, line: int, like: Heading) -> Heading:
    label = roman(value) if kind == "roman" else chr(64 + value) if kind == "capital" else str(value)
    return msgspec.structs.replace(
        heading, line=line, label=label, title="", kind=kind, style=like.style, value=value, rank=like.rank
    )
