"""Questions that wait have a clock: for whom, until when, and who is told of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.notices.models import Notice
from lotrinh.living.notices.services import tell
from lotrinh.living.notices.values import Clock, clocks_on
from lotrinh.living.portal import questions
from lotrinh.living.portal.clocks import due_of
from lotrinh.living.portal.models import Question, QuestionState
from lotrinh.living.workdays.calendar import Calendar
from tests.living.web.world import World

EXAMPLES = [
    (state, example["since"], example["due"])
    for state, entry in questions._table()["state"].items()
    for example in entry.get("examples", ())
]


@pytest.mark.parametrize(("state", "since", "due"), EXAMPLES, ids=str)
def test_the_last_day_is_counted_in_working_days(state: str, since: date, due: date) -> None:
    assert due_of(Question(state=state, since=since), Calendar()) == due
    assert due_of(Question(state=state, asked_on=since), Calendar()) == due  # asked before the column was there


def test_every_state_that_waits_has_an_example() -> None:
    assert {state for state, _, _ in EXAMPLES} == set(questions.waits()) == {"received", "published"}
    assert due_of(Question(state=QuestionState.ANSWERED, since=date(2026, 1, 5)), Calendar()) is None


def waiting(world: World, **more: object) -> Question:
    Question.objects.all().update(state=QuestionState.HIDDEN)
    told = {"target": world.public.targets[0], "text": "Bao giờ xong đường?", "asked_on": date(2026, 3, 2)}
    return Question.objects.create(**told | {"since": date(2026, 3, 2), "sender": "x"} | more)


def clocks(on: date = date(2026, 3, 3)) -> list[Clock]:
    return [clock for clock in clocks_on(on, on + timedelta(60)) if clock.kind == "question"]


def test_a_question_presses_the_agency_that_gathers_the_plan(world: World) -> None:
    row = waiting(world)
    world.public.plan.focal = world.cast.finance
    world.public.plan.save()
    [clock] = clocks()
    assert clock.agencies == {world.cast.finance.pk}
    assert (clock.since, clock.due) == (date(2026, 3, 2), date(2026, 3, 5))
    assert clock.url == reverse("portal:moderate", args=[row.pk])
    assert world.public.targets[0].indicator.name in clock.name.vi


def test_without_a_focal_agency_all_of_them_are_pressed(world: World) -> None:
    waiting(world)
    world.public.plan.focal = None
    world.public.plan.save()
    [clock] = clocks()
    assert clock.agencies == set(world.cast.focal.roles.values_list("agency_id", flat=True))


def test_each_step_begins_a_clock_anew_and_the_answer_ends_it(world: World) -> None:
    row = waiting(world)
    questions.take(row, "publish", world.cast.focal, version=1)
    [clock] = clocks(timezone.localdate())
    assert clock.subject == f"question:{row.pk}:published" and clock.since == timezone.localdate()
    questions.take(row, "answer", world.cast.focal, version=2, text="Trong quý IV năm 2026.")
    assert clocks(timezone.localdate()) == []


def test_the_focal_agency_is_told(world: World) -> None:
    today = timezone.localdate()
    waiting(world, asked_on=today, since=today)
    world.public.plan.focal = world.cast.focal.roles.get().agency
    world.public.plan.save()
    [clock] = clocks(today)
    tell(clock.due)
    told = Notice.objects.filter(kind="question")
    assert {notice.person for notice in told} == {world.cast.focal}


def test_the_list_of_questions_tells_the_day(world: World) -> None:
    waiting(world)
    official = Client()
    official.force_login(world.cast.focal)
    said = official.get(reverse("portal:moderation")).content.decode()
    assert "05/03/2026" in said and "quá hạn" in said


def test_the_reminders_to_come_link_only_where_one_may_go(world: World) -> None:
    today = timezone.localdate()
    row = waiting(world, asked_on=today, since=today)
    at = reverse("portal:moderate", args=[row.pk])
    shown = {}
    for name in ("focal", "leader"):
        client = Client()
        client.force_login(getattr(world.cast, name))
        shown[name] = client.get(reverse("notices:preview")).content.decode()
    assert f'href="{at}"' in shown["focal"]
    assert f'href="{at}"' not in shown["leader"] and "Câu hỏi của người dân" in shown["leader"]
