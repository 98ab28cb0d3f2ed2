"""Acts upon figures: what is written, what it takes the place of, what the journal says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from lotrinh.core.period import Period
from lotrinh.extraction.facts import Target as Stated
from lotrinh.living.journal.models import Event
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.observations.records import Measure, Told
from lotrinh.living.observations.services import Conflict, add_results, correct, enter
from lotrinh.living.observations.writing import How
from lotrinh.living.plans.facts import Accepted
from lotrinh.living.plans.models import Indicator
from tests.living.observations.plans import World, document, make_plan

YEAR = Period.year(2024)
TEXT = "Năm 2024 thu nội địa ước đạt 2.483,4 tỷ đồng, bằng 105% kế hoạch; số giường bệnh là 33,6 giường/vạn dân."


def told(world: World, value: float | None = 2483.4, **fields: Any) -> Told:
    start = Told(world.revenue, YEAR, value, "tỷ đồng", date(2025, 1, 5), area=world.area, agency=world.cast.finance)
    return replace(start, **fields)


def result(proposal: int, **slots: Any) -> Accepted:
    full = {"indicator": "Thu nội địa", "change": "level", "comparator": "eq", "low": 2483.4, "high": 2483.4,
            "unit": "tỷ đồng", "period": "2024", "estimate": True, "comparisons": [], **slots}  # fmt: skip
    return Accepted(proposal, "result", 9, 44, full)


def test_results_become_figures_of_the_plans_indicators(world: World, refreshed: list[int]) -> None:
    report = document("bao-cao.txt", TEXT, date(2024, 12, 30), issuer="Sở Tài chính")
    plan_share = {"base": "plan", "change": "ratio", "value": 105.0, "unit": "%", "plan_of": "Trung ương giao"}
    accepted = [
        result(1, comparisons=[plan_share]),
        result(2, indicator="Số giường bệnh/vạn dân", low=33.6, high=33.6, unit="giường bệnh/vạn dân", estimate=False),
        result(3, period=None),
        result(4, low=None, high=None),
        Accepted(5, "target", 0, 5, {}),
    ]
    mapping = add_results(plan=world.plan, document=report, accepted=accepted, by=world.cast.focal)
    assert set(mapping) == {1, 2}
    revenue = Observation.objects.get(indicator=world.revenue)
    assert mapping[1] == f"observation:{revenue.pk}"
    assert (revenue.value, revenue.unit, revenue.vintage, revenue.known_on) == (
        2483.4, "tỷ đồng", Vintage.ESTIMATE, date(2024, 12, 30),
    )  # fmt: skip
    assert (revenue.agency, revenue.area, revenue.document) == (world.cast.finance, world.area, report)
    assert revenue.quote == TEXT[9:44]
    assert [(y.base, y.value, y.plan_of) for y in revenue.yardsticks.all()] == [("plan", 105.0, "Trung ương giao")]
    assert Observation.objects.get(indicator=world.beds).vintage == Vintage.REPORTED
    event = Event.objects.get(act="observations.reviewed")
    assert (event.plan_id, event.data["count"], event.data["new"], event.data["left_out"]) == (world.plan.pk, 2, 2, 2)
    assert event.data["rows"][0]["value"] == "2.483,4\u00a0tỷ đồng"
    assert refreshed == [world.plan.pk]


def test_a_report_added_twice_leaves_its_figures_once(world: World) -> None:
    report = document("bao-cao.txt", TEXT, date(2024, 12, 30))
    first = add_results(plan=world.plan, document=report, accepted=[result(1)], by=None)
    assert add_results(plan=world.plan, document=report, accepted=[result(1)], by=None) == first
    assert Observation.objects.count() == 1


def test_a_figure_that_no_target_asks_for_gets_an_indicator_of_its_own(world: World) -> None:
    report = document("bao-cao.txt", TEXT, date(2024, 12, 30))
    fact = result(1, indicator="Số hợp tác xã thành lập mới", low=45.0, high=45.0, unit="hợp tác xã")
    add_results(plan=world.plan, document=report, accepted=[fact], by=None)
    made = Indicator.objects.get(name="Số hợp tác xã thành lập mới")
    assert (made.unit, made.targets.count(), made.observations.get().value) == ("hợp tác xã", 0, 45.0)
    again = document("sau.txt", TEXT, date(2025, 12, 30))
    add_results(
        plan=world.plan, document=again, accepted=[replace(fact, slots={**fact.slots, "period": "2025"})], by=None
    )
    assert Observation.objects.filter(indicator=made).count() == 2


def test_the_indicator_that_a_person_chose_is_taken(world: World) -> None:
    report = document("bao-cao.txt", TEXT, date(2024, 12, 30))
    add_results(plan=world.plan, document=report, accepted=[result(1, indicator_id=world.income.pk)], by=None)
    assert Observation.objects.get().indicator == world.income


def test_a_later_value_of_the_same_vintage_takes_the_place_and_changes_nothing_else(world: World) -> None:
    first = enter(told(world), world.cast.focal).row
    before = Observation.objects.filter(pk=first.pk).values().get()
    second = enter(told(world, 2490.0, known_on=date(2025, 2, 1)), world.cast.focal, expected=first.pk)
    assert (second.how, second.before) == (How.REPLACED, first)
    after = Observation.objects.filter(pk=first.pk).values().get()
    assert after.pop("superseded_by_id") == second.row.pk
    before.pop("superseded_by_id")
    assert after == before
    event = Event.objects.get(act="observation.corrected")
    assert (event.data["was"], event.data["value"]) == ("2.483,4\u00a0tỷ đồng", "2.490\u00a0tỷ đồng")


def test_another_vintage_agency_or_place_stands_beside(world: World) -> None:
    enter(told(world), None)
    for fields in ({"vintage": Vintage.OFFICIAL}, {"agency": world.cast.health}, {"area": None}, {"scope": "cửa khẩu"}):
        assert enter(told(world, 1.0, **fields), None).how is How.NEW
    assert Observation.objects.filter(superseded_by=None).count() == 5


def test_an_older_report_that_arrives_late_goes_into_the_history(world: World) -> None:
    now = enter(told(world), None).row
    old = document("cu.txt", TEXT, date(2024, 12, 1))
    late = enter(told(world, 2400.0, known_on=date(2024, 12, 1), document=old), None, expected=now.pk)
    assert (late.how, late.row.superseded_by) == (How.LATE, now)


def test_two_documents_of_one_day_with_two_values_both_stand(world: World) -> None:
    for name, value in (("a.txt", 2483.4), ("b.txt", 2500.0)):
        source = document(name, TEXT, date(2025, 1, 5))
        add_results(plan=world.plan, document=source, accepted=[result(1, low=value, high=value)], by=None)
    assert Observation.objects.filter(superseded_by=None).count() == 2


def test_nothing_and_zero_are_two_things(world: World) -> None:
    missing = enter(told(world, None), None).row
    assert missing.value is None
    zero = enter(told(world, 0.0), None, expected=missing.pk)
    assert (zero.how, zero.row.value) == (How.REPLACED, 0.0)
    assert enter(told(world, 0.0), None, expected=zero.row.pk).how is How.SAME
    back = enter(told(world, None), None, expected=zero.row.pk)
    assert (back.how, back.row.value) == (How.REPLACED, None)


def test_the_same_value_in_another_unit_is_the_same_figure(world: World) -> None:
    first = enter(told(world), None).row
    assert enter(told(world, 2_483_400.0, unit="triệu đồng"), None, expected=first.pk).how is How.SAME


def test_the_same_value_with_a_new_yardstick_keeps_both_yardsticks(world: World) -> None:
    share = Measure("plan", "ratio", 105.0, "%", "Trung ương giao")
    growth = Measure("previous_year", "increase", 10.5, "%")
    first = enter(told(world, measures=(share,)), None).row
    second = enter(told(world, measures=(growth,)), None, expected=first.pk).row
    assert {(y.base, y.value) for y in second.yardsticks.all()} == {("plan", 105.0), ("previous_year", 10.5)}


def test_of_two_people_the_second_is_told_what_the_first_wrote(world: World) -> None:
    enter(told(world), world.cast.focal)
    with pytest.raises(Conflict) as problem:
        enter(told(world, 1.0), world.cast.focal, expected=None)
    assert problem.value.now.value == 2483.4
    assert Observation.objects.count() == 1


def test_a_correction_of_a_figure_that_was_corrected_meanwhile_is_refused(world: World) -> None:
    first = enter(told(world), world.cast.focal).row
    made = correct(first, told(world, 2484.0), world.cast.focal, "Gõ nhầm").row
    assert Event.objects.get(act="observation.corrected").data["reason"] == "Gõ nhầm"
    with pytest.raises(Conflict) as problem:
        correct(first, told(world, 2485.0), world.cast.focal, "Lại nhầm")
    assert problem.value.now == made


def test_every_act_computes_the_verdicts_of_the_plans_concerned(world: World, refreshed: list[int]) -> None:
    first = enter(told(world), None).row
    correct(first, told(world, 5.0), None, "")
    assert refreshed == [world.plan.pk, world.plan.pk]


def test_a_failing_act_leaves_neither_figure_nor_journal_row(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("lotrinh.living.observations.services.assess.refresh", fail)
    with pytest.raises(RuntimeError):
        enter(told(world), None)
    assert not Observation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e301])
def test_what_is_no_number_is_no_figure(world: World, value: float) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        told(world, value)


def test_only_plans_of_the_figures_place_are_judged_anew(world: World, refreshed: list[int]) -> None:
    elsewhere = type(world.area).objects.create(name="Tỉnh Cao Bằng", kind="province", folded="tinh cao bang")
    other = make_plan(elsewhere, world.source, [stated_of(world)])
    assert other.targets.get().indicator == world.revenue
    enter(told(world), None)
    assert refreshed == [world.plan.pk]
    enter(told(world, area=elsewhere), None)
    assert refreshed == [world.plan.pk, other.pk]
    enter(told(world, area=None), None)
    assert set(refreshed[2:]) == {world.plan.pk, other.pk}


def stated_of(world: World) -> Stated:
    """The target of revenue once more, for another plan."""
    slots = world.plan.targets.get(indicator=world.revenue).revisions.get().slots
    return msgspec.convert({**slots, "start": 0, "end": 5, "rule": "test"}, Stated)
