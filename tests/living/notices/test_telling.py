"""Who would be told what, when: a pure function of clocks, rules, roles and the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from lotrinh.living.notices.roster import Post, Roster
from lotrinh.living.notices.telling import newest, tellings
from lotrinh.living.notices.values import Clock
from lotrinh.living.people.models import RoleKind
from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import Calendar

HEALTH, FINANCE, PROVINCE, OLD_HEALTH = 1, 2, 3, 9
YTE, TONGHOP, LANHDAO, XEM = 11, 12, 13, 14
EVER = date(2020, 1, 1)
ROSTER = Roster(
    [
        Post(YTE, RoleKind.REPORTER, HEALTH, EVER),
        Post(TONGHOP, RoleKind.FOCAL, FINANCE, EVER),
        Post(LANHDAO, RoleKind.LEADER, PROVINCE, EVER),
        Post(XEM, RoleKind.VIEWER, HEALTH, EVER),
    ],
    [(OLD_HEALTH, HEALTH, date(2025, 3, 1))],
)


def clock(due: date, agency: int = HEALTH, kind: str = "task", **more: object) -> Clock:
    name = Words("Xây dựng đề án", "Draw up the scheme")
    return Clock(kind, "task:1", name, "/x/", due, frozenset({agency}), FINANCE, **more)  # type: ignore[arg-type]


def told(one: Clock, first: date, last: date, roster: Roster = ROSTER) -> list[tuple[date, str, tuple[int, ...]]]:
    found = tellings([one], roster, first, last, Calendar())
    return [(row.day, row.rule, row.people) for row in found if not row.rule.endswith("week")]


def test_a_task_due_after_tet_is_told_before_it_and_escalates_after() -> None:
    rows = told(clock(date(2026, 2, 24)), date(2026, 2, 1), date(2026, 3, 31))
    assert rows == [
        (date(2026, 2, 10), "before-5", (YTE,)),
        (date(2026, 2, 23), "before-1", (YTE,)),
        (date(2026, 2, 24), "on-the-day", (YTE,)),
        (date(2026, 2, 25), "after-1", (YTE,)),
        (date(2026, 2, 26), "escalate-receiver", (TONGHOP,)),
        (date(2026, 3, 4), "after-1", (YTE,)),
        (date(2026, 3, 10), "escalate-leader", (LANHDAO,)),
        (date(2026, 3, 11), "after-1", (YTE,)),
        (date(2026, 3, 12), "escalate-receiver", (TONGHOP,)),
        (date(2026, 3, 18), "after-1", (YTE,)),
    ]


def test_what_is_done_is_told_to_nobody() -> None:
    assert told(clock(date(2026, 2, 24), done=True), date(2026, 2, 1), date(2026, 3, 31)) == []


def test_an_agency_that_was_merged_is_told_through_its_successor_from_the_day_on() -> None:
    rows = told(clock(date(2025, 3, 4), OLD_HEALTH), date(2025, 2, 20), date(2025, 3, 4))
    assert rows == [
        (date(2025, 2, 25), "before-5", ()),  # before the merger nobody has an account there
        (date(2025, 3, 3), "before-1", (YTE,)),
        (date(2025, 3, 4), "on-the-day", (YTE,)),
    ]


def test_roles_count_on_the_day_of_telling() -> None:
    roster = Roster([Post(YTE, RoleKind.REPORTER, HEALTH, date(2025, 6, 1), date(2025, 6, 10))])
    rows = told(clock(date(2025, 6, 11)), date(2025, 6, 1), date(2025, 6, 12), roster)
    assert [(day, people) for day, _, people in rows] == [
        (date(2025, 6, 4), (YTE,)),
        (date(2025, 6, 10), (YTE,)),
        (date(2025, 6, 11), ()),
        (date(2025, 6, 12), ()),
    ]


def test_nothing_is_told_before_the_clock_runs() -> None:
    one = clock(date(2025, 3, 10), kind="request", since=date(2025, 3, 8))  # begins on a Saturday
    rows = told(one, date(2025, 3, 1), date(2025, 3, 10))
    assert [(day, rule) for day, rule, _ in rows] == [(date(2025, 3, 10), "begins"), (date(2025, 3, 10), "on-the-day")]


def test_words_count_working_days() -> None:
    [row] = [
        row
        for row in tellings([clock(date(2025, 2, 5))], ROSTER, date(2025, 1, 22), date(2025, 1, 22), Calendar())
        if row.rule == "before-5"
    ]
    assert row.words.vi == "Còn 5 ngày làm việc, hạn 05/02/2025: Xây dựng đề án"
    assert row.words.en == "Working days left: 5, due 05/02/2025: Draw up the scheme"


def test_leaders_get_a_count_on_the_first_working_day_of_a_week() -> None:
    late, soon = clock(date(2026, 2, 10)), clock(date(2026, 2, 24), FINANCE)
    rows = tellings([late, soon], ROSTER, date(2026, 2, 14), date(2026, 3, 1), Calendar())
    weeks = [(row.day, row.people, row.words.vi) for row in rows if row.rule == "leaders-week"]
    assert weeks == [
        # the week of Tết has no working day
        (date(2026, 2, 23), (LANHDAO,), "Tuần này: 1 việc quá hạn ở 1 cơ quan, 1 việc đến hạn"),
    ]


def test_a_span_is_the_sum_of_its_days() -> None:
    one, first = clock(date(2026, 2, 24)), date(2026, 2, 1)
    days = [first + timedelta(days=n) for n in range(59)]
    whole = tellings([one], ROSTER, days[0], days[-1], Calendar())
    assert whole == [row for day in days for row in tellings([one], ROSTER, day, day, Calendar())]


def test_of_several_tellings_that_were_missed_only_the_last_is_told() -> None:
    rows = tellings([clock(date(2026, 2, 24))], ROSTER, date(2026, 2, 18), date(2026, 2, 25), Calendar())
    assert [(person, row.rule) for person, row in newest(rows) if person == YTE] == [(YTE, "after-1")]
