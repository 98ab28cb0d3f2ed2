"""Every rule of verdicts: explained in both languages, and its worked examples come out as told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.states import Status
from lotrinh.assessment.terms import State, Terms
from lotrinh.assessment.together import into_range, judge_path, judge_structure
from lotrinh.assessment.verdict import Verdict, rulebook
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal

RULES = {rule["id"]: rule for rule in rulebook()["rule"]}
COMPARATORS = ("eq", "ge", "gt", "le", "lt", "about")


def quantity_of(told: dict[str, Any]) -> Quantity | None:
    unit = told.get("unit", "%")
    for comparator in COMPARATORS:
        if comparator in told:
            return Quantity.of(comparator, told[comparator], told[comparator], unit)
    return Quantity.between(told["low"], told["high"], unit) if "low" in told else None


def goal_of(told: dict[str, Any]) -> Goal:
    return Goal(
        Form(told.get("form", "range" if "low" in told else "level")),
        quantity_of(told),
        date(told["due"], 12, 31) if "due" in told else None,
        told.get("from"),
        told.get("per"),
        Direction.LESS if told.get("down") else None,
        moves=told.get("moves", False),
        share=told.get("share", False),
        flow=told.get("flow", False),
    )


def terms_of(told: dict[str, Any]) -> Terms:
    made = dict(told)
    if "state" in made:
        made["state"] = State(made["state"])
    if "said" in made:
        made["said"] = Status(made["said"])
    if "breaks" in made:
        made["breaks"] = tuple(made["breaks"])
    return Terms(**made)


def figures_of(told: dict[str, float]) -> list[Observation]:
    return [Observation(Period.parse(period), value) for period, value in told.items()]


def verdicts_of(example: dict[str, Any]) -> tuple[Verdict, ...]:
    day = example["day"]
    if "parts" in example:
        verdicts = []
        for part in example["parts"].values():
            goal = goal_of({**part, "form": "structure", "due": day.year})
            figure = Observation(Period.year(day.year), part["value"])
            verdicts.append(judge(goal, into_range(goal, part["value"]), [figure], day))
        return judge_structure(list(example["parts"]), verdicts)
    if "path" in example:
        goals = [goal_of({"eq": value, "due": int(year)}) for year, value in example["path"].items()]
        up = Proposal(Direction.MORE, "text")
        return judge_path(goals, [judge(goal, up, figures_of(example["figures"]), day) for goal in goals], day)
    goal = example["goal"]
    direction = Proposal(Direction.LESS if goal.get("down") else Direction.MORE, "text")
    figures = figures_of(example.get("figures", {}))
    return (judge(goal_of(goal), direction, figures, day, terms_of(example.get("terms", {}))),)


@pytest.mark.parametrize("rule", RULES)
def test_worked_examples(rule: str) -> None:
    assert RULES[rule]["examples"], "a rule without an example is not tested"
    for example in RULES[rule]["examples"]:
        verdicts = verdicts_of(example)
        statuses = example.get("statuses", [example.get("status")] * len(verdicts))
        for verdict, status in zip(verdicts, statuses, strict=True):
            assert verdict.status == status, (example, verdict)
            assert verdict.word == example.get("word"), (example, verdict)
            if "out" in example:
                assert verdict.values["out"] == example["out"]
            assert verdict.sentence("vi") != verdict.sentence("en")
        assert example.get("rule", rule) in {verdict.rule for verdict in verdicts}, (example, verdicts)


def test_every_rule_is_explained() -> None:
    assert len(RULES) == len(rulebook()["rule"])
    for rule in RULES.values():
        assert rule["vi"].endswith(".") and rule["en"].endswith(".") and rule["version"] >= 1
