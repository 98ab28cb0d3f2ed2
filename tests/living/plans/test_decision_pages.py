"""What people decide on the pages of a plan: who may, what is refused and how, what the pages then say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lotrinh.living.journal.models import Event
from lotrinh.living.people.models import AgencyGroup, Membership
from lotrinh.living.plans.models import Plan, TargetLink
from tests.living.cast import Cast
from tests.living.plans.cases import HOME, SAMPLE, published, target
from tests.living.visiting import signed_in


def acts(plan: Plan) -> list[tuple[str, dict[str, Any], set[str]]]:
    """Address, form, and who may send it."""
    forest = target(plan, "Tỷ lệ che phủ rừng")
    at = f"{HOME}muc-tieu/{forest.pk}/"
    return [
        (at + "danh-gia/", {"status": "behind", "reason": "x", "seen": 0}, {"focal", "leader"}),
        (at + "moc/", {"year": 2027, "low": "65", "ground": "x"}, {"focal"}),
        (at + "quy-tac/", {"tolerance": "0,5"}, {"focal"}),
        (f"/ke-hoach/chi-tieu/{forest.indicator_id}/chieu/", {"direction": "more", "seen": "more"}, {"focal"}),
        (f"/ke-hoach/chi-tieu/{forest.indicator_id}/cong-don/", {"accumulation": "ratio", "seen": "ratio"}, {"focal"}),
        (at + "ket-thuc/", {"state": "no_longer", "ground": "x"}, {"focal"}),
    ]


@pytest.mark.parametrize("role", ["administrator", "focal", "reporter", "leader", "viewer"])
def test_only_those_who_may_decide(cast: Cast, plan: Plan, role: str) -> None:
    client = signed_in(getattr(cast, role))
    for address, form, roles in acts(plan):
        assert client.post(address, form).status_code == (302 if role in roles else 403), (role, address)
        assert client.get(address).status_code == (302 if role in roles else 403)


def test_the_focal_agency_says_who_answers_for_a_target(cast: Cast, plan: Plan) -> None:
    forest, client = target(plan, "Tỷ lệ che phủ rừng"), signed_in(cast.focal)
    at = f"{HOME}muc-tieu/{forest.pk}/"
    form = {"agency": cast.health.pk, "seen": forest.agency_id or ""}
    assert signed_in(cast.reporter).post(at + "co-quan/", form).status_code == 403
    assert client.post(at + "co-quan/", form).status_code == 302
    assert client.post(at + "co-quan/", {**form, "agency": cast.education.pk}).status_code == 422  # seen another
    forest.refresh_from_db()
    assert forest.agency == cast.health
    assert "Sở Y tế</a>" in Client().get(at).content.decode()
    told = Event.objects.get(act="target.agency_set", subject_id=str(forest.pk))
    assert told.data["agency"] == "Sở Y tế"


def test_an_address_that_takes_a_form_leads_to_its_page(cast: Cast, plan: Plan) -> None:
    task = f"{HOME}nhiem-vu/{plan.tasks.all()[0].pk}/"
    forms = [address for address, _, _ in acts(plan)] + [task + "xong/", task + "chua-xong/"]
    client = signed_in(cast.focal)
    for address in forms:
        answer = client.get(address)
        assert answer["Location"] == address.rstrip("/").rpartition("/")[0] + "/", address
        assert client.get(answer["Location"]).status_code == 200
        assert client.put(address).status_code == 405
    link = forms[0].replace("danh-gia/", "lien-ket/1/bo/")
    assert client.get(link)["Location"] == forms[0].replace("danh-gia/", "")


def test_visitors_are_asked_to_sign_in(plan: Plan, client: Client) -> None:
    for address, form, _ in acts(plan):
        asked = client.post(address, form, headers={"referer": "http://testserver/ke-hoach/"})["Location"]
        assert asked == "/tai-khoan/dang-nhap/?next=/ke-hoach/"  # back to the form: its address alone takes no visit


def test_the_outcome_of_a_task_as_a_whole_is_the_focal_agencys(cast: Cast, plan: Plan) -> None:
    task = plan.tasks.get(text__contains="bảo hiểm y tế")  # led by the health department
    form = {"on": "2025-05-05", "product": "Báo cáo 12/BC-SYT ngày 05/5/2025", "seen": ""}
    at = f"{HOME}nhiem-vu/{task.pk}/xong/"
    assert signed_in(cast.other_reporter).post(at, form).status_code == 403
    assert signed_in(cast.reporter).post(at, form).status_code == 403
    assert signed_in(cast.focal).post(at, form).status_code == 302
    task.refresh_from_db()
    assert task.done_on == date(2025, 5, 5)
    again = signed_in(cast.focal).post(at, form)  # made from the state before
    assert again.status_code == 422
    assert "Trong lúc đó người khác đã ghi" in again.content.decode()
    assert "Ghi kết quả" in signed_in(cast.focal).get(f"{HOME}nhiem-vu/{task.pk}/").content.decode()
    assert "Ghi kết quả" not in signed_in(cast.reporter).get(f"{HOME}nhiem-vu/{task.pk}/").content.decode()


def test_an_outcome_entered_late_needs_its_document_and_shows_the_day_of_entry(cast: Cast, plan: Plan) -> None:
    task, client = plan.tasks.get(text__contains="bảo hiểm y tế"), signed_in(cast.focal)
    at, today = f"{HOME}nhiem-vu/{task.pk}/", timezone.localdate()
    late = (today - timedelta(days=8)).isoformat()
    for product in ("đã làm xong", "Báo cáo 12/BC-SYT", "ngày 05/5/2025", "Báo cáo 12/BC-SYT ngày 31/02/2025"):
        answer = client.post(at + "xong/", {"on": late, "product": product, "seen": ""})
        assert answer.status_code == 422, product
        assert "hãy ghi số và ngày của văn bản" in answer.content.decode()
    product = "Báo cáo 12/BC-SYT ngày 05 tháng 5 năm 2025"
    assert client.post(at + "xong/", {"on": late, "product": product, "seen": ""}).status_code == 302
    shown = Client().get(at).content.decode()
    assert f"{product} <span" in shown
    assert f"(ghi ngày {today:%d/%m/%Y})" in shown
    client.post(at + "chua-xong/", {"reason": "nhầm", "seen": late})
    assert "ghi ngày" not in Client().get(at).content.decode()
    week = {"on": (today - timedelta(days=7)).isoformat(), "product": "biên bản họp", "seen": ""}
    assert client.post(at + "xong/", week).status_code == 302


def test_one_agency_of_a_group_does_not_close_the_task_of_all(cast: Cast, plan: Plan) -> None:
    task = plan.tasks.get(text__contains="bảo hiểm y tế")
    group = AgencyGroup.objects.create(name="các sở, ban, ngành", folded="cac so, ban, nganh")
    Membership.objects.create(group=group, agency=cast.health)
    task.assignments.filter(lead=True).update(agency=None, group=group, printed=group.name)
    at, today = f"{HOME}nhiem-vu/{task.pk}/", timezone.localdate().isoformat()
    reporter, focal = signed_in(cast.reporter), signed_in(cast.focal)
    form = {"on": today, "product": "Báo cáo 12/BC-SYT", "seen": ""}
    assert reporter.post(at + "xong/", form).status_code == 403
    assert "Ghi kết quả" not in reporter.get(at).content.decode()
    assert focal.post(at + "xong/", form).status_code == 302
    assert reporter.post(at + "chua-xong/", {"reason": "x", "seen": today}).status_code == 403
    task.refresh_from_db()
    assert task.done_on == timezone.localdate()


def test_wrong_forms_say_what_and_keep_what_was_typed(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    client = signed_in(cast.focal)
    answer = client.post(f"{HOME}muc-tieu/{forest.pk}/moc/", {"year": 2027, "low": "nhiều", "ground": "Quyết định 5"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Không phải là số" in page
    assert "Quyết định 5" in page
    future = {"on": "2999-01-01", "product": "x", "seen": ""}
    answer = client.post(f"{HOME}nhiem-vu/{plan.tasks.all()[0].pk}/xong/", future)
    assert "Ngày này chưa đến" in answer.content.decode()


def test_links_are_offered_and_made_only_between_what_is_on_the_page(cast: Cast, plan: Plan) -> None:
    other = published(cast.focal, SAMPLE.replace("67%", "70%"), "b.txt", short="Kế hoạch khác")
    mine, theirs = target(plan, "Tỷ lệ che phủ rừng"), target(other, "Tỷ lệ che phủ rừng")
    client = signed_in(cast.focal)
    at = f"{HOME}muc-tieu/{mine.pk}/lien-ket/"
    wrong = target(other, "Tỷ lệ đô thị hóa")
    assert client.post(at, {"other": wrong.pk, "kind": "same"}).status_code == 422
    assert client.post(at, {"other": theirs.pk, "kind": "same"}).status_code == 302
    page = Client().get(f"{HOME}muc-tieu/{mine.pk}/").content.decode()
    assert "mâu thuẫn" in page
    link = TargetLink.objects.get()
    assert client.post(f"{HOME}muc-tieu/{wrong.pk}/lien-ket/{link.pk}/bo/").status_code == 404
    assert client.post(f"{at}{link.pk}/bo/").status_code == 302


def test_a_milestone_lies_before_the_due_year(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    form = {"year": 2030, "low": "66", "ground": "x"}
    answer = signed_in(cast.focal).post(f"{HOME}muc-tieu/{forest.pk}/moc/", form)
    assert "trước năm đến hạn" in answer.content.decode()
    assert not forest.milestones.exists()
