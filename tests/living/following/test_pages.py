"""Pages of following, as people see them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lotrinh.living.following.models import Instance, Proof, Report
from lotrinh.living.plans.models import Plan, Task
from tests.living.cast import Cast
from tests.living.visiting import signed_in


def address(one: Instance) -> str:
    return f"/theo-doi/phan/{one.pk}/"


def form(one: Instance, **more: object) -> dict[str, object]:
    today = timezone.localdate().isoformat()
    return {"act": "done", "seen": one.version, "done_on": today, "product": "Báo cáo 9/BC-SYT", **more}


def test_a_reporter_sees_the_own_tasks_and_reports_with_a_file(cast: Cast, followed: Plan) -> None:
    client, one = signed_in(cast.reporter), Instance.objects.get(task__order=1)
    page = client.get("/theo-doi/").text
    assert "Xây dựng đề án khám sức khỏe" in page
    assert "Báo cáo tình hình" not in page  # education's
    proof = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.7 x")
    answer = client.post(address(one), form(one, proofs=proof))
    assert answer.status_code == 302
    assert Report.objects.get().product == "Báo cáo 9/BC-SYT"
    file = Proof.objects.get()
    got = client.get(f"/theo-doi/chung-cu/{file.pk}/")
    assert got.headers["Content-Disposition"] == 'attachment; filename="bao-cao.pdf"'
    assert b"".join(got) == b"%PDF-1.7 x"
    shown = client.get(f"/ke-hoach/kh-5/nhiem-vu/{one.task_id}/").text
    assert "Báo cáo 9/BC-SYT" in shown
    assert "Cơ quan chủ trì đã xong" in shown


def test_nobody_reports_for_another_agency(cast: Cast, followed: Plan) -> None:
    one = Instance.objects.get(task__order=1)
    assert signed_in(cast.other_reporter).post(address(one), form(one)).status_code == 403
    assert signed_in(cast.viewer).post(address(one), form(one)).status_code == 403
    assert signed_in(cast.focal).post(address(one), form(one)).status_code == 302


def test_a_program_is_no_evidence_and_nothing_is_written(cast: Cast, followed: Plan) -> None:
    one = Instance.objects.get(task__order=1)
    answer = signed_in(cast.reporter).post(
        address(one), form(one, proofs=SimpleUploadedFile("x.exe", b"MZ\x00\x00\x00"))
    )
    assert answer.status_code == 409
    assert "Tệp chứng cứ phải là" in answer.text
    assert not Report.objects.exists()


def test_a_form_made_from_an_older_state_says_so(cast: Cast, followed: Plan) -> None:
    one = Instance.objects.get(task__order=1)
    client = signed_in(cast.reporter)
    client.post(address(one), {"act": "progress", "seen": 1, "percent": 30})
    answer = client.post(address(one), {"act": "progress", "seen": 1, "percent": 50})
    assert answer.status_code == 409
    assert "Trong lúc đó người khác đã ghi" in answer.text
    assert 'name="seen" value="2"' in answer.text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"done_on": "2999-01-01"}, "Ngày này chưa đến"),
        ({"product": ""}, "field"),
        ({"act": "progress", "percent": ""}, "Ghi phần trăm hoặc lời"),
        ({"act": "open"}, "field"),
        ({"act": "nothing"}, "field"),
    ],
)
def test_wrong_forms_are_refused(cast: Cast, followed: Plan, told: dict[str, str], words: str) -> None:
    one = Instance.objects.get(task__order=1)
    answer = signed_in(cast.reporter).post(address(one), form(one, **told))
    assert answer.status_code == 422
    assert words in answer.text


def test_what_waits_is_confirmed_or_refused_by_the_focal_agency(cast: Cast, followed: Plan) -> None:
    focal = signed_in(cast.focal)
    for order, verb in ((1, "xac-nhan"), (2, "tra-lai")):
        one = Instance.objects.get(task__order=order, agency=cast.health)
        signed_in(cast.reporter).post(address(one), form(one, done_on="2025-02-10", product_on="2025-02-10"))
        report = Report.objects.latest("pk")
        assert "Báo cáo 9/BC-SYT" in focal.get("/theo-doi/cho-xac-nhan/").text
        at = f"/theo-doi/cho-xac-nhan/{report.pk}/{verb}/"
        assert signed_in(cast.reporter).post(at, {"reason": "x"}).status_code == 403
        focal.post(at, {"reason": "Chưa có văn bản"})
    assert Task.objects.get(order=1).done_on is not None
    page = signed_in(cast.reporter).get(f"/ke-hoach/kh-5/nhiem-vu/{Task.objects.get(order=2).pk}/").text
    assert "Chưa có văn bản" in page


def test_scorecards_and_plans_owed(cast: Cast, followed: Plan) -> None:
    page = signed_in(cast.leader).get("/theo-doi/cham-diem/?kehoach=kh-5").text
    assert "phần việc" in page
    assert "Sở Giáo dục và Đào tạo" in page
    page = signed_in(cast.leader).get("/theo-doi/ke-hoach-trien-khai/").text
    assert "0/3 kế hoạch phải có đã ban hành" in page


def test_scorecards_are_told_in_english_to_readers_of_english(cast: Cast, followed: Plan) -> None:
    client = signed_in(cast.leader)
    client.cookies["lang"] = "en"
    page = client.get("/theo-doi/cham-diem/").text
    assert "tasks due" in page and "nhiệm vụ đến hạn" not in page


def test_visitors_see_nothing_of_it(cast: Cast, followed: Plan) -> None:
    page = Client().get(f"/ke-hoach/kh-5/nhiem-vu/{Task.objects.get(order=2).pk}/")
    assert page.status_code == 200
    assert "cơ quan đã xong" not in page.text


@pytest.mark.parametrize("address", ["/theo-doi/?coquan=moi", "/theo-doi/cham-diem/", "/theo-doi/ke-hoach-trien-khai/"])
def test_queries_do_not_grow_with_rows(
    cast: Cast, followed: Plan, address: str, django_assert_num_queries: object
) -> None:
    client = signed_in(cast.viewer)
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get(address)
    Instance.objects.exclude(task__order=2).delete()
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get(address)
