"""Interval tables: how far series of a few yearly figures end up from their projection.

A table gives, per cent of cases and years ahead, the half width of an interval in mean absolute yearly
changes of the series. It is measured on many series together (calibration.py), because the errors of
one short series promise more than they hold. The built-in table and its provenance: data/intervals.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import isfinite
from statistics import NormalDist

IntervalTable = Mapping[int, Mapping[int, float]]
"""Per cent of cases covered → years ahead → half width in mean absolute yearly changes."""

LEVELS = (80, 95)
"""Per cent of cases that the told intervals are made to cover; every table has them."""

_NORMAL = NormalDist()
_KEY = "cover_"


@cache
def interval_table() -> IntervalTable:
    """The built-in table."""
    return read_table((files("lotrinh.assessment") / "data" / "intervals.toml").read_text(encoding="utf-8"))


def read_table(text: str) -> IntervalTable:
    r"""A table from TOML: sections ``[cover_80]``, ``[cover_95]`` and others, each ``years = multiplier``.

    Raises ValueError with what is wrong: no TOML, a level missing, other years in one level than in another, a
    multiplier that is no positive number, or an interval that is narrower than one for fewer cases.

    >>> read_table("[cover_80]\n1 = 1.8\n[cover_95]\n1 = 3.2")
    {80: {1: 1.8}, 95: {1: 3.2}}
    >>> read_table("[cover_80]\n1 = 1.8")
    Traceback (most recent call last):
        ...
    ValueError: no [cover_95]
    """
    sections = {key.removeprefix(_KEY): section for key, section in tomllib.loads(text).items() if key.startswith(_KEY)}
    for level in LEVELS:
        if str(level) not in sections:
            raise ValueError(f"no [{_KEY}{level}]")
    table = {int(level): _level(level, section) for level, section in sections.items()}
    narrower: dict[int, float] = {}
    for level in sorted(table):
        if not 0 < level < 100:
            raise ValueError(f"[{_KEY}{level}] is no per cent of cases")
        if narrower and narrower.keys() != table[level].keys():
            raise ValueError(f"[{_KEY}{level}] has other years than the levels below it")
        if any(table[level][years] < half for years, half in narrower.items()):
            raise ValueError(f"[{_KEY}{level}] is narrower than a level below it")
        narrower = table[level]
    return table


def _level(level: str, section: object) -> dict[int, float]:
    if not isinstance(section, dict) or not section:
        raise ValueError(f"[{_KEY}{level}] is empty")
    widths = {}
    for years, half in section.items():
        if not str(years).isdecimal() or int(years) < 1:
            raise ValueError(f"[{_KEY}{level}] {years!r} is no number of years")
        if isinstance(half, bool) or not isinstance(half, int | float) or not isfinite(half) or half <= 0:
            raise ValueError(f"[{_KEY}{level}] {years} = {half!r} is no positive number")
        widths[int(years)] = float(half)
    return dict(sorted(widths.items()))


def furthest(table: IntervalTable | None = None) -> int:
    """Most years ahead that the table was measured for; nothing is told beyond.

    >>> furthest()
    6
    """
    return max((table or interval_table())[LEVELS[0]])


def multiplier(level: int, horizon: int, table: IntervalTable | None = None) -> float:
    """Half width in mean absolute yearly changes; between two measured horizons on a straight line.

    Raises ValueError beyond the last measured horizon: an interval that nobody measured is a guess.

    >>> table = {80: {1: 1.8, 3: 3.4}}
    >>> multiplier(80, 1, table), multiplier(80, 2, table), multiplier(80, 3, table)
    (1.8, 2.6, 3.4)
    """
    known = (table or interval_table())[level]
    if not 1 <= horizon <= max(known):
        raise ValueError(f"{horizon} years ahead were not measured")
    below = max((years for years in known if years <= horizon), default=min(known))
    above = min(years for years in known if years >= horizon)
    if above == below or horizon < below:
        return known[below]
    return known[below] + (known[above] - known[below]) * (horizon - below) / (above - below)


def chance_of(ahead: float, horizon: int, table: IntervalTable | None = None) -> float:
    """Chance (0…1) of ending at least at a target that the middle passes by `ahead` mean absolute yearly changes.

    The table's own coverage, read from one side: the end of the 80 % interval leaves 10 % beyond it. Between
    the levels, and outside of them, a normal curve joins the points. Negative `ahead`: the middle falls short.

    >>> table = {80: {1: 1.8}, 95: {1: 3.2}}
    >>> [round(chance_of(ahead, 1, table), 3) for ahead in (0, 1.8, -1.8, 3.2)]
    [0.5, 0.9, 0.1, 0.975]
    """
    levels = table or interval_table()
    knots = [(0.0, 0.0)]  # half width → standard deviations of a normal curve with the same coverage
    knots += [(multiplier(level, horizon, levels), _NORMAL.inv_cdf(0.5 + level / 200)) for level in sorted(levels)]
    distance = abs(ahead)
    at = next((i for i in range(1, len(knots) - 1) if distance <= knots[i][0]), len(knots) - 1)
    (near, low), (far, high) = knots[at - 1], knots[at]
    deviations = low + (high - low) / (far - near) * (distance - near) if far > near else high
    chance = _NORMAL.cdf(deviations)
    return chance if ahead >= 0 else 1 - chance
