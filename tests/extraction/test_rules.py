"""The examples beside each rule are its tests."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.rules import KINDS, Example, Rule, all_rules, rules
from lotrinh.reading import read_document

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in all_rules()
    for number, example in enumerate(rule.examples, start=1)
]


def found_by(rule: Rule, example: Example) -> list[dict[str, Any]]:
    """The facts that `rule` finds in the text of `example`, as plain data, in order."""
    facts = extract(read_document(example.text.encode(), f"example.{example.format}"), {})  # every doubt is told
    if rule.kind == "document":
        identity = msgspec.to_builtins(facts.document)
        return [identity] if rule.id in identity["rules"].values() else []
    return [fact for fact in msgspec.to_builtins(getattr(facts, f"{rule.kind}s")) if fact["rule"] == rule.id]


def agrees(expected: dict[str, Any], fact: dict[str, Any]) -> bool:
    """Whether the fact has every expected slot; of a list of records only the named keys count."""
    return all(_same(value, fact.get(slot)) for slot, value in expected.items())


def _same(expected: Any, got: Any) -> bool:
    if isinstance(expected, list) and isinstance(got, (list, tuple)):
        return len(expected) == len(got) and all(map(_same, expected, got))
    if isinstance(expected, dict) and isinstance(got, dict):
        return agrees(expected, got)
    return bool(expected == got)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    found = found_by(rule, example)
    assert len(found) == len(example.expect), found
    for expected, fact in zip(example.expect, found, strict=True):
        assert agrees(expected, fact), (expected, fact)


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_explains_itself(kind: str) -> None:
    for rule in rules(kind):
        assert rule.id.startswith(f"{kind}."), rule.id
        assert rule.vi and rule.en and rule.vi != rule.en, rule.id
        assert rule.examples, rule.id


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(ids) == len(set(ids))
