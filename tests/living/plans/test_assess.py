"""Verdicts: as known on the day, nothing missing taken for 0, people's words beside the computed ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.assessment.states import Status
from lotrinh.living.observations.models import Yardstick
from lotrinh.living.people.loading import load_vietnam
from lotrinh.living.places.models import Area
from lotrinh.living.plans import services
from lotrinh.living.plans.assess import AssessedRow, assess, refresh
from lotrinh.living.plans.jobs import refresh_stale
from lotrinh.living.plans.models import Assessment, Plan
from tests.living.cast import Cast
from tests.living.plans.cases import AMENDMENT, accepted, document, published, target, tell, tell_years

DAY = date(2025, 6, 30)
FOREST = {2019: 63.0, 2020: 63.4, 2021: 63.7, 2022: 64.0, 2023: 64.2, 2024: 64.5}


def row_of(plan: Plan, beginning: str, on: date = DAY) -> AssessedRow:
    wanted = target(plan, beginning)
    return next(row for row in assess(plan, on) if row.target.pk == wanted.pk)


def test_pace_and_sentence_come_from_the_figures(plan: Plan) -> None:
    tell_years(target(plan, "Tỷ lệ che phủ rừng").indicator, FOREST)
    row = row_of(plan, "Tỷ lệ che phủ rừng")
    assert row.status is Status.BEHIND
    assert row.row.verdict.required is not None
    assert row.row.verdict.required.value == pytest.approx(2.5 / 6)
    refresh(plan, DAY)
    told = Assessment.objects.get(target=row.target)
    assert told.told["vi"]["latest"] == "64,5%"
    assert told.told["en"]["latest"] == "64.5%"
    assert told.told["figure"] is not None
    assert told.detail["vi"]["formulas"][0].startswith("Cần mỗi năm: (67 - 64,5) / 6")


def test_without_a_figure_there_is_no_verdict_and_no_zero(plan: Plan) -> None:
    tell(target(plan, "Tỷ lệ che phủ rừng").indicator, "2024", None)
    row = row_of(plan, "Tỷ lệ che phủ rừng")
    assert row.status is Status.NOT_ASSESSABLE
    assert row.row.verdict.latest is None
    refresh(plan, DAY)
    kept = Assessment.objects.get(target=row.target)
    assert kept.latest is None
    assert kept.told["vi"]["latest"] == ""


def test_a_reported_zero_is_a_figure(plan: Plan) -> None:
    tell(target(plan, "Tỷ lệ che phủ rừng").indicator, "2024", 0.0)
    refresh(plan, DAY)
    kept = Assessment.objects.get(target=target(plan, "Tỷ lệ che phủ rừng"))
    assert kept.latest == 0
    assert kept.told["vi"]["latest"] == "0%"


def test_a_view_of_the_past_leaves_out_what_was_not_known_then(plan: Plan) -> None:
    indicator = target(plan, "Tỷ lệ che phủ rừng").indicator
    tell_years(indicator, FOREST)
    latest = row_of(plan, "Tỷ lệ che phủ rừng", date(2024, 12, 31)).row.verdict.latest
    assert latest is not None
    assert latest.period.last.year == 2023  # the figure of 2024 became known in March 2025


def test_a_corrected_figure_counts_until_its_correction_is_known(plan: Plan) -> None:
    indicator = target(plan, "Tỷ lệ che phủ rừng").indicator
    wrong = tell(indicator, "2023", 46.2, known_on=date(2024, 2, 1))
    right = tell(indicator, "2023", 64.2, known_on=date(2024, 9, 1))
    wrong.superseded_by = right
    wrong.save()

    def told(day: date) -> float:
        latest = row_of(plan, "Tỷ lệ che phủ rừng", day).row.verdict.latest
        assert latest is not None
        return latest.value

    assert (told(date(2024, 3, 1)), told(date(2024, 10, 1))) == (46.2, 64.2)


def test_figures_of_another_place_do_not_speak_of_the_plan(cast: Cast) -> None:
    ours, theirs = (
        Area.objects.create(name=name, kind="province", folded=name.lower()) for name in ("Tỉnh A", "Tỉnh B")
    )
    plan = published(cast.focal, area=ours)
    indicator = target(plan, "Tỷ lệ che phủ rừng").indicator
    tell(indicator, "2024", 50.0, area=theirs)
    tell(indicator, "2024", 64.5, area=ours)
    latest = row_of(plan, "Tỷ lệ che phủ rừng").row.verdict.latest
    assert latest is not None
    assert latest.value == 64.5


def test_two_yardsticks_are_two_verdicts(plan: Plan) -> None:
    income = target(plan, "Thu nội địa").indicator
    figure = tell(income, "2024", 2954.1, unit="tỷ đồng")
    for of, share in (("Trung ương", 105.0), ("địa phương", 93.2)):
        Yardstick.objects.create(observation=figure, base="plan", change="ratio", value=share, unit="%", plan_of=of)
    Yardstick.objects.create(observation=figure, base="previous_year", change="increase", value=10.5, unit="%")
    row = row_of(plan, "Thu nội địa")
    assert [yard.word for _, yard in row.row.yardsticks] == ["exceeded", "not_met"]
    assert row.row.verdict.latest is not None
    assert row.row.verdict.latest.value == 10.5  # the goal is a growth, so the growth is held against it


def test_shares_of_one_whole_are_judged_together(plan: Plan) -> None:
    for name, value in (("dịch vụ", 50.5), ("công nghiệp", 29.0), ("nông", 16.5), ("thuế", 4.0)):
        tell(target(plan, f"Cơ cấu kinh tế: {name}").indicator, "2024", value)
    rows = [row_of(plan, f"Cơ cấu kinh tế: {name}") for name in ("dịch vụ", "nông")]
    assert {row.row.verdict.rule for row in rows} == {"structure"}
    assert [row.counted for row in rows] == [True, False]


def test_a_milestone_decides_before_the_due_year(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    tell_years(forest.indicator, FOREST)
    services.set_milestone(forest, 2026, 64.6, None, "Quyết định của tỉnh", cast.focal)
    row = row_of(plan, "Tỷ lệ che phủ rừng")
    assert row.status is Status.ON_TRACK  # of the step; of the whole way it is behind
    assert row.counted
    assert "2026: 64,6%" in row.row.verdict.sentence("vi")
    services.set_milestone(forest, 2026, None, None, "", cast.focal)
    assert row_of(plan, "Tỷ lệ che phủ rừng").status is Status.BEHIND


def test_a_confirmed_direction_goes_before_the_proposed_one(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    tell_years(forest.indicator, FOREST)
    services.set_direction(forest.indicator, "less", cast.focal)
    row = row_of(plan, "Tỷ lệ che phủ rừng")
    assert row.status is Status.SLIGHTLY_BEHIND  # below 67 already, but rising
    assert Assessment.objects.get(target=forest).status == "slightly_behind"


def test_an_amended_value_holds_from_its_day_and_the_past_stays(cast: Cast, plan: Plan) -> None:
    tell_years(target(plan, "Tỷ lệ che phủ rừng").indicator, FOREST)
    source = document(AMENDMENT, "sua-doi.txt", cast.focal)
    services.amend_plan(plan=plan, document=source, accepted=accepted(source), by=cast.focal)
    assert row_of(plan, "Tỷ lệ che phủ rừng", date(2025, 4, 9)).revision.low == 67
    after = row_of(plan, "Tỷ lệ che phủ rừng", date(2025, 4, 10))
    assert after.revision.low == 66
    assert after.status is Status.ON_TRACK
    assert any("77/QĐ-UBND" in caution for caution in after.row.verdict.cautions("vi"))


def test_an_ended_target_is_shown_and_not_counted(cast: Cast, plan: Plan) -> None:
    wanted = target(plan, "Huyện Bình Gia")
    services.end_target(wanted, "Nghị quyết 203/2025/QH15", cast.focal)
    kept = Assessment.objects.get(target=wanted)
    assert not kept.counted
    assert kept.told["ended"]
    assert "203/2025/QH15" in kept.told["vi"]["reason"]
    assert kept.threat > max(Assessment.objects.exclude(pk=kept.pk).values_list("threat", flat=True))


def test_a_persons_verdict_stands_beside_the_computed_one(cast: Cast, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    tell_years(forest.indicator, FOREST)
    services.give_verdict(forest, "on_track", "", "Dự án trồng rừng đã có vốn", cast.leader)
    kept = Assessment.objects.get(target=forest)
    assert kept.status == "behind"
    assert "Vi Lãnh Đạo" in kept.detail["vi"]["person"]


def test_a_subject_that_is_gone_is_told_with_its_ground(cast: Cast) -> None:
    load_vietnam()
    plan = published(cast.focal)
    refresh(plan, date(2025, 6, 30))
    wanted = target(plan, "Huyện Bình Gia")
    assert Assessment.objects.get(target=wanted).told["gone"] is None
    refresh(plan, date(2025, 7, 2))
    gone = Assessment.objects.get(target=wanted).told["gone"]
    assert gone["vi"] == "Huyện Bình Gia"
    assert gone["ground"]
    assert Assessment.objects.get(target=target(plan, "Tỷ lệ che phủ rừng")).told["gone"] is None


def test_the_most_threatened_stands_first(plan: Plan) -> None:
    tell_years(target(plan, "Tỷ lệ che phủ rừng").indicator, FOREST)
    tell_years(target(plan, "Tỷ lệ người dân tham gia").indicator, {2022: 93.0, 2023: 93.6, 2024: 94.2})
    tell_years(target(plan, "Tỷ lệ thôn có nhà văn hóa").indicator, {2022: 60.0, 2023: 55.0, 2024: 50.0})
    rows = sorted(assess(plan, DAY), key=lambda row: row.threat)
    assert [row.status for row in rows[:3]] == [Status.STAGNANT, Status.BEHIND, Status.ON_TRACK]


def test_the_number_of_queries_does_not_grow(plan: Plan, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):
        assess(plan, DAY)
    for one in plan.targets.all():
        tell_years(one.indicator, {2022: 1.0, 2023: 2.0, 2024: 3.0})
    with django_assert_num_queries(7):  # and the yardsticks of the figures
        assert len(assess(plan, DAY)) == 35


def test_verdicts_of_an_earlier_day_are_computed_anew_by_the_worker(plan: Plan) -> None:
    roads = target(plan, "Tỷ lệ xã có đường ô tô")  # due in 2025
    tell(roads.indicator, "2024", 98.3)
    refresh(plan, date(2025, 12, 31))
    before = Assessment.objects.get(target=roads).told["vi"]["reason"]
    assert refresh_stale(date(2026, 1, 1)) == 1
    kept = Assessment.objects.get(target=roads)
    assert kept.as_of == date(2026, 1, 1)
    assert kept.told["vi"]["reason"] != before
    assert refresh_stale(date(2026, 1, 1)) == 0


def test_in_the_plan_of_a_year_so_many_more_means_more_in_that_year(cast: Cast) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 12/KH-UBND\nLạng Sơn, ngày 15 tháng 01 năm 2024\nKẾ HOẠCH\nNăm 2024\n"
        "I. CHỈ TIÊU NĂM 2024\n- Số xã đạt chuẩn nông thôn mới tăng thêm 10 xã.\n"
    )
    fields = {"short": "Kế hoạch năm 2024", "year_from": 2024, "year_to": 2024, "kind": "yearly"}
    yearly = published(cast.focal, text, "nam.txt", **fields)
    communes = target(yearly, "Số xã đạt chuẩn")
    tell(communes.indicator, "2024", 11.0, unit="xã", change="increase")
    row = next(row for row in assess(yearly, date(2025, 6, 1)) if row.target.pk == communes.pk)
    assert row.row.verdict.word is not None
    assert row.row.verdict.word.value == "exceeded"
