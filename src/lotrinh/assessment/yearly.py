"""One yearly series judged alone: the definition that `frames` says for millions of series at once.

Rows come as a long table has them: year, value and the goal repeated on every row, in any order. A row is a
figure when its year is whole and its value a number; other rows are counted and left out, never read as 0.
Two different figures of one year, or two goals, are told as such: nothing is picked, nothing averaged.

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

LIMIT = 1e15
"""Size from which on a figure is none: no indicator reaches it, and sums would lose their last digits."""

FIRST_YEAR, LAST_YEAR = 1, 9999
"""Calendar years that are read as such."""

REASONS = ("no_figure", "figures_differ", "no_goal", "no_direction", "goals_differ", "past_due", "few_figures")
"""Why there is no status; of several the first is told."""


class Row(NamedTuple):
    """One row of a long table without its series id; None where the table is empty.

    `up`: more is better. `share`: values are per cent of a whole.
    """

    year: float | None
    value: float | None
    target: float | None
    target_year: float | None
    up: bool | None
    share: bool | None = None


class Assessed(NamedTuple):
    """What is said of one series; None where it cannot be said.

    * `status`: the symbol of the primary rule; `reason`: the rule that gave it ("project", "hold"), else one
      of `REASONS`.
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
    return _towards(known, window, goal)


def _towards(known: Assessed, window: Sequence[Point], goal: _Goal) -> Assessed:
    """What is known, with its goal weighed."""
    year, value = window[-1]
    ahead = goal.year - int(year)
    if ahead < 0:
        return known._replace(reason="past_due")
    short = value < goal.target if goal.up else value > goal.target
    known = known._replace(
        required=(goal.target - value) / ahead if short and ahead > 0 else None,
        outlook=_outlook(window, ahead, share=goal.share),
    )
    if len(window) < LEAST_POINTS:
        return known
    reading = towards(window, goal.target, goal.year, up=goal.up)
    return known._replace(status=reading.sky, reason=reading.rule, projected=reading.projected, miss=reading.miss)


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
    if not targets or not years:
        return "no_goal"
    if not ways:
        return "no_direction"
    if len(targets) > 1 or len(years) > 1 or len(ways) > 1 or len(shares) > 1:
        return "goals_differ"
    return _Goal(targets.pop(), years.pop(), ways.pop(), shares.pop())


def _is_figure(value: float | None) -> TypeGuard[float]:
    return value is not None and abs(value) < LIMIT  # false for NaN and infinity


def _is_year(year: float | None) -> TypeGuard[float]:
    return year is not None and FIRST_YEAR <= year <= LAST_YEAR and year == int(year)
