"""The start page of a person: which blocks, in which order."""

from __future__ import annotations

from datetime import date
from functools import partial

from lotrinh.living.access.rules import Person, may
from lotrinh.living.journal.keeping import kept
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
        blocks += [cases.to_decide(person, on), *_of_all_plans(person, on, "to_decide", "threatened", "due_soon")]
    if person.has(RoleKind.FOCAL):
        blocks += [reports.missing(person, on), reports.owed(person, on)]
        blocks += [cases.my_turn(person, on), cases.to_confirm(person, on), cases.questions(on)]
        blocks.append(reports.waiting(person))
        blocks += [working.open_reviews(), working.unseen_documents(), working.jobs(person.id)]
        to_decide, due_soon = _of_all_plans(person, on, "to_decide", "due_soon")
        blocks += [to_decide, working.unsettled_indicators(), due_soon]
    if person.has(RoleKind.REPORTER):
        agencies = _agencies(person)
        own = [agency.pk for agency in agencies]
        blocks.append(reports.owed(person, on))
        blocks += [cases.my_turn(person, on), working.own_tasks(agencies, person, on)]
        blocks += [cases.recurring(own, person, on), working.own_targets(agencies, person, on)]
    if person.has(RoleKind.ADMINISTRATOR):
        blocks += [working.accounts_without_role(), working.jobs()]
    if person.has(RoleKind.VIEWER):
        blocks += _of_all_plans(person, on, "threatened", "due_soon")
    return list({one.key: one for one in reversed(blocks)}.values())[::-1]


_SHARED = {"to_decide": following.to_decide, "threatened": following.threatened, "due_soon": following.due_soon}


def _of_all_plans(person: Person, on: date, *names: str) -> list[Block]:
    """Blocks that are the same for all who see the same plans; they are kept, for they look through every target."""
    internal = may(person, "internal.read")
    return [kept(partial(_SHARED[name], person, on), "home", name, internal) for name in names]


def plans_of(person: Person) -> list[tuple[Plan, Counts]]:
    """The plans that the person may see, with where their targets stand. Two queries."""
    plans = list(listed_plans(person).order_by("-year_to", "kind", "id")[:PLANS])
    counts = verdict_counts(plans, person)
    return [(plan, counts_of(plan, counts.get(plan.pk, {}))) for plan in plans]


def _agencies(person: Person) -> list[Agency]:
    """The agencies at which the person reports today; the roles cover those that they succeeded, too."""
    held = Agency.objects.filter(roles__user=person.id, roles__kind=RoleKind.REPORTER, valid_to__isnull=True)
    return list(held.distinct().order_by("name"))
