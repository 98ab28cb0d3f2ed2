"""The table of transitions: its examples are tests, and it leads everywhere and out."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.living.access.rules import rules
from lotrinh.living.difficulties.forms import FORMS
from lotrinh.living.difficulties.rights import ACTS
from lotrinh.living.difficulties.transitions import MANUAL, Refused, check, kinds, states, table, transitions

CASES = [(entry["id"], example) for entry in table()["transition"] for example in entry["examples"]]


@pytest.mark.parametrize(("move", "example"), CASES, ids=str)
def test_example(move: str, example: dict[str, Any]) -> None:
    if example.get("refused"):
        with pytest.raises(Refused):
            check(move, example["from"], "vì vậy")
    else:
        assert check(move, example["from"], "vì vậy").after == example["to"]


def test_a_reason_is_asked_where_the_table_says() -> None:
    for one in transitions().values():
        for state in one.before:
            if one.reason:
                with pytest.raises(Refused, match="Phải nêu"):
                    check(one.id, state, "  ")
            else:
                assert check(one.id, state, "").after == one.after


def test_the_table_is_whole() -> None:
    known = set(states()) | {""}
    for one in transitions().values():
        assert one.before <= known
        assert one.after in states()
        assert one.who in ACTS
        assert ACTS[one.who] in rules()
        assert states()[one.after].over == (one.owner == "")  # nobody's turn when it is over, somebody's before
        assert (one.days is None) == (one.owner in ("", "executor"))
    assert set(FORMS) == set(transitions()) - set(MANUAL)
    assert len({one.slug for one in transitions().values()}) == len(transitions())
    assert kinds()


def test_every_state_can_be_reached_and_left() -> None:
    reached = {""}
    while more := {one.after for one in transitions().values() if one.before & reached} - reached:
        reached |= more
    assert reached == set(states()) | {""}
    left = {state for one in transitions().values() for state in one.before}
    assert {state for state in states() if not states()[state].over} <= left
