"""When a report counts at once and when the focal agency must confirm it (data/confirming.toml). Pure."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.living.workdays.calendar import Calendar


@cache
def confirming() -> dict[str, Any]:
    """The rule as written."""
    text = (files("lotrinh.living.following") / "data" / "confirming.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def must_be_confirmed(done_on: date, told_on: date, due: date | None, calendar: Calendar) -> bool:
    """Whether work told on a day as done on another counts only once the focal agency confirms it."""
    rule = confirming()
    if rule["over_deadline"] and due is not None and done_on <= due < told_on:
        return True
    allowed: int = rule["late_word"]
    return calendar.working_days_between(done_on, told_on) > allowed


def confirm_by(told_on: date, calendar: Calendar) -> date:
    """The last day for the word of the focal agency."""
    return calendar.add_working_days(told_on, confirming()["answer_within"])
