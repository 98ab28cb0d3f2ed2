"""The start page of a person: which blocks, in which order."""

from __future__ import annotations

from datetime import date

from lotrinh.living.access.rules import Person
from lotrinh.living.people.models import Agency, RoleKind
from lotrinh.living.plans.answer import Counts, counts_of
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.queries import listed_plans, verdict_counts
from lotrinh.web.home import cases, following, reports, working
from lotrinh.web.home.matters import Block

PLANS = 40  # on the start page; the list has all


def blocks_of(person: Person, on: date) -> list[Block]:
    """What each role of the person asks first; a block that two roles ask stands once."""
    blocks: list[Block] = []
    if person.has(RoleKind.LEADER):
        blocks += [cases.to_decide(person, on), following.to_decide(person)]
        blocks += [following.threatened(person, on), following.due_soon(person, on)]
    if person.has(RoleKind.FOCAL):
        blocks += [reports.missing(person, on), reports.owed(person, on)]
        blocks += [cases.my_turn(person, on), cases.to_confirm(person, on)]
        blocks.append(reports.waiting(person))
        blocks += [working.open_reviews(), working.unseen_documents(), working.jobs(person.id)]
        blocks += [following.to_decide(person), working.unsettled_indicators(), following.due_soon(person, on)]
    if person.has(RoleKind.REPORTER):
        agencies = _agencies(person)
        own = [agency.pk for agency in agencies]
        blocks.append(reports.owed(person, on))
        blocks += [cases.my_turn(person, on), working.own_tasks(agencies, person, on)]
        blocks += [cases.recurring(own, person, on), working.own_targets(agencies, person, on)]
    if person.has(RoleKind.ADMINISTRATOR):
        blocks += [working.accounts_without_role(), working.jobs()]
    if person.has(RoleKind.VIEWER):
        blocks += [following.threatened(person, on), following.due_soon(person, on)]
    return list({one.key: one for one in reversed(blocks)}.values())[::-1]


def plans_of(person: Person) -> list[tuple[Plan, Counts]]:
    """The plans that the person may see, with where their targets stand. Two queries."""
    plans = list(listed_plans(person).order_by("-year_to", "kind", "id")[:PLANS])
    counts = verdict_counts(plans, person)
    return [(plan, counts_of(plan, counts.get(plan.pk, {}))) for plan in plans]


def _agencies(person: Person) -> list[Agency]:
    """The agencies at which the person reports today; the roles cover those that they succeeded, too."""
    held = Agency.objects.filter(roles__user=person.id, roles__kind=RoleKind.REPORTER, valid_to__isnull=True)
    return list(held.distinct().order_by("name"))
