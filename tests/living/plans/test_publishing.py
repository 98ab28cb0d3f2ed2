"""Publishing and amending: once each, with their sentence, the old value kept, nobody's words lost."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.living.journal.models import Event
from lotrinh.living.plans.conflicts import NotPublishable
from lotrinh.living.plans.models import Indicator, Plan, TargetRevision, TargetState
from lotrinh.living.plans.services import Accepted, amend_plan, publish_plan
from lotrinh.living.search.models import Entry
from tests.living.cast import Cast
from tests.living.plans.cases import AMENDMENT, SAMPLE, accepted, document, published, target


def test_a_target_stated_twice_is_one_and_the_task_that_states_it_serves_it(plan: Plan) -> None:
    twice = plan.targets.filter(indicator__name__startswith="Huyện Văn Quan")
    assert twice.count() == 1
    assert [task.text for task in twice[0].tasks.all()] == [
        "Lồng ghép các chương trình giảm nghèo để đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo"
    ]


def test_revision_keeps_the_sentence_and_its_place(plan: Plan) -> None:
    revision = target(plan, "Tỷ lệ che phủ rừng").revisions.get()
    assert plan.document.text[revision.start : revision.end] == revision.quote
    assert "67%" in revision.quote
    assert (revision.low, revision.due, revision.state) == (67, date(2030, 12, 31), TargetState.IN_FORCE)


def test_parts_stand_under_their_whole_and_are_named_with_it(plan: Plan) -> None:
    part = target(plan, "Tỷ lệ lao động qua đào tạo: ")
    assert part.parent == target(plan, "Tỷ lệ lao động qua đào tạo")
    assert not part.counts
    assert target(plan, "Cơ cấu kinh tế: dịch vụ").parent is None


def test_headings_are_those_of_the_document(plan: Plan) -> None:
    assert target(plan, "Tỷ lệ che phủ rừng").section == "II.3 Môi trường"
    assert plan.tasks.get(text__startswith="Mở rộng đào tạo nghề").section == "III.2 Văn hóa - xã hội"


def test_assignments_keep_the_printed_words_and_find_whom_they_meant(cast: Cast, plan: Plan) -> None:
    task = plan.tasks.get(text__contains="bảo hiểm y tế")
    lead, *partners = task.assignments.all()
    assert (lead.printed, lead.agency, lead.lead) == ("Sở Y tế", cast.health, True)
    assert [one.printed for one in partners] == ["Bảo hiểm xã hội tỉnh"]
    assert partners[0].agency is None  # not in the list: the words stay


def test_direction_and_accumulation_are_proposed_and_say_by_what(plan: Plan) -> None:
    poverty = target(plan, "Tỷ lệ hộ nghèo").indicator
    assert (poverty.direction, poverty.direction_by, poverty.accumulation) == ("less", "text", "ratio")
    forest = target(plan, "Tỷ lệ che phủ rừng").indicator
    assert (forest.direction, forest.direction_by) == ("more", "default")


def test_every_proposal_has_become_something(cast: Cast) -> None:
    source = document(SAMPLE, "a.txt", cast.focal)
    told = accepted(source)
    plan = publish_plan(document=source, accepted=told, by=cast.focal)
    assert set(plan.published_as) == {one.proposal for one in told}
    assert set(plan.published_as.values()) == {f"target:{t.pk}" for t in plan.targets.all()} | {
        f"task:{t.pk}" for t in plan.tasks.all()
    }
    assert (plan.short, plan.year_to) == ("Kế hoạch 23/KH-UBND", 2030)


def test_publishing_is_recorded_searchable_and_opens_the_document(cast: Cast, plan: Plan) -> None:
    event = Event.objects.get(act="plan.published")
    assert (event.actor, event.plan_id, event.data["targets"]) == (cast.focal, plan.pk, plan.targets.count())
    assert plan.document.public
    assert Entry.objects.filter(kind="target", plan_id=plan.pk).count() == plan.targets.count()


def test_nothing_accepted_is_no_plan(cast: Cast) -> None:
    with pytest.raises(NotPublishable):
        publish_plan(document=document(SAMPLE, "a.txt", cast.focal), accepted=[], by=cast.focal)
    assert not Plan.objects.exists()


def test_a_plan_that_fails_half_way_leaves_nothing(cast: Cast) -> None:
    source = document(SAMPLE, "a.txt", cast.focal)
    broken = Accepted(999, "target", 0, 5, {"indicator": "Sai", "change": "level", "low": "sáu"})
    with pytest.raises(NotPublishable, match="Sai"):
        publish_plan(document=source, accepted=[*accepted(source), broken], by=cast.focal)
    assert not Plan.objects.exists()
    assert not Indicator.objects.exists()
    assert not Event.objects.filter(act="plan.published").exists()


def test_two_plans_share_indicators_of_the_same_name_and_unit(cast: Cast, plan: Plan) -> None:
    before = Indicator.objects.count()
    second = published(cast.focal, SAMPLE.replace("67%", "68%"), "b.txt", short="Kế hoạch khác")
    assert Indicator.objects.count() == before
    assert target(second, "Tỷ lệ che phủ rừng").indicator == target(plan, "Tỷ lệ che phủ rừng").indicator
    assert second.slug == "ke-hoach-khac"


def test_an_amendment_keeps_the_old_value_and_adds_what_is_new(cast: Cast, plan: Plan) -> None:
    source = document(AMENDMENT, "sua-doi.txt", cast.focal)
    targets, tasks = plan.targets.count(), plan.tasks.count()
    version = amend_plan(plan=plan, document=source, accepted=accepted(source), by=cast.focal, note="giữa kỳ")
    assert (version.number, version.effective_on) == (2, date(2025, 4, 10))
    new, old = target(plan, "Tỷ lệ che phủ rừng").revisions.all()
    assert (old.low, old.document) == (67, plan.document)
    assert (new.low, new.document, new.state) == (66, source, TargetState.ADJUSTED)
    assert "77/QĐ-UBND" in new.ground
    assert (plan.targets.count(), plan.tasks.count()) == (targets + 1, tasks + 1)
    assert target(plan, "Tỷ lệ lao động qua đào tạo").revisions.count() == 1  # only restated
    restated = next(one for one in accepted(source) if "lao động" in one.slots["indicator"])
    assert version.published_as[restated.proposal] == f"target:{target(plan, 'Tỷ lệ lao động qua đào tạo').pk}"


def test_an_amendment_may_name_the_target_it_changes_and_end_others(cast: Cast, plan: Plan) -> None:
    source = document(AMENDMENT, "sua-doi.txt", cast.focal)
    poor, forest = target(plan, "Huyện Văn Quan"), target(plan, "Tỷ lệ che phủ rừng")
    told = Accepted(1, "target", 0, 9, {
        "indicator": "Rừng che phủ", "change": "level", "comparator": "eq", "low": 64, "high": 64, "unit": "%",
        "due": 2030, "amends": forest.pk,
    })  # fmt: skip
    task = plan.tasks.all()[0]
    amend_plan(
        plan=plan, document=source, accepted=[told], by=cast.focal,
        ended={f"target:{poor.pk}": "Nghị quyết 203/2025/QH15", f"task:{task.pk}": "đã xong việc"},
    )  # fmt: skip
    assert forest.revisions.all()[0].low == 64
    end, before = poor.revisions.all()
    assert (end.state, end.ground) == (TargetState.NO_LONGER_APPLICABLE, "Nghị quyết 203/2025/QH15")
    assert before.quote
    task.refresh_from_db()
    assert task.ended is not None
    assert task.ended_ground == "đã xong việc"


def test_what_belongs_to_another_plan_cannot_be_ended(cast: Cast, plan: Plan) -> None:
    other = published(cast.focal, SAMPLE.replace("67%", "68%"), "b.txt", short="Kế hoạch khác")
    foreign = target(other, "Tỷ lệ che phủ rừng")
    with pytest.raises(LookupError):
        amend_plan(plan=plan, document=plan.document, accepted=[], by=cast.focal, ended={f"target:{foreign.pk}": "x"})
    assert TargetRevision.objects.filter(target=foreign).count() == 1
