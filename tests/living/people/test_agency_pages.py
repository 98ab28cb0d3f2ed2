"""Pages and forms of agencies."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from lotrinh.living.access.rules import NOBODY
from lotrinh.living.journal.models import Event
from lotrinh.living.people.agency_queries import search, timeline
from lotrinh.living.people.models import Agency, AgencyGroup, Role, Succession
from lotrinh.living.people.queries import answers_for, person_of
from lotrinh.living.people.services import add_name, resolve, state_of
from lotrinh.living.places.english import english
from lotrinh.living.search.queries import find
from tests.living.cast import Cast

TODAY = date(2026, 11, 22)


def agency(name: str, **more: Any) -> Agency:
    return Agency.objects.get(name=name, area__isnull=False, **more)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kế hoạch đầu tư", {"Sở Kế hoạch và Đầu tư", "Bộ Kế hoạch và Đầu tư"}),
        ("ke hoach va dau tu", {"Sở Kế hoạch và Đầu tư", "Bộ Kế hoạch và Đầu tư"}),
        ("Sở KH&ĐT", {"Sở Kế hoạch và Đầu tư"}),
        ("LĐTBXH", {"Sở Lao động - Thương binh và Xã hội", "Bộ Lao động - Thương binh và Xã hội"}),
        ("ubnd huyện bình gia", {"UBND huyện Bình Gia"}),
    ],
)
def test_agencies_are_found_by_all_their_names(vietnam: int, asked: str, found: set[str]) -> None:
    names = {row.name for row in search(asked)}
    assert found <= names
    assert len(names) < 25 + len(found)  # the other communes of the district bear its name too


def test_the_list_of_a_day(vietnam: int, client: Any) -> None:
    told = client.get("/co-quan/", {"ngay": "2024-01-01", "loai": "department"}).content.decode()
    assert "Sở Kế hoạch và Đầu tư" in told
    told = client.get("/co-quan/", {"ngay": "2026-01-01", "loai": "department"}).content.decode()
    assert "Sở Kế hoạch và Đầu tư" not in told
    assert "Sở Dân tộc và Tôn giáo" in told
    assert client.get("/co-quan/", {"ngay": "hôm nay"}).status_code == 200


def test_an_agency_that_ended_says_who_answers(vietnam: int, client: Any) -> None:
    told = client.get(f"/co-quan/{agency('Sở Kế hoạch và Đầu tư').pk}/").content.decode()
    assert "kết thúc ngày 28/02/2025" in told
    assert "Sở Tài chính</a>" in told
    assert "Người giữ vai trò" not in told
    told = client.get(f"/co-quan/{agency('Sở Lao động - Thương binh và Xã hội').pk}/").content.decode()
    assert "suy ra, cần kiểm tra" in told


def test_the_timeline_of_an_heir(vietnam: int) -> None:
    moments = timeline(agency("Sở Tài chính", valid_from__isnull=False))
    assert [(moment.on, moment.other.name if moment.other else None) for moment in moments] == [
        (date(2025, 3, 1), "Sở Kế hoạch và Đầu tư"),
        (date(2025, 3, 1), "Sở Tài chính"),
        (date(2025, 3, 1), None),
    ]


def test_who_answers_page(vietnam: int, client: Any) -> None:
    asked = {"ten": "Sở LĐTBXH", "khi": "2023-01-26", "viec": "đào tạo nghề, dạy nghề"}
    told = client.get("/co-quan/ai-lam/", asked).content.decode()
    assert "Sở Giáo dục và Đào tạo" in told
    assert client.get("/co-quan/ai-lam/").status_code == 200
    told = client.get("/co-quan/ai-lam/", {"ten": "UBND các huyện, thành phố", "khi": "2023-01-26"}).content.decode()
    assert "66 nơi" in told
    assert "Việc được chia theo địa bàn" in told
    assert "chưa có trong danh mục" in client.get("/co-quan/ai-lam/", {"ten": "<b>X</b>"}).content.decode()


def test_search_finds_old_and_new(vietnam: int) -> None:
    (group,) = find("Sở Kế hoạch và Đầu tư", NOBODY).groups
    assert [(entry.title, entry.note["vi"]) for entry in group.entries[:2]] == [
        ("Sở Kế hoạch và Đầu tư", "đến 28/02/2025"),
        ("Sở Tài chính", "từ 01/03/2025"),
    ]
    (group,) = find("Sở KH&ĐT", NOBODY).groups
    assert [entry.title for entry in group.entries] == ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"]
    areas = [group for group in find("binh gia", NOBODY).groups if group.kind == "area"]
    assert {(entry.title, entry.note["vi"]) for entry in areas[0].entries[:3]} == {
        ("Xã Bình Gia", "Tỉnh Lạng Sơn, từ 01/07/2025"),
        ("Huyện Bình Gia", "Tỉnh Lạng Sơn, đến 30/06/2025"),
        ("Thị trấn Bình Gia", "Huyện Bình Gia, đến 30/06/2025"),
    }


def test_roles_are_shown_to_insiders_only(vietnam: int, cast: Cast, client: Any) -> None:
    page = f"/co-quan/{cast.health.pk}/"
    assert "Lương Y Tế" not in client.get(page).content.decode()
    client.force_login(cast.viewer)
    assert "Lương Y Tế" in client.get(page).content.decode()


EDITS = (
    "/co-quan/them/",
    "/co-quan/{pk}/ten/",
    "/co-quan/{pk}/ket-thuc/",
    "/co-quan/{pk}/ke-thua/",
    "/co-quan/{pk}/nhom/",
)


@pytest.mark.parametrize("address", EDITS)
def test_forms_are_for_those_who_keep_the_list(vietnam: int, cast: Cast, client: Any, address: str) -> None:
    page = address.format(pk=cast.health.pk)
    assert client.get(page).status_code == 302
    for user, status in ((cast.reporter, 403), (cast.leader, 403), (cast.focal, 200), (cast.administrator, 200)):
        client.force_login(user)
        assert client.get(page).status_code == status
        assert client.post(page, {}).status_code == status


def test_a_new_agency_takes_over_from_an_old_one(vietnam: int, cast: Cast, client: Any) -> None:
    client.force_login(cast.focal)
    home = agency("Sở Công Thương").area
    assert home
    told = client.post(
        "/co-quan/them/",
        {"name": "Sở Kinh tế", "kind": "department", "area": home.pk, "valid_from": "2026-06-01"},
        follow=True,
    )
    assert "Sở Kinh tế" in told.content.decode()
    old = agency("Sở Công Thương")
    seen = state_of(old)
    told = client.post(f"/co-quan/{old.pk}/ket-thuc/", {"last_day": "2026-05-31", "seen": seen})
    assert told.status_code == 302
    old.refresh_from_db()
    told = client.post(
        f"/co-quan/{old.pk}/ke-thua/",
        {
            "successor": "sở kinh tế",
            "function": "toàn bộ",
            "on": "2026-06-01",
            "ground": "Nghị quyết thử",
            "confidence": "confirmed",
            "seen": state_of(old),
        },
    )
    assert told.status_code == 302
    (answer,) = answers_for("Sở Công Thương", date(2023, 1, 1), TODAY)
    assert (answer.name, answer.ground) == ("Sở Kinh tế", "Nghị quyết thử")
    acts = list(Event.objects.filter(actor=cast.focal).order_by("number").values_list("act", flat=True))
    assert acts == ["agency.added", "agency.ended", "agency.succeeded"]


def test_renaming_keeps_the_old_name(vietnam: int, cast: Cast, client: Any) -> None:
    one = agency("Sở Ngoại vụ")
    add_name(one, "Sở Đối ngoại", official_from=date(2026, 1, 1), seen=state_of(one), by=cast.focal)
    one.refresh_from_db()
    assert one.name == "Sở Đối ngoại"
    told = client.get(f"/co-quan/{one.pk}/").content.decode()
    assert "Mang tên «Sở Đối ngoại»" in told
    assert "Ai đã sửa gì" not in told
    client.force_login(cast.viewer)
    assert (
        "đổi tên «Sở Ngoại vụ» thành <b>Sở Đối ngoại</b> từ ngày 01/01/2026"
        in client.get(f"/co-quan/{one.pk}/").content.decode()
    )
    assert resolve("Sở Ngoại vụ", date(2023, 1, 1)) == resolve("Sở Đối ngoại", TODAY) == one
    assert any("Mang tên «Sở Đối ngoại»" in moment.words.vi for moment in timeline(one))


def test_of_two_who_edit_the_second_sees_what_the_first_did(vietnam: int, cast: Cast, client: Any) -> None:
    one = agency("Sở Y tế")
    seen = state_of(one)
    client.force_login(cast.focal)
    assert client.post(f"/co-quan/{one.pk}/ten/", {"name": "Sở Sức khỏe", "seen": seen}).status_code == 302
    told = client.post(f"/co-quan/{one.pk}/ket-thuc/", {"last_day": "2026-01-01", "seen": seen})
    assert told.status_code == 409
    assert "Người khác vừa sửa" in told.content.decode()
    assert Agency.objects.get(pk=one.pk).valid_to is None


def test_wrong_input_is_told_in_words(vietnam: int, cast: Cast, client: Any) -> None:
    client.force_login(cast.focal)
    one = agency("Sở Y tế")
    base = {"function": "toàn bộ", "ground": "x", "confidence": "confirmed", "seen": state_of(one)}
    page = f"/co-quan/{one.pk}/ke-thua/"
    assert "không có cơ quan" in client.post(page, base | {"successor": "Sở Mây", "on": "2026-01-01"}).content.decode()
    assert (
        "không thể kế thừa chính nó"
        in client.post(page, base | {"successor": "Sở Y tế", "on": "2026-01-01"}).content.decode()
    )
    assert (
        "không tồn tại ngày 01/01/2026"
        in client.post(page, base | {"successor": "Sở Giao thông vận tải", "on": "2026-01-01"}).content.decode()
    )
    assert "nguồn nói gì" in client.post(page, base).content.decode()
    assert (
        "Đã có"
        in client.post(
            "/co-quan/them/", {"name": "Sở Y  tế", "kind": "department", "area": one.area_id}
        ).content.decode()
    )
    assert not Succession.objects.filter(old=one).exists()


def test_groups_change_with_their_days(vietnam: int, cast: Cast, client: Any) -> None:
    one, group = agency("Sở Y tế"), AgencyGroup.objects.get(name="lực lượng vũ trang địa phương")
    client.force_login(cast.focal)
    page = f"/co-quan/{one.pk}/nhom/"
    assert client.post(page, {"group": group.pk, "since": "2026-01-01", "seen": state_of(one)}).status_code == 302
    assert "Sở Y tế" in [answer.name for answer in answers_for(group.name, date(2026, 2, 1), TODAY)]
    assert "Sở Y tế" not in [answer.name for answer in answers_for(group.name, date(2025, 2, 1), TODAY)]
    row = one.memberships.get(group=group)
    other = agency("Sở Tư pháp")
    assert client.get(f"/co-quan/{other.pk}/nhom/{row.pk}/").status_code == 404
    left = client.post(f"{page}{row.pk}/", {"last_day": "2026-03-01", "seen": state_of(one)})
    assert left.status_code == 302
    assert "Sở Y tế" not in [answer.name for answer in answers_for(group.name, date(2026, 4, 1), TODAY)]


def test_a_role_covers_the_work_of_all_forerunners(vietnam: int, cast: Cast) -> None:
    heir = agency("Sở Nông nghiệp và Môi trường")
    later = Agency.objects.create(name="Sở Mới", kind="department", folded="so moi")
    Succession.objects.create(
        old=heir,
        successor=later,
        function="toàn bộ",
        whole=True,
        on=date(2026, 1, 1),
        ground="x",
        confidence="confirmed",
    )
    Role.objects.create(user=cast.viewer, kind="reporter", agency=later, valid_from=date(2026, 1, 1))
    covered = next(h.agencies for h in person_of(cast.viewer, TODAY).holdings if h.role == "reporter")
    assert {later.pk, heir.pk, agency("Sở Tài nguyên và Môi trường").pk} <= covered


def test_query_counts(vietnam: int, client: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):  # count, rows
        client.get("/co-quan/")
    with django_assert_num_queries(2):
        client.get("/co-quan/", {"q": "sở", "ngay": "moi"})
    ended, heir = agency("Sở Lao động - Thương binh và Xã hội"), agency("Sở Nội vụ", valid_from__isnull=False)
    with django_assert_num_queries(7):  # it, two generations, names, taken over, given away, groups
        client.get(f"/co-quan/{ended.pk}/")
    with django_assert_num_queries(5):
        client.get(f"/co-quan/{heir.pk}/")


VIETNAMESE = re.compile(
    r"\b(?:toàn bộ|trừ|trên địa bàn|nghị quyết|luật|chưa|theo|công nghệ|báo chí|phần)\b", re.IGNORECASE
)


def test_functions_and_grounds_of_all_successions_have_english(vietnam: int) -> None:
    rows = Succession.objects.values_list("function", "ground", "successor_text").distinct()
    left = {english(text) for row in rows for text in row if VIETNAMESE.search(english(text))}
    assert not left


def test_a_page_in_english_tells_functions_and_grounds_in_english(vietnam: int, client: Any) -> None:
    client.cookies["lang"] = "en"
    said = client.get(f"/co-quan/{agency('Sở Lao động - Thương binh và Xã hội').pk}/").content.decode()
    assert "poverty reduction" in said and "as divided among the ministries (Resolution 176/2025/QH15)" in said
    assert "giảm nghèo" not in said and "Nghị quyết" not in said
