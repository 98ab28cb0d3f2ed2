"""Targets that two documents of one chain tell differently: news against plan, plan against what it carries out.

Reads: facts of documents. Writes: pairs of statements that cannot both hold. Rounding is no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lotrinh.assessment.matching import wording
from lotrinh.core.quantity import Quantity
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.told import tell

MOST = 6  # documents that one is held against


@dataclass(frozen=True)
class Contradiction:
    """Here `start`–`end` says `told`; `other` says `other_told` at `other_start`–`other_end`."""

    told: str
    start: int
    end: int
    other: Document
    other_told: str
    other_start: int
    other_end: int


def contradictions(document: Document, others: Iterable[Document]) -> list[Contradiction]:
    """What the targets of `document` and those of the others say of one indicator, year and scope, apart."""
    own: dict[object, Mapping[str, Any]] = {}
    for target in _targets(document):
        own.setdefault(_key(target), target)
    return [
        Contradiction(
            tell("target", mine).line,
            mine["start"],
            mine["end"],
            other,
            tell("target", target).line,
            target["start"],
            target["end"],
        )
        for other in others
        for target in _targets(other)
        if (mine := own.get(_key(target))) is not None and _apart(mine, target)
    ]


def _targets(document: Document) -> Iterator[Mapping[str, Any]]:
    for target in (document.facts or {}).get("targets", ()):
        valued = target["low"] is not None or target["high"] is not None
        if valued and target["due"] is not None and not target["duplicate"] and target["parent"] is None:
            yield target


def _key(target: Mapping[str, Any]) -> object:
    name = wording(target["indicator"])
    words = name if len(name.split()) > 1 else fold(target["indicator"])
    return (
        words,
        str(target["due"]),
        target["change"],
        target["per"],
        fold(target["unit"] or ""),
        fold(target["scope"] or ""),
    )


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    try:
        (low, high), (least, most) = (_quantity(target).interval() for target in (one, other))
    except ValueError:
        return False
    return (low is not None and most is not None and low > most) or (
        high is not None and least is not None and high < least
    )


def _quantity(target: Mapping[str, Any]) -> Quantity:
    comparator = target["comparator"] or "eq"
    return Quantity.of(comparator, target["low"], target["high"], target["unit"], approx=target["approx"])
