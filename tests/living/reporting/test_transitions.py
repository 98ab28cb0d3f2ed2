"""The table of transitions: every example in it is a test."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from lotrinh.living.reporting.models import State
from lotrinh.living.reporting.transitions import Refused, check, open_moves, transitions

TABLE = tomllib.loads((files("lotrinh.living.reporting") / "data" / "transitions.toml").read_text(encoding="utf-8"))
CASES = [(one["id"], example) for one in TABLE["transition"] for example in one["examples"]]


@pytest.mark.parametrize(("move", "example"), CASES, ids=str)
def test_example(move: str, example: dict[str, Any]) -> None:
    locked = transitions()[move].only_locked
    if example.get("refused"):
        with pytest.raises(Refused):
            check(move, example["from"], locked=locked, open_after_lock=False, reason="vì")
    else:
        moved = check(move, example["from"], locked=locked, open_after_lock=False, reason="vì")
        assert moved.after == example["to"]


def test_every_state_is_reached_and_every_move_has_a_yes_and_a_no() -> None:
    reached = {one.after for one in transitions().values()} | {State.NOT_STARTED}
    assert reached == set(State.values)
    for one in TABLE["transition"]:
        assert {bool(example.get("refused")) for example in one["examples"]} == {True, False}, one["id"]


def test_a_move_that_needs_a_reason_is_refused_without() -> None:
    with pytest.raises(Refused, match="lý do"):
        check("return", "submitted", locked=False, open_after_lock=False, reason="  ")


def test_a_locked_period_lets_only_reopened_reports_move() -> None:
    with pytest.raises(Refused, match="khóa"):
        check("submit", "draft", locked=True, open_after_lock=False)
    assert check("submit", "reopened", locked=True, open_after_lock=True).after == "submitted"
    assert [one.id for one in open_moves("locked", frozenset({"focal"}), locked=True, open_after_lock=False)] == [
        "reopen"
    ]
    assert not open_moves("accepted", frozenset({"reporter"}), locked=True, open_after_lock=False)
