"""Working days across Tết, swapped days, days in lieu, ends of months, 29 February, and the exceptions of a place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.living.workdays.calendar import Calendar, holidays_of, swaps

CALENDAR = Calendar()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        # As announced by the Ministry of Labour or of Home Affairs, weekends before and after among them.
        (date(2024, 2, 8), date(2024, 2, 14)),  # Tết 2024
        (date(2024, 4, 27), date(2024, 5, 1)),  # with the swapped 29/4
        (date(2024, 8, 31), date(2024, 9, 3)),
        (date(2025, 1, 25), date(2025, 2, 2)),  # Tết 2025
        (date(2025, 4, 30), date(2025, 5, 4)),
        (date(2025, 8, 30), date(2025, 9, 2)),
        (date(2026, 1, 1), date(2026, 1, 4)),  # a swap that the library does not know
        (date(2026, 2, 14), date(2026, 2, 22)),  # Tết 2026
        (date(2026, 4, 25), date(2026, 4, 27)),  # Hùng Kings on a Sunday: Monday in lieu
        (date(2026, 8, 29), date(2026, 9, 2)),
        (date(2026, 11, 24), date(2026, 11, 24)),  # Day of Culture
        (date(2027, 2, 5), date(2027, 2, 9)),  # Tết 2027, whatever is announced around it
    ],
)
def test_stretches_of_free_days(first: date, last: date) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert [day for day in days if CALENDAR.is_working(day)] == []


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 5, 4),  # Saturdays worked for a swapped day
        date(2025, 4, 26),
        date(2026, 1, 10),
        date(2026, 8, 22),
        date(2024, 2, 29),
        date(2024, 2, 7),  # the last day before Tết
        date(2025, 2, 3),  # the first after
        date(2026, 2, 23),
        date(2025, 5, 5),
    ],
)
def test_days_that_are_worked(day: date) -> None:
    assert CALENDAR.is_working(day)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2025, 1, 24), 1, date(2025, 2, 3)),  # over Tết 2025
        (date(2025, 1, 24), 5, date(2025, 2, 7)),
        (date(2025, 2, 3), -1, date(2025, 1, 24)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết 2026
        (date(2026, 2, 23), -3, date(2026, 2, 11)),
        (date(2027, 2, 3), 1, date(2027, 2, 11)),  # over Tết 2027 by the law's rule
        (date(2024, 2, 28), 1, date(2024, 2, 29)),  # a leap day
        (date(2024, 2, 29), 1, date(2024, 3, 1)),
        (date(2023, 2, 28), 1, date(2023, 3, 1)),
        (date(2024, 3, 1), -1, date(2024, 2, 29)),
        (date(2025, 10, 31), 1, date(2025, 11, 3)),  # over the end of a month and a weekend
        (date(2025, 12, 31), 1, date(2026, 1, 5)),  # over the swapped 2 January
        (date(2026, 1, 9), 1, date(2026, 1, 10)),  # onto the Saturday worked for it
        (date(2025, 6, 14), 0, date(2025, 6, 16)),  # the cut-off day of a half-year is a Saturday
        (date(2025, 6, 14), 1, date(2025, 6, 16)),
        (date(2025, 11, 14), 1, date(2025, 11, 17)),
    ],
)
def test_adding(day: date, count: int, then: date) -> None:
    assert CALENDAR.add_working_days(day, count) == then


def test_a_year_has_as_many_working_days_as_the_announced_calendars_leave() -> None:
    between = CALENDAR.working_days_between
    assert between(date(2024, 12, 31), date(2025, 12, 31)) == 250
    assert between(date(2023, 12, 31), date(2024, 2, 29)) == 38


@given(DAYS, st.integers(-40, 40).filter(bool))
def test_counting_and_adding_agree(day: date, count: int) -> None:
    start = CALENDAR.next_working(day) if count < 0 else day  # a free day and the working day after it differ by one
    then = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working(then)
    assert CALENDAR.working_days_between(start, then) == count


@given(DAYS, DAYS, DAYS)
def test_spans_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    between = CALENDAR.working_days_between
    assert between(first, middle) + between(middle, last) == between(first, last)


def test_exceptions_stand_above_everything() -> None:
    calendar = Calendar({date(2025, 3, 3): False, date(2025, 1, 29): True})
    assert not calendar.is_working(date(2025, 3, 3))
    assert calendar.is_working(date(2025, 1, 29))
    assert calendar.add_working_days(date(2025, 2, 28), 1) == date(2025, 3, 4)


def test_a_calendar_without_a_working_day_ends_in_an_error() -> None:
    day = date(2025, 1, 1)
    calendar = Calendar({day + timedelta(days=n): False for n in range(4000)})
    with pytest.raises(ValueError, match="no working day"):
        calendar.add_working_days(day, 1)


def test_swaps_are_pairs_that_the_library_does_not_know() -> None:
    from holidays.countries.vietnam import Vietnam

    for row in swaps():
        known = Vietnam(years=row["off"].year)
        assert row["off"] not in known, f"{row['off']}: the library knows it now, take the row out"
        assert row["off"].weekday() < 5 <= row["work"].weekday()


def test_every_day_says_why_in_both_languages() -> None:
    for year in range(2020, 2031):
        assert all(special.why.vi and special.why.en for special in holidays_of(year).values())
