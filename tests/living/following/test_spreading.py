"""Instances: one an agency, one a round, carried to successors; spreading again changes nothing."""

from __future__ import annotations

from datetime import date

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.following.models import Instance
from lotrinh.living.following.spreading import spread
from lotrinh.living.people.models import Agency, AgencyGroup, AgencyKind, Membership, Succession
from lotrinh.living.plans.models import Plan
from tests.living.cast import Cast


def owed(plan: Plan, order: int) -> list[tuple[str, str, date | None]]:
    rows = Instance.objects.filter(task__plan=plan, task__order=order, carried_to=None).order_by("due", "agency__name")
    return [(one.agency.name, one.period, one.due) for one in rows]


def test_work_given_to_many_is_one_piece_each(cast: Cast, plan: Plan) -> None:
    assert spread(plan, date(2025, 1, 15)) == 6
    assert owed(plan, 2) == [
        ("Sở Giáo dục và Đào tạo", "", date(2025, 3, 15)),
        ("Sở Tài chính", "", date(2025, 3, 15)),
        ("Sở Y tế", "", date(2025, 3, 15)),
    ]
    assert set(Instance.objects.filter(task__order=2).values_list("shared", "child_plan")) == {(True, True)}
    assert set(Instance.objects.filter(task__order=1).values_list("shared", "child_plan")) == {(False, False)}


def test_recurring_work_is_one_piece_a_round_laid_down_ahead(cast: Cast, plan: Plan) -> None:
    spread(plan, date(2025, 1, 15))
    assert [(period, due) for _, period, due in owed(plan, 3)] == [("2025-Q1", date(2025, 3, 31))]
    spread(plan, date(2025, 11, 30))
    assert [period for _, period, _ in owed(plan, 3)] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    spread(plan, date(2026, 12, 31))
    assert owed(plan, 3)[-1][1:] == ("2026-Q4", date(2026, 12, 31))  # the plan ends with its last year


def test_spreading_again_changes_nothing(plan: Plan) -> None:
    spread(plan, date(2025, 6, 1))
    before = list(Instance.objects.values_list())
    assert spread(plan, date(2025, 6, 1)) == 0
    assert list(Instance.objects.values_list()) == before


def test_what_a_merged_agency_owes_is_carried_to_its_successor(cast: Cast, plan: Plan) -> None:
    spread(plan, date(2025, 1, 15))
    assert owed(plan, 4) == [("Sở Lao động", "", date(2025, 5, 31))]
    spread(plan, date(2025, 3, 1))
    assert owed(plan, 4) == [("Sở Y tế", "", date(2025, 5, 31))]
    [old] = Instance.objects.filter(task__order=4, agency__name="Sở Lao động")
    assert old.carried_to is not None
    assert old.carried_to.agency == cast.health


def test_what_was_done_before_a_merger_stays_with_who_did_it(cast: Cast, plan: Plan) -> None:
    spread(plan, date(2025, 1, 15))
    Instance.objects.filter(task__order=4).update(done_on=date(2025, 2, 1))
    spread(plan, date(2025, 3, 1))
    [old] = Instance.objects.filter(task__order=4, agency__name="Sở Lao động")
    assert old.carried_to is None
    assert old.done_on == date(2025, 2, 1)
    assert owed(plan, 4) == [("Sở Lao động", "", date(2025, 5, 31))]


def test_an_agency_that_two_were_merged_into_takes_over_from_both(cast: Cast, plan: Plan) -> None:
    group = AgencyGroup.objects.get(name="các sở")
    old = [
        Agency.objects.create(name=name, kind=AgencyKind.DEPARTMENT, folded=fold(name), valid_to=date(2025, 2, 28))
        for name in ("Sở Đầu tư", "Sở Quy hoạch", "Sở Quốc tế")
    ]
    new = Agency.objects.create(
        name="Sở Phát triển", kind=AgencyKind.DEPARTMENT, folded=fold("Sở Phát triển"), valid_from=date(2025, 3, 1)
    )
    for one in old:
        Membership.objects.create(group=group, agency=one)
        Succession.objects.create(
            old=one, successor=new, on=date(2025, 3, 1), ground="Nghị quyết 1", function="", whole=True,
            confidence="confirmed",
        )  # fmt: skip
    Membership.objects.create(group=group, agency=new)
    spread(plan, date(2025, 1, 15))
    Instance.objects.filter(task__order=2, agency=old[0]).update(done_on=date(2025, 2, 1))
    spread(plan, date(2025, 3, 1))
    left = Instance.objects.filter(task__order=2, agency__in=old, done_on=None)
    assert [one.carried_to and one.carried_to.agency.name for one in left] == ["Sở Phát triển"] * 2
