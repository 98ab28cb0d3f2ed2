"""The rules of data/rules.toml: on which days somebody is told of a clock. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import Calendar

AUDIENCES = ("owner", "receiver", "leader", "focal")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `offset`: working days from the last day, or from the first (`anchor` "since").

    Told `times` times, every `every` working days.
    """

    id: str
    kinds: frozenset[str]
    offset: int
    who: str
    words: Words
    every: int = 0
    times: int = 1
    anchor: str = "due"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A count told on the first working day of a week."""

    id: str
    who: str
    words: Words
    url: str


@cache
def table() -> dict[str, Any]:
    """The file as it is written."""
    return tomllib.loads((files("lotrinh.living.notices") / "data" / "rules.toml").read_text(encoding="utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file."""
    return tuple(
        Rule(
            entry["id"],
            frozenset(entry["kinds"]),
            entry["offset"],
            entry["who"],
            Words(entry["vi"], entry["en"]),
            entry.get("every", 0),
            entry.get("times", 1),
            entry.get("anchor", "due"),
        )
        for entry in table()["rule"]
    )


@cache
def weeklies() -> tuple[Weekly, ...]:
    """The weekly counts."""
    return tuple(
        Weekly(entry["id"], entry["who"], Words(entry["vi"], entry["en"]), entry["url"]) for entry in table()["weekly"]
    )


@cache
def kinds() -> dict[str, Words]:
    """What kinds of clocks are called."""
    return {kind: Words(entry["vi"], entry["en"]) for kind, entry in table()["kind"].items()}


def days_of(rule: Rule, due: date, calendar: Calendar, since: date | None = None) -> list[date]:
    """The days on which the rule tells of what runs since `since` and is due on `due`, in order; all are working days.

    >>> due_today = Rule("x", frozenset(), 0, "owner", Words("", ""))
    >>> days_of(due_today, date(2025, 12, 14), Calendar())  # a Sunday
    [datetime.date(2025, 12, 12)]
    """
    if rule.anchor == "since":
        if since is None:
            return []
        first = calendar.add_working_days(since, rule.offset)
    elif rule.offset <= 0:
        last = calendar.last_working(due)
        first = calendar.add_working_days(last, rule.offset) if rule.offset else last
    else:
        first = calendar.add_working_days(due, rule.offset)
    days = [first]
    for _ in range(1, rule.times):
        days.append(calendar.add_working_days(days[-1], rule.every))
    return days


@cache
def reach() -> tuple[int, int]:
    """How many calendar days before and after its last day a clock is spoken of at most: room for long holidays."""
    anchored = [rule for rule in rules() if rule.anchor == "due"]
    before = max(-rule.offset for rule in anchored)
    after = max(rule.offset + rule.every * (rule.times - 1) for rule in anchored)
    return before * 2 + 15, after * 2 + 15
