"""What a plan leaves to people: direction, accumulation, milestones, terms, links, verdicts, ends of targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lotrinh.assessment.states import Status, Word
from lotrinh.living.documents.models import Document
from lotrinh.living.jobs.services import ask
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans import assess
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.linking import conflict_between
from lotrinh.living.plans.models import (
    Accumulation,
    Direction,
    Indicator,
    Milestone,
    PersonVerdict,
    Plan,
    Target,
    TargetLink,
    TargetRevision,
    TargetState,
)
from lotrinh.living.plans.publishing import end_revision
from lotrinh.living.plans.terms import KEPT
from lotrinh.living.words import Words, words_of


@transaction.atomic
def set_direction(indicator: Indicator, direction: str, by: User, seen: str | None = None) -> None:
    """A person confirms what is better. `seen`: the direction on the form; Conflict where it is another by now."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    _unchanged(seen, indicator.direction, Direction)
    before = Direction(indicator.direction)
    indicator.direction, indicator.direction_by = Direction(direction).value, "person"
    indicator.save(update_fields=["direction", "direction_by"])
    record(
        "indicator.direction_set", by, indicator, **_both("direction", Direction(direction)), **_both("before", before)
    )
    _refresh_users(indicator, by)


@transaction.atomic
def set_accumulation(indicator: Indicator, accumulation: str, by: User, seen: str | None = None) -> None:
    """A person confirms how figures add up. Conflict as of `set_direction`."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    _unchanged(seen, indicator.accumulation, Accumulation)
    before = Accumulation(indicator.accumulation)
    indicator.accumulation, indicator.accumulation_by = Accumulation(accumulation).value, "person"
    indicator.save(update_fields=["accumulation", "accumulation_by"])
    record(
        "indicator.accumulation_set", by, indicator,
        **_both("accumulation", Accumulation(accumulation)), **_both("before", before),
    )  # fmt: skip
    _refresh_users(indicator, by)


@transaction.atomic
def set_milestone(
    target: Target, year: int, low: float | None, high: float | None, ground: str, by: User
) -> Milestone | None:
    """What should be reached by the end of an earlier year; without values the milestone of that year goes."""
    before = Milestone.objects.filter(target=target, year=year).first()
    told = {
        "year": year,
        "value": _value_told(low, high),
        "before": _value_told(before.low, before.high) if before else "",
    }
    milestone = None
    if low is None and high is None:
        if before is None:
            return None
        before.delete()
        record("target.milestone_removed", by, target, plan=target.plan_id, **told)
    else:
        values = {"low": low if low is not None else high, "high": high if high is not None else low, "ground": ground}
        milestone, _ = Milestone.objects.update_or_create(target=target, year=year, defaults=values)
        record("target.milestone_set", by, target, plan=target.plan_id, ground=ground, **told)
    assess.refresh(target.plan)
    return milestone


@transaction.atomic
def set_terms(target: Target, terms: Mapping[str, Any], by: User) -> None:
    """The target's own rule of judgement: tolerance, margin, breaks of the series, the day an event was done."""
    target = Target.objects.select_for_update().get(pk=target.pk)
    before = target.terms
    target.terms = {key: terms[key] for key in KEPT if terms.get(key) not in (None, "", [])}
    target.save(update_fields=["terms"])
    record("target.terms_set", by, target, plan=target.plan_id, before=before, after=target.terms)
    assess.refresh(target.plan)


@transaction.atomic
def set_agency(target: Target, agency: Agency | None, by: User, seen: int | None) -> None:
    """Who answers for the target; None: nobody is named. `seen`: the agency's id on the form, as of `set_direction`."""
    target = Target.objects.select_for_update(of=("self",)).select_related("agency").get(pk=target.pk)
    before = target.agency.name if target.agency else target.agency_text or "-"
    if target.agency_id != seen:
        raise Conflict(
            Words(f"Trong lúc đó người khác đã đổi thành: {before}.", f"Meanwhile it was changed to: {before}.")
        )
    target.agency, target.agency_text = agency, agency.name if agency else ""
    target.save(update_fields=["agency", "agency_text"])
    told = {"agency": agency.name if agency else "-", "agency_id": agency.pk if agency else None, "before": before}
    record("target.agency_set", by, target, plan=target.plan_id, **told)


@transaction.atomic
def link_targets(one: Target, other: Target, kind: str, by: User | None) -> TargetLink:
    """Two targets speak of the same thing, or one carries out the other; values that conflict are told."""
    if one.pk == other.pk:
        raise ValueError("a target is not linked with itself")
    conflict = conflict_between(one, other)
    link, _ = TargetLink.objects.update_or_create(
        one=one,
        other=other,
        defaults={"kind": TargetLink.Kind(kind).value, "conflict": conflict.vi if conflict else "", "by": by},
    )
    record("target.linked", by, one, plan=one.plan_id, other=str(other), other_plan=other.plan_id, kind=kind)
    return link


@transaction.atomic
def unlink_targets(link: TargetLink, by: User) -> None:
    """The two no longer belong together."""
    record("target.unlinked", by, link.one, plan=link.one.plan_id, other=str(link.other), other_plan=link.other.plan_id)
    link.delete()


@transaction.atomic
def give_verdict(
    target: Target, status: str, word: str, reason: str, by: User, seen: int | None = None
) -> PersonVerdict:
    """What a person says of a target, beside the computed verdict. `seen`: id of the last one on the form (0: none)."""
    if not status and not word:
        raise ValueError("a verdict needs a class or an official word")
    target = Target.objects.select_for_update().get(pk=target.pk)
    last = target.person_verdicts.first()
    if seen is not None and seen != (last.pk if last else 0):
        raise Conflict(
            Words(
                f"Trong lúc đó {last.by if last else '?'} đã ghi một đánh giá khác.",
                f"Meanwhile {last.by if last else '?'} gave another verdict.",
            )
        )
    verdict = PersonVerdict.objects.create(
        target=target,
        status=Status(status).value if status else "",
        word=Word(word).value if word else "",
        reason=reason,
        by=by,
    )
    record("target.verdict_given", by, target, plan=target.plan_id, status=status, word=word, reason=reason)
    assess.refresh(target.plan)
    return verdict


@transaction.atomic
def end_target(
    target: Target, ground: str, by: User, state: str = TargetState.NO_LONGER_APPLICABLE, on: date | None = None
) -> TargetRevision:
    """A person says that a target no longer applies, or was replaced, and why; its values stay readable.

    It holds from a new version of the plan on, which stands on the same document as the last one. `on`: its first day,
    today where None, and never before the newest version.
    """
    if not ground.strip():
        raise ValueError("an end needs its ground")
    plan = Plan.objects.select_for_update().get(pk=target.plan_id)
    version = next_version(plan, plan.versions.all()[0].document, ground, by, on)
    revision = end_revision(target, version, ground.strip(), TargetState(state).value)
    record("target.ended", by, target, plan=plan.pk, ground=ground, state=state, number=version.number)
    assess.refresh(plan)
    return revision


def next_version(plan: Plan, document: Document, note: str, by: User | None, on: date | None = None) -> Any:
    """The version after the last one; the plan must be locked by the caller."""
    last = plan.versions.all()[0]
    day = max(on or timezone.localdate(), last.effective_on)
    return plan.versions.create(number=last.number + 1, document=document, effective_on=day, note=note, published_by=by)


AT_ONCE = 4
"""So many plans are judged anew while the person waits; those beyond are left to the worker."""


def _refresh_users(indicator: Indicator, by: User) -> None:
    plans = list(Plan.objects.filter(targets__indicator=indicator).distinct().order_by("-pk"))
    for plan in plans[:AT_ONCE]:
        assess.refresh(plan)
    if later := [plan.pk for plan in plans[AT_ONCE:]]:
        url = reverse("plans:indicator", args=[indicator.pk])
        ask("plans.judge", {"plans": later, "name": indicator.name, "url": url}, by, f"indicator:{indicator.pk}")


def _unchanged(seen: str | None, now: str, choices: type[Direction] | type[Accumulation]) -> None:
    if seen is not None and seen != now:
        words = words_of(choices(now))
        raise Conflict(
            Words(f"Trong lúc đó người khác đã đổi thành: {words.vi}.", f"Meanwhile it was changed to: {words.en}.")
        )


def _both(key: str, choice: Direction | Accumulation) -> dict[str, Any]:
    words = words_of(choice)
    return {key: choice.value, f"{key}_vi": words.vi, f"{key}_en": words.en}


def _value_told(low: float | None, high: float | None) -> str:
    told = [f"{value:g}".replace(".", ",") for value in dict.fromkeys((low, high)) if value is not None]
    return " - ".join(told)
