"""Periods: kinds, printing, order, neighbours, parts."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.period import Kind, Period, month_end

years = st.integers(1901, 2198)
months = st.integers(1, 12)
days = st.dates(date(1901, 1, 1), date(2198, 12, 31))
two_days = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Period(Kind.DAYS, *pair))
periods = st.one_of(
    days.map(Period.day),
    days.map(Period.as_of),
    two_days,
    st.builds(Period.week, years, st.integers(1, 52)),
    st.builds(Period.month, years, months),
    st.builds(Period.quarter, years, st.integers(1, 4)),
    st.builds(Period.half, years, st.integers(1, 2)),
    st.builds(lambda year, ends: Period.months(year, min(ends), max(ends)), years, st.tuples(months, months)),
    st.builds(Period.year, years),
    st.builds(lambda year, length: Period.years(year, year + length), st.integers(1901, 2100), st.integers(1, 30)),
)

EXAMPLES = [
    (Period.year(2024), "2024", date(2024, 1, 1), date(2024, 12, 31)),
    (Period.half(2024, 1), "2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
    (Period.half(2024, 2), "2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
    (Period.quarter(2024, 1), "2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
    (Period.quarter(2024, 3), "2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
    (Period.quarter(2024, 4), "2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
    (Period.month(2024, 2), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    (Period.month(2024, 11), "2024-11", date(2024, 11, 1), date(2024, 11, 30)),
    (Period.months(2024, 1, 11), "2024-01/2024-11", date(2024, 1, 1), date(2024, 11, 30)),
    (Period.months(2024, 11, 2, last_year=2025), "2024-11/2025-02", date(2024, 11, 1), date(2025, 2, 28)),
    (Period.as_of(date(2024, 12, 26)), "as-of 2024-12-26", date(2024, 12, 26), date(2024, 12, 26)),
    (Period.day(date(2024, 12, 26)), "2024-12-26", date(2024, 12, 26), date(2024, 12, 26)),
    (Period.week(2020, 53), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    (Period.years(2021, 2030), "2021/2030", date(2021, 1, 1), date(2030, 12, 31)),
    (
        Period(Kind.DAYS, date(2024, 12, 15), date(2025, 9, 14)),
        "2024-12-15/2025-09-14",
        date(2024, 12, 15),
        date(2025, 9, 14),
    ),
]


@pytest.mark.parametrize(("period", "printed", "first", "last"), EXAMPLES)
def test_prints_and_bounds(period, printed, first, last):
    assert (str(period), period.first, period.last) == (printed, first, last)


def test_every_kind_has_an_example():
    assert {period.kind for period, *_ in EXAMPLES} == set(Kind)


@given(periods)
def test_what_is_printed_is_read_back(period):
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-0", "2024-00", "2024-13", "2024-Q0", "2024-Q5", "2024-H3", "2024-W54", "2023-W53", "2024-02-30",
     "as-of 2024", "as-of 2023-02-29", "2030/2021", "2024/2024", "2024-05/2024-04", "2024-12-26/2024-12-26",
     "2024 ", " 2024", "2024-1", "0000"],
)  # fmt: skip
def test_parse_refuses(text):
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (Kind.YEAR, date(2024, 1, 1), date(2024, 12, 30)),
        (Kind.YEAR, date(2024, 1, 1), date(2025, 12, 31)),
        (Kind.YEARS, date(2024, 1, 1), date(2024, 12, 31)),
        (Kind.YEARS, date(2024, 1, 2), date(2025, 12, 31)),
        (Kind.HALF, date(2024, 4, 1), date(2024, 9, 30)),
        (Kind.QUARTER, date(2024, 2, 1), date(2024, 4, 30)),
        (Kind.QUARTER, date(2024, 1, 1), date(2024, 4, 30)),
        (Kind.MONTH, date(2024, 1, 1), date(2024, 1, 30)),
        (Kind.MONTH, date(2024, 1, 2), date(2024, 1, 31)),
        (Kind.MONTHS, date(2024, 1, 1), date(2024, 3, 30)),
        (Kind.MONTHS, date(2024, 3, 1), date(2024, 2, 29)),
        (Kind.WEEK, date(2024, 1, 2), date(2024, 1, 8)),
        (Kind.WEEK, date(2024, 1, 1), date(2024, 1, 6)),
        (Kind.DAY, date(2024, 1, 1), date(2024, 1, 2)),
        (Kind.AS_OF, date(2024, 1, 1), date(2024, 1, 2)),
        (Kind.DAYS, date(2024, 1, 1), date(2024, 1, 1)),
    ],
)
def test_a_period_is_of_its_kind(kind, first, last):
    with pytest.raises(ValueError, match=f"not a {kind}"):
        Period(kind, first, last)


@pytest.mark.parametrize(
    ("make", "numbers"),
    [
        (Period.month, (2024, 13)),
        (Period.month, (2024, 0)),
        (Period.quarter, (2024, 5)),
        (Period.half, (2024, 0)),
        (Period.week, (2023, 53)),
    ],
)
def test_constructors_refuse_numbers_out_of_range(make, numbers):
    with pytest.raises(ValueError, match=r".+"):
        make(*numbers)


@pytest.mark.parametrize(
    ("period", "shorter", "longer"),
    [
        (Period.year(2024), "2023", "2025"),
        (Period.half(2024, 1), "2023-H2", "2024-H2"),
        (Period.quarter(2024, 4), "2024-Q3", "2025-Q1"),
        (Period.month(2024, 1), "2023-12", "2024-02"),
        (Period.months(2024, 7, 9), "2024-04/2024-06", "2024-10/2024-12"),
        (Period.years(2021, 2025), "2016/2020", "2026/2030"),
        (Period.week(2020, 53), "2020-W52", "2021-W01"),
        (Period.day(date(2024, 3, 1)), "2024-02-29", "2024-03-02"),
        (Period.as_of(date(2024, 12, 31)), "as-of 2024-12-30", "as-of 2025-01-01"),
        (Period(Kind.DAYS, date(2025, 1, 1), date(2025, 1, 10)), "2024-12-22/2024-12-31", "2025-01-11/2025-01-20"),
    ],
)
def test_neighbours(period, shorter, longer):
    assert (str(period.previous), str(period.next)) == (shorter, longer)


@given(periods.filter(lambda period: period.kind is not Kind.AS_OF))
def test_neighbours_touch_and_lead_back(period):
    assert (period.next.first - period.last).days == 1
    assert (period.first - period.previous.last).days == 1
    assert period.next.previous == period.previous.next == period == period.shifted(0)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.year(2024), "2023"),
        (Period.quarter(2024, 1), "2023-Q1"),
        (Period.months(2025, 1, 9), "2024-01/2024-09"),
        (Period.months(2024, 1, 2), "2023-01/2023-02"),
        (Period.month(2024, 2), "2023-02"),
        (Period.week(2020, 53), "2019-W52"),
        (Period.week(2021, 7), "2020-W07"),
        (Period.as_of(date(2024, 2, 29)), "as-of 2023-02-28"),
        (Period.day(date(2024, 12, 26)), "2023-12-26"),
        (Period.years(2021, 2030), "2020/2029"),
        (Period(Kind.DAYS, date(2024, 12, 15), date(2025, 9, 14)), "2023-12-15/2024-09-14"),
    ],
)
def test_same_period_of_the_year_before(period, expected):
    assert str(period.year_before()) == expected


def test_several_years_before():
    assert str(Period.month(2025, 2).year_before(5)) == "2020-02"
    assert str(Period.as_of(date(2024, 2, 29)).year_before(4)) == "as-of 2020-02-29"


@pytest.mark.parametrize(
    ("period", "kind", "count", "first", "last"),
    [
        (Period.year(2024), Kind.MONTH, 12, "2024-01", "2024-12"),
        (Period.year(2024), Kind.QUARTER, 4, "2024-Q1", "2024-Q4"),
        (Period.year(2024), Kind.HALF, 2, "2024-H1", "2024-H2"),
        (Period.year(2024), Kind.DAY, 366, "2024-01-01", "2024-12-31"),
        (Period.months(2024, 4, 9), Kind.QUARTER, 2, "2024-Q2", "2024-Q3"),
        (Period.months(2025, 1, 9), Kind.MONTH, 9, "2025-01", "2025-09"),
        (Period.years(2021, 2030), Kind.YEAR, 10, "2021", "2030"),
        (Period.month(2024, 2), Kind.DAY, 29, "2024-02-01", "2024-02-29"),
        (Period.quarter(2024, 2), Kind.QUARTER, 1, "2024-Q2", "2024-Q2"),
    ],
)
def test_split(period, kind, count, first, last):
    parts = period.split(kind)
    assert (len(parts), str(parts[0]), str(parts[-1])) == (count, first, last)
    assert all(one.next == other for one, other in pairwise(parts))


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        (Period.months(2024, 1, 5), Kind.QUARTER),
        (Period.months(2024, 2, 6), Kind.QUARTER),
        (Period.months(2024, 2, 4), Kind.QUARTER),
        (Period.month(2024, 1), Kind.YEAR),
        (Period.year(2024), Kind.WEEK),
        (Period.week(2024, 1), Kind.MONTH),
    ],
)
def test_split_refuses_parts_that_do_not_fill(period, kind):
    with pytest.raises(ValueError, match="is not made of"):
        period.split(kind)


@given(periods, periods)
def test_containment_agrees_with_days(one, other):
    assert one.contains(other) == (one.contains(other.first) and one.contains(other.last))
    assert one.contains(one.first)
    assert one.contains(one.last)
    assert not one.contains(date.fromordinal(one.first.toordinal() - 1))
    assert not one.contains(date.fromordinal(one.last.toordinal() + 1))


def test_order_is_by_end_then_by_length():
    printed = [
        "2023",
        "2024-10",
        "as-of 2024-12-31",
        "2024-12-31",
        "2024-12",
        "2024-Q4",
        "2024-H2",
        "2024",
        "2021/2024",
    ]
    assert [str(period) for period in sorted(map(Period.parse, reversed(printed)))] == printed


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021/2025"),
        (date(2025, 4, 1), date(2025, 6, 30), "2025-Q2"),
        (date(2025, 4, 1), date(2025, 4, 30), "2025-04"),
        (date(2025, 1, 1), date(2025, 6, 30), "2025-01/2025-06"),
        (date(2025, 1, 1), date(2025, 1, 1), "2025-01-01"),
        (date(2025, 1, 1), date(2025, 1, 2), "2025-01-01/2025-01-02"),
    ],
)
def test_between_gives_the_plainest(first, last, expected):
    assert str(Period.between(first, last)) == expected


@pytest.mark.parametrize(
    ("printed", "months_in", "days_in", "cumulative"),
    [
        ("2025-01/2025-09", 9, 273, True),
        ("2025-07/2025-09", 3, 92, False),
        ("2024-11/2025-02", 4, 120, False),
        ("2025", 12, 365, False),
        ("2021/2030", 120, 3652, False),
        ("as-of 2024-12-26", 0, 1, True),
        ("2024-12-15/2025-09-14", 0, 274, False),
        ("2024-W07", 0, 7, False),
    ],
)
def test_lengths(printed, months_in, days_in, cumulative):
    period = Period.parse(printed)
    assert (period.month_count, period.days, period.cumulative) == (months_in, days_in, cumulative)


@given(years, months)
def test_month_end_is_the_day_before_the_next_month(year, month):
    following = date(year + month // 12, month % 12 + 1, 1)
    assert (following - month_end(year, month)).days == 1


@pytest.mark.parametrize(("year", "day"), [(2000, 29), (1900, 28), (2024, 29), (2023, 28), (2100, 28)])
def test_leap_years(year, day):
    assert month_end(year, 2).day == day


def test_the_last_year_of_the_calendar():
    assert str(Period.year(9999).last) == "9999-12-31"
    with pytest.raises(ValueError, match=r".+"):
        _ = Period.year(9999).next


def test_a_period_is_not_before_itself():
    assert not Period.year(2024) < Period.year(2024)


def test_printed_names_of_kinds_are_stable():
    assert [kind.value for kind in Kind] == [
        "day", "as-of", "days", "week", "month", "quarter", "half", "months", "year", "years"
    ]  # fmt: skip


def test_the_last_week_of_a_long_year_has_none_in_a_short_one() -> None:
    """2020 and 2026 have 53 ISO weeks, the years between them 52."""
    assert str(Period.week(2020, 53).year_before()) == "2019-W52"
    assert str(Period.week(2021, 52).year_before()) == "2020-W52"
    assert str(Period.week(2026, 53).year_before(6)) == "2020-W53"
    assert str(Period.week(2026, 53).year_before(2)) == "2024-W52"
