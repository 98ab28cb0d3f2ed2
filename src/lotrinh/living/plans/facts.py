"""Between the records of a plan and the facts of the library: slots as targets, deadlines and headings.

Reads: slots (docs/facts.md, as people accepted them), sections of a document. Writes: `Target` facts, headings, days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from lotrinh.assessment.deadlines import Deadline, DeadlineKind, last_day, read_deadline
from lotrinh.extraction.facts import Target

_PLACED = frozenset({"start", "end", "rule", "reasons", "duplicate", "parent", "inherited"})
_KNOWN = {field.encode_name for field in msgspec.structs.fields(Target)} - _PLACED


@dataclass(frozen=True)
class Accepted:
    """A proposal that a person accepted: what enters a plan. Offsets are those of the document's text.

    `parent`: the proposal whose part this one is ("trong đó"). A target's slots may name under `amends` the id of the
    target of the plan that it changes, where people decided it.
    """

    proposal: int
    kind: str
    start: int
    end: int
    slots: Mapping[str, Any]
    parent: int | None = None


def target_fact(slots: Mapping[str, Any], start: int = 0, end: int = 0, parent: int | None = None) -> Target:
    """The target that `slots` tell. Raises ValueError that names the field which does not fit.

    >>> target_fact({"indicator": "Tỷ lệ hộ nghèo", "change": "level", "comparator": "eq", "low": 3, "high": 3}).low
    3.0
    """
    known = {key: value for key, value in slots.items() if key in _KNOWN}
    placed = {"start": start, "end": end, "rule": "", "parent": parent}
    try:
        return msgspec.convert({**known, **placed}, Target)
    except msgspec.ValidationError as problem:
        raise ValueError(str(problem)) from problem


def heading(sections: Mapping[str, Mapping[str, Any]], section: str | None) -> str:
    """The heading that readers know a fact by: the second level of the document's tree, where it has a title.

    `sections`: id → section as in the facts. Ids of a passage that stands twice carry "~2", which nobody prints.

    >>> tree = {"II": {"title": "CHỈ TIÊU", "parent": None}, "II.1": {"title": "Về kinh tế", "parent": "II"}}
    >>> heading(tree, "II.1"), heading(tree, "II"), heading(tree, "IX")
    ('II.1 Về kinh tế', 'II CHỈ TIÊU', '')
    """
    path: list[str] = []
    while section is not None and section in sections and section not in path:
        path.insert(0, section)
        section = sections[section].get("parent")
    for one in path[1::-1]:
        title = " ".join(str(sections[one].get("title") or "").split())
        if title:
            return f"{_TWICE.sub('', one)} {title}"[:300]
    return ""


_TWICE = re.compile(r"~\d+")


def sections_of(facts: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Id → section of a document's facts; empty for a document that was not read."""
    return {section["id"]: section for section in (facts or {}).get("sections", ())}


def deadline_of(slots: Mapping[str, Any]) -> Deadline:
    """The deadline that a task's slots state; one that cannot be read counts as none stated."""
    return _deadline(slots.get("due_kind") or "none", slots.get("due"), slots.get("due_text"), slots.get("recurrence"))


@lru_cache(maxsize=4096)
def _deadline(kind: str, due: str | None, text: str | None, recurrence: str | None) -> Deadline:
    try:
        return read_deadline(kind, due, text, recurrence)
    except ValueError:
        return Deadline(DeadlineKind.NONE)


def due_of(slots: Mapping[str, Any]) -> date | None:
    """The last day of a task; None where it has none, and for recurring work, which has one each round."""
    return last_day(deadline_of(slots))
