"""Within the year: where a yearly flow stands after k months, and where it will end.

"75 % of the plan after nine months" says nothing by itself: a flow that usually has 68 % by then is
ahead, one that usually has 82 % is behind. So everything here rests on the shares of the year that
earlier years had reached after k months, and is refused where there are none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import isfinite, sqrt
from statistics import mean, stdev

from lotrinh.assessment.denton import MONTHS

MOST_YEARS = 4
"""Years of shares that count: the last four; older seasons have changed."""

LEAST_YEARS = 2

STUDENT_80 = {2: 3.078, 3: 1.886, 4: 1.638}
"""90 % quantile of Student's t for n years of shares: 80 % of cases lie within it on both sides."""

EARLY_MONTHS = 4
"""Up to this month the share alone is too unsteady; last year's remainder has half the say."""


class Refused(StrEnum):
    """Why nothing is told; sentences in data/within_year.toml."""

    NO_HISTORY = "no_history"  # fewer than two complete years of months
    NOT_WITHIN = "not_within"  # not 1 to 11 months
    NOTHING_YET = "nothing_yet"  # a flow of 0 or less so far cannot be scaled up
    NO_SHARE = "no_share"  # earlier years had nothing, or less, by this month
    NO_PLAN = "no_plan"  # no plan above 0
    NO_YEAR_BEFORE = "no_year_before"


def refused_told(reason: Refused, language: str = "vi") -> str:
    """The reason as a sentence.

    >>> refused_told(Refused.NO_YEAR_BEFORE)
    'Không có số liệu cùng kỳ năm trước.'
    """
    told: str = _sentences()[reason][language]
    return told


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = (files("lotrinh.assessment") / "data" / "within_year.toml").read_text(encoding="utf-8")
    sentences: dict[str, dict[str, str]] = tomllib.loads(text)["refused"]
    return sentences


@dataclass(frozen=True, slots=True)
class Share:
    """Share of the year's total reached after `months`: mean and standard deviation over `years` years."""

    months: int
    mean: float
    deviation: float
    years: int


@dataclass(frozen=True, slots=True)
class Nowcast:
    """The year's end as seen after `months`.

    `low`, `high`: 80 of 100 years end between them; `high` None where the shares scatter too much for an upper end.
    `by_share`: year to date over the mean share; `by_remainder`: year to date plus what last year still added.
    """

    months: int
    value: float
    low: float
    high: float | None
    by_share: float
    by_remainder: float
    share: Share


@dataclass(frozen=True, slots=True)
class Standing:
    """The year to date against plan: `done` of the plan, the `usual` share by then, and their ratio (1 = as usual)."""

    months: int
    done: float
    usual: float

    @property
    def ratio(self) -> float:
        """Above 1 ahead of the usual course, under 1 behind."""
        return self.done / self.usual


@dataclass(frozen=True, slots=True)
class Change:
    """Against the same months of the year before: the difference, and per cent of it (None from 0 or less)."""

    difference: float
    per_cent: float | None


def complete(year: Sequence[float | None]) -> bool:
    """Whether a year has all twelve months and a total above 0; a missing month is not 0.

    >>> complete([1.0] * 12), complete([1.0] * 11 + [None]), complete([0.0] * 12)
    (True, False, False)
    """
    told = [month for month in year if month is not None and isfinite(month)]
    return len(year) == len(told) == MONTHS and sum(told) > 0


def usual_share(history: Sequence[Sequence[float | None]], months: int) -> Share | Refused:
    """The mean share after `months` over the last four complete years. `history`: months of each year, oldest first.

    >>> years = [[5.0] * 6 + [10.0] * 6, [6.0] * 6 + [10.0] * 6]
    >>> share = usual_share(years, 6)
    >>> round(share.mean, 4), round(share.deviation, 4), share.years
    (0.3542, 0.0295, 2)
    """
    if not 1 <= months < MONTHS:
        return Refused.NOT_WITHIN
    shares = []
    for year in history:
        if complete(year):
            reached = list(accumulate(month or 0.0 for month in year))
            shares.append(reached[months - 1] / reached[-1])
    shares = shares[-MOST_YEARS:]
    if len(shares) < LEAST_YEARS:
        return Refused.NO_HISTORY
    if mean(shares) <= 0:
        return Refused.NO_SHARE
    return Share(months, mean(shares), stdev(shares), len(shares))


def nowcast(to_date: float, history: Sequence[Sequence[float | None]], months: int) -> Nowcast | Refused:
    """The year's end from the year to date after `months` (1…11).

    `history`: months of earlier years, oldest first; its last year is last year. Months 1 to 4: the mean of
    to_date / s̄ and to_date + last year's remainder; from month 5 to_date / s̄ alone (mean error 6,7 %, 4,1 % and
    2,3 % at 3, 6 and 9 months). Interval: to_date / (s̄ ± t·sd·√(1 + 1/n)), n the years of shares.

    >>> years = [[8.0] * 9 + [10.0] * 3, [9.0] * 9 + [10.0] * 3, [8.5] * 9 + [10.0] * 3, [8.0] * 9 + [9.0] * 3]
    >>> seen = nowcast(90.0, years, 9)
    >>> round(seen.share.mean, 4), round(seen.value, 1), round(seen.low, 1), round(seen.high, 1)
    (0.7203, 124.9, 121.6, 128.5)
    """
    share = usual_share(history, months)
    if isinstance(share, Refused):
        return share
    if not isfinite(to_date) or to_date <= 0:
        return Refused.NOTHING_YET
    by_share = to_date / share.mean
    last_year = history[-1]
    # Without last year's months its remainder is unknown; the share then speaks alone.
    remainder = sum(month or 0.0 for month in last_year[months:]) if complete(last_year) else None
    by_remainder = by_share if remainder is None else to_date + remainder
    value = (by_share + by_remainder) / 2 if months <= EARLY_MONTHS else by_share
    slack = STUDENT_80[share.years] * share.deviation * sqrt(1 + 1 / share.years)
    low = to_date / (share.mean + slack)
    high = to_date / (share.mean - slack) if slack < share.mean else None
    return Nowcast(
        months, value, min(low, value), None if high is None else max(high, value), by_share, by_remainder, share
    )


def against_plan(
    to_date: float, plan: float, history: Sequence[Sequence[float | None]], months: int
) -> Standing | Refused:
    """The share of the year's plan that is done, beside the share that is usual by then.

    >>> years = [[8.0] * 9 + [10.0] * 3, [9.0] * 9 + [10.0] * 3]
    >>> standing = against_plan(75.0, 100.0, years, 9)
    >>> round(standing.done, 3), round(standing.usual, 3), round(standing.ratio, 3)
    (0.75, 0.718, 1.045)
    >>> against_plan(75.0, 100.0, [], 9)
    <Refused.NO_HISTORY: 'no_history'>
    """
    if not isfinite(to_date) or not isfinite(plan) or plan <= 0:
        return Refused.NO_PLAN
    share = usual_share(history, months)
    return share if isinstance(share, Refused) else Standing(months, to_date / plan, share.mean)


def same_period(now: float, before: float | None) -> Change | Refused:
    """Against the same months of the year before ("so với cùng kỳ").

    >>> same_period(110.0, 100.0), same_period(5.0, 0.0)
    (Change(difference=10.0, per_cent=10.0), Change(difference=5.0, per_cent=None))
    """
    if before is None or not isfinite(before) or not isfinite(now):
        return Refused.NO_YEAR_BEFORE
    return Change(now - before, 100 * (now - before) / before if before > 0 else None)
