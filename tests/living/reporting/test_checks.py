"""The table of checks: every example in it is a test."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from lotrinh.living.reporting.checks import Facts, findings, table

TABLE = tomllib.loads((files("lotrinh.living.reporting") / "data" / "checks.toml").read_text(encoding="utf-8"))
CASES = [(one["id"], example) for one in TABLE["check"] for example in one["examples"]]


@pytest.mark.parametrize(("check", "example"), CASES, ids=str)
def test_example(check: str, example: dict[str, Any]) -> None:
    fields = {key: value for key, value in example.items() if key != "found"}
    assert (check in {found.id for found in findings(Facts(**fields))}) is example["found"]


def test_every_check_has_a_yes_and_a_no() -> None:
    for one in TABLE["check"]:
        assert {example["found"] for example in one["examples"]} == {True, False}, one["id"]
    assert {one.level for one in table()} == {"block", "explain", "ask"}


def test_what_blocks_stays_and_what_wants_an_explanation_is_settled_by_one() -> None:
    found = {one.id: one for one in findings(Facts(value=9.0, last=1.0, unit="ha", evidence=True))}
    assert found["evidence"].open("vì")
    assert found["jump"].open(" ")
    assert not found["jump"].open("dự án mới hoàn thành")


def test_a_finding_tells_both_languages_with_their_numbers() -> None:
    (found,) = findings(Facts(value=4.5, last=1.5, unit="nghìn ha"))
    assert "1,5" in found.words.vi
    assert "1.5" in found.words.en
    assert "gấp 3 lần" in found.words.vi
