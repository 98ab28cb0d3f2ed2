"""Which function of an agency a task belongs to, by the words of the task: data/functions.toml.

Points of a function: each of its signs that stands in the task gives as many points as it has words, a few times at
most; a sign inside a longer one that was found does not count again. A function worded "trừ …" is everything else: it
has one point before the task is read, and its own words speak against it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lotrinh.core.vietnamese.text import shadow

_REMAINDER = re.compile(shadow(r"(?:^|, )trừ (.+)"))
_LEADING = re.compile(shadow(r"^(?:trên địa bàn|về) "))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("lotrinh.living.people") / "data" / "functions.toml").read_text(encoding="utf-8"))


@cache
def _signs_of() -> dict[str, tuple[str, ...]]:
    return {shadow(entry["function"]): tuple(map(shadow, entry["signs"])) for entry in _data()["function"]}


@lru_cache(maxsize=2_000)
def is_remainder(function: str) -> bool:
    """Whether a function is what others leave: "trừ tín ngưỡng, tôn giáo"."""
    return _REMAINDER.search(shadow(function)) is not None


def signs(function: str) -> frozenset[str]:
    """The words that show a function, in their shadow.

    >>> "ho ngheo" in signs("giảm nghèo"), "hộ nghèo" in signs("giảm nghèo")
    (False, True)
    """
    told = _LEADING.sub("", re.sub(r" \([^()]{0,40}\)", "", shadow(function)))
    phrases = [phrase.strip() for phrase in told.split(",") if phrase.strip()]
    known = _signs_of()
    return frozenset(phrases).union(*(known.get(phrase, ()) for phrase in phrases))


def points(functions: Sequence[str], about: str) -> list[int]:
    """The points of each function for a task; see the module."""
    scoring = _data()["scoring"]
    totals = [scoring["remainder"] if is_remainder(function) else 0 for function in functions]
    pattern, owners = _looked_for(tuple(functions))
    if pattern is None:
        return totals
    found = Counter(pattern.findall(_told(about)))
    for sign, times in found.items():
        for index in owners[sign]:
            totals[index] += len(sign.split()) * min(times, scoring["often"])
    return totals


@lru_cache(maxsize=2_000)
def _looked_for(functions: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, list[int]]]:
    """One pattern for all signs, and the functions that each speaks for. The same for every task of an agency."""
    owners: dict[str, list[int]] = {}
    for index, function in enumerate(functions):
        for sign in () if is_remainder(function) else signs(function):
            owners.setdefault(sign, []).append(index)
    if not owners:
        return None, owners
    longest_first = sorted(owners, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), owners


@lru_cache(maxsize=200)
def _told(about: str) -> str:
    return shadow(" ".join(about.split()))


def clear_first(totals: Sequence[int]) -> int | None:
    """The index of the function that is clearly meant; None: the words do not decide.

    >>> clear_first([6, 2, 0]), clear_first([6, 5, 0]), clear_first([1, 0]), clear_first([0, 0])
    (0, None, None, None)
    """
    scoring = _data()["scoring"]
    ranked = sorted(range(len(totals)), key=lambda index: -totals[index])
    if not ranked or totals[ranked[0]] < scoring["clear"]:
        return None
    if len(ranked) > 1 and totals[ranked[1]] > totals[ranked[0]] * scoring["share"]:
        return None
    return ranked[0]
