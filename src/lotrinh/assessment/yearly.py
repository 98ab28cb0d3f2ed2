"""One yearly series judged alone: the definition that `frames` says for millions of series at once.

Rows come as a long table has them: year, value and the goal repeated on every row, in any order. A row is a
figure when its year is whole and its value a number; other rows are counted and left out, never read as 0.
Two different figures of one year, or two goals, are told as such: nothing is picked, nothing averaged.

It is what `judge` says of a level to be reached by the end of a year, from four figures on, without a day to judge on:
no figure is too old. A share to become 0 or 100 % counts as met within `NEAR_LIMIT`, a change within the tolerance as
none. Ranges, bounds, words and other forms of goals are for `judge` alone.

>>> shares = zip(range(2014, 2020), (14.4, 15.2, 15.0, 16.1, 16.9, 17.8))
>>> told = assess([Row(year, share, 18.0, 2020, True) for year, share in shares])
>>> told.status, told.reason, round(told.projected, 2), round(told.required, 2), round(told.outlook, 3)
(<Sky.SUN: 'on_track'>, 'project', 18.48, 0.2, 18.344)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeGuard

from lotrinh.assessment.destatis import LEAST_POINTS, Point, Sky, mean_change, towards, window_of
from lotrinh.assessment.outlook import project, refusal

NEAR_LIMIT = 1.0
"""Points from a target of 0 or 100 % within which a share counts as there, where no tolerance is set."""

WHOLE = 100.0
"""Per cent: no share of a whole is more, unless its own target is."""

BINARY = 1e-15
"""Share of the figures up to which a difference is that of binary numbers: 0.4 - 0.3 is within 0.1."""

LIMIT = 1e15
"""Size from which on a figure is none: no indicator reaches it, and sums would lose their last digits."""

FIRST_YEAR, LAST_YEAR = 1, 9999
"""Calendar years that are read as such."""

REASONS = (
    *("no_figure", "figures_differ", "no_goal", "no_direction", "goals_differ", "negative_share", "over_whole"),
    *("past_due", "few_figures"),
)
"""Why there is no status; of several the first is told."""

RULES = ("project", "plateau", "hold", "due")
"""What gives a status: the pace, no movement at all, a target reached before its year, the figure of its year."""


class Row(NamedTuple):
    """One row of a long table without its series id; None where the table is empty.

    `up`: more is better. `share`: values are per cent of a whole. `tolerance`: short by so much is met still, and
    moved by no more is not moved; None or not a positive number: none is set.
    """

    year: float | None
    value: float | None
    target: float | None
    target_year: float | None
    up: bool | None
    share: bool | None = None
    tolerance: float | None = None


class Assessed(NamedTuple):
    """What is said of one series; None where it cannot be said.

    * `status`: the symbol of the primary rule; `reason`: the one of `RULES` that gave it, else one of `REASONS`.
    * `last_year`, `last_value`: the latest figure. `points`: years with a figure among the last six.
      `ignored`: rows that are no figures.
    * `rate`: mean yearly change; `projected`, `miss`: as in `destatis.Reading`.
    * `required`: yearly change that still leads to the target; None once it is reached or no year is left.
    * `outlook`: the damped drift in the target year; None where `outlook.refusal` names a reason.
    """

    status: Sky
    reason: str
    last_year: int | None
    last_value: float | None
    points: int
    ignored: int
    rate: float | None = None
    projected: float | None = None
    miss: float | None = None
    required: float | None = None
    outlook: float | None = None


class _Goal(NamedTuple):
    target: float
    year: int
    up: bool
    share: bool
    tolerance: float | None

    @property
    def slack(self) -> float:
        """How far from the target still counts as met."""
        at_limit = self.share and self.target in (0.0, 100.0)
        return (NEAR_LIMIT if at_limit else 0.0) if self.tolerance is None else self.tolerance


def assess(rows: Iterable[Row]) -> Assessed:
    """The series in `rows`, by `destatis.towards` and `outlook.project`. Raises nothing for odd figures."""
    rows = tuple(rows)
    figures = [(int(row.year), float(row.value)) for row in rows if _is_year(row.year) and _is_figure(row.value)]
    ignored = len(rows) - len(figures)
    if not figures:
        return Assessed(Sky.NONE, "no_figure", None, None, 0, ignored)
    distinct = sorted(set(figures))
    window = window_of(distinct, least=1)
    last_year, last_value = window[-1]
    points = len({year for year, _ in window})
    if points < len(window):
        return Assessed(Sky.NONE, "figures_differ", int(last_year), None, points, ignored)
    known = Assessed(
        Sky.NONE, "few_figures", int(last_year), last_value, points, ignored,
        rate=mean_change(window) if points >= LEAST_POINTS else None,
    )  # fmt: skip
    goal = _goal(rows)
    if isinstance(goal, str):
        return known._replace(reason=goal)
    if goal.share and any(value < 0 for _, value in figures):
        return known._replace(reason="negative_share")
    if goal.share and goal.target <= WHOLE and any(value > WHOLE for _, value in figures):
        return known._replace(reason="over_whole")
    return _towards(known, window, goal)


def _towards(known: Assessed, window: Sequence[Point], goal: _Goal) -> Assessed:
    """What is known, with its goal weighed."""
    year, value = window[-1]
    ahead = goal.year - int(year)
    if ahead < 0:
        return known._replace(reason="past_due")
    met = _short(value, goal) <= within(goal.slack, value, goal.target)
    known = known._replace(
        required=None if met or ahead == 0 else (goal.target - value) / ahead,
        outlook=_outlook(window, ahead, share=goal.share),
    )
    if ahead == 0:
        return known._replace(status=Sky.SUN if met else Sky.CLOUDED, reason="due")
    if len(window) < LEAST_POINTS:
        return known
    still = _is_still(window, goal.tolerance or 0.0)
    if met:
        turning = not still and _towards_better(mean_change(window), goal) < 0
        return known._replace(status=Sky.SLIGHTLY_CLOUDY if turning else Sky.SUN, reason="hold")
    reading = towards(window, goal.target, goal.year, up=goal.up)
    told = known._replace(projected=reading.projected, miss=reading.miss)
    if still:
        return told._replace(status=Sky.THUNDERSTORM, reason="plateau")
    return told._replace(status=reading.sky, reason=reading.rule)


def _short(value: float, goal: _Goal) -> float:
    return _towards_better(goal.target - value, goal)


def _towards_better(change: float, goal: _Goal) -> float:
    return change if goal.up else -change


def _is_still(window: Sequence[Point], tolerance: float) -> bool:
    """Moved by no more than the tolerance; without one, by nothing: printed figures differ by a digit or not at all."""
    first, last = window[0][1], window[-1][1]
    return abs(last - first) <= within(tolerance, first, last)


def within(slack: float, one: float, other: float) -> float:
    """`slack` with what two figures that are so far apart on paper may differ more as binary numbers.

    >>> 0.4 - 0.3 <= 0.1, 0.4 - 0.3 <= within(0.1, 0.3, 0.4), within(0.0, 3.0, 4.0)
    (False, True, 0.0)
    """
    return slack + BINARY * (abs(one) + abs(other)) if slack > 0 else 0.0


def _outlook(window: Sequence[Point], ahead: int, *, share: bool) -> float | None:
    if refusal(window, ahead) is not None:
        return None
    value = project(window, ahead, share=share)
    return value if abs(value) < LIMIT else None


def _goal(rows: Sequence[Row]) -> _Goal | str:
    """The one goal of all rows, else why there is none."""
    targets = {float(row.target) for row in rows if _is_figure(row.target)}
    years = {int(row.target_year) for row in rows if _is_year(row.target_year)}
    ways = {row.up for row in rows if row.up is not None}
    shares = {row.share is True for row in rows}
    tolerances = {float(row.tolerance) for row in rows if _is_figure(row.tolerance) and row.tolerance > 0}
    if not targets or not years:
        return "no_goal"
    if not ways:
        return "no_direction"
    if any(len(told) > 1 for told in (targets, years, ways, shares, tolerances)):
        return "goals_differ"
    tolerance = tolerances.pop() if tolerances else None
    return _Goal(targets.pop(), years.pop(), ways.pop(), shares.pop(), tolerance)


def _is_figure(value: float | None) -> TypeGuard[float]:
    return value is not None and abs(value) < LIMIT  # false for NaN and infinity


def _is_year(year: float | None) -> TypeGuard[float]:
    return year is not None and FIRST_YEAR <= year <= LAST_YEAR and year == int(year)
