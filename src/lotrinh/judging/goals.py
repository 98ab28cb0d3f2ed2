"""The plan's targets as goals: each once, in its form, and which of them are judged together.

Reads: facts of a plan. Writes: `Goal`s with proposed directions, groups of targets.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lotrinh.assessment.direction import Proposal, propose_direction
from lotrinh.assessment.together import adds_up
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal, due_date, form_of, names_share
from lotrinh.core.unit import Kind, Unit, parse_unit, same_dimension
from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Facts, Target


def own_targets(facts: Facts) -> list[list[Target]]:
    """The plan's targets once each, first the most complete statement, then its repetitions.

    Facts of a duplicated passage are left out; the same indicator, value and year stated in two places
    of the plan (as a target and again inside a task) is one target.
    """
    groups: dict[tuple[object, ...], list[Target]] = {}
    for index, target in enumerate(facts.targets):
        if target.duplicate:
            continue
        key: tuple[object, ...] = (
            fold(target.indicator), target.change, target.comparator, target.low, target.high,
            fold(target.unit or ""), target.due, fold(target.scope or ""), target.parent,
        )  # fmt: skip
        groups.setdefault(key if target.indicator else (index,), []).append(target)
    return list(groups.values())


def goal_of(target: Target) -> tuple[Goal, Proposal]:
    """What the judge needs of a target: its goal, and the direction proposed for it."""
    direction = propose_direction(target.indicator, target.change, target.comparator)
    keep = target.maintain_until is not None and target.change == "level"
    if keep and target.comparator in ("eq", "about", "range"):
        direction = Proposal(Direction.HOLD, "text")
    share = names_share(target.indicator)
    derived = form_of(
        target.change,
        target.comparator,
        per=target.per,
        from_=target.from_,
        due=target.due,
        unit=target.unit,
        share=share,
        hold=keep,
    )
    quantity = None
    if derived.form not in _WITHOUT_VALUE and target.comparator is not None:
        quantity = Quantity.of(target.comparator, target.low, target.high, target.unit, approx=target.approx)
    form = derived.form if quantity else Form.WORD if derived.form not in _WITHOUT_VALUE else derived.form
    stated = direction.direction if direction.ground == "text" else None
    due = due_date(target.due) or (due_date(target.maintain_until) if form is Form.HOLD else None)
    start = target.from_ if due is None or target.from_ is None or target.from_ <= due.year else None
    unit = quantity.unit if quantity else parse_unit(target.unit)
    moves = target.change in _MOVES and quantity is not None
    goal = Goal(form, quantity, due, start, target.per, stated, moves=moves, share=share)
    return replace(goal, flow=not share and is_flow(target.indicator, unit)), direction


_WITHOUT_VALUE = frozenset({Form.EVENT, Form.WORD, Form.DIRECTION_ONLY})
_MOVES = frozenset({"increase", "decrease"})
_FLOW_BASES = frozenset({"lượt"})


@cache
def _flow_words() -> tuple[str, ...]:
    source = files("lotrinh.assessment") / "data" / "directions.toml"
    return tuple(shadow(word) for word in tomllib.loads(source.read_text(encoding="utf-8"))["adds_up_over_the_year"])


def is_flow(indicator: str, unit: Unit) -> bool:
    """Whether figures of the indicator add up over the year (money, tonnes, visits, new jobs, growth).

    >>> is_flow("Thu nội địa", parse_unit("tỷ đồng")), is_flow("Số giường bệnh", parse_unit("giường"))
    (True, False)
    """
    if unit.kind in (Kind.MONEY, Kind.PLAIN) or unit.base in _FLOW_BASES:
        return True
    name = shadow(indicator)
    return any(word in name for word in _flow_words())


class Together(StrEnum):
    """Why targets are judged together."""

    STRUCTURE = "structure"
    PATH = "path"


class Group(NamedTuple):
    """Places of the targets that are judged together."""

    kind: Together
    places: tuple[int, ...]


def groups_of(targets: Sequence[Target], goals: Sequence[Goal], text: str) -> tuple[Group, ...]:
    """Structures (shares of one whole in one line of `text`) and paths (one indicator, several years)."""
    structures = _structures(targets, goals, text)
    taken = {place for group in structures for place in group.places}
    return (*structures, *_paths(targets, goals, taken))


def _structures(targets: Sequence[Target], goals: Sequence[Goal], text: str) -> list[Group]:
    lines: dict[tuple[int, object, object], list[int]] = {}
    for place, (target, goal) in enumerate(zip(targets, goals, strict=True)):
        share = goal.quantity is not None and goal.quantity.unit.kind is Kind.SHARE
        if share and target.change == "level" and target.parent is None and target.per is None:
            line = text.rfind("\n", 0, target.start) + 1
            lines.setdefault((line, target.due, fold(target.scope or "")), []).append(place)
    found = []
    for (line, _, _), places in lines.items():
        head = shadow(text[line : targets[places[0]].start])
        told = any(word in head or word in shadow(targets[places[0]].indicator) for word in _STRUCTURE_HEADS)
        if len(places) >= (2 if told else 4) and adds_up([goals[place] for place in places]):
            found.append(Group(Together.STRUCTURE, tuple(places)))
    return found


_STRUCTURE_HEADS = tuple(shadow(word) for word in ("cơ cấu", "tỷ trọng", "tỉ trọng"))


def _paths(targets: Sequence[Target], goals: Sequence[Goal], taken: set[int]) -> list[Group]:
    paths: dict[tuple[object, ...], list[int]] = {}
    for place, (target, goal) in enumerate(zip(targets, goals, strict=True)):
        if place in taken or goal.quantity is None or goal.due is None or not target.indicator or target.per:
            continue
        key = (
            fold(target.indicator),
            target.change,
            fold(target.scope or ""),
            fold(target.agency or ""),
            target.parent,
        )
        paths.setdefault(key, []).append(place)
    return [
        Group(Together.PATH, tuple(places))
        for places in paths.values()
        if len({goals[place].due for place in places}) == len(places) > 1 and _one_unit(goals, places)
    ]


def _one_unit(goals: Sequence[Goal], places: Sequence[int]) -> bool:
    units = [goal.quantity.unit for place in places if (goal := goals[place]).quantity is not None]
    return all(same_dimension(units[0], unit) for unit in units)
