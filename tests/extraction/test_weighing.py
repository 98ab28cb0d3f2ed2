"""Weighing: doubts are told where they count enough together; what they count is data that was measured."""

from __future__ import annotations

import pytest

from lotrinh.extraction.facts import Task
from lotrinh.extraction.reasons import reason_words
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.weighing import ENOUGH, doubt_points, weighed

POINTS = {"task": {"strong": 2, "hint": 1, "other": 1, "idle": 0, "most_doubted": 1}}


def told(*codes: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The reasons that are told of tasks with these doubts."""
    tasks = tuple(Task(start=at, end=at + 1, rule="task.assigned", reasons=own) for at, own in enumerate(codes))
    return [task.reasons for task in weighed("task", tasks, lambda task: task.reasons, POINTS)]


@pytest.mark.parametrize(
    ("codes", "reasons"),
    [
        ((), ()),
        (("hint",), ()),
        (("idle",), ()),
        (("hint", "idle"), ()),
        (("hint", "strong", "hint"), ("strong", "hint")),  # the heaviest first, each once
        (("hint", "other"), ("hint", "other")),
        (("unknown",), ("unknown",)),  # what was never measured speaks
    ],
)
def test_doubts_are_told_from_enough_points(codes: tuple[str, ...], reasons: tuple[str, ...]) -> None:
    assert told(codes) == [reasons]


def test_where_most_are_doubted_a_hint_is_enough() -> None:
    text = (("strong",), ("strong",), ("strong",), ("hint",), ())
    assert told(*text) == [("strong",), ("strong",), ("strong",), ("hint", "most_doubted"), ()]
    assert told(*text[:1], *text[3:]) == [("strong",), (), ()]


def test_the_points_are_those_of_doubts_that_are_explained() -> None:
    assert doubt_points().keys() == {"target", "result", "task"}
    for kind, codes in lexicon("doubt_points").items():
        assert codes.keys() <= reason_words().keys(), kind
        assert all(0 <= entry["points"] <= ENOUGH for entry in codes.values())
        assert all(entry.get("wrong", 0) <= entry.get("carried", 0) for entry in codes.values())
