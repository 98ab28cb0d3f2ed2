"""Citizens' questions: nothing is shown before somebody let it through; floods and programs are kept out."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.journal.models import Event
from lotrinh.living.portal import forms, questions
from lotrinh.living.portal.holding import Refused
from lotrinh.living.portal.models import Question, QuestionState
from tests.living.web.world import World

TEXT = "Vì sao tỷ lệ này chưa tăng trong ba năm qua?"


@pytest.fixture
def at(world: World) -> str:
    Question.objects.all().update(state=QuestionState.HIDDEN)
    return reverse("portal:ask", args=[world.public.plan.slug, world.public.targets[0].pk])


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "QUICKEST", -1)


def form(text: str = TEXT, **more: str) -> dict[str, str]:
    return {"text": text, "name": "Bà Lan", forms.QuestionForm.trap: "", "made": forms.stamp(), **more}


def shown(world: World) -> str:
    path = reverse("portal:target", args=[world.public.plan.slug, world.public.targets[0].pk])
    return "".join(
        Client().get(url).content.decode() for url in (path, reverse("portal:questions"), "/api/v1/questions")
    )


def test_a_question_from_asking_to_its_answer(world: World, at: str) -> None:
    assert Client().get(at).status_code == 200
    answer = Client().post(at, form())
    assert answer.status_code == 302
    asked = Question.objects.latest("pk")
    assert (asked.state, asked.text, asked.name) == ("received", TEXT, "Bà Lan")
    assert "127.0.0.1" not in asked.sender
    assert TEXT not in shown(world)
    official = Client()
    official.force_login(world.cast.focal)
    desk = reverse("portal:moderate", args=[asked.pk])
    assert TEXT in official.get(reverse("portal:moderation")).content.decode()
    assert official.post(desk, {"step": "publish", "version": 1}).status_code == 302
    assert TEXT in shown(world)
    assert official.post(desk, {"step": "answer", "version": 2, "text": "ngắn"}).status_code == 422
    reply = {"step": "answer", "version": 2, "text": "Do thay đổi cách thống kê năm 2024."}
    assert official.post(desk, reply).status_code == 302
    assert official.post(desk, reply).status_code == 422  # an old form
    assert "Do thay đổi cách thống kê" in shown(world) and "Sở Tài chính" in shown(world)
    assert "Hoàng Tổng Hợp" not in shown(world)
    assert official.post(desk, {"step": "hide", "version": 3, "text": "Chứa thông tin cá nhân"}).status_code == 302
    assert TEXT not in shown(world)
    acts = Event.objects.filter(subject_kind="question", subject_id=str(asked.pk)).order_by("number")
    assert [event.act.partition(".")[2] for event in acts] == ["received", "published", "answered", "hidden"]


def test_every_step_of_the_table_and_no_other(world: World, at: str) -> None:
    table = {(state, step.id): step.to for step in questions.steps().values() for state in step.sources}
    for state, step in itertools.product(QuestionState.values, questions.steps()):
        row = Question.objects.create(
            target=world.public.targets[0], text=TEXT, asked_on=date(2026, 1, 5), state=state, sender="x"
        )
        try:
            questions.take(row, step, world.cast.focal, version=1, text="Một lý do đủ dài")
        except Refused:
            assert (state, step) not in table
        else:
            row.refresh_from_db()
            assert row.state == table[state, step]


def test_a_reason_is_asked_where_the_table_says_so(world: World, at: str) -> None:
    row = Question.objects.create(target=world.public.targets[0], text=TEXT, asked_on=date(2026, 1, 5), sender="x")
    with pytest.raises(Refused):
        questions.take(row, "reject", world.cast.focal, version=1)


def test_a_caller_asks_three_times_a_day(world: World, at: str) -> None:
    client = Client()
    assert [client.post(at, form(f"{TEXT} {n}")).status_code for n in range(4)] == [302, 302, 302, 422]
    assert Client(REMOTE_ADDR="203.0.113.9").post(at, form()).status_code == 302
    today = timezone.localdate()
    assert questions.sender_of("127.0.0.1", today) != questions.sender_of("127.0.0.1", date(2020, 1, 1))


def test_a_flood_of_many_callers_ends_too(world: World, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "WAITING", 2)
    told = [Client(REMOTE_ADDR=f"203.0.113.{n}").post(at, form()).status_code for n in range(4)]
    assert told == [302, 302, 422, 422]


def test_a_filled_trap_keeps_the_question_on_the_page(world: World, at: str) -> None:
    """A program goes away; somebody whose browser filled the field in sends the same words again."""
    count, trap = Question.objects.count(), forms.QuestionForm.trap
    answer = Client().post(at, form(**{trap: "http://xau.example"}))
    said = answer.content.decode()
    assert answer.status_code == 422 and Question.objects.count() == count
    assert TEXT in said and "xin bấm gửi lại" in said and "xau.example" not in said
    made = re.findall(r'name="made" value="([^"]+)"', said)[0]
    assert Client().post(at, form(made=made)).status_code == 302
    assert Question.objects.count() == count + 1


def test_the_trap_has_a_name_that_no_browser_fills_in(world: World, at: str) -> None:
    [field] = re.findall(rf"<input[^>]*{forms.QuestionForm.trap}[^>]*>", Client().get(at).content.decode())
    assert 'autocomplete="off"' in field and 'tabindex="-1"' in field
    known = ("website", "url", "email", "name", "tel", "phone", "address", "organization", "company", "street", "city")
    assert not any(word in forms.QuestionForm.trap for word in known)


@pytest.mark.parametrize("made", ["", "x", "gAAAA:1:2"])
def test_a_form_that_nobody_was_given_is_refused(world: World, at: str, made: str) -> None:
    assert Client().post(at, form(made=made)).status_code == 422


def test_a_form_sent_too_fast_is_refused_with_a_fresh_one(
    world: World, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "QUICKEST", 60)
    answer = Client().post(at, form())
    assert answer.status_code == 422
    assert "Xin chờ vài giây" in answer.content.decode() and TEXT in answer.content.decode()


def test_markup_in_a_question_is_text(world: World, at: str) -> None:
    Client().post(at, form("<script>alert(1)</script> vì sao thế nhỉ?", name="<b>x</b>"))
    Question.objects.filter(state="received").update(state="published")
    assert "<script>alert" not in shown(world).split("</html>")[0]
    assert "&lt;script&gt;" in shown(world)
