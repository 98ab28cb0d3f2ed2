"""How parts become the whole; the probes at which other systems failed."""

from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.accumulation import (
    Accumulation,
    Figure,
    Flaw,
    Rolled,
    of_updates,
    over_places,
    over_time,
)
from lotrinh.core.period import Kind, Period

A = Accumulation
Q1 = Period.quarter(2025, 1)
YEAR = Period.year(2025)


def months(*values: float | None, first: int = 1) -> dict[Period, Figure]:
    return {Period.month(2025, first + i): Figure(value) for i, value in enumerate(values)}


def test_a_reported_nothing_stays_nothing() -> None:
    """Probe: a reported 0 is a figure; a missing figure is none."""
    assert over_time(A.FLOW, months(0, 0, 0), Q1) == Rolled(0, 3, 3)
    assert over_time(A.FLOW, months(None, None, None), Q1) == Rolled(None, 0, 3, (Flaw.NOTHING,))
    assert over_time(A.FLOW, months(5, 0, None), Q1) == Rolled(5, 2, 3, (Flaw.PARTIAL,))
    assert over_places(A.STOCK, {"a": Figure(0)}) == Rolled(0, 1, 1)
    assert over_places(A.STOCK, {"a": Figure(0), "b": Figure()}) == Rolled(0, 1, 2, (Flaw.PARTIAL,))
    assert of_updates(A.LATEST, [5, 0]) == 0


def test_running_totals_of_two_officers_are_not_added() -> None:
    """Probe: cumulative 100 by one officer, then 120 by the next, is 120."""
    assert of_updates(A.CUMULATIVE, [100, 120]) == 120
    assert over_time(A.CUMULATIVE, months(100, 120), Period.months(2025, 1, 2)) == Rolled(120, 1, 1)
    assert over_time(A.CUMULATIVE, months(100, 120, None), Q1) == Rolled(120, 0, 1, (Flaw.PARTIAL,))


@pytest.mark.parametrize(
    ("kind", "value"),
    [(A.FLOW, 9), (A.STOCK, 4), (A.CUMULATIVE, 4), (A.LATEST, 4), (A.AVERAGE, 3)],
)
def test_months_to_a_quarter(kind: Accumulation, value: float) -> None:
    assert over_time(kind, months(2, 3, 4), Q1).value == value
    assert over_time(kind, dict(reversed(months(2, 3, 4).items())), Q1).value == value


def test_quarters_and_months_to_a_year() -> None:
    parts = {Period.quarter(2025, 1): Figure(10), Period.quarter(2025, 2): Figure(20), **months(5, 6, first=7)}
    assert over_time(A.FLOW, parts, YEAR) == Rolled(41, 8, 12, (Flaw.PARTIAL,))
    average = over_time(A.AVERAGE, parts, YEAR)
    assert average.value == pytest.approx((3 * 10 + 3 * 20 + 5 + 6) / 8)


def test_no_month_is_counted_twice() -> None:
    half = {Period.half(2025, 1): Figure(30)}
    assert over_time(A.FLOW, half | months(1, 2, 3, 4, 5, 6, 7), YEAR) == Rolled(37, 7, 12, (Flaw.PARTIAL,))
    nested = {Period.months(2025, 1, 9): Figure(75), Period.months(2025, 1, 6): Figure(50)}
    assert over_time(A.FLOW, nested, YEAR).value == 75
    shared_day = Period.between(date(2025, 6, 30), date(2025, 7, 10))
    assert over_time(A.FLOW, half | {shared_day: Figure(5)}, YEAR).value == 30
    before = Period.between(date(2024, 12, 20), date(2025, 1, 1))
    assert over_time(A.FLOW, half | {before: Figure(5)}, Period.years(2024, 2025)).value == 30
    missing = {Period.half(2025, 1): Figure(), **months(1, 2)}
    assert over_time(A.FLOW, missing, YEAR).value == 3


def test_periods_outside_the_whole_do_not_count() -> None:
    parts = {Period.month(2024, 12): Figure(100), **months(1, 2, 3, 4)}
    assert over_time(A.FLOW, parts, Q1) == Rolled(6, 3, 3)
    assert over_time(A.STOCK, parts, Q1) == Rolled(3, 1, 1)


def test_a_stock_without_its_last_month_is_partial() -> None:
    assert over_time(A.STOCK, months(7, 8, None), Q1) == Rolled(8, 0, 1, (Flaw.PARTIAL,))
    assert over_time(A.STOCK, {}, Q1) == Rolled(None, 0, 1, (Flaw.NOTHING,))


def test_days_are_counted_where_there_are_no_months() -> None:
    days = {day: Figure(1) for day in Period.month(2025, 2).split(Kind.DAY)[:14]}
    assert over_time(A.FLOW, days, Period.month(2025, 2)) == Rolled(14, 14, 28, (Flaw.PARTIAL,))
    mixed = days | {Period.month(2025, 3): Figure(10)}
    assert over_time(A.FLOW, mixed, Q1) == Rolled(24, 14 + 31, 90, (Flaw.PARTIAL,))


def test_a_running_total_that_fell_is_told() -> None:
    assert over_time(A.CUMULATIVE, months(5, 4, 6), Q1).flaws == (Flaw.FELL,)
    assert over_time(A.CUMULATIVE, months(5, 5, 6), Q1).flaws == ()
    assert over_time(A.STOCK, months(5, 4, 6), Q1).flaws == ()


def test_ratios_come_from_both_sides() -> None:
    """Poor households of all households: 10 of 100 and 90 of 300 are 25 %, not the mean of 10 and 30."""
    poor = {"A": Figure(numerator=10, denominator=100), "B": Figure(numerator=90, denominator=300)}
    assert over_places(A.RATIO, poor) == Rolled(25.0, 2, 2, (), 100, 400)
    poor["C"] = Figure(numerator=5)  # its households are not told: it must not add to one side only
    assert over_places(A.RATIO, poor) == Rolled(25.0, 2, 3, (Flaw.PARTIAL,), 100, 400)
    assert over_places(A.RATIO, {"C": Figure(value=30.0)}) == Rolled(None, 0, 1, (Flaw.NOTHING,))
    none = over_places(A.RATIO, {"A": Figure(numerator=0, denominator=0)})
    assert none == Rolled(None, 1, 1, (Flaw.NO_DENOMINATOR,), 0, 0.0)
    assert over_places(A.RATIO, {"A": Figure(numerator=3, denominator=4)}, scale=1).value == 0.75


def test_ratios_in_time() -> None:
    parts = {
        Period.month(2025, 1): Figure(numerator=10, denominator=100),
        Period.month(2025, 2): Figure(numerator=30, denominator=50),
        Period.month(2025, 3): Figure(numerator=99),
    }
    stock = over_time(A.RATIO, parts, Q1)
    assert (stock.value, stock.numerator, stock.denominator, stock.flaws) == (60.0, 30, 50, (Flaw.PARTIAL,))
    flow = over_time(A.RATIO, parts, Q1, numerator=A.FLOW, denominator=A.FLOW, scale=1)
    assert flow.value == pytest.approx(40 / 150) and (flow.told, flow.wanted) == (2, 3)
    mixed = over_time(A.RATIO, parts, Period.months(2025, 1, 2), numerator=A.FLOW, denominator=A.AVERAGE)
    assert mixed.value == pytest.approx(100 * 40 / 75) and mixed.flaws == ()
    assert over_time(A.RATIO, {}, Q1) == Rolled(None, 0, 1, (Flaw.NOTHING,))


def test_over_places() -> None:
    places = {"A": Figure(2), "B": Figure(4), "C": Figure()}
    for kind in (A.FLOW, A.STOCK, A.CUMULATIVE):
        assert over_places(kind, places) == Rolled(6, 2, 3, (Flaw.PARTIAL,))
    assert over_places(A.LATEST, places) == Rolled(None, 2, 3, (Flaw.NOT_ADDITIVE, Flaw.PARTIAL))
    assert over_places(A.LATEST, {"A": Figure(2)}) == Rolled(2, 1, 1)
    assert over_places(A.AVERAGE, places) == Rolled(3, 2, 3, (Flaw.PARTIAL, Flaw.UNWEIGHTED))
    assert over_places(A.AVERAGE, places, weights={"A": 3, "B": 1, "C": 9}) == Rolled(2.5, 2, 3, (Flaw.PARTIAL,))
    assert over_places(A.AVERAGE, places, weights={"A": 3}).flaws == (Flaw.PARTIAL, Flaw.UNWEIGHTED)
    assert over_places(A.FLOW, {}) == Rolled(None, 0, 0, (Flaw.NOTHING,))
    assert over_places(A.FLOW, places).whole is False and over_places(A.FLOW, {"A": Figure(1)}).whole


def test_nonsense_is_missing() -> None:
    assert over_time(A.FLOW, months(1, nan, inf), Q1) == Rolled(1, 1, 3, (Flaw.PARTIAL,))
    assert over_places(A.STOCK, {"A": Figure(nan)}) == Rolled(None, 0, 1, (Flaw.NOTHING,))
    assert of_updates(A.FLOW, [nan, 1]) == 1 and of_updates(A.STOCK, []) is None


def test_entries_of_one_period() -> None:
    assert of_updates(A.STOCK, [1, 2, 3]) == 3
    entries = [3, None, 4]
    assert {kind: of_updates(kind, entries) for kind in (A.FLOW, A.STOCK, A.LATEST, A.AVERAGE)} == {
        A.FLOW: 7, A.STOCK: 4, A.LATEST: 4, A.AVERAGE: 4,
    }  # fmt: skip


@given(st.lists(st.none() | st.integers(-50, 50), min_size=12, max_size=12))
def test_quarters_first_or_not_a_flow_is_the_same(values: list[int | None]) -> None:
    parts = months(*values)
    direct = over_time(A.FLOW, parts, YEAR)
    quarters = {quarter: Figure(over_time(A.FLOW, parts, quarter).value) for quarter in YEAR.split(Kind.QUARTER)}
    by_quarter = over_time(A.FLOW, quarters, YEAR)
    assert direct.value == by_quarter.value
    assert direct.told == sum(value is not None for value in values)
    assert (direct.value is None) == (direct.told == 0)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=8))
def test_a_ratio_lies_between_those_of_its_places(sides: list[tuple[int, int]]) -> None:
    parts = {str(i): Figure(numerator=a, denominator=b) for i, (a, b) in enumerate(sides)}
    value = over_places(A.RATIO, parts).value
    each = [100 * a / b for a, b in sides]
    assert value is not None and min(each) - 1e-9 <= value <= max(each) + 1e-9


def test_the_newest_is_the_one_that_ends_last() -> None:
    half = {Period.months(2025, 1, 6): Figure(9), Period.month(2025, 3): Figure(4)}
    assert over_time(A.STOCK, half, Period.half(2025, 1)) == Rolled(9, 1, 1)
    assert over_time(A.CUMULATIVE, half, Period.half(2025, 1)) == Rolled(9, 1, 1)


def test_days_weigh_where_a_part_has_no_whole_months() -> None:
    tenth = Period(Kind.DAYS, date(2025, 1, 1), date(2025, 1, 10))
    rest = Period(Kind.DAYS, date(2025, 1, 11), date(2025, 1, 31))
    mean = over_time(A.AVERAGE, {tenth: Figure(31.0), rest: Figure(0.0)}, Period.month(2025, 1))
    assert mean == Rolled(10.0, 31, 31)
