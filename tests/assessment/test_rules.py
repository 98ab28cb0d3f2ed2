"""Every rule of verdicts: explained in both languages, and its worked examples come out as told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import State, Terms, adjusted
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
    if "said_word" in made:
        made["said_word"] = Word(made["said_word"])
    if "direction" in made:
        made["direction"] = Direction(made["direction"])
    if "breaks" in made:
        made["breaks"] = tuple(made["breaks"])
    return Terms(**made)


def figures_of(told: dict[str, Any]) -> list[Observation]:
    """Values by period, or value and vintage."""
    parted = {period: value if isinstance(value, list) else [value, "reported"] for period, value in told.items()}
    return [Observation(Period.parse(period), value, Vintage(vintage)) for period, (value, vintage) in parted.items()]


def cases_of(example: dict[str, Any]) -> list[tuple[Goal, Verdict]]:
    """The goals of an example, each with its verdict."""
    day, figures = example["day"], figures_of(example.get("figures", {}))
    if "parts" in example:
        goals = [goal_of({**part, "form": "structure", "due": day.year}) for part in example["parts"].values()]
        told = [
            figures_of({str(day.year): part["value"]} if "value" in part else {}) for part in example["parts"].values()
        ]
        verdicts = [
            judge(goal, into_range(goal, share[0].value if share else 0.0), share, day)
            for goal, share in zip(goals, told, strict=True)
        ]
        return list(zip(goals, judge_structure(list(example["parts"]), verdicts), strict=True))
    if "path" in example:
        goals = [goal_of({"eq": value, "due": int(year)}) for year, value in example["path"].items()]
        up = Proposal(Direction.MORE, "text")
        return list(zip(goals, judge_path(goals, [judge(goal, up, figures, day) for goal in goals], day), strict=True))
    wanted, terms = example["goal"], terms_of(example.get("terms", {}))
    direction = Proposal(Direction.LESS if wanted.get("down") else Direction.MORE, example.get("direction", "text"))
    goal = goal_of(wanted)
    return [(adjusted(goal, terms), judge(goal, direction, figures, day, terms))]


@pytest.mark.parametrize("rule", RULES)
def test_worked_examples(rule: str) -> None:
    assert RULES[rule]["examples"], "a rule without an example is not tested"
    for example in RULES[rule]["examples"]:
        verdicts = [verdict for _, verdict in cases_of(example)]
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
