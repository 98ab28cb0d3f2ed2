"""Exceptions of the calendar: laid down, seen, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lotrinh.living.journal.models import Event
from lotrinh.living.workdays import services
from lotrinh.living.workdays.models import DayKind, SpecialDay
from lotrinh.living.workdays.queries import calendar_for
from tests.living.cast import Cast

FORM = {"day": "2026-12-31", "kind": "off", "ground": "Quyết định số 1/QĐ-UBND", "area_code": ""}


def test_an_exception_moves_deadlines_and_is_told(cast: Cast, client: Client) -> None:
    assert calendar_for().add_working_days(date(2026, 12, 30), 1) == date(2026, 12, 31)
    client.force_login(cast.focal)
    answer = client.post("/ngay-lam-viec/them/", FORM)
    assert answer.headers["Location"] == "/ngay-lam-viec/?nam=2026"
    assert calendar_for().add_working_days(date(2026, 12, 30), 1) == date(2027, 1, 4)
    assert "Quyết định số 1/QĐ-UBND" in client.get("/ngay-lam-viec/?nam=2026").text
    again = client.post("/ngay-lam-viec/them/", FORM)
    assert "đã có quy định riêng" in again.text
    client.post(f"/ngay-lam-viec/{SpecialDay.objects.get().pk}/bo/")
    assert calendar_for().is_working(date(2026, 12, 31))
    assert list(Event.objects.order_by("number").values_list("act", flat=True)) == [
        "specialday.set",
        "specialday.removed",
    ]


def test_an_area_has_exceptions_of_its_own(cast: Cast) -> None:
    day = date(2026, 3, 3)
    services.set_day(day, DayKind.OFF, "Căn cứ A", "", by=cast.focal)
    services.set_day(day, DayKind.WORK, "Căn cứ B", "06001", by=cast.focal)
    assert not calendar_for().is_working(day)
    assert calendar_for("06001").is_working(day)


@pytest.mark.parametrize("told", ["", "?nam=2025", "?nam=20251", "?nam=x", "?nam=0001"])
def test_the_page_of_a_year(db: None, client: Client, told: str) -> None:
    assert client.get(f"/ngay-lam-viec/{told}").status_code == 200


def test_the_page_asks_the_same_number_of_queries_whatever_it_shows(
    cast: Cast, client: Client, django_assert_num_queries: object
) -> None:
    for n in range(1, 20):
        SpecialDay.objects.create(day=date(2026, 7, n), kind=DayKind.OFF, ground="x")
    with django_assert_num_queries(2):  # type: ignore[operator]
        client.get("/ngay-lam-viec/?nam=2026")
