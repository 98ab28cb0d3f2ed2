"""Terms: what a responsible person has laid down for one target, beyond its printed words.

Nothing here is needed for a verdict. Where something is set it goes before the program's own assumption, and
the verdict names it as set. Read from a settings file by `lotrinh.assessment.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lotrinh.assessment.states import Status, Word
from lotrinh.core.quantity import Comparator, Quantity
from lotrinh.core.target import Direction, Goal


class State(StrEnum):
    """Whether a target still stands as printed. None is ever deleted."""

    IN_FORCE = "in_force"
    ADJUSTED = "adjusted"  # another value or date by a later document
    REPLACED = "replaced"  # another target stands in its place
    NOT_APPLICABLE = "not_applicable"  # its subject is gone ("3 huyện đạt chuẩn" after the districts ended)


ENDED = frozenset({State.REPLACED, State.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Terms:
    """One target's row of the rule table. None: not set. Values are in the target's unit.

    * `direction`: confirmed by a person. `flow`: whether figures add up over the year.
    * `tolerance`: how far from the target still counts as met. `margin`: how far beyond a bound counts as exceeded.
      `decimals`: digits a figure is rounded to first. `strict`: whether a bound itself is outside.
    * `breaks`: first years of a new definition or area. `base`, `base_year`: what an increase counts from.
    * `state` with its `ground`; `value`, `low`, `high`, `due`: the adjusted target. `mandatory`: for worst-of views.
    * `done`: the day on which an event happened; `done_ground`: who confirmed it.
    * `said`, `said_word`, `said_by`: the verdict that a person gave.
    * `near`: the program's own assumption of how near to 0 or 100 % is there; no tolerance that a person set.
    """

    direction: Direction | None = None
    flow: bool | None = None
    tolerance: float | None = None
    margin: float | None = None
    decimals: int | None = None
    strict: bool | None = None
    breaks: tuple[int, ...] = ()
    base: float | None = None
    base_year: int | None = None
    state: State = State.IN_FORCE
    ground: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    due: date | None = None
    mandatory: bool = False
    done: date | None = None
    done_ground: str = ""
    said: Status | None = None
    said_word: Word | None = None
    said_by: str = ""
    near: float | None = None


NO_TERMS = Terms()


def adjusted(goal: Goal, terms: Terms) -> Goal:
    """The goal that is in force: its base, and for an adjusted target the new value and date.

    >>> from lotrinh.core.target import Form
    >>> before = Goal(Form.LEVEL, Quantity.exactly(80, "%"), date(2025, 12, 31))
    >>> after = adjusted(before, Terms(state=State.ADJUSTED, value=75, due=date(2026, 12, 31)))
    >>> after.quantity.describe(), after.due.year
    ('75%', 2026)
    """
    if terms.base is not None:
        goal = replace(goal, base=terms.base, base_year=terms.base_year)
    if terms.state is not State.ADJUSTED:
        return goal
    quantity = goal.quantity
    if quantity is not None and terms.value is not None:
        quantity = Quantity.of(
            Comparator.EQ if quantity.comparator is Comparator.RANGE else quantity.comparator,
            terms.value, terms.value, quantity.unit, approx=quantity.approx,
        )  # fmt: skip
    elif quantity is not None and terms.low is not None and terms.high is not None:
        quantity = Quantity.between(terms.low, terms.high, quantity.unit)
    due = terms.due or goal.due
    start = goal.from_year if due is None or goal.from_year is None or goal.from_year <= due.year else None
    return replace(goal, quantity=quantity, due=due, from_year=start)
