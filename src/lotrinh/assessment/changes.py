"""Rules for goals of change: so many points every year, so much growth on average.

Figures are changes in the goal's own direction, one per year: a fall of 2,66 is +2.66 for a goal to fall.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lotrinh.assessment.case import Case, both
from lotrinh.assessment.destatis import CLEAR, LEAST_POINTS, SLIGHT
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import mean_pace, required_average
from lotrinh.assessment.verdict import Ground, Status, Verdict, Word
from lotrinh.assessment.wording import LANGUAGES, number, pace_told, period_told, value_told
from lotrinh.core.quantity import exactly_of
from lotrinh.core.target import Form


def judge_change(case: Case) -> Verdict:
    """The verdict on a yearly change or an average growth."""
    years = _years(case)
    begins = case.goal.from_year
    if begins is not None and case.latest.period.last.year < begins:
        return case.verdict(Status.NOT_ASSESSABLE, "no-figure", "not_begun", case.told(begins=str(begins)))
    if not years or _unfinished(case, years[-1]):
        return case.verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", case.told())
    if case.goal.form is Form.AVERAGE_GROWTH:
        return _average(case, years)
    return _every_year(case, years)


def _years(case: Case) -> list[Observation]:
    """The figures of the goal's own years."""
    first = case.goal.from_year
    due = case.goal.due
    return [
        o
        for o in case.known
        if (first is None or o.period.last.year >= first) and (due is None or o.period.last <= due)
    ]


def _unfinished(case: Case, last: Observation) -> bool:
    """Past the goal's last year without its figure: what an earlier year was is no verdict on the whole."""
    due = case.goal.due
    return due is not None and case.as_of > due and last.period.last.year < due.year


def _status_of(short: float, bound: float) -> Status:
    miss = round(short / abs(bound), 12) if bound else 1.0
    if short <= 0 or miss < SLIGHT:
        return Status.ON_TRACK
    return Status.SLIGHTLY_BEHIND if miss <= CLEAR else Status.BEHIND


def _short(case: Case, value: float) -> float:
    short = exactly_of(case.bound) - exactly_of(value)  # decimal figures are exact on paper, and so are the classes
    return float(short if case.up else -short)


def _every_year(case: Case, years: Sequence[Observation]) -> Verdict:
    """The latest year decides; where the sum of the years so far falls short, that is told and weighed too."""
    latest = years[-1]
    word = case.word(latest.value)
    values: dict[str, Any] = case.told(latest, word=both(word))
    met = word is not Word.NOT_MET
    status = Status.ON_TRACK if met else _status_of(_short(case, latest.value), case.bound)
    reason = "yearly" if met else "yearly_short_only"
    values["short"] = float(max(_short(case, latest.value), 0.0))
    if len(years) > 1 and years[-1].period.last.year - years[0].period.last.year == len(years) - 1:
        total, wanted = sum(o.value for o in years), case.bound * len(years)
        values |= {
            "since": period_told(years[0]), "total": value_told(total, case.unit),
            "wanted_total": value_told(wanted, case.unit), "count": len(years), "bound": float(case.bound),
            "summed": {lang: " + ".join(number(o.value, lang, 4) for o in years) for lang in LANGUAGES},
        }  # fmt: skip
        behind = (wanted - total if case.up else total - wanted) > 1e-9
        if met and behind:
            status, reason = Status.SLIGHTLY_BEHIND, "yearly_total_short"
        elif not met and not behind:
            status, reason = _capped(status), "yearly_total_holds"
    return case.verdict(status, "yearly", reason, values, word=word, compared=latest.value)


def _capped(status: Status) -> Status:
    """One of the two tests holds: slightly behind at worst."""
    return Status.SLIGHTLY_BEHIND if status is Status.BEHIND else status


def _average(case: Case, years: Sequence[Observation]) -> Verdict:
    """The compound mean of the years so far; when it is short, what the years left must average."""
    mean = compound_mean([o.value for o in years])
    if mean is None:
        return case.verdict(Status.NOT_ASSESSABLE, "average", "no_mean", case.told(years[-1]))
    word = case.word(mean)
    several = len(years) > 1
    values: dict[str, Any] = case.told(years[-1], word=both(word), since=period_told(years[0]))
    values |= {"mean": value_told(mean, case.unit), "years": len(years)}
    found: dict[str, Any] = {"word": word, "compared": mean, "weak": len(years) < LEAST_POINTS}
    found["grounds"] = _missing(case, years)
    if several:
        found["observed"] = mean_pace([o.value for o in years], mean)
    if word is not Word.NOT_MET:
        reason = "average" if several else "yearly"
        return case.verdict(Status.ON_TRACK, "average", reason, values, **found)
    short = _short(case, mean)
    values["short"] = float(short)
    status = _status_of(short, case.bound)
    required = None
    if case.goal.due is not None:
        span = case.goal.due.year - years[0].period.last.year + 1
        required = required_average(case.bound, mean, span, len(years))
    if required is None:
        reason = "average_short_only" if several else "yearly_short_only"
        return case.verdict(status, "average", reason, values, **found)
    values["required"] = pace_told(required, "%")
    reason = "average_short" if several else "yearly_short"
    return case.verdict(status, "average", reason, values, required=required, **found)


def _missing(case: Case, years: Sequence[Observation]) -> tuple[Ground, ...]:
    """The years from the goal's first on that have no figure: the mean says nothing of them."""
    begins = case.goal.from_year
    known = {o.period.last.year for o in years}
    absent = [] if begins is None else [year for year in range(begins, max(known)) if year not in known]
    if not absent:
        return ()
    told = f"{absent[0]} - {absent[-1]}" if len(absent) > 1 and len(absent) == absent[-1] - absent[0] + 1 else None
    listed = told or ", ".join(map(str, absent))
    words = {"vi": f"{'các năm' if len(absent) > 1 else 'năm'} {listed}", "en": listed}
    return (Ground("years_missing", {"begins": str(begins), "years": words}),)


def compound_mean(rates: Sequence[float]) -> float | None:
    """The growth (per cent a year) that gives the same product; None where a rate is −100 % or less.

    >>> round(compound_mean([6.01, 8.0]), 3)
    7.0
    """
    product = 1.0
    for rate in rates:
        if rate <= -100:
            return None
        product *= 1 + rate / 100
    return round((product ** (1 / len(rates)) - 1) * 100, 9) if rates else None
