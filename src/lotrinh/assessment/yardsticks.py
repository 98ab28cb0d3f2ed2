"""Results told as shares of a yearly plan: one official word for each plan they are measured by.

"Đạt 105% kế hoạch Trung ương giao, đạt 93,2% kế hoạch địa phương" are two verdicts; they are never merged, and
they say nothing about a target of a later year.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.assessment.observation import Observation, stands_for_year
from lotrinh.assessment.states import Word


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A result against one plan. `plan_of`: whose plan, "" for the plan; `share`: per cent of it, as printed."""

    plan_of: str
    share: float
    word: Word | None


def yardstick(plan_of: str | None, share: float, figure: Observation, *, up: bool = True) -> Yardstick:
    """The word for a printed share of a plan; None while the plan's year is not over on the figure's last day.

    100 is met. `up`: more than planned is better.

    >>> from lotrinh.core.period import Period
    >>> year = Observation(Period.year(2024), 4221.5)
    >>> yardstick("Trung ương", 105, year).word, yardstick("địa phương", 93.2, year).word
    (<Word.EXCEEDED: 'exceeded'>, <Word.NOT_MET: 'not_met'>)
    """
    if not stands_for_year(figure.period, flow=True):
        return Yardstick(plan_of or "", share, None)
    if share == 100:
        return Yardstick(plan_of or "", share, Word.MET)
    return Yardstick(plan_of or "", share, Word.EXCEEDED if (share > 100) == up else Word.NOT_MET)
