"""Pages of notices."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lotrinh.living.notices import services
from lotrinh.living.notices.models import Notice, Preference
from lotrinh.living.notices.values import Clock
from lotrinh.living.words import Words
from tests.living.cast import Cast

DAY = date(2026, 3, 3)


def clocks(cast: Cast, count: int) -> list[Clock]:
    name = Words("Xây dựng đề án", "Draw up the scheme")
    agencies, receiver = frozenset({cast.health.pk}), cast.finance.pk
    return [
        Clock("task", f"task:{n}", name, "/ke-hoach/x/", date(2026, 3, 4), agencies, receiver) for n in range(count)
    ]


def test_a_notice_is_counted_until_it_is_seen(cast: Cast, client: Client, held: list[Clock]) -> None:
    held += clocks(cast, 2)
    services.tell(DAY)
    client.force_login(cast.reporter)
    page = client.get("/thong-bao/").text
    assert "Có 2 thông báo chưa xem" in page
    assert '<strong class="count">2' in page
    client.post("/thong-bao/da-xem/", {"pk": Notice.objects.first().pk})  # type: ignore[union-attr]
    assert '<strong class="count">1' in client.get("/thong-bao/").text
    client.post("/thong-bao/da-xem/")
    assert "chưa xem</span>" not in client.get("/thong-bao/").text


def test_nobody_marks_what_somebody_else_was_told(cast: Cast, client: Client, held: list[Clock]) -> None:
    held += clocks(cast, 1)
    services.tell(DAY)
    client.force_login(cast.other_reporter)
    client.post("/thong-bao/da-xem/", {"pk": Notice.objects.get().pk})
    assert Notice.objects.get().seen_at is None
    assert "Xây dựng đề án" not in client.get("/thong-bao/").text


def test_mail_can_be_stopped(cast: Cast, client: Client) -> None:
    client.force_login(cast.reporter)
    client.post("/thong-bao/cai-dat/", {"language": "en"})
    assert Preference.objects.get(person=cast.reporter).muted == ["email"]
    client.post("/thong-bao/cai-dat/", {"language": "vi", "wanted": "email"})
    assert Preference.objects.get(person=cast.reporter).muted == []


def test_the_preview_says_who_is_told_what_when(cast: Cast, client: Client, held: list[Clock]) -> None:
    held += clocks(cast, 1)
    client.force_login(cast.leader)
    page = client.get("/thong-bao/nhac-viec/?tu=2026-03-01&den=2026-03-06").text
    for told in ("Lương Y Tế", "Hoàng Tổng Hợp", "Còn 1 ngày làm việc, hạn 04/03/2026", "Quá hạn 1 ngày làm việc"):
        assert told in page
    assert "Hoàng Tổng Hợp" not in client.get("/thong-bao/nhac-viec/?tu=2026-03-01&den=2026-03-06&ai=luong").text
    cast.reporter.roles.update(valid_to=date(2026, 1, 1))
    assert "không có ai giữ vai trò" in client.get("/thong-bao/nhac-viec/?tu=2026-03-01&den=2026-03-06").text


@pytest.mark.parametrize("told", ["?tu=x", "?tu=2026-03-01&den=2099-01-01", "?den=2020-01-01", "?loai=nothing"])
def test_the_preview_bears_wrong_addresses(cast: Cast, client: Client, held: list[Clock], told: str) -> None:
    client.force_login(cast.focal)
    assert client.get(f"/thong-bao/nhac-viec/{told}").status_code == 200


@pytest.mark.parametrize("count", [1, 60])
def test_pages_ask_the_same_number_of_queries_whatever_they_show(
    cast: Cast, client: Client, held: list[Clock], count: int, django_assert_num_queries: object
) -> None:
    held += clocks(cast, count)
    services.tell(DAY)
    client.force_login(cast.reporter)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/thong-bao/")
    client.force_login(cast.leader)
    with django_assert_num_queries(9):  # type: ignore[operator]
        client.get("/thong-bao/nhac-viec/?tu=2026-03-01&den=2026-03-31")
