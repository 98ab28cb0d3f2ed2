"""Clocks of tasks: who owes what by when, told to whom."""

from __future__ import annotations

from datetime import date, timedelta

from lotrinh.living.following import services
from lotrinh.living.following.clocks import confirmation_clocks, task_clocks
from lotrinh.living.following.models import Instance
from lotrinh.living.notices.roster import load_roster
from lotrinh.living.notices.rules import reach
from lotrinh.living.notices.telling import tellings
from lotrinh.living.notices.values import NAMELESS, Clock, clocks_on
from lotrinh.living.plans.models import Plan
from lotrinh.living.workdays.queries import calendar_for
from tests.living.cast import Cast

ON, UNTIL = date(2025, 3, 3), date(2025, 7, 1)


def by_kind(plan: Plan) -> dict[str, list[Clock]]:
    told: dict[str, list[Clock]] = {}
    for clock in task_clocks(ON, UNTIL):
        told.setdefault(clock.kind, []).append(clock)
    return told


def test_every_open_piece_has_a_clock(cast: Cast, followed: Plan) -> None:
    told = by_kind(followed)
    assert {clock.due for clock in told["child_plan"]} == {date(2025, 3, 15)}
    assert {pk for clock in told["child_plan"] for pk in clock.agencies} == {
        cast.health.pk,
        cast.education.pk,
        cast.finance.pk,
    }
    assert sorted(clock.due for clock in told["task"]) == [
        date(2025, 3, 31),
        date(2025, 5, 31),
        date(2025, 6, 30),
        date(2025, 6, 30),
    ]
    assert {clock.receiver for clock in told["task"]} == {cast.finance.pk}
    assert [clock.name.vi for clock in told["task"] if "I/2025" in clock.name.vi]


def test_what_waits_for_confirmation_presses_the_focal_agency(cast: Cast, followed: Plan) -> None:
    one = Instance.objects.get(task__order=2, agency=cast.health)
    services.tell_done(one, date(2025, 3, 14), "Kế hoạch 7/KH-SYT", None, "", [], cast.reporter, 1)
    assert cast.health.pk not in {pk for clock in by_kind(followed)["child_plan"] for pk in clock.agencies}
    [clock] = confirmation_clocks(ON, date(2100, 1, 1))
    assert clock.agencies == {cast.finance.pk}
    assert clock.name.vi.startswith("Sở Y tế: ")


def test_clocks_take_the_same_number_of_queries_for_any_number(
    cast: Cast, followed: Plan, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        list(task_clocks(ON, UNTIL))
    Instance.objects.filter(task__order=2).delete()
    with django_assert_num_queries(3):  # type: ignore[operator]
        list(task_clocks(ON, UNTIL))


def test_what_is_long_overdue_is_counted_without_its_words(cast: Cast, followed: Plan) -> None:
    """Beyond the reach of every rule a piece is only counted, and what is told is the same."""
    late = date(2026, 3, 2)
    since = late - timedelta(reach()[1])
    everything, light = clocks_on(late, late + timedelta(60)), clocks_on(late, late + timedelta(60), since)
    bare = [clock for clock in light if clock.name == NAMELESS]
    assert bare
    assert all(clock.due < since and not clock.url for clock in bare)
    assert [(one.subject, one.kind, one.due, one.agencies) for one in light] == [
        (one.subject, one.kind, one.due, one.agencies) for one in everything
    ]
    told = [tellings(one, load_roster(), late, late + timedelta(13), calendar_for()) for one in (everything, light)]
    assert told[0] == told[1]
    assert any(one.rule == "leaders-week" for one in told[0])
