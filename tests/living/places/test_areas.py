"""Areas: what comes with the program, what became of what, what a target speaks of."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotrinh.living.journal.models import Event
from lotrinh.living.places.models import Area, AreaChange, AreaKind
from lotrinh.living.places.queries import areas_named, became, existing, formed_from, gone, search
from lotrinh.living.places.services import load_areas

BEFORE, TODAY = date(2023, 1, 26), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [(date(2024, 12, 31), 63, 11, 194), (date(2025, 6, 30), 63, 11, 194), (date(2025, 7, 1), 34, 0, 65)],
)
def test_each_day_has_its_units(areas: int, day: date, provinces: int, districts: int, communes: int) -> None:
    there = Counter(Area.objects.filter(existing(day)).values_list("kind", flat=True))
    assert there[AreaKind.PROVINCE] == provinces
    assert there[AreaKind.DISTRICT] == districts
    assert there[AreaKind.COMMUNE] == communes


def test_loading_again_adds_nothing_and_keeps_what_people_corrected(areas: int) -> None:
    Area.objects.filter(name="Xã Bình Gia").update(code="corrected")
    assert areas > 500
    assert load_areas() == 0
    assert Area.objects.get(name="Xã Bình Gia").code == "corrected"
    assert Event.objects.filter(act="area.loaded").count() == 1


def test_hong_phong_of_two_districts_went_to_two_communes(areas: int) -> None:
    went = {
        old.parent.name: [part.area.name for part in became(old, TODAY)]
        for old in Area.objects.filter(name="Xã Hồng Phong", valid_to__isnull=False).select_related("parent")
        if old.parent
    }
    assert went == {"Huyện Bình Gia": ["Xã Hồng Phong"], "Huyện Cao Lộc": ["Xã Đồng Đăng"]}


def test_a_district_lies_today_in_the_communes_of_its_communes(areas: int) -> None:
    parts = became(Area.objects.get(name="Huyện Cao Lộc"), TODAY)
    assert {part.area.name: part.divided for part in parts} == {
        "Phường Kỳ Lừa": True,  # with Hoàng Văn Thụ of the city
        "Phường Đông Kinh": True,
        "Xã Ba Sơn": False,
        "Xã Cao Lộc": False,
        "Xã Công Sơn": False,
        "Xã Khánh Khê": True,  # with the one of Văn Quan
        "Xã Tân Đoàn": True,
        "Xã Đồng Đăng": False,
    }
    assert {(part.on, part.ground) for part in parts} == {(date(2025, 7, 1), "Nghị quyết 1672/NQ-UBTVQH15")}


def test_nothing_became_of_an_area_before_its_day(areas: int) -> None:
    assert became(Area.objects.get(name="Huyện Bình Gia"), date(2025, 6, 30)) == ()
    assert became(Area.objects.get(name="Tỉnh Lạng Sơn"), TODAY) == ()


def test_a_divided_commune_is_in_both(areas: int) -> None:
    parts = became(Area.objects.get(name="Xã Bính Xá"), TODAY)
    assert [(part.area.name, part.divided) for part in parts] == [("Xã Kiên Mộc", True), ("Xã Đình Lập", True)]


def test_two_reorganisations_are_followed(areas: int) -> None:
    (part,) = became(Area.objects.get(name="Tỉnh Bình Phước"), TODAY)
    assert (part.area.name, part.on, [step.name for step in part.through]) == (
        "Thành phố Đồng Nai",
        date(2026, 4, 30),
        ["Tỉnh Bình Phước", "Tỉnh Đồng Nai"],
    )
    (then,) = became(Area.objects.get(name="Tỉnh Bình Phước"), date(2025, 12, 31))
    assert then.area.name == "Tỉnh Đồng Nai"


def test_what_a_commune_was_formed_from(areas: int) -> None:
    changes = formed_from(Area.objects.get(name="Xã Bình Gia"))
    assert [change.old.name for change in changes] == ["Thị trấn Bình Gia", "Xã Hoàng Văn Thụ", "Xã Mông Ân"]


def test_both_units_of_a_name_are_found_with_and_without_accents(areas: int) -> None:
    names = {"Huyện Bình Gia", "Thị trấn Bình Gia", "Xã Bình Gia"}
    assert {area.name for area in search("bình gia")} == names
    assert {area.name for area in search("BINH GIA")} == names
    assert {area.name for area in search("binh gia", on=TODAY)} == {"Xã Bình Gia"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("đưa huyện Văn Quan thoát khỏi huyện nghèo", ["Huyện Văn Quan"]),
        ("mở rộng thành phố Lạng Sơn", ["Thành phố Lạng Sơn"]),
        ("TP Lạng Sơn và huyện Hữu Lũng", ["Thành phố Lạng Sơn", "Huyện Hữu Lũng"]),
        ("xã Hồng Phong, huyện Cao Lộc", ["Xã Hồng Phong", "Huyện Cao Lộc"]),
        ("tỷ lệ che phủ rừng", []),
    ],
)
def test_areas_are_read_from_a_text(areas: int, text: str, named: list[str]) -> None:
    found = areas_named(text, BEFORE)
    assert [area.name for area in found] == named
    assert all(area.parent is None or area.parent.name != "Huyện Bình Gia" for area in found)


def test_a_target_whose_subject_is_gone(areas: int) -> None:
    (lost,) = gone("đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo", BEFORE, TODAY)
    assert (lost.name.vi, lost.ended_on) == ("Huyện Văn Quan", date(2025, 6, 30))
    assert "203/2025/QH15" in lost.ground
    assert [part.area.name for part in lost.became] == [
        "Xã Khánh Khê",
        "Xã Tri Lễ",
        "Xã Tân Đoàn",
        "Xã Văn Quan",
        "Xã Yên Phúc",
        "Xã Điềm He",
    ]
    assert gone("đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo", BEFORE, date(2025, 6, 30)) == ()


@pytest.mark.parametrize(
    ("text", "is_gone"),
    [
        ("có ít nhất 3 huyện/thành phố đạt chuẩn nông thôn mới", True),
        ("100% số huyện có nhà văn hóa", True),
        ("80% số xã đạt chuẩn nông thôn mới", False),
        ("tỷ lệ hộ nghèo đa chiều", False),
        ("tuyến đường huyện được cứng hóa", False),
        ("tỉnh Lạng Sơn có 40% dân số ở đô thị", False),
    ],
)
def test_counts_of_units_of_an_ended_level_are_gone(areas: int, text: str, is_gone: bool) -> None:
    assert bool(gone(text, BEFORE, TODAY)) is is_gone


def test_the_list_and_every_page_answer(areas: int, client: Any) -> None:
    page = client.get("/dia-ban/", {"q": "Bình Gia"}).content.decode()
    assert "Huyện Bình Gia" in page
    assert "Cùng một tên nhưng là các đơn vị khác nhau" in page
    for area in Area.objects.filter(folded__contains="binh gia"):
        assert area.name in client.get(f"/dia-ban/{area.pk}/").content.decode()
    assert client.get("/dia-ban/999999/").status_code == 404


def test_query_counts(areas: int, client: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        client.get("/dia-ban/")
    with django_assert_num_queries(3):
        client.get("/dia-ban/", {"q": "xã", "ngay": "moi"})
    district, commune = Area.objects.get(name="Huyện Bình Gia"), Area.objects.get(name="Xã Bình Gia")
    with django_assert_num_queries(8):
        client.get(f"/dia-ban/{district.pk}/")
    with django_assert_num_queries(5):
        client.get(f"/dia-ban/{commune.pk}/")


def test_the_tables_agree_with_the_shared_ones(areas: int, shared: Path) -> None:
    """Every row of the table gathered from public texts is here, but for the one that it calls suspect."""
    rows = list(csv.DictReader((shared / "data" / "langson_units_2025.csv").read_text(encoding="utf-8").splitlines()))
    told = {
        (row["old_district"], row["old_unit"], row["new_gso_code"])
        for row in rows
        if not row["note"].startswith("SUSPECT")
    }
    changes = AreaChange.objects.filter(old__parent__kind=AreaKind.DISTRICT)
    assert set(changes.values_list("old__parent__name", "old__name", "new__code")) == told
    assert len(told) == len(rows) - 1
