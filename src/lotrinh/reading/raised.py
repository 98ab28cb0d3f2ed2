"""Raised figures: the mark of a note must not become a digit of the number before it."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?:^|[\W\d_])(?:[kdcm]?m|hm|dam)$")
_POWER = re.compile(r"[x×*.]\s?10$")
_LONGEST = 2  # digits of a note's number


def raised(figure: str, before: str) -> str:
    """`figure` as text: bracketed like a reference to a note, bare in a unit or a power.

    >>> raised("1", "tăng 8,5%"), raised("2", "300 km"), raised("3", "1.200m"), raised("6", "2,5 x 10")
    ('[1]', '2', '3', '6')
    """
    if not figure.isdecimal() or len(figure) > _LONGEST or not before.strip():
        return figure
    return figure if _UNIT.search(before[-6:].lower()) or _POWER.search(before[-6:]) else f"[{figure}]"
