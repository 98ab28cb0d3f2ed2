"""A plan with tasks of every kind: one agency, all departments, recurring, a plan to be issued, an agency merged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents import services as documents
from lotrinh.living.following.spreading import spread
from lotrinh.living.people.models import Agency, AgencyGroup, AgencyKind, Membership, Succession
from lotrinh.living.plans.models import Assignment, Plan, Task, Version
from tests.living.cast import Cast

BEGUN = date(2025, 1, 10)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Four tasks, not spread yet; begun on BEGUN, followed since then."""
    document = documents.store(b"Ke hoach", "ke-hoach.txt", cast.focal)
    made = Plan.objects.create(
        title="Kế hoạch 5/KH-UBND", short="Kế hoạch 5/KH-UBND", slug="kh-5", document=document,
        year_from=2025, year_to=2026, focal=cast.finance,
    )  # fmt: skip
    version = Version.objects.create(plan=made, number=1, document=document, effective_on=BEGUN)
    Version.objects.update(published_at="2025-01-10T02:00:00Z")
    group = AgencyGroup.objects.create(name="các sở", folded=fold("các sở"))
    for agency in (cast.health, cast.education, cast.finance):
        Membership.objects.create(group=group, agency=agency)
    old = Agency.objects.create(
        name="Sở Lao động", kind=AgencyKind.DEPARTMENT, folded=fold("Sở Lao động"), valid_to=date(2025, 2, 28)
    )
    Succession.objects.create(
        old=old, successor=cast.health, on=date(2025, 3, 1), ground="Nghị quyết 1", function="", whole=True,
        confidence="confirmed",
    )  # fmt: skip

    def task(order: int, text: str, to: Agency | AgencyGroup, **slots: Any) -> None:
        due = date.fromisoformat(slots["due"]) if slots.get("due") else None
        one = Task.objects.create(
            plan=made, added=version, order=order, text=text, slots=slots, due=due,
            due_kind=slots.get("due_kind", "none"), document=document, start=0, end=1,
        )  # fmt: skip
        whom = {"group": to} if isinstance(to, AgencyGroup) else {"agency": to}
        Assignment.objects.create(task=one, lead=True, printed=str(to), **whom)

    task(1, "Xây dựng đề án khám sức khỏe", cast.health, due_kind="by", due="2025-06-30")
    task(2, "Xây dựng kế hoạch triển khai thực hiện Kế hoạch này", group, due_kind="by", due="2025-03-15")
    task(3, "Báo cáo tình hình thực hiện", cast.education, due_kind="recurring", recurrence="quarterly")
    task(4, "Rà soát hộ nghèo", old, due_kind="by", due="2025-05-31")
    return made


@pytest.fixture
def followed(plan: Plan) -> Plan:
    """The same, with its instances as of the summer of 2025."""
    spread(plan, date(2025, 6, 1))
    return plan
