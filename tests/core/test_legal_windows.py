"""Which days a report covers."""

from datetime import date

import pytest

from lotrinh.core.legal_windows import CALENDAR, DECREE_09_2019, Rule, window_of
from lotrinh.core.period import Kind, Period


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025-03", date(2025, 2, 15), date(2025, 3, 14)),
        ("2025-01", date(2024, 12, 15), date(2025, 1, 14)),
        ("2025-Q1", date(2024, 12, 15), date(2025, 3, 14)),
        ("2025-Q3", date(2025, 6, 15), date(2025, 9, 14)),
        ("2025-H1", date(2024, 12, 15), date(2025, 6, 14)),
        ("2025-H2", date(2025, 6, 15), date(2025, 12, 14)),
        ("2025-01/2025-09", date(2024, 12, 15), date(2025, 9, 14)),
        ("2025", date(2024, 12, 15), date(2025, 12, 14)),
    ],
)
def test_windows_of_the_decree(period, first, last):
    assert window_of(Period.parse(period)) == (first, last)


@pytest.mark.parametrize("period", ["2025-03-01", "as-of 2025-03-01", "2025-W10", "2021/2025"])
def test_no_window(period):
    with pytest.raises(LookupError, match="no reporting window"):
        window_of(Period.parse(period))


def test_a_province_replaces_one_rule_and_keeps_the_others():
    own = Rule("langson.month", 1, 20, 19, "Quyết định của tỉnh")
    rules = DECREE_09_2019 | {Kind.MONTH: own}
    assert window_of(Period.month(2025, 3), rules) == (date(2025, 2, 20), date(2025, 3, 19))
    assert window_of(Period.quarter(2025, 1), rules) == window_of(Period.quarter(2025, 1))


@pytest.mark.parametrize("period", ["2024-02", "2025-Q2", "2025-H1", "2025-01/2025-09", "2025"])
def test_calendar_windows_are_the_periods_themselves(period):
    period = Period.parse(period)
    assert window_of(period, CALENDAR) == (period.first, period.last)


@pytest.mark.parametrize("kind", [Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR])
def test_windows_of_neighbours_touch(kind):
    period = Period.year(2025).split(kind)[0]
    assert (window_of(period.next)[0] - window_of(period)[1]).days == 1


def test_rules_have_their_own_ids_and_a_ground():
    assert {rule.id for rule in DECREE_09_2019.values()} == {f"window.{kind}" for kind in DECREE_09_2019}
    assert {rule.id for rule in CALENDAR.values()} == {f"calendar.{kind}" for kind in CALENDAR}
    rules = [*DECREE_09_2019.values(), *CALENDAR.values()]
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.ground for rule in rules)
