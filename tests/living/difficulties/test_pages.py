"""Pages of difficulties: the board, raising, each move by each role, the decision on a phone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lotrinh.living.difficulties import services
from lotrinh.living.difficulties.forms import DecideForm
from lotrinh.living.difficulties.models import Decision, Difficulty
from lotrinh.living.people.models import Agency
from tests.living.cast import Cast
from tests.living.plans.cases import published
from tests.living.visiting import signed_in


@pytest.mark.parametrize(
    ("slug", "allowed"),
    [
        ("tiep-nhan", {"focal"}),
        ("tra-lai", {"focal"}),
        ("gop", {"focal"}),
        ("tu-giai-quyet", {"focal"}),
        ("trinh", {"focal"}),
        ("ket-thuc", {"focal"}),
        ("mo-lai", {"focal"}),
        ("rut", {"focal", "reporter"}),
        ("gui-lai", {"focal", "reporter"}),
        ("quyet-dinh", {"focal", "leader"}),
        ("yeu-cau-them", {"focal", "leader"}),
    ],
)
def test_who_may_make_which_move(cast: Cast, raised: Difficulty, slug: str, allowed: set[str]) -> None:
    for name in ("administrator", "focal", "reporter", "other_reporter", "leader", "viewer"):
        answer = signed_in(getattr(cast, name)).post(f"/kho-khan/{raised.pk}/{slug}/", {})
        assert (answer.status_code != 403) == (name in allowed), (name, slug)


def test_departments_stand_first_among_those_who_carry_out(cast: Cast, raised: Difficulty) -> None:
    for name, kind in (("Bộ Y tế", "central"), ("UBND xã Ba Sơn", "commune"), ("Hội Nông dân", "other")):
        Agency.objects.create(name=name, kind=kind, folded=name.lower())
    field = DecideForm(raised).fields["owner"]
    names = [str(agency) for agency in field.queryset]  # type: ignore[attr-defined]
    departments = ["Sở Giáo dục và Đào tạo", "Sở Tài chính", "Sở Y tế"]
    assert names[:4] == [*departments, "UBND xã Ba Sơn"]
    assert set(names[4:]) == {"Bộ Y tế", "Hội Nông dân", "Ủy ban nhân dân tỉnh Lạng Sơn"}


def test_moves_without_a_form_have_no_address(cast: Cast, raised: Difficulty) -> None:
    for slug in ("neu", "thuc-hien-xong", "khac"):
        assert signed_in(cast.focal).get(f"/kho-khan/{raised.pk}/{slug}/").status_code == 404


def test_a_reporter_raises_one_from_a_target(cast: Cast) -> None:
    plan = published(cast.focal)
    target, client = plan.targets.first(), signed_in(cast.reporter)
    assert target is not None
    form = {"agency": cast.health.pk, "title": "Thiếu bác sĩ", "kind": "personnel", "text": "Tuyển không được"}
    at = f"/kho-khan/neu/?muctieu={target.pk}"
    assert target.indicator.name in client.get(at).text
    answer = client.post(at, form)
    one = Difficulty.objects.get()
    assert answer.headers["Location"] == f"/kho-khan/{one.pk}/"
    assert (one.target, one.plan, one.agency, one.public) == (target, plan, cast.health, False)
    assert "Thiếu bác sĩ" in client.get(f"/ke-hoach/{plan.slug}/muc-tieu/{target.pk}/").text
    assert "Thiếu bác sĩ" not in Client().get(f"/ke-hoach/{plan.slug}/muc-tieu/{target.pk}/").text
    wrong = client.post(at, {**form, "agency": cast.education.pk})
    assert wrong.status_code == 422


def test_the_board_tells_whose_turn_it_is(cast: Cast, raised: Difficulty) -> None:
    Difficulty.objects.update(due=date(2020, 1, 1))
    page = signed_in(cast.viewer).get("/kho-khan/").text
    assert "1 khó khăn đang xử lý, 1 quá hạn" in page
    assert "Sở Tài chính" in page
    assert "Chưa có mặt bằng" in signed_in(cast.focal).get("/kho-khan/?cua=toi&loai=land").text
    assert "Chưa có mặt bằng" not in signed_in(cast.reporter).get("/kho-khan/?cua=toi").text
    assert "Chưa có khó khăn nào kết thúc" in signed_in(cast.focal).get("/kho-khan/?xem=xong").text


def proposal(cast: Cast, one: Difficulty) -> Difficulty:
    one = services.take(one, "land", cast.focal, one.version)
    return services.propose(one, ["Giao đất công", "Thuê nhà"], 0, "Hai cách", cast.focal, one.version)


def decision(cast: Cast, one: Difficulty, **more: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    told = {
        "seen": one.version, "option": one.options.earliest("pk").pk, "text": "", "number": "12/QĐ-UBND",
        "issued_on": today, "owner": cast.health.pk, "due": "2999-12-31",
    }  # fmt: skip
    return {**told, **more}


def test_a_leader_decides(cast: Cast, raised: Difficulty) -> None:
    one, client = proposal(cast, raised), signed_in(cast.leader)
    at = f"/kho-khan/{one.pk}/quyet-dinh/"
    page = client.get(at).text
    assert "Giao đất công" in page
    assert client.post(at, decision(cast, one, action_0="Đo đất", agency_0=cast.education.pk)).status_code == 302
    made = Decision.objects.get()
    assert (made.text, made.number) == ("Giao đất công", "12/QĐ-UBND")
    assert [(action.text, action.agency) for action in one.actions.all()] == [("Đo đất", cast.education)]
    page = signed_in(cast.viewer).get(f"/kho-khan/{one.pk}/").text
    for told in ("12/QĐ-UBND", "Đo đất", "Đang thực hiện quyết định", "Trình phương án"):
        assert told in page
    action = one.actions.get()
    assert signed_in(cast.reporter).post(f"/kho-khan/viec/{action.pk}/", {}).status_code == 403
    done = {"done_on": timezone.localdate().isoformat(), "product": "Bản đồ 3"}
    assert signed_in(cast.other_reporter).post(f"/kho-khan/viec/{action.pk}/", done).status_code == 302


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"option": "0", "text": ""}, "Chọn một phương án hoặc ghi nội dung"),
        ({"issued_on": "2999-01-01"}, "Ngày này chưa đến"),
        ({"due": "2000-01-01"}, "Hạn không thể trước ngày văn bản"),
        ({"option": "999999"}, "error"),
    ],
)
def test_a_wrong_decision_is_refused(cast: Cast, raised: Difficulty, more: dict[str, str], words: str) -> None:
    one = proposal(cast, raised)
    answer = signed_in(cast.leader).post(f"/kho-khan/{one.pk}/quyet-dinh/", decision(cast, one, **more))
    assert answer.status_code == 422
    assert words in answer.text
    assert not Decision.objects.exists()


def test_a_form_made_from_an_older_state_shows_what_happened(cast: Cast, raised: Difficulty) -> None:
    services.move(raised, "return", "Thiếu số liệu", cast.focal, raised.version)
    answer = signed_in(cast.focal).post(f"/kho-khan/{raised.pk}/tiep-nhan/", {"seen": 1, "kind": "land"})
    assert answer.status_code == 409
    assert "Hoàng Tổng Hợp đã: trả lại để bổ sung" in answer.text
    assert 'name="seen" value="2"' in answer.text


def test_a_move_that_is_not_open_leads_back_with_a_word(cast: Cast, raised: Difficulty) -> None:
    answer = signed_in(cast.leader).get(f"/kho-khan/{raised.pk}/quyet-dinh/", follow=True)
    assert "nên không thể: quyết định" in answer.text


def test_queries_do_not_grow_with_rows(cast: Cast, raised: Difficulty, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.viewer)
    for _ in range(2):
        with django_assert_num_queries(7):
            client.get("/kho-khan/")
        with django_assert_num_queries(11):
            client.get(f"/kho-khan/{raised.pk}/")
        for number in range(8):
            another = services.raise_difficulty(
                title=f"Khó khăn {number}", text="x", kind="capital", agency=cast.education, by=cast.focal
            )
            services.merge(another, raised, "", cast.focal, another.version)
