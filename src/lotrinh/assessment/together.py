"""Targets that are judged together: shares of one whole, and the milestones of one path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.states import worst
from lotrinh.assessment.verdict import Status, Verdict, Word
from lotrinh.assessment.wording import goal_told
from lotrinh.core.quantity import exactly_of, printed_decimals
from lotrinh.core.target import Direction, Goal


def adds_up(parts: Sequence[Goal]) -> bool:
    """Whether wanted shares can make a whole: the sum of the lower ends is at most 100, of the upper ones at least.

    >>> from lotrinh.core.quantity import Quantity
    >>> from lotrinh.core.target import Form
    >>> ranges = [(50, 51), (32, 33), (12, 13), (4, 5)]
    >>> adds_up([Goal(Form.RANGE, Quantity.between(low, high, "%")) for low, high in ranges])
    True
    """
    low = high = slack = Fraction(0)
    for part in parts:
        if part.quantity is None or (part.quantity.low is None and part.quantity.high is None):
            return False
        low += exactly_of(part.quantity.low if part.quantity.low is not None else 0)
        high += exactly_of(part.quantity.high if part.quantity.high is not None else 100)
        slack += part.quantity.half_unit
    return low - slack <= 100 <= high + slack


def into_range(part: Goal, latest: float) -> Proposal:
    """The direction in which a share of a whole is better: towards its range, from wherever it stands."""
    wanted = part.quantity
    above = wanted is not None and wanted.high is not None and latest > wanted.high
    return Proposal(Direction.LESS if above else Direction.MORE, "text")


def judge_structure(names: Sequence[str], parts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """One verdict for all parts of a whole, told on each with its own figures.

    Met only when all parts are inside and never exceeded; the parts that are out are named, and so are those without
    a figure. Where figures of one period are told for every part and do not make a whole, nothing is concluded.
    """
    if all(part.latest is None for part in parts):
        return tuple(parts)  # each says for itself that it has no figure
    missing = [name for name, part in zip(names, parts, strict=True) if part.status is Status.NOT_ASSESSABLE]
    out = [
        name
        for name, part in zip(names, parts, strict=True)
        if part.word is Word.NOT_MET or part.status in (Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.STAGNANT)
    ]
    values: dict[str, Any] = {
        "inside": len(parts) - len(out) - len(missing), "parts": len(parts),
        "out": "; ".join(out), "missing": "; ".join(missing),
    }  # fmt: skip
    word = None
    total = _total(parts)
    if total is not None and not total[0]:
        status, reason = Status.NOT_ASSESSABLE, "structure_sum"
        values["total"] = float(total[1])
    elif any(part.word is Word.NOT_MET for part in parts):
        status, reason, word = Status.BEHIND, "structure_out", Word.NOT_MET
    elif missing:
        status, reason = Status.NOT_ASSESSABLE, "structure_missing"
    else:
        status = worst(part.status for part in parts)
        reason = "structure_out" if out else "structure"
        word = Word.MET if all(part.word is not None for part in parts) else None
    return tuple(
        replace(part, status=status, rule="structure", reason=reason, word=word, values={**values, "own": _own(part)})
        for part in parts
    )


def _own(part: Verdict) -> dict[str, str]:
    return {language: part.sentence(language).rstrip(".") for language in ("vi", "en")}


def _total(parts: Sequence[Verdict]) -> tuple[bool, Fraction] | None:
    """Whether the figures of one period make 100 within rounding, and their sum; None where they are not complete."""
    latest = [part.latest for part in parts]
    if any(figure is None for figure in latest):
        return None
    figures = [figure for figure in latest if figure is not None]
    if len({figure.period for figure in figures}) > 1:
        return None
    total = sum((exactly_of(figure.value) for figure in figures), Fraction(0))
    slack = sum((Fraction(1, 2 * 10 ** printed_decimals(figure.value)) for figure in figures), Fraction(0))
    return abs(total - 100) <= slack, total


def next_milestone(goals: Sequence[Goal], day: date) -> int:
    """Which goal of a path decides on `day`: the next that is due, or the last one after all of them.

    >>> from lotrinh.core.quantity import Quantity
    >>> from lotrinh.core.target import Form
    >>> path = [Goal(Form.LEVEL, Quantity.exactly(v, "%"), date(y, 12, 31)) for v, y in ((40, 2025), (60, 2030))]
    >>> next_milestone(path, date(2024, 12, 31)), next_milestone(path, date(2026, 1, 1))
    (0, 1)
    """
    dues = [(goal.due or date.max, place) for place, goal in enumerate(goals)]
    return min(((due, place) for due, place in dues if due >= day), default=max(dues))[1]


def judge_path(goals: Sequence[Goal], verdicts: Sequence[Verdict], day: date) -> tuple[Verdict, ...]:
    """Milestones that are past keep their own verdict; the next one decides for itself and all after it."""
    decides = next_milestone(goals, day)
    path = {
        language: "; ".join(
            f"{goal.due.year if goal.due else '?'}: {goal_told(goal)[language]}"
            for goal in sorted(goals, key=lambda goal: goal.due or date.max)
        )
        for language in ("vi", "en")
    }
    deciding = verdicts[decides]
    told = []
    for goal, verdict in zip(goals, verdicts, strict=True):
        if verdict.status is Status.NOT_ASSESSABLE and verdict.latest is None:
            told.append(verdict)
        elif verdict is deciding or (goal.due or date.max) < (goals[decides].due or date.max):
            told.append(replace(verdict, reason="milestone", values={"own": _own(verdict), "path": path}))
        else:
            next_goal = goals[decides]
            values: dict[str, Any] = {
                "own": _own(deciding), "path": path, "next": str(next_goal.due.year if next_goal.due else "?"),
            }  # fmt: skip
            told.append(
                replace(verdict, status=deciding.status, rule="milestones", reason="milestone_later", word=None,
                        values=values, weak=deciding.weak)
            )  # fmt: skip
    return tuple(told)
