"""Whether slots keep the contract (docs/facts.md): the records of the library judge, not a list of our own."""

from __future__ import annotations

from typing import Any

import msgspec

from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.extraction.facts import Result, Target, Task
from lotrinh.living.review.models import Kind

Slots = dict[str, Any]

RECORDS: dict[str, type[msgspec.Struct]] = {Kind.TARGET: Target, Kind.TASK: Task, Kind.RESULT: Result}
OURS: dict[str, frozenset[str]] = {
    Kind.TARGET: frozenset({"amends"}),
    Kind.TASK: frozenset(),
    Kind.RESULT: frozenset({"indicator_id", "vintage"}),
}
"""Slots that people set in a review and that no document tells: which target is amended, which indicator is meant."""

_NOWHERE = {"start": 0, "end": 1, "rule": "person"}


def check(kind: str, slots: Slots) -> Slots:
    """The slots, complete and in the contract's form. Raises ValueError that names what does not fit."""
    record = RECORDS[kind]
    known = {field.encode_name for field in msgspec.structs.fields(record)}
    told = {key: value for key, value in slots.items() if key in known and key not in _NOWHERE}
    try:
        fact = msgspec.convert({**told, **_NOWHERE}, record)
    except msgspec.ValidationError as problem:
        raise ValueError(str(problem)) from problem
    checked: Slots = msgspec.to_builtins(fact)
    _check_value(kind, checked)
    if checked.get("period"):
        Period.parse(checked["period"])
    return {key: value for key, value in checked.items() if key in told} | {
        key: slots[key] for key in OURS[kind] if slots.get(key) not in (None, "")
    }


def _check_value(kind: str, slots: Slots) -> None:
    if kind == Kind.TASK or (slots["low"] is None and slots["high"] is None):
        return
    Quantity.of(slots.get("comparator") or "eq", slots["low"], slots["high"], slots["unit"])
