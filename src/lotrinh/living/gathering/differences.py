"""What changed from one snapshot of a period to the next: figures added, gone, told anew. Pure, over their texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lotrinh.living.gathering.models import Snapshot


@dataclass(frozen=True, slots=True)
class Change:
    """One thing told differently; None: it was not told. `before`, `after`: rows of the snapshots' figures."""

    indicator: int
    area: int | None
    agency: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed between two snapshots."""

    figures: tuple[Change, ...]
    verdicts: tuple[tuple[int, Mapping[str, Any] | None, Mapping[str, Any] | None], ...]


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """From one snapshot to a later one of the same period."""
    old, new = json.loads(before.content), json.loads(after.content)
    was, now = _by_key(old["figures"]), _by_key(new["figures"])
    figures = [
        Change(key[0], key[1], key[2], was.get(key), now.get(key))
        for key in sorted({**was, **now}, key=str)
        if _value(was.get(key)) != _value(now.get(key))
    ]
    before_by, after_by = ({one["target"]: one for one in told["results"]["verdicts"]} for told in (old, new))
    verdicts = [
        (target, before_by.get(target), after_by.get(target))
        for target in sorted({*before_by, *after_by})
        if _status(before_by.get(target)) != _status(after_by.get(target))
    ]
    return Difference(tuple(figures), tuple(verdicts))


def _by_key(rows: list[Mapping[str, Any]]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    return {(row["indicator"], row["area"], row["agency"], row["scope"]): row for row in rows}


def _value(row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if row is None else (row["value"], row["unit"], row["vintage"])


def _status(row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if row is None else (row["status"], row["word"])
