"""Periods as typed and as told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.period_words import period_told, typed_period

TYPED = {
    "2024": "2024",
    "năm 2024": "2024",
    "cả năm 2024": "2024",
    "12 tháng 2024": "2024",
    "quý III/2024": "2024-Q3",
    "Quý 3 năm 2024": "2024-Q3",
    "Q3/2024": "2024-Q3",
    "III/2024": "2024-Q3",
    "11 tháng 2024": "2024-01/2024-11",
    "11 tháng năm 2024": "2024-01/2024-11",
    "11T/2024": "2024-01/2024-11",
    "tháng 7/2024": "2024-07",
    "T7/2024": "2024-07",
    "07/2024": "2024-07",
    "đến 26/12/2024": "as-of 2024-12-26",
    "đến ngày 26/12/2024": "as-of 2024-12-26",
    "26/12/2024": "as-of 2024-12-26",
    "tính đến hết năm 2024": "as-of 2024-12-31",
    "giai đoạn 2021-2025": "2021/2025",
    "as-of 2024-12-26": "as-of 2024-12-26",
    "2024-W07": "2024-W07",
}


@pytest.mark.parametrize(("typed", "period"), TYPED.items())
def test_office_ways_of_writing_a_period_are_read(typed: str, period: str) -> None:
    assert str(typed_period(typed)) == period


@pytest.mark.parametrize("typed", ["", "quý III", "31/02/2024", "13 tháng 2024", "năm 24", "2024 2025", "x" * 200, "1"])
def test_what_names_no_period_gives_none(typed: str) -> None:
    assert typed_period(typed) is None


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
PERIODS = st.one_of(
    st.builds(Period.year, st.integers(1990, 2090)),
    st.builds(Period.quarter, st.integers(1990, 2090), st.integers(1, 4)),
    st.builds(Period.half, st.integers(1990, 2090), st.integers(1, 2)),
    st.builds(Period.month, st.integers(1990, 2090), st.integers(1, 12)),
    st.builds(Period.week, st.integers(1990, 2090), st.integers(1, 52)),
    st.builds(Period.as_of, DAYS),
    st.builds(Period.day, DAYS),
    st.builds(lambda a, b: Period.between(min(a, b), max(a, b)), DAYS, DAYS),
)


@given(PERIODS)
def test_what_a_page_tells_can_be_typed_again(period: Period) -> None:
    again = typed_period(period_told(period))
    assert again is not None
    assert (again.first, again.last) == (period.first, period.last)
    assert period_told(period, "en")
