"""Contradictions in the arithmetic of printed figures, and none where rounding explains the difference."""

from __future__ import annotations

import pytest

from lotrinh.checking import Sheet, Verdict, check, findings_of
from lotrinh.checking.engine import AT_READING
from lotrinh.extraction.facts import Comparison, DocumentInfo, Facts, Result, Target


def head_count(value: float, difference: float, percent: float) -> Facts:
    """A herd of `value` head, which grew by `difference` head and `percent` % in a year."""
    comparisons = tuple(
        Comparison(base="previous_year", change="increase", value=told, unit=unit)
        for told, unit in ((percent, "%"), (difference, "con"))
    )
    result = Result(
        start=0, end=9, rule="result.level", indicator="Tổng đàn trâu, bò", change="level", low=value, high=value,
        unit="con", comparisons=comparisons,
    )  # fmt: skip
    return Facts(file="", document=DocumentInfo(), results=(result,))


def shares(*values: float) -> Facts:
    targets = tuple(
        Target(
            start=at, end=at + 1, rule="target.share", indicator=f"Tỷ trọng ngành thứ {at}", change="level",
            comparator="eq", low=value, high=value, unit="%", due=2030,
        )
        for at, value in enumerate(values)
    )  # fmt: skip
    return Facts(file="", document=DocumentInfo(), targets=targets)


@pytest.mark.parametrize(
    ("value", "difference", "percent"), [(517_796, 812, 0.16), (110, 10, 10), (3, 1, 51), (120_621, 2_111, 1.79)]
)
def test_growth_and_difference_that_agree(value: float, difference: float, percent: float) -> None:
    assert check(head_count(value, difference, percent)) == ()


@pytest.mark.parametrize(("value", "difference", "percent"), [(517_796, 812, 0.19), (110, 10, 12), (110, 10, 1e-5)])
def test_growth_and_difference_that_contradict(value: float, difference: float, percent: float) -> None:
    assert [finding.rule for finding in check(head_count(value, difference, percent))] == ["growth-and-difference"]


def test_the_same_target_told_twice() -> None:
    first, second = shares(40, 45).targets
    named = [
        Target(
            start=target.start, end=target.end, rule="target.level", indicator=indicator, change="level",
            comparator="eq", low=target.low, high=target.high, unit="%", due=2030,
        )
        for target, indicator in ((first, "Tỷ lệ che phủ rừng"), (second, "tỷ lệ  che phủ RỪNG"))
    ]  # fmt: skip
    findings = check(Facts(file="", document=DocumentInfo(), targets=tuple(named)))
    assert [(finding.rule, finding.start) for finding in findings] == [("target-told-twice", 1)]


def test_shares_of_one_whole() -> None:
    assert check(shares(30, 40, 30)) == ()
    assert [finding.rule for finding in check(shares(30, 40, 40))] == ["shares-of-one-whole"]


def test_the_quick_look_at_reading_hides_no_contradiction() -> None:
    for value in (110, 1_204, 517_796, 12.5):
        for step in (1, 7.5, 10, 96, -3):
            for growth in (0.1, 0.67, 8.3, 8.34, 10, 331.03, -5):
                facts = head_count(value, step, growth)
                quick = findings_of(Sheet(facts), AT_READING)
                told = {finding.start for finding in quick if finding.verdict is Verdict.CONTRADICTION}
                assert told == {finding.start for finding in check(facts)}, (value, step, growth)
