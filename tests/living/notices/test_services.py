"""Notices and digests: each thing told once, whatever crashes; nobody by a channel that they do not want."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from lotrinh.living.notices import channels, services
from lotrinh.living.notices.channels import Channel
from lotrinh.living.notices.models import Delivery, Notice
from lotrinh.living.notices.values import Clock
from lotrinh.living.words import Words
from tests.living.cast import Cast

TUESDAY = date(2026, 3, 3)
MORNING = datetime(2026, 3, 3, 8, 0, tzinfo=timezone.get_default_timezone())


def clock(cast: Cast, due: date = date(2026, 3, 4), subject: str = "task:1") -> Clock:
    name = Words("Xây dựng đề án", "Draw up the scheme")
    return Clock("task", subject, name, "/ke-hoach/x/", due, frozenset({cast.health.pk}), cast.finance.pk)


@pytest.fixture
def told(cast: Cast, held: list[Clock]) -> Cast:
    cast.reporter.email = "yte@langson.gov.vn"
    cast.reporter.save()
    held.append(clock(cast))
    services.tell(TUESDAY)
    return cast


def test_a_reminder_is_written_once(told: Cast) -> None:
    assert services.tell(TUESDAY) == 0
    notice = Notice.objects.get()
    assert (notice.person, notice.rule, notice.subject, notice.day) == (told.reporter, "before-1", "task:1", TUESDAY)
    assert notice.words["vi"] == "Còn 1 ngày làm việc, hạn 04/03/2026: Xây dựng đề án"


def test_a_worker_that_stood_still_tells_the_last_thing_only(cast: Cast, held: list[Clock]) -> None:
    held.append(clock(cast))
    services.tell(date(2026, 3, 6))
    assert {(row.person, row.rule) for row in Notice.objects.all()} == {
        (cast.reporter, "after-1"),
        (cast.focal, "escalate-receiver"),
    }


def test_one_digest_goes_out_with_everything_of_the_day(told: Cast, held: list[Clock]) -> None:
    held.append(clock(told, subject="task:2"))
    services.tell(TUESDAY)
    assert services.send(MORNING) == 1
    assert services.send(MORNING) == 0
    [message] = mail.outbox
    assert message.to == ["yte@langson.gov.vn"]
    assert message.subject == "Lộ Trình 03/03/2026: 2 việc cần biết"
    assert str(message.body).count("Còn 1 ngày làm việc") == 2
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_crash_while_sending_never_sends_twice(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        """The machine went off."""

    def dies(digest: Any) -> None:
        channels._send_mail(digest)
        raise Killed

    table = {"email": Channel(channels.EMAIL.words, channels.EMAIL.ready, dies)}
    monkeypatch.setattr(services, "channels", lambda: table)
    with pytest.raises(Killed):
        services.send(MORNING)
    monkeypatch.undo()
    assert services.send(MORNING) == 0
    assert len(mail.outbox) == 1
    assert Delivery.objects.get().state == Delivery.State.SENDING  # nobody knows whether it arrived


def test_a_server_that_was_away_is_tried_again(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(digest: Any) -> None:
        raise ConnectionRefusedError("no route")

    table = {"email": Channel(channels.EMAIL.words, channels.EMAIL.ready, away)}
    monkeypatch.setattr(services, "channels", lambda: table)
    assert services.send(MORNING) == 0
    row = Delivery.objects.get()
    assert (row.state, row.problem) == (Delivery.State.FAILED, "ConnectionRefusedError: no route")
    monkeypatch.undo()
    assert services.send(MORNING) == 1
    assert Delivery.objects.get().state == Delivery.State.SENT
    assert len(mail.outbox) == 1


def test_a_server_that_stays_away_is_left_after_some_attempts(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def away(digest: Any) -> None:
        calls.append(digest)
        raise ConnectionRefusedError

    table = {"email": Channel(channels.EMAIL.words, channels.EMAIL.ready, away)}
    monkeypatch.setattr(services, "channels", lambda: table)
    for _ in range(8):
        services.send(MORNING)
    assert len(calls) == services.MOST_ATTEMPTS


def test_who_does_not_want_mail_gets_none(told: Cast) -> None:
    services.set_preference(told.reporter, ["email"], "vi")
    assert services.send(MORNING) == 0
    assert mail.outbox == []
    assert Notice.objects.count() == 1  # in the application it stands


def test_what_was_seen_is_not_sent(told: Cast) -> None:
    services.mark_seen(told.reporter)
    assert services.send(MORNING) == 0


def test_somebody_without_an_address_is_noted(told: Cast) -> None:
    told.reporter.email = ""
    told.reporter.save()
    services.send(MORNING)
    services.send(MORNING)
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == (Delivery.State.FAILED, services.MOST_ATTEMPTS)


def test_the_digest_speaks_the_language_of_the_person(told: Cast) -> None:
    services.set_preference(told.reporter, [], "en")
    services.send(MORNING)
    assert mail.outbox[0].subject == "Lộ Trình 2026-03-03: 1 matter"
    assert "Working days left: 1" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 3, 6, 59, tzinfo=timezone.get_default_timezone()),  # before the hour
        datetime(2026, 3, 7, 9, 0, tzinfo=timezone.get_default_timezone()),  # Saturday
        datetime(2026, 2, 17, 9, 0, tzinfo=timezone.get_default_timezone()),  # Tết
    ],
)
def test_nothing_goes_out_before_the_hour_or_on_days_off(told: Cast, moment: datetime) -> None:
    assert services.send(moment) == 0


def test_another_channel_needs_one_function(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    table = {"zalo": Channel(Words("Zalo", "Zalo"), lambda: True, lambda digest: said.append(digest.text))}
    monkeypatch.setattr(services, "channels", lambda: table)
    assert services.send(MORNING) == 1
    assert "Xây dựng đề án" in said[0]
