"""What changed between a document and the one that it corrects: facts added, gone, changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.told import KINDS, tell

FACTS = {"targets": "target", "tasks": "task", "results": "result"}
_PLACE = frozenset({"start", "end", "rule", "reasons", "duplicate", "parent", "section", "inherited"})


@dataclass(frozen=True)
class Item:
    """One fact: its kind, slots and source text."""

    kind: str
    slots: Mapping[str, Any]
    quote: str
    start: int
    end: int

    @property
    def told(self) -> str:
        """In one line of words."""
        told = tell(self.kind, self.slots, self.quote)
        details = "; ".join(text for _, text in told.details)
        return f"{KINDS[self.kind]}: {told.line}" + (f" ({details})" if details else "")


@dataclass(frozen=True)
class Difference:
    """`changed`: pairs of old and new, which speak of the same thing with other values. `same`: how many are alike."""

    added: tuple[Item, ...]
    gone: tuple[Item, ...]
    changed: tuple[tuple[Item, Item], ...]
    same: int


def items(document: Document) -> list[Item]:
    """The facts of a document that count, in the order of the text."""
    facts = document.facts or {}
    found = [
        Item(kind, fact, document.text[fact["start"] : fact["end"]], fact["start"], fact["end"])
        for name, kind in FACTS.items()
        for fact in facts.get(name, ())
        if not fact["duplicate"]
    ]
    return sorted(found, key=lambda item: (item.start, item.end))


def difference(old: Document, new: Document) -> Difference:
    """From `old` to `new`. Alike facts are paired first, then those that name the same thing, in the text's order."""
    before, after = items(old), items(new)
    same = _pair(before, after, _content)
    left, right = _without(before, after, same)
    changed = _pair(left, right, _subject)
    gone, added = _without(left, right, changed)
    return Difference(tuple(added), tuple(gone), tuple(changed), len(same))


def _content(item: Item) -> object:
    slots = {key: value for key, value in item.slots.items() if key not in _PLACE}
    return item.kind, fold(item.quote), repr(sorted(slots.items()))


def _subject(item: Item) -> object:
    if item.kind == "task":
        return item.kind, fold(item.quote)[:60]
    return item.kind, fold(item.slots.get("indicator") or ""), fold(item.slots.get("scope") or "")


def _pair(before: list[Item], after: list[Item], key: Any) -> list[tuple[Item, Item]]:
    waiting: dict[object, list[Item]] = defaultdict(list)
    for item in before:
        waiting[key(item)].append(item)
    return [(waiting[key(item)].pop(0), item) for item in after if waiting.get(key(item))]


def _without(before: list[Item], after: list[Item], pairs: list[tuple[Item, Item]]) -> tuple[list[Item], list[Item]]:
    old, new = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return [item for item in before if id(item) not in old], [item for item in after if id(item) not in new]
