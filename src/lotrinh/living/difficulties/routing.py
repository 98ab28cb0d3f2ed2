"""Whose turn it is: the focal agency of the plan today, the People's Committee that decides."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from lotrinh.living.difficulties.transitions import Refused
from lotrinh.living.following.queries import focal_of
from lotrinh.living.people.models import Agency, Role, RoleKind
from lotrinh.living.plans.models import Plan
from lotrinh.living.words import Words

NO_FOCAL = Words(
    "Chưa có cơ quan nào giữ vai trò đầu mối tổng hợp. Nhờ quản trị viên giao vai trò.",
    "No agency holds the role of the focal agency. Ask the administrator to give it.",
)
NO_DECIDER = Words(
    "Chưa có ai giữ vai trò lãnh đạo để quyết định. Nhờ quản trị viên giao vai trò.",
    "Nobody holds the role of a leader who could decide. Ask the administrator to give it.",
)


def handler_for(plan: Plan | None, on: date) -> Agency:
    """The agency that gathers the plan today, if its people hold the role; else the one that holds it. Or Refused."""
    holders = _holders(RoleKind.FOCAL, on)
    if plan is not None and plan.focal is not None:
        named = focal_of([plan], on).get(plan.pk)
        for agency in holders:
            if agency.pk == named:
                return agency
    if not holders:
        raise Refused(NO_FOCAL)
    return holders[0]


def decider_for(on: date) -> Agency:
    """The agency whose leaders decide. Raises Refused where there is none."""
    holders = _holders(RoleKind.LEADER, on)
    if not holders:
        raise Refused(NO_DECIDER)
    return holders[0]


def _holders(kind: str, on: date) -> list[Agency]:
    """Agencies at which somebody holds the role on a day, most people first."""
    held = Role.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), kind=kind, valid_from__lte=on)
    rows = Agency.objects.filter(roles__in=held).annotate(people=Count("roles")).order_by("-people", "pk")
    return list(rows)
