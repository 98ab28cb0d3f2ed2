"""Areas mended by people: forms, what is refused, the journal, what later loading makes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lotrinh.living.access.rules import NOBODY
from lotrinh.living.journal.models import Event
from lotrinh.living.places.editing import state_of
from lotrinh.living.places.english import english, table
from lotrinh.living.places.models import Area, AreaChange, AreaKind
from lotrinh.living.places.queries import became
from lotrinh.living.places.services import load_areas
from lotrinh.living.search.queries import find
from tests.living.cast import Cast

TODAY = date(2026, 11, 22)


@pytest.fixture
def keeper(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def new_commune(name: str = "Phường Kỳ Lừa") -> Area:
    return Area.objects.get(name=name, kind=AreaKind.COMMUNE, valid_to__isnull=True)


def form(area: Area, **more: Any) -> dict[str, Any]:
    told = {"name": area.name, "code": area.code, "valid_from": area.valid_from or "", "valid_to": area.valid_to or ""}
    return told | {"seen": state_of(area)} | more


def test_name_code_and_days_are_mended_and_the_old_ones_kept_in_the_journal(areas: int, keeper: Client) -> None:
    area = new_commune()
    answer = keeper.post(f"/dia-ban/{area.pk}/sua/", form(area, name="Phường Kỳ Lừa Mới", code="99001"), follow=True)
    assert "Phường Kỳ Lừa Mới" in answer.content.decode()
    event = Event.objects.get(act="area.edited")
    assert "Phường Kỳ Lừa, 05986" not in event.data["after"] and event.data["before"].startswith("Phường Kỳ Lừa, ")
    assert event.data["after"].startswith("Phường Kỳ Lừa Mới, 99001, 01/07/2025")
    assert "sửa" in answer.content.decode()  # the history on its page
    assert any(
        entry.title == "Phường Kỳ Lừa Mới" for group in find("ky lua moi", NOBODY).groups for entry in group.entries
    )


def test_loading_again_knows_a_mended_area(areas: int, keeper: Client) -> None:
    area = new_commune()
    keeper.post(f"/dia-ban/{area.pk}/sua/", form(area, name="Phường Kỳ Lừa Mới", valid_from="2025-06-16"))
    count = Area.objects.count()
    assert load_areas() == 0
    assert Area.objects.count() == count and not Area.objects.filter(name="Phường Kỳ Lừa", valid_to=None).exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"valid_to": "2020-01-01"}, "không thể trước ngày đầu"),
        ({"code": "05977"}, "đang là của «Phường Đông Kinh»"),
        ({"code": "x1"}, "chỉ gồm chữ số"),
        ({"name": ""}, "name"),
        ({"name": "Phường Đông Kinh"}, "Đã có «Phường Đông Kinh»"),
        ({"seen": "old"}, "Người khác vừa sửa"),
    ],
)
def test_what_would_be_untrue_is_refused(areas: int, keeper: Client, wrong: dict[str, str], told: str) -> None:
    area = new_commune()
    answer = keeper.post(f"/dia-ban/{area.pk}/sua/", form(area, **wrong))
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Event.objects.filter(act="area.edited").exists()


def test_an_area_is_added_and_becomes_part_of_another(areas: int, keeper: Client) -> None:
    province = Area.objects.get(name="Tỉnh Lạng Sơn")
    told = {"kind": "commune", "parent": province.pk, "name": "Xã Thử", "code": "", "valid_from": "2025-07-01"}
    assert keeper.post("/dia-ban/them/", told).status_code == 302
    assert keeper.post("/dia-ban/them/", told).status_code == 422  # twice
    made = Area.objects.get(name="Xã Thử")
    change = {"successor": "phuong ky lua", "on": "2026-01-01", "ground": "Nghị quyết 9/NQ", "seen": state_of(made)}
    assert keeper.post(f"/dia-ban/{made.pk}/sap-xep/", change).status_code == 302
    made.refresh_from_db()
    assert made.valid_to == date(2025, 12, 31)
    assert [part.area.name for part in became(made, TODAY)] == ["Phường Kỳ Lừa"]
    assert list(
        Event.objects.filter(act__startswith="area.", subject_id=str(made.pk))
        .values_list("act", flat=True)
        .order_by("number")
    ) == ["area.added", "area.succeeded"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"successor": "Xã Không Có"}, "không có đơn vị"),
        ({"successor": "Tỉnh Cao Bằng"}, "không có đơn vị"),
        ({"on": "2020-01-01"}, "không có đơn vị"),
        ({"on": ""}, "on"),
        ({"ground": ""}, "ground"),
        ({"seen": "x"}, "Người khác vừa sửa"),
    ],
)
def test_a_change_that_cannot_be_is_refused(areas: int, keeper: Client, wrong: dict[str, str], told: str) -> None:
    old = Area.objects.get(name="Phường Tam Thanh", valid_to__isnull=False)
    change = {"successor": "Phường Kỳ Lừa", "on": "2025-07-01", "ground": "Nghị quyết 9/NQ", "seen": state_of(old)}
    answer = keeper.post(f"/dia-ban/{old.pk}/sap-xep/", change | wrong)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert AreaChange.objects.filter(old=old).count() == 1


def test_what_was_recorded_by_mistake_is_taken_back_and_stays_so(areas: int, keeper: Client) -> None:
    old = Area.objects.get(name="Phường Tam Thanh", valid_to__isnull=False)
    change = AreaChange.objects.get(old=old)
    page = keeper.get(f"/dia-ban/{old.pk}/").content.decode()
    assert f"/dia-ban/{old.pk}/sap-xep/{change.pk}/bo/" in page
    other = Area.objects.get(name="Phường Hoàng Văn Thụ", valid_to__isnull=False)
    assert keeper.post(f"/dia-ban/{other.pk}/sap-xep/{change.pk}/bo/", {"seen": state_of(other)}).status_code == 404
    keeper.post(f"/dia-ban/{old.pk}/sap-xep/{change.pk}/bo/", {"seen": "old"})
    assert AreaChange.objects.filter(pk=change.pk).exists()
    keeper.post(f"/dia-ban/{old.pk}/sap-xep/{change.pk}/bo/", {"seen": state_of(old)})
    assert not AreaChange.objects.filter(old=old).exists()
    assert load_areas() == 0
    assert not AreaChange.objects.filter(old=old).exists()


def test_a_commune_lies_in_a_level_above(areas: int, keeper: Client) -> None:
    province = Area.objects.get(name="Tỉnh Lạng Sơn")
    told = {"kind": "province", "parent": province.pk, "name": "Tỉnh Thử", "code": "", "valid_from": "", "valid_to": ""}
    answer = keeper.post("/dia-ban/them/", told)
    assert answer.status_code == 422 and "đơn vị ở cấp trên" in answer.content.decode()


def test_others_see_no_forms(areas: int, client: Client, cast: Cast) -> None:
    area = new_commune()
    for user in (None, cast.viewer, cast.reporter):
        client.logout()
        if user:
            client.force_login(user)
        assert "sua/" not in client.get(f"/dia-ban/{area.pk}/").content.decode()
        assert client.post(f"/dia-ban/{area.pk}/sua/", form(area)).status_code in (302, 403)
        assert not Event.objects.filter(act="area.edited").exists()


def test_every_english_example() -> None:
    for example in table()["examples"]:
        assert english(example["vi"]) == example["en"]


def test_an_area_page_in_english_has_no_vietnamese_ground(areas: int, client: Client) -> None:
    client.cookies["lang"] = "en"
    said = client.get(f"/dia-ban/{new_commune().pk}/").content.decode()
    assert "Resolution 1672/NQ-UBTVQH15" in said and "Nghị quyết" not in said
