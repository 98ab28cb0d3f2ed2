"""What people decide: recorded with the old state, nothing overwritten in silence."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.living.access.rules import Holding, Person
from lotrinh.living.jobs.worker import run_waiting
from lotrinh.living.journal.models import Event
from lotrinh.living.plans import services
from lotrinh.living.plans.models import Assessment, Plan, TargetLink
from lotrinh.living.plans.yearly import proposals
from tests.living.cast import Cast
from tests.living.plans.cases import SAMPLE, YEARLY, accepted, document, published, target, tell_years

INSIDE = Person(1, "Lan", (Holding("viewer"),))


def test_a_confirmed_direction_says_by_whom_and_what_it_was(cast: Cast, plan: Plan) -> None:
    indicator = target(plan, "Tỷ lệ che phủ rừng").indicator
    services.set_direction(indicator, "hold", cast.focal, seen="more")
    indicator.refresh_from_db()
    assert (indicator.direction, indicator.direction_by) == ("hold", "person")
    event = Event.objects.get(act="indicator.direction_set")
    assert (event.actor, event.data["direction"], event.data["before"]) == (cast.focal, "hold", "more")


def test_of_two_people_the_second_sees_what_the_first_did(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    services.set_direction(forest.indicator, "less", cast.focal, seen="more")
    with pytest.raises(services.Conflict, match="càng thấp càng tốt"):
        services.set_direction(forest.indicator, "hold", cast.focal, seen="more")
    services.give_verdict(forest, "behind", "", "thiếu vốn", cast.leader, seen=0)
    with pytest.raises(services.Conflict, match="Vi Lãnh Đạo"):
        services.give_verdict(forest, "on_track", "", "đủ vốn", cast.focal, seen=0)
    assert forest.person_verdicts.count() == 1


def test_a_confirmed_accumulation_decides_whether_months_are_a_year(cast: Cast, plan: Plan) -> None:
    visitors = target(plan, "Tổng số khách du lịch")
    tell_years(visitors.indicator, {2022: 3.0, 2023: 3.9})
    services.set_accumulation(visitors.indicator, "stock", cast.focal)
    visitors.indicator.refresh_from_db()
    assert visitors.indicator.accumulation_by == "person"
    assert Event.objects.filter(act="indicator.accumulation_set").count() == 1


def test_of_many_plans_most_are_judged_anew_by_the_worker(cast: Cast, plan: Plan) -> None:
    for number in range(5):
        published(cast.focal, SAMPLE.replace("67%", f"7{number}%"), f"{number}.txt", short=f"Kế hoạch {number}")
    forest = target(plan, "Tỷ lệ che phủ rừng").indicator
    tell_years(forest, {2022: 64.0, 2023: 64.2, 2024: 64.5})
    services.set_direction(forest, "more", cast.focal)
    told = Assessment.objects.filter(target__indicator=forest)
    assert told.filter(latest=64.5).count() == 4
    assert run_waiting() == 1
    assert told.filter(latest=64.5).count() == 6


def test_terms_are_kept_and_judged_by(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    tell_years(forest.indicator, {2022: 64.0, 2023: 64.2, 2024: 64.5})
    services.set_terms(forest, {"tolerance": 3.0, "unknown": 1, "breaks": []}, cast.focal)
    forest.refresh_from_db()
    assert forest.terms == {"tolerance": 3.0}
    assert Assessment.objects.get(target=forest).status == "achieved"


def test_links_tell_values_that_cannot_both_hold(cast: Cast, plan: Plan) -> None:
    other = published(cast.focal, SAMPLE.replace("67%", "70%"), "b.txt", short="Kế hoạch khác")
    link = services.link_targets(
        target(plan, "Tỷ lệ che phủ rừng"), target(other, "Tỷ lệ che phủ rừng"), "same", cast.focal
    )
    assert "67%" in link.conflict
    assert "70%" in link.conflict
    same = services.link_targets(
        target(plan, "Tỷ lệ đô thị hóa"), target(other, "Tỷ lệ đô thị hóa"), "same", cast.focal
    )
    assert same.conflict == ""
    services.unlink_targets(same, cast.focal)
    assert TargetLink.objects.count() == 1
    assert Event.objects.filter(act__in=("target.linked", "target.unlinked")).count() == 3


def test_a_task_done_and_not_done_after_all(cast: Cast, plan: Plan) -> None:
    task = plan.tasks.get(text__contains="bảo hiểm y tế")
    services.mark_done(task, date(2025, 5, 5), "Báo cáo 12/BC-SYT", cast.reporter, None)
    with pytest.raises(services.Conflict, match="Báo cáo 12"):
        services.mark_done(task, date(2025, 6, 6), "khác", cast.focal, None)
    services.mark_open(task, "báo cáo chưa đủ", cast.focal, date(2025, 5, 5))
    task.refresh_from_db()
    assert (task.done_on, task.product) == (None, "")
    assert [event.act for event in Event.objects.order_by("number") if event.subject_kind == "task"] == [
        "task.done", "task.reopened",
    ]  # fmt: skip


def test_an_end_needs_its_ground(cast: Cast, plan: Plan) -> None:
    with pytest.raises(ValueError, match="ground"):
        services.end_target(target(plan, "Huyện Bình Gia"), " ", cast.focal)


def test_values_of_the_long_path_become_targets_of_the_year(cast: Cast, plan: Plan) -> None:
    schools = target(plan, "Trường học đạt chuẩn quốc gia")
    tell_years(schools.indicator, {2022: 255, 2023: 270, 2024: 285})
    source = document(YEARLY, "nam-2026.txt", cast.focal)
    yearly = services.publish_plan(
        document=source, accepted=accepted(source), by=cast.focal,
        new=services.NewPlan(kind="yearly", parent=plan, year_from=2026, year_to=2026, theme="Kỷ cương, đột phá"),
    )  # fmt: skip
    assert TargetLink.objects.get(one=target(yearly, "Tỷ lệ che phủ rừng")).other == target(plan, "Tỷ lệ che phủ rừng")
    told = {one.target.pk: one for one in proposals(plan, 2026, date(2026, 1, 20), INSIDE)}
    value = told[schools.pk].value
    assert value == pytest.approx(285 * (375 / 285) ** (2 / 6), abs=0.1)
    [made] = services.adopt(yearly, {schools.pk: 313.0}, cast.focal)
    assert made.revisions.get().low == 313
    assert made.links.get().other == schools
    assert yearly.versions.count() == 2
