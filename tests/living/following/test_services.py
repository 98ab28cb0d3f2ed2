"""Telling how far a task is: progress, done, confirmed, refused, taken back; what that does to the task."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from lotrinh.assessment.task_states import TaskState
from lotrinh.living.following import services
from lotrinh.living.following.models import Instance, Standing
from lotrinh.living.following.queries import cards, pieces_of, standing, status_on
from lotrinh.living.journal.models import Event
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.models import Plan, Task
from tests.living.cast import Cast

TODAY = date(2025, 3, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


def piece(plan: Plan, order: int, agency: Agency, period: str = "") -> Instance:
    return Instance.objects.get(task__plan=plan, task__order=order, agency=agency, period=period)


def done(cast: Cast, one: Instance, on: date, **more: Any) -> Any:
    return services.tell_done(one, on, "Kế hoạch 7/KH-SYT", on, "", [], cast.reporter, one.version, **more)


def test_progress_is_told_and_does_not_close(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 1, cast.health)
    services.tell_progress(one, 40, "Đã khảo sát", [], cast.reporter, one.version)
    one.refresh_from_db()
    assert (one.percent, one.told, one.done_on, one.version) == (40, "Đã khảo sát", None, 2)
    assert Event.objects.latest("number").act == "instance.reported"


def test_done_closes_a_task_of_one_agency(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 1, cast.health)
    report = done(cast, one, TODAY)
    assert report.standing == Standing.TAKEN
    task = Task.objects.get(plan=followed, order=1)
    assert (task.done_on, task.product) == (TODAY, "Kế hoạch 7/KH-SYT")


def test_a_day_in_time_told_after_the_deadline_waits_for_the_focal_agency(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 2, cast.health)  # due on the 15th
    report = done(cast, one, date(2025, 3, 14))
    assert report.standing == Standing.ASKED
    assert report.confirm_by == date(2025, 3, 27)
    one.refresh_from_db()
    assert status_on(one, TODAY).state == TaskState.OPEN_LATE
    services.confirm(report, cast.focal)
    one.refresh_from_db()
    assert status_on(one, TODAY).state == TaskState.DONE_ON_TIME
    with pytest.raises(Conflict):
        services.refuse(report, "muộn", cast.focal)


def test_a_refusal_leaves_it_open_with_the_reason(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 2, cast.health)
    report = services.refuse(done(cast, one, date(2025, 3, 14)), "Văn bản ký ngày 18/3", cast.focal)
    one.refresh_from_db()
    assert (one.done_on, report.reason, report.standing) == (None, "Văn bản ký ngày 18/3", Standing.REFUSED)


def test_the_focal_agency_needs_nobodys_word(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 2, cast.health)
    assert done(cast, one, date(2025, 3, 14), trusted=True).standing == Standing.TAKEN


def test_a_task_of_many_is_done_when_all_have_done_it(cast: Cast, followed: Plan) -> None:
    task = Task.objects.get(plan=followed, order=2)
    for count, agency in enumerate((cast.health, cast.education, cast.finance), start=1):
        assert task.done_on is None
        done(cast, piece(followed, 2, agency), date(2025, 3, 10 + count), trusted=True)
        told = pieces_of(task, TODAY)
        assert told is not None
        assert (told.done, told.total) == (count, 3)
        task.refresh_from_db()
    assert (task.done_on, task.product) == (date(2025, 3, 13), "Kế hoạch 7/KH-SYT (3/3)")


def test_taking_it_back_opens_the_task_again(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 1, cast.health)
    done(cast, one, TODAY)
    one.refresh_from_db()
    services.tell_open(one, "Đề án phải làm lại", cast.reporter, one.version)
    one.refresh_from_db()
    assert one.done_on is None
    assert Task.objects.get(plan=followed, order=1).done_on is None


def test_rounds_have_outcomes_of_their_own(cast: Cast, followed: Plan) -> None:
    first, second = (piece(followed, 3, cast.education, f"2025-Q{n}") for n in (1, 2))
    services.tell_done(first, TODAY, "Báo cáo 3/BC-SGDĐT", TODAY, "", [], cast.other_reporter, 1)
    first.refresh_from_db()
    later = date(2025, 7, 5)
    assert status_on(first, later).state == TaskState.DONE_ON_TIME
    assert status_on(second, later).state == TaskState.OPEN_LATE


def test_two_people_at_one_piece(cast: Cast, followed: Plan) -> None:
    one = piece(followed, 1, cast.health)
    services.tell_progress(one, 40, "Đã khảo sát", [], cast.reporter, 1)
    with pytest.raises(Conflict, match="Đã khảo sát"):
        services.tell_progress(one, 60, "Đã thẩm định", [], cast.focal, 1)


def test_scorecards_print_their_denominator(cast: Cast, followed: Plan) -> None:
    done(cast, piece(followed, 2, cast.health), date(2025, 3, 14), trusted=True)
    done(cast, piece(followed, 2, cast.education), date(2025, 3, 18), trusted=True)
    whole, *agencies = cards(standing(TODAY).filter(task__plan=followed), TODAY)
    assert (whole.due, whole.on_time, whole.late, whole.open_due) == (3, 1, 1, 1)
    told = {card.owner: (card.due, card.on_time, card.late, card.open_due, card.total) for card in agencies}
    assert told["Sở Y tế"] == (1, 1, 0, 0, 3)
    assert told["Sở Giáo dục và Đào tạo"] == (1, 0, 1, 0, 3)
    assert told["Sở Tài chính"] == (1, 0, 0, 1, 1)
