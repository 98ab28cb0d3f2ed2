"""The examples of the rules of following are tests."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.living.following.child_plans import asks_for_plan, child_plan_rules
from lotrinh.living.following.confirming import confirming, must_be_confirmed
from lotrinh.living.workdays.calendar import Calendar

CHILD_PLANS = [example for rule in child_plan_rules() for example in rule["examples"]]


@pytest.mark.parametrize("example", CHILD_PLANS, ids=lambda example: example["text"][:40])
def test_tasks_that_ask_for_a_plan(example: dict[str, Any]) -> None:
    assert asks_for_plan(example["text"]) is example["is"]


@pytest.mark.parametrize("example", confirming()["examples"], ids=str)
def test_what_must_be_confirmed(example: dict[str, Any]) -> None:
    asked = must_be_confirmed(example["done"], example["told"], example.get("due"), Calendar())
    assert asked is example["asked"]
