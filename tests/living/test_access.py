"""The table of access: every example in it is a test."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from lotrinh.living.access.rules import NOBODY, Holding, Person, may

TABLE = tomllib.loads((files("lotrinh.living.access") / "data" / "access.toml").read_text(encoding="utf-8"))
CASES = [(entry["id"], example) for entry in TABLE["act"] for example in entry["examples"]]


@pytest.mark.parametrize(("act", "example"), CASES, ids=str)
def test_example(act: str, example: dict[str, Any]) -> None:
    person = Person(1, "x", (Holding(example["role"], frozenset({1})),)) if example["role"] else NOBODY
    assert may(person, act, [1 if example.get("own", True) else 2]) is example["may"]


def test_every_act_has_a_yes_and_restricted_ones_a_no() -> None:
    for entry in TABLE["act"]:
        told = {example["may"] for example in entry["examples"]}
        assert told == ({True} if entry.get("public") else {True, False}), entry["id"]
