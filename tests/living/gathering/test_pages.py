"""Pages of gathering: what came back is told apart, a locking without agencies is confirmed by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.living.gathering.board import board_of
from lotrinh.living.official.contents.reminder import reminded, reminder
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.models import Period, Request, State
from lotrinh.living.reporting.moving import move
from tests.living.cast import Cast
from tests.living.reporting.world import Province, make_province


@pytest.fixture
def province(cast: Cast) -> Province:
    return make_province(cast)


def _accepted(province: Province) -> Request:
    """The report of health, accepted."""
    cast = province.cast
    request = save(province.request(cast.health), [Figure(province.beds.pk, 33.6)], None, cast.reporter, 1)
    request = move(request, "submit", cast.reporter, version=request.version)
    return move(request, "accept", cast.focal, version=request.version)


def _reopened(province: Province) -> Request:
    request = _accepted(province)
    request = move(request, "lock", province.cast.focal, version=request.version)
    Period.objects.filter(pk=province.period.pk).update(locked_at=datetime(2025, 10, 1, tzinfo=UTC))
    request = Request.objects.get(pk=request.pk)
    return move(request, "reopen", province.cast.focal, "Số giường sai.", version=request.version)


def _focal(province: Province) -> Client:
    client = Client()
    client.force_login(province.cast.focal)
    return client


def test_what_was_opened_again_had_been_sent(province: Province) -> None:
    request = _reopened(province)
    period = Period.objects.get(pk=province.period.pk)
    board = board_of(period)
    assert [line.request for line in board.reopened] == [request]
    assert request not in [line.request for line in board.missing]
    assert board.received.count == 1
    page = _focal(province).get(reverse("gathering:board", args=[period.pk])).content.decode()
    assert "Mở lại (1)" in page
    assert "Sở Y tế" not in page.partition("Chưa gửi (")[2].partition("</ul>")[0]
    today = datetime.now(UTC).date()
    assert province.cast.health not in [line.request.agency for line in reminded(board_of(period, today))[0]]
    letter = reminder(period, today, "Sở Tài chính")
    assert "- Sở Y tế" not in " ".join(letter.to)
    assert "1/4" in letter.opening[0].text


def test_what_was_returned_is_reminded_of_as_returned(province: Province) -> None:
    request = _accepted(province)
    move(request, "return", province.cast.focal, "Sai kỳ.", version=request.version)
    letter = reminder(province.period, datetime.now(UTC).date(), "Sở Tài chính")
    assert "1 báo cáo đã trả lại để hoàn thiện, chưa gửi lại: Sở Y tế." in letter.opening[1].text
    assert "Sở Y tế" not in str(letter.annexes[0].rows)
    assert "Sở Y tế" in str(letter.to)


def test_the_board_leads_to_the_letter_with_its_agencies(province: Province) -> None:
    client = _focal(province)
    page = client.get(reverse("gathering:board", args=[province.period.pk])).content.decode()
    url = reverse("official:make", args=[province.world.plan.slug, "reminder"]) + f"?period={province.period.pk}"
    assert url in page
    form = client.get(url).content.decode()
    assert f'<option value="{province.period.pk}" selected>Báo cáo quý, quý III/2025</option>' in form
    assert "2025-Q3" not in form
    assert form.count("checked") == 4
    wanted = {"as_of": "2025-10-01", "period": province.period.pk}
    asked = client.post(url, wanted)
    assert asked.content.decode().count("checked") == 4
    only = [province.cast.health.pk]
    wanted |= {"only": only, "listed": str(province.period.pk)}
    head = asked.context["head"].initial
    made = client.post(url, {**wanted, **head, "day": head["day"].isoformat()})
    assert made.status_code == 302, made.content.decode()[:500]
    draft = province.world.plan.reports.get().content
    assert draft["to"] == ["Kính gửi:", "- Sở Y tế."]


def test_nobody_late_makes_no_letter(province: Province) -> None:
    url = reverse("official:make", args=[province.world.plan.slug, "reminder"])
    page = _focal(province).post(url, {"as_of": "2025-09-15", "period": province.period.pk}).content.decode()
    assert "không có cơ quan nào quá hạn" in page


def test_a_period_is_not_locked_without_agencies_until_they_are_named_and_confirmed(province: Province) -> None:
    _accepted(province)
    client, url = _focal(province), reverse("gathering:lock", args=[province.period.pk])
    version = Period.objects.get(pk=province.period.pk).version
    asked = client.post(url, {"version": version})
    assert asked.status_code == 422
    page = asked.content.decode()
    for name in ("Sở Giáo dục và Đào tạo", "UBND xã số 1", "UBND xã số 2"):
        assert f"<strong>{name}</strong>" in page
    assert Period.objects.get(pk=province.period.pk).locked_at is None
    absent = [line.request.pk for line in asked.context["absent"]]
    for told in ({"sure": "1", "without": absent[1:]}, {"without": absent}):  # others than those named; unticked
        assert client.post(url, {"version": version, **told}).status_code == 422
    done = client.post(url, {"version": version, "sure": "1", "without": absent})
    assert done.status_code == 302
    assert Period.objects.get(pk=province.period.pk).locked_at is not None
    assert province.request(province.cast.health).state == State.LOCKED


def test_a_whole_period_is_locked_at_once(province: Province) -> None:
    request = _accepted(province)
    Request.objects.filter(period=province.period).exclude(pk=request.pk).delete()
    version = Period.objects.get(pk=province.period.pk).version
    url = reverse("gathering:lock", args=[province.period.pk])
    assert _focal(province).post(url, {"version": version}).status_code == 302
    assert Period.objects.get(pk=province.period.pk).locked_at is not None


def test_the_start_page_of_the_focal_agency_says_first_who_has_not_reported(province: Province) -> None:
    _accepted(province)
    answer = _focal(province).get(reverse("home"))
    first, own = answer.context["blocks"][:2]
    assert (first.key, own.key) == ("chua-bao-cao", "bao-cao")
    assert first.told == "1 cơ quan chưa gửi báo cáo đã quá hạn"
    [matter] = first.matters
    assert matter.title == "1 cơ quan chưa gửi Báo cáo quý, quý III/2025"
    assert matter.about == "Sở Giáo dục và Đào tạo"
    assert "hạn 19/09/2025" in matter.when
    assert matter.url == reverse("gathering:board", args=[province.period.pk])
