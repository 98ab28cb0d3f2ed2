"""Every example of data/rules.toml is a test: across Tết 2025, 2026, 2027, ends of months, 29 February, cut-offs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.living.access.rules import rules as acts
from lotrinh.living.notices.rules import AUDIENCES, days_of, kinds, reach, rules, table, weeklies
from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import Calendar

CALENDAR = Calendar()
CASES = [(entry["id"], example) for entry in table()["rule"] for example in entry["examples"]]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=str)
def test_example(rule: str, example: dict[str, Any]) -> None:
    [found] = [one for one in rules() if one.id == rule]
    days = days_of(found, example["due"], CALENDAR, example.get("since"))
    assert days == example["days"]
    assert all(CALENDAR.is_working(day) for day in days)


def test_every_rule_is_whole() -> None:
    assert acts()
    assert len({rule.id for rule in rules()}) == len(rules())
    for rule in rules():
        assert rule.kinds <= set(kinds()), rule.id
        assert rule.who in AUDIENCES
        assert rule.anchor in ("due", "since")
        assert (rule.times == 1) == (rule.every == 0), rule.id
        assert {place for place in ("name", "due") if f"{{{place}}}" in rule.words.vi} == {"name", "due"}
    assert all(isinstance(weekly.words, Words) for weekly in weeklies())


def test_reach_is_far_enough_over_the_longest_holidays() -> None:
    before, after = reach()
    for due in (date(2025, 2, 3), date(2026, 2, 23), date(2027, 2, 11), date(2025, 12, 31)):
        for rule in rules():
            if rule.anchor == "due":
                days = days_of(rule, due, CALENDAR)
                assert (due - min(days)).days <= before
                assert (max(days) - due).days <= after
