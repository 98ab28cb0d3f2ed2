"""The fewest figures whose change mends all balances: the worked cases of Scholtus, and properties."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.checking.feasible import feasible
from lotrinh.checking.localise import localise, violated
from lotrinh.core.interval import Interval

# S. Scholtus (2009), "Automatic correction of simple typing errors in numerical data with balance edits", section 4:
# x1+x2=x3, x2=x4, x5+x6+x7=x8, x3+x8=x9, x9-x10=x11.
BALANCES = [
    {0: 1, 1: 1, 2: -1}, {1: 1, 3: -1}, {4: 1, 5: 1, 6: 1, 7: -1}, {2: 1, 7: 1, 8: -1}, {8: 1, 9: -1, 10: -1},
]  # fmt: skip
RIGHT = (1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137)


def changed(**edits: int) -> list[Interval]:
    return [Interval.of(edits.get(f"x{at + 1}", value)) for at, value in enumerate(RIGHT)]


@pytest.mark.parametrize(
    ("edits", "suspects"),
    [
        ({}, [()]),
        ({"x4": 161}, [(3,)]),
        ({"x4": 161, "x9": 19979}, [(3, 8)]),
        ({"x4": 161, "x9": 19979, "x5": 0, "x6": 0, "x7": 0}, [(3, 4, 8), (3, 5, 8), (3, 6, 8)]),
        ({"x8": 0}, [(7,)]),
    ],
)
def test_the_published_record(edits: dict[str, int], suspects: list[tuple[int, ...]]) -> None:
    assert localise(changed(**edits), BALANCES) == suspects


def test_rounded_figures_are_given_their_room() -> None:
    rounded = [Interval.of(value, Fraction(1, 2)) for value in (1, 1, 3)]
    assert violated(rounded, [{0: 1, 1: 1, 2: -1}]) == []
    assert violated([*rounded[:2], Interval.of(4, Fraction(1, 2))], [{0: 1, 1: 1, 2: -1}]) == [0]


def test_balances_that_hold_alone_may_not_hold_together() -> None:
    """Each sum allows 10 ± 0,5, but no value fulfils both."""
    values = [Interval.of(10, Fraction(1, 2)), Interval.of(Fraction("9.6")), Interval.of(Fraction("10.4"))]
    equations = [{0: 1, 1: -1}, {0: 1, 2: -1}]
    assert violated(values, equations) == []
    assert localise(values, equations) == [(1,), (2,)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9999), min_size=7, max_size=7), st.integers(0, 10), st.integers(1, 99))
def test_one_planted_error_is_mended_by_one_figure(free: list[int], at: int, step: int) -> None:
    x1, x2, x5, x6, x7, x10, _ = free
    record = [x1, x2, x1 + x2, x2, x5, x6, x7, x5 + x6 + x7]
    record += [record[2] + record[7], x10, record[2] + record[7] - x10]
    assert localise([Interval.of(value) for value in record], BALANCES) == [()]
    record[at] += step
    values = [Interval.of(value) for value in record]
    assert (at,) in localise(values, BALANCES)
    assert feasible(values, BALANCES, (at,))
